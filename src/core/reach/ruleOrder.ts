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
import { BoundedCache } from './boundedCache.ts';
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

/** The answer for an entry, which does not hang on who wrote what where: others stand in it by their places. */
interface PlacedOrder {
  readonly order: Order;
  readonly redundant: boolean;
  readonly shadowedBy: readonly number[];
}

/**
 * Answers for whole directions in which nothing is open, by all that their entries say but their numbers, which only put them
 * in order. Network ACLs of many subnets are alike, and an edit leaves most as they are.
 */
const answered = new BoundedCache<readonly PlacedOrder[]>(2000);

/** One entry of the answer for each entry of the direction, in their order. */
export function ruleOrder(acl: NetworkAcl, direction: Direction): readonly EntryOrder[] {
  const entries = acl[direction];
  const found = keptOrders(acl, direction);
  return entries.flatMap((entry, i): readonly EntryOrder[] => {
    const own = found[i];
    if (own === undefined) return [];
    return [{ ...own, entry, shadowedBy: own.shadowedBy.flatMap((place) => entries[place] ?? []) }];
  });
}

function keptOrders(acl: NetworkAcl, direction: Direction): readonly PlacedOrder[] {
  const key = acl.open === undefined ? saidBy(acl[direction]) : undefined;
  const make = (): readonly PlacedOrder[] => ordersOf(acl, direction);
  return key === undefined ? make() : answered.get(key, make);
}

function ordersOf(acl: NetworkAcl, direction: Direction): readonly PlacedOrder[] {
  const cases = casesOf(acl, direction);
  return acl[direction].map((_, index) => orderOf(direction, index, cases));
}

/** `undefined` when something of it is open: what is unknown in two places need not be the same. */
function saidBy(entries: readonly NetworkAclEntry[]): string | undefined {
  let said = '';
  for (const { ruleNumber, action, cidr, protocol, ports, icmp: types, exists } of entries) {
    if (ruleNumber.kind === 'unknown' || exists.kind === 'unknown' || action.kind === 'unknown')
      return undefined;
    if (cidr.kind === 'unknown' || protocol.kind === 'unknown') return undefined;
    if (ports.kind === 'unknown' || types.kind === 'unknown') return undefined;
    const range = ports.value === 'all' ? 'all' : `${ports.value.first}-${ports.value.last}`;
    const type = types.value === 'all' ? 'all' : `${types.value.type ?? '*'}/${types.value.code ?? '*'}`;
    const { family, first, prefixLength } = cidr.value;
    said += `${action.value} ${family} ${first}/${prefixLength} ${protocol.value} ${range} ${type}\n`;
  }
  return said;
}

/**
 * Whether two network ACLs do the same with every packet of a direction, however unknown fields settle. Where it is open
 * what they do, the entries that only one of them has must change nothing; the others settle alike in both.
 */
export function decideAlike(one: NetworkAcl, other: NetworkAcl, direction: Direction): boolean {
  if ((one.open === undefined) !== (other.open === undefined)) return false;
  const both = { ...one, [direction]: [...one[direction], ...other[direction]] };
  const removals = [...removalsOf(one, other, direction), ...removalsOf(other, one, direction)];
  return casesOf(both, direction).every(({ remote, protocol }) => {
    const decided = (acl: NetworkAcl): NetworkAclPorts =>
      networkAclPorts(networkAclView(acl, protocol), direction, remote, viewedProtocol(protocol));
    const ports = decided(one);
    if (!isAlike(ports, decided(other))) return false;
    const open = ports.mayAllow.intersect(ports.mayDeny);
    if (open.isEmpty) return true;
    return removals.every(({ acl, index }) => {
      const view = networkAclView(acl, protocol);
      return changedWithout(view, direction, index, remote, viewedProtocol(protocol)).intersect(open).isEmpty;
    });
  });
}

/** A network ACL and the place of the entry to be taken away. */
interface Removal {
  readonly acl: NetworkAcl;
  readonly index: number;
}

/** The steps that leave of a network ACL only the entries another one has too. */
function removalsOf(acl: NetworkAcl, other: NetworkAcl, direction: Direction): readonly Removal[] {
  const unmatched = other[direction].map(fieldsText);
  const removals: Removal[] = [];
  let left = acl;
  for (const entry of acl[direction]) {
    const at = unmatched.indexOf(fieldsText(entry));
    if (at >= 0) {
      unmatched.splice(at, 1);
      continue;
    }
    removals.push({ acl: left, index: left[direction].indexOf(entry) });
    left = { ...left, [direction]: left[direction].filter((one) => one !== entry) };
  }
  return removals;
}

/** All that an entry says, and which resource says it, but not where it is written. */
function fieldsText(entry: NetworkAclEntry): string {
  const { resource, ruleNumber, action, cidr, protocol, ports, icmp: types, exists } = entry;
  return JSON.stringify(
    [resource, ruleNumber, action, cidr, protocol, ports, types, exists],
    (key, value: unknown) =>
      key === 'origin' ? undefined : typeof value === 'bigint' ? String(value) : value,
  );
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

function orderOf(direction: Direction, index: number, cases: readonly Case[]): PlacedOrder {
  let decides = false;
  let loses = false;
  let redundant = true;
  const winners = new Set<number>();
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
      winners.add(winner.index);
    }
    redundant &&= changedWithout(view, direction, index, remote, viewedProtocol(protocol)).isEmpty;
  }
  const order: Order = decides ? (loses ? 'partly-shadowed' : 'decides') : loses ? 'shadowed' : 'decides';
  return { order, redundant, shadowedBy: [...winners].sort((a, b) => a - b) };
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

/**
 * The ports an entry may decide otherwise than what comes after it may do. Unknown fields count as if each settled by
 * itself for every packet.
 */
function changedWithout(
  view: NetworkAcl,
  direction: Direction,
  index: number,
  remote: Address,
  protocol: Protocol,
): PortSet {
  const entries = view[direction];
  const own = entries[index];
  if (own === undefined || matchCidr(own.cidr, remote) === 'no') return PortSet.none;
  const taken = earlier(view, direction, index, remote, protocol);
  const decided = taken.reduce((left, { ports }) => left.subtract(ports), portsOf(own, protocol).may);
  if (decided.isEmpty) return decided;
  // Without a known number it may stand before any other entry. Those of unknown number may all come after it.
  const after = entries.filter((_, i) => (own.ruleNumber.kind === 'known' ? i > index : i !== index));
  const { mayAllow, mayDeny } = networkAclPorts({ ...view, [direction]: after }, direction, remote, protocol);
  const { action } = own;
  if (action.kind === 'unknown') return decided;
  return decided.intersect(action.value === 'allow' ? mayDeny : mayAllow);
}

/** Whether the same may happen on every port. Only where one thing alone may does that mean that the same happens. */
function isAlike(one: NetworkAclPorts, other: NetworkAclPorts): boolean {
  return one.mayAllow.equals(other.mayAllow) && one.mayDeny.equals(other.mayDeny);
}
