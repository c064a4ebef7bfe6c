/**
 * Why nothing that a security group rule allows passes between its peer and an interface: the network ACL of the subnet
 * drops all of it, or no route leads to the peer. Proved only: whatever is open, and whatever may come from inside the
 * subnet, counts as passing.
 */
import { isOfType, type LoadBalancer } from '../aws/loadBalancer.ts';
import type { NetworkAcl, NetworkInterface, Peer, SecurityGroupRule, Subnet } from '../aws/network.ts';
import { networkAclPorts } from '../aws/networkAcl.ts';
import { lookUpRoute } from '../aws/routeTable.ts';
import { unfilteredServices } from '../aws/unfilteredServices.ts';
import { isPrivate, type Address, type Cidr, type Family } from '../net/address.ts';
import { AddressSet } from '../net/addressSet.ts';
import { allProtocols, icmp, icmpv6, tcp, udp, type Protocol } from '../net/protocol.ts';
import { piecesOf } from '../reach/addresses.ts';
import { networkAclView, trafficBounds, viewedProtocol } from '../reach/portBounds.ts';
import { cidrsOf } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import { entryInWords } from '../reach/words.ts';
import type { Configuration } from '../value/resource.ts';
import type { Maybe } from '../value/value.ts';
import type { Related } from './finding.ts';

/** What keeps everything from passing. */
export interface Dead {
  /** The end of a sentence: `aws_network_acl.app drops all of it inbound`. */
  readonly why: string;
  readonly related: Related;
}

/** Where the members of a group are: their subnets, and an address for each part of those that the network tells apart. */
interface Peers {
  readonly subnets: ReadonlySet<string>;
  readonly remotes: readonly Address[];
}

function mayPassClientsOn(balancer: LoadBalancer): boolean {
  return isOfType(balancer, 'network') !== 'no' || isOfType(balancer, 'gateway') !== 'no';
}

/** What of a network all its rules are judged by. */
export class DeadRules {
  readonly #topology: Topology;
  readonly #handedOut: ReadonlySet<string>;
  /** How many interfaces each subnet has. */
  readonly #inSubnet = new Map<string, number>();
  readonly #anySubnet: boolean;
  readonly #peers = new Map<string, Peers | 'open'>();
  /** Whether clients' packets may come under their own addresses from nodes in the subnet. */
  readonly #passesClientsOn: boolean;

  constructor({ resources, handedOut }: Configuration, topology: Topology) {
    this.#topology = topology;
    this.#handedOut = handedOut ?? new Set();
    for (const { subnet } of topology.interfaces)
      if (subnet.kind === 'known')
        this.#inSubnet.set(subnet.value, (this.#inSubnet.get(subnet.value) ?? 0) + 1);
    this.#anySubnet = topology.interfaces.some(({ subnet }) => subnet.kind === 'unknown');
    this.#passesClientsOn =
      topology.network.loadBalancers.some(mayPassClientsOn) ||
      resources.some(({ type }) => /global_?accelerator|instance_?connect_?endpoint/i.test(type));
  }

