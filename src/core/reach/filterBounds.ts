/**
 * What one filter on a way does to all ports towards one address, and what keeps some of them undecided: the symbolic side
 * of a checkpoint. Remembers what it said, as many ways lead through the same filters.
 */
import { judgeNetworkAcl, networkAclPorts } from '../aws/networkAcl.ts';
import type { NetworkAcl, NetworkInterface, SecurityGroup, Subnet } from '../aws/network.ts';
import { judgeSecurityGroups, securityGroupPorts } from '../aws/securityGroup.ts';
import type { Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';
import { unknown, type Maybe, type Unknown } from '../value/value.ts';
import type { Step } from './passage.ts';
import { anyPort, groupView, networkAclView, viewedProtocol, type PortBounds } from './portBounds.ts';
import { peerMatcher, referencesKey } from './references.ts';
import type { Topology } from './topology.ts';

/** Ranges of undecided ports that are looked into for their reasons. */
const mostSamples = 64;

export class FilterBounds {
  readonly #topology: Topology;
  readonly #bounds = new Map<string, PortBounds>();
  readonly #views = new Map<string, Maybe<NetworkAcl>>();
  /** The groups of an interface as a key. */
  readonly #groups = new Map<NetworkInterface, string>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  /** @param at the interface whose groups it is, where it is no network ACL; `undefined` where it is not in the code. */
  of(step: Step, at: NetworkInterface | undefined, remote: Address, protocol: Protocol): PortBounds {
    if (at === undefined && step.subnet === undefined) return anyPort;
    const where =
      step.subnet === undefined
        ? `groups ${this.#groupsKey(at)} ${referencesKey(step.references)}`
        : `acl ${step.subnet.address}`;
    const key = `${where} ${step.direction} ${protocol} ${remote.family} ${remote.value} ${remote.holder ?? ''}`;
    const found = this.#bounds.get(key);
    if (found !== undefined) return found;
    const bounds =
      step.subnet !== undefined
        ? aclBounds(this.#networkAclOf(step.subnet, protocol), step, remote, protocol)
        : securityGroupPorts(
            this.#groupsOf(at, protocol),
            step.direction,
            remote,
            viewedProtocol(protocol),
            peerMatcher(this.#topology, step.references),
          );
    this.#bounds.set(key, bounds);
    return bounds;
  }

  #groupsKey(at: NetworkInterface | undefined): string {
    if (at === undefined) return '';
    const found = this.#groups.get(at) ?? JSON.stringify(at.securityGroups);
    this.#groups.set(at, found);
    return found;
  }

  #groupsOf(at: NetworkInterface | undefined, protocol: Protocol): readonly Maybe<SecurityGroup>[] {
    const groups = at === undefined ? [] : this.#topology.groupsOf(at);
    return groups.map((group) => groupView(group, protocol));
  }

  #networkAclOf(subnet: Subnet, protocol: Protocol): Maybe<NetworkAcl> {
    const key = `${subnet.address} ${protocol}`;
    const found = this.#views.get(key);
    if (found !== undefined) return found;
    const acl = this.#topology.networkAclOf(subnet);
    const view: Maybe<NetworkAcl> =
      acl.kind === 'unknown' ? acl : { kind: 'known', value: networkAclView(acl.value, protocol) };
    this.#views.set(key, view);
    return view;
  }

  /** The fields that keep some of `ports` undecided, found by judging a packet of each range. */
  reasons(
    step: Step,
    at: NetworkInterface | undefined,
    remote: Address,
    protocol: Protocol,
    ports: PortSet,
  ): readonly Unknown[] {
    if (at === undefined && step.subnet === undefined) return [unknown(step.at, 'is not in the code')];
    const acl = step.subnet === undefined ? undefined : this.#networkAclOf(step.subnet, protocol);
    const groups = this.#groupsOf(at, protocol);
    const matcher = peerMatcher(this.#topology, step.references);
    const rules =
      acl !== undefined
        ? acl.kind === 'known'
          ? acl.value[step.direction]
          : []
        : groups.flatMap((group) => (group.kind === 'known' ? group.value.rules : []));
    const edges = rules.flatMap((rule) =>
      rule.ports.kind === 'unknown' || rule.ports.value === 'all'
        ? []
        : [rule.ports.value.first, rule.ports.value.last + 1],
    );
    const samples = new Set([...ports.ranges.map(({ first }) => first), ...edges]);
    const inside = [...samples].filter((port) => ports.has(port)).slice(0, mostSamples);
    return inside.flatMap((port): readonly Unknown[] => {
      const packet: Packet = {
        source: remote,
        destination: remote,
        protocol: viewedProtocol(protocol),
        destinationPort: port,
      };
      if (acl?.kind === 'unknown') return [acl];
      const { verdict, because } =
        acl !== undefined
          ? judgeNetworkAcl(acl.value, step.direction, packet)
          : judgeSecurityGroups(groups, step.direction, packet, matcher);
      return verdict === 'unknown' ? [{ kind: 'unknown', because }] : [];
    });
  }
}

function aclBounds(acl: Maybe<NetworkAcl>, step: Step, remote: Address, protocol: Protocol): PortBounds {
  if (acl.kind === 'unknown') return anyPort;
  const { mayAllow, mayDeny } = networkAclPorts(acl.value, step.direction, remote, viewedProtocol(protocol));
  return { must: mayAllow.subtract(mayDeny), may: mayAllow };
}
