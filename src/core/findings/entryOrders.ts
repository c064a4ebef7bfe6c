/** What the order of a network ACL's entries does to each, worked out once for all the rules that ask. */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { allProtocols } from '../net/protocol.ts';
import { ruleOrder, type EntryOrder } from '../reach/ruleOrder.ts';
import type { Topology } from '../reach/topology.ts';

export interface OrderedEntry extends EntryOrder {
  readonly acl: NetworkAcl;
  readonly direction: Direction;
}

const known = new WeakMap<NetworkAcl, readonly OrderedEntry[]>();

/** Every entry somebody wrote, with what others do to it. */
export function entryOrders(topology: Topology): readonly OrderedEntry[] {
  return topology.network.networkAcls.flatMap((acl) => {
    const found = known.get(acl);
    if (found !== undefined) return found;
    const orders = (['inbound', 'outbound'] as const).flatMap((direction) =>
      ruleOrder(acl, direction).map((order): OrderedEntry => ({ ...order, acl, direction })),
    );
    const written = orders.filter(({ entry }) => entry.origin.awsDefault !== true);
    known.set(acl, written);
    return written;
  });
}

/** `rule 100`, `rules 100 and 110`, `rules 100, 110 and 3 more`. */
export function numbersInWords(entries: readonly NetworkAclEntry[]): string {
  const numbers = entries.map(({ ruleNumber }) =>
    ruleNumber.kind === 'known' ? String(ruleNumber.value) : 'of unknown number',
  );
  const [first = '', second] = numbers;
  if (second === undefined) return `rule ${first}`;
  const rest = numbers.length - 2;
  return rest === 0 ? `rules ${first} and ${second}` : `rules ${first}, ${second} and ${rest} more`;
}

/**
 * Whether one entry reads as an exception to the other: it is for fewer addresses, as a block list or a trusted network is,
 * or for some of its ports, as a deny that carves out of a wide allow is (SEMANTICS N45), or names nothing but packets the
 * other names too; or it cannot be told.
 */
export function isException(one: NetworkAclEntry, other: NetworkAclEntry): boolean {
  if (one.cidr.kind === 'unknown' || other.cidr.kind === 'unknown') return true;
  if (one.cidr.value.prefixLength > other.cidr.value.prefixLength) return true;
  const protocol =
    one.protocol.kind === 'unknown' ||
    other.protocol.kind === 'unknown' ||
    other.protocol.value === allProtocols ||
    one.protocol.value === other.protocol.value;
  if (protocol && within(one.ports, other.ports) && !within(other.ports, one.ports)) return true;
  const cidr = other.cidr.value.first <= one.cidr.value.first && one.cidr.value.last <= other.cidr.value.last;
  return protocol && cidr && within(one.ports, other.ports) && sameTypes(one, other);
}

function within(one: NetworkAclEntry['ports'], other: NetworkAclEntry['ports']): boolean {
  if (one.kind === 'unknown' || other.kind === 'unknown' || other.value === 'all') return true;
  if (one.value === 'all') return false;
  return other.value.first <= one.value.first && one.value.last <= other.value.last;
}

function sameTypes({ icmp: one }: NetworkAclEntry, { icmp: other }: NetworkAclEntry): boolean {
  if (one.kind === 'unknown' || other.kind === 'unknown' || other.value === 'all') return true;
  if (one.value === 'all') return false;
  const { type, code } = other.value;
  return (type === undefined || type === one.value.type) && (code === undefined || code === one.value.code);
}
