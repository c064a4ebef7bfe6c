/**
 * What the order of a network ACL's entries does to each of them: entries that never decide because lower-numbered ones
 * match first, and entries whose absence would change nothing. Exact over all addresses, protocols, ports and ICMP types.
 */
import { matchCidr, networkAclPorts, type NetworkAclPorts } from '../aws/networkAcl.ts';
import { portsOf } from '../aws/match.ts';
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import { atoms } from '../net/addressSet.ts';
import { PortSet } from '../net/portSet.ts';
import { icmp, icmpv6, tcp, udp, type Protocol } from '../net/protocol.ts';
import { networkAclView, viewedProtocol } from './portBounds.ts';

/** `shadowed` never decides. `partly-shadowed` matches some packets it does not decide. */
export type Order = 'decides' | 'partly-shadowed' | 'shadowed';

export interface EntryOrder {
  readonly entry: NetworkAclEntry;
  readonly order: Order;
  /** Taking the entry away changes what happens to no packet, however unknown fields settle. Every shadowed entry is redundant. */
  readonly redundant: boolean;
  /** The entries that decide instead of it, by number. Empty when none does. */
  readonly shadowedBy: readonly NetworkAclEntry[];
}

/** One entry of the answer for each entry of the direction, in their order. */
export function ruleOrder(acl: NetworkAcl, direction: Direction): readonly EntryOrder[] {
  const cases = casesOf(acl, direction);
  return acl[direction].map((entry, index) => orderOf(acl, direction, entry, index, cases));
}

/** Whether two network ACLs do the same with every packet of a direction, however unknown fields settle. */
export function decideAlike(one: NetworkAcl, other: NetworkAcl, direction: Direction): boolean {
  const both = { ...one, [direction]: [...one[direction], ...other[direction]] };
  return casesOf(both, direction).every(({ remote, protocol }) => {
    const [a, b] = [one, other].map((acl) =>
      networkAclPorts(networkAclView(acl, protocol), direction, remote, viewedProtocol(protocol)),
    );
    return a !== undefined && b !== undefined && isAlike(a, b);
  });
}

interface Case {
  readonly remote: Address;
  readonly protocol: Protocol;
  /** The network ACL with the types of an ICMP protocol as ports. Entries keep their places. */
  readonly view: NetworkAcl;
}

/** One address of each piece the entries' blocks cut, with one protocol of each class the entries tell apart. */
function casesOf(acl: NetworkAcl, direction: Direction): readonly Case[] {
  const entries = acl[direction];
  const cidrs = entries.flatMap(({ cidr }) => (cidr.kind === 'known' ? [cidr.value] : []));
  const named = entries.flatMap(({ protocol }) =>
    protocol.kind === 'known' && protocol.value >= 0 ? [protocol.value] : [],
  );
  const protocols = new Set([tcp, udp, icmp, icmpv6, ...named]);
  let rest = 255;
  while (protocols.has(rest)) rest--;
  if (rest >= 0) protocols.add(rest);
  const families: readonly Family[] = ['ipv4', 'ipv6'];
  return [...protocols].flatMap((protocol) => {
    const view = networkAclView(acl, protocol);
    return families.flatMap((family) =>
      atoms(family, cidrs).map(({ first }): Case => ({ remote: { family, value: first }, protocol, view })),
    );
  });
}

function orderOf(
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  index: number,
  cases: readonly Case[],
): EntryOrder {
  let decides = false;
  let loses = false;
  let redundant = true;
  const winners = new Set<NetworkAclEntry>();
  for (const { remote, protocol, view } of cases) {
    const own = view[direction][index];
    if (own === undefined || matchCidr(own.cidr, remote) === 'no') continue;
    const matched = portsOf(own, viewedProtocol(protocol)).may;
    if (matched.isEmpty) continue;
    const before = earlier(view, direction, index, remote, viewedProtocol(protocol));
    const taken = before.reduce((ports, { ports: more }) => ports.union(more), PortSet.none);
    if (!matched.subtract(taken).isEmpty) decides = true;
    for (const winner of before) {
      if (winner.ports.intersect(matched).isEmpty) continue;
      loses = true;
      const written = acl[direction][winner.index];
      if (written !== undefined) winners.add(written);
    }
    redundant &&= changesNothing(view, direction, index, remote, viewedProtocol(protocol));
  }
  const order: Order = decides ? (loses ? 'partly-shadowed' : 'decides') : loses ? 'shadowed' : 'decides';
  return { entry, order, redundant, shadowedBy: acl[direction].filter((other) => winners.has(other)) };
}

/** What each entry before `index` is known to decide. An entry without a known number comes before nothing. */
function earlier(
  view: NetworkAcl,
  direction: Direction,
  index: number,
  remote: Address,
  protocol: Protocol,
): readonly { readonly index: number; readonly ports: PortSet }[] {
  const entries = view[direction];
  if (entries[index]?.ruleNumber.kind !== 'known') return [];
  const before = networkAclPorts(
    { ...view, [direction]: entries.slice(0, index) },
    direction,
    remote,
    protocol,
  );
  return before.decided.flatMap(({ entry, ports }) =>
    entry === '*' ? [] : [{ index: entries.indexOf(entry), ports }],
  );
}

function changesNothing(
  view: NetworkAcl,
  direction: Direction,
  index: number,
  remote: Address,
  protocol: Protocol,
): boolean {
  const rest = view[direction].filter((_, i) => i !== index);
  const full = networkAclPorts(view, direction, remote, protocol);
  const without = networkAclPorts({ ...view, [direction]: rest }, direction, remote, protocol);
  return isAlike(full, without);
}

function isAlike(one: NetworkAclPorts, other: NetworkAclPorts): boolean {
  return one.mayAllow.equals(other.mayAllow) && one.mayDeny.equals(other.mayDeny);
}