  /** Why nothing that a rule allows passes at any of some interfaces, by the first of them; `undefined` where something may. */
  whyAt(rule: SecurityGroupRule, members: readonly NetworkInterface[]): Dead | undefined {
    const seen = new Set<string>();
    let first: Dead | undefined;
    for (const at of members) {
      const { subnet, publicIps, ipv6 } = at;
      const isPassedThrough = this.#topology.isNextHop(at.address);
      const where = subnet.kind === 'known' ? subnet.value : '?';
      const key = `${where} ${having(publicIps)} ${having(ipv6)} ${String(isPassedThrough)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const why = this.#why(rule, at);
      if (why === undefined) return undefined;
      first ??= why;
    }
    return first;
  }

  #why(rule: SecurityGroupRule, at: NetworkInterface): Dead | undefined {
    const subnet = this.#topology.subnetOf(at);
    const { peer } = rule;
    if (subnet.kind === 'unknown' || peer.kind === 'unknown' || rule.protocol.kind === 'unknown')
      return undefined;
    const remotes = this.#remotesOf(peer.value, at, subnet.value);
    if (remotes === undefined || remotes.length === 0) return undefined;
    const acl = this.#topology.networkAclOf(subnet.value);
    let dead: Dead | undefined;
    for (const remote of remotes) {
      const why =
        (acl.kind === 'known' ? droppedBy(acl.value, rule, remote) : undefined) ??
        (peer.value.kind === 'cidr' ? this.#unroutable(rule, at, subnet.value, remote) : undefined);
      if (why === undefined) return undefined;
      dead ??= why;
    }
    return dead;
  }

  /** One address for each part of the peer that the network tells apart; `undefined` where some is not told or not filtered. */
  #remotesOf(peer: Peer, at: NetworkInterface, subnet: Subnet): readonly Address[] | undefined {
    if (peer.kind === 'prefix-list') return undefined;
    if (peer.kind === 'cidr') return this.#outside(peer.cidr, at, subnet);
    const peers = this.#peersOf(peer.group);
    return peers === undefined || peers.subnets.has(subnet.address) ? undefined : peers.remotes;
  }

  /** Where the members of a group are; `undefined` where that cannot be told of some. */
  #peersOf(group: string): Peers | undefined {
    const known = this.#peers.get(group);
    if (known !== undefined) return known === 'open' ? undefined : known;
    const found = this.#look(group);
    this.#peers.set(group, found ?? 'open');
    return found;
  }

  #look(group: string): Peers | undefined {
    const subnets = new Map<string, Subnet>();
    for (const member of this.#topology.membersOf(group)) {
      const place = this.#topology.subnetOf(member);
      // A load balancer may pass packets on under the client's address.
      if (place.kind === 'unknown' || member.kind === 'load-balancer') return undefined;
      subnets.set(place.value.address, place.value);
    }
    const places = [...subnets.values()];
    if (places.some(({ cidrs }) => cidrs.some(({ kind }) => kind === 'unknown'))) return undefined;
    const remotes = places.flatMap((place) =>
      place.cidrs.flatMap((block) =>
        block.kind === 'known'
          ? this.#firstOfEach(block.value, this.#unfilteredFrom(place, block.value.family))
          : [],
      ),
    );
    return { subnets: new Set(subnets.keys()), remotes };
  }

  /**
   * The parts of a block outside the interface's own subnet, in which no network ACL filters (SEMANTICS N23), and without
   * the services of AWS that none filters either (N35); `undefined` where the code has somebody else in the subnet who may
   * be one of the block's, or where the block may be the resolver of a VPC that is not known.
   */
  #outside(block: Cidr, at: NetworkInterface, subnet: Subnet): readonly Address[] | undefined {
    const { family } = block;
    if (family === 'ipv6' && (at.ipv6.kind === 'unknown' || at.ipv6.value.length === 0)) return undefined;
    if (this.#passesClientsOn || subnet.cidrs.some(({ kind }) => kind === 'unknown')) return undefined;
    const own = AddressSet.ofCidrs(family, cidrsOf(subnet, family));
    const isShared = !own.intersect(AddressSet.ofCidrs(family, [block])).isEmpty;
    const hasNeighbour = this.#anySubnet || (this.#inSubnet.get(subnet.address) ?? 0) > 1;
    if ((isShared && hasNeighbour) || this.#mayBeResolver(block, subnet)) return undefined;
    return this.#firstOfEach(block, own.union(this.#unfilteredFrom(subnet, family)));
  }

  #unfilteredFrom(subnet: Subnet, family: Family): AddressSet {
    return unfilteredServices(family, this.#topology.blocksOf(subnet));
  }

  /** Whether a block is one address that may be the third of the VPC, whose own block is not known. */
  #mayBeResolver({ family, first, last }: Cidr, { vpc }: Subnet): boolean {
    // No VPC is smaller than a /28.
    if (family === 'ipv6' || first !== last || first % 16n !== 2n) return false;
    const cidrs = vpc.kind === 'known' ? this.#topology.vpc(vpc.value)?.cidrs : undefined;
    const primary = cidrs?.find((cidr) => cidr.kind === 'unknown' || cidr.value.family === 'ipv4');
    return primary?.kind !== 'known';
  }

  #firstOfEach(block: Cidr, without: AddressSet): readonly Address[] {
    const { family } = block;
    return piecesOf(this.#topology, block).flatMap((piece): readonly Address[] => {
      const [first] = AddressSet.of(family, piece).subtract(without).ranges;
      return first === undefined ? [] : [{ family, value: first.first }];
    });
  }

  /** The route table, where it leads packets for an address nowhere, or to a gateway that drops them. */
  #unroutable(
    { protocol, direction }: SecurityGroupRule,
    at: NetworkInterface,
    subnet: Subnet,
    remote: Address,
  ): Dead | undefined {
    // Without an answer a datagram has got there all the same.
    const needsReply = protocol.kind === 'known' && protocol.value === tcp;
    if ((direction === 'inbound' && !needsReply) || remote.family === 'ipv6') return undefined;
    const table = this.#topology.routeTableOf(subnet);
    if (table.kind === 'unknown') return undefined;
    // Whoever is handed the table may add routes, and so may the one who left the main table to AWS.
    if (this.#handedOut.has(table.value.address) || table.value.origin.awsDefault === true) return undefined;
    if (this.#topology.isNextHop(at.address)) return undefined;
    // Routes to private networks outside the code are often added where those are.
    const { vpcs } = this.#topology.network;
    if (isPrivate(remote) && !vpcs.some((vpc) => this.#topology.vpcHolds(vpc, remote) === 'yes'))
      return undefined;
    const what = direction === 'inbound' ? 'replies' : 'packets';
    const found = lookUpRoute(table.value, remote);
    if (found.kind === 'none')
      return {
        why: `${table.value.address} has no route for ${what}`,
        related: { message: `No route of ${table.value.address} leads there`, origin: table.value.origin },
      };
    if (found.kind === 'unknown' || found.assumed === true || found.route.target.kind === 'unknown')
      return undefined;
    const { target, origin } = found.route;
    const related = { message: 'The route they take', origin };
    switch (target.value.kind) {
      case 'blackhole':
        return { why: `the route for ${what} leads to nothing`, related };
      case 'internet-gateway':
        if (isPrivate(remote))
          return { why: `the internet gateway drops ${what} to private addresses`, related };
        return hasNoPublicAddress(at)
          ? { why: `the internet gateway drops ${what}, as ${at.owner} has no public address`, related }
          : undefined;
      case 'nat-gateway':
        return direction === 'inbound' && hasNoPublicAddress(at)
          ? { why: `a NAT gateway lets no connection in and ${at.owner} has no public address`, related }
          : undefined;
      default:
        return undefined;
    }
  }
}

/** All that is looked at of an interface's addresses. */
function having(addresses: Maybe<readonly unknown[]>): string {
  return addresses.kind === 'known' ? String(addresses.value.length > 0) : '?';
}

function hasNoPublicAddress({ publicIps }: NetworkInterface): boolean {
  return publicIps.kind === 'known' && publicIps.value.length === 0;
}

/** A protocol nobody names stands for all that nobody names. */
const unnamed = 253;

function protocolsOf({ protocol }: SecurityGroupRule, { family }: Address): readonly Protocol[] {
  if (protocol.kind === 'unknown') return [];
  if (protocol.value !== allProtocols) return [protocol.value];
  return [tcp, udp, family === 'ipv4' ? icmp : icmpv6, unnamed];
}

/** The network ACL, where it drops every request the rule allows from or to an address. */
function droppedBy(acl: NetworkAcl, rule: SecurityGroupRule, remote: Address): Dead | undefined {
  const { direction } = rule;
  let culprit: Dead | undefined;
  // A rule for everything may be for protocols that only the network ACL names.
  const named = acl[direction].flatMap(({ protocol }) =>
    protocol.kind === 'known' && protocol.value !== allProtocols ? [protocol.value] : [],
  );
  const isAll = rule.protocol.kind === 'known' && rule.protocol.value === allProtocols;
  for (const protocol of new Set([...protocolsOf(rule, remote), ...(isAll ? named : [])])) {
    const view = networkAclView(acl, protocol);
    const asked = trafficBounds(rule, protocol).may;
    const found = networkAclPorts(view, direction, remote, viewedProtocol(protocol));
    if (!found.mayAllow.intersect(asked).isEmpty) return undefined;
    const decided = found.decided.find(({ ports }) => !ports.intersect(asked).isEmpty)?.entry ?? '*';
    const entry = decided === '*' ? '*' : (acl[direction][view[direction].indexOf(decided)] ?? decided);
    culprit ??= {
      why: `${acl.address} drops all of it ${direction}`,
      related: {
        message: `Drops it first: ${entryInWords(direction, entry)}`,
        origin: entry === '*' ? acl.origin : entry.origin,
      },
    };
  }
  return culprit;
}
