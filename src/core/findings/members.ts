/** Interfaces as rules speak of them: alike ones judged once, many of them named in few words. */
import type { Direction, NetworkAcl, NetworkInterface } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Maybe } from '../value/value.ts';

/** Interfaces no filter for public addresses and no route tells apart, together. */
export function alike(members: readonly NetworkInterface[]): readonly (readonly NetworkInterface[])[] {
  const classes = new Map<string, NetworkInterface[]>();
  const text = (fact: Maybe<string>, at: NetworkInterface): string =>
    fact.kind === 'known' ? fact.value : `? ${at.address}`;
  const having = (fact: Maybe<readonly unknown[]>): string =>
    fact.kind === 'known' ? String(fact.value.length > 0) : '?';
  for (const member of members) {
    const { kind, subnet, securityGroups, publicIps, ipv6 } = member;
    const groups = securityGroups.map((group) => text(group, member));
    const key = JSON.stringify([kind, text(subnet, member), groups, having(publicIps), having(ipv6)]);
    if (classes.get(key)?.push(member) === undefined) classes.set(key, [member]);
  }
  return [...classes.values()];
}

const judgedOnce = new WeakMap<Topology, readonly NetworkInterface[]>();

/** The first of each that are {@link alike}, in the order of the network. */
export function oneOfEach(topology: Topology): readonly NetworkInterface[] {
  const found = judgedOnce.get(topology) ?? alike(topology.interfaces).flatMap(([first]) => first ?? []);
  judgedOnce.set(topology, found);
  return found;
}

const behind = new WeakMap<Topology, ReadonlyMap<string, readonly NetworkInterface[]>>();

/** The interfaces whose subnet is known to have a network ACL. */
export function behindNetworkAcl(topology: Topology, { address }: NetworkAcl): readonly NetworkInterface[] {
  const found = behind.get(topology) ?? byNetworkAcl(topology);
  behind.set(topology, found);
  return found.get(address) ?? [];
}

function byNetworkAcl(topology: Topology): ReadonlyMap<string, readonly NetworkInterface[]> {
  const all = new Map<string, NetworkInterface[]>();
  for (const at of topology.interfaces) {
    const subnet = topology.subnetOf(at);
    const acl = subnet.kind === 'known' ? subnet.value.networkAcl : subnet;
    if (acl.kind === 'known' && all.get(acl.value)?.push(at) === undefined) all.set(acl.value, [at]);
  }
  return all;
}

/** `aws_instance.a`, `aws_instance.a and aws_instance.b`, `aws_instance.a and 3 more`; an owner of several once. */
export function namesInWords(members: readonly NetworkInterface[]): string {
  const names = [...new Set(members.map(({ owner }) => owner))];
  const [first = '', second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`;
}

/** Whether it is certain that no group of an interface has any rule in a direction, not even one AWS would refuse. */
export function hasNoRules(topology: Topology, at: NetworkInterface, direction: Direction): boolean {
  return (
    at.securityGroups.length > 0 &&
    topology
      .groupsOf(at)
      .every(
        (group) =>
          group.kind === 'known' &&
          group.value.open === undefined &&
          ![...group.value.rules, ...group.value.refused].some((rule) => rule.direction === direction),
      )
  );
}

/** Whether something is of use only if it can open connections itself; databases and endpoints answer. */
export function opensConnections({ kind }: NetworkInterface): boolean {
  return kind !== 'database' && kind !== 'endpoint' && kind !== 'nat-gateway';
}
