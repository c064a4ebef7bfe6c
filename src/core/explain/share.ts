/**
 * What a network ACL entry really decides once the entries before it have decided: exact over every address of its block,
 * by one address of each piece that the blocks of earlier entries cut out of it.
 */
import { portsOf } from '../aws/match.ts';
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { entriesOf, networkAclPorts } from '../aws/networkAcl.ts';
import type { Address, Cidr } from '../net/address.ts';
import { AddressSet, atoms, type AddressRange } from '../net/addressSet.ts';
import { PortSet } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';

/** Remotes that fare alike. */
export interface Share {
  /** Those of the entry's block it is about. */
  readonly remotes: AddressSet;
  /** Destination ports the entry decides for them; of a protocol without ports all or none. */
  readonly ports: PortSet;
  /** The entries that decide the others it names, each with what it takes. */
  readonly taken: readonly { readonly entry: NetworkAclEntry; readonly ports: PortSet }[];
}

/** Pieces times entries; AWS takes 40 entries, so more is nobody's network (SEMANTICS N46). */
const mostWork = 100_000;

/**
 * The shares of an entry for a protocol, those that decide most first; none when the entry does not name it, its block or
 * number is not known, or there are too many to tell.
 */
export function sharesOf(
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  protocol: Protocol,
): readonly Share[] {
  const asked = portsOf(entry, protocol).must;
  if (entry.cidr.kind === 'unknown' || entry.ruleNumber.kind === 'unknown' || asked.isEmpty) return [];
  const block = entry.cidr.value;
  const entries = entriesOf(acl, direction);
  const before = entries.slice(0, entries.indexOf(entry));
  const upTo = { ...acl, [direction]: [...before, entry] };
  const cuts = before.flatMap(({ cidr }) => (cidr.kind === 'known' ? [cidr.value] : []));
  const pieces = atoms(block.family, [block, ...cuts]).filter(
    ({ first, last }) => block.first <= first && last <= block.last,
  );
  if (pieces.length * (before.length + 1) > mostWork) return [];
  const alike = new Map<string, { ranges: AddressRange[]; share: Omit<Share, 'remotes'> }>();
  for (const piece of pieces) {
    const remote: Address = { family: block.family, value: piece.first };
    const { decided } = networkAclPorts(upTo, direction, remote, protocol);
    const ports = decided.find((part) => part.entry === entry)?.ports ?? PortSet.none;
    const taken = decided.flatMap((part) => {
      if (part.entry === '*' || part.entry === entry) return [];
      const both = part.ports.intersect(asked);
      return both.isEmpty ? [] : [{ entry: part.entry, ports: both }];
    });
    const key = `${ports.toString()} ${taken.map((part) => before.indexOf(part.entry)).join()}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { ranges: [piece], share: { ports, taken } });
    else known.ranges.push(piece);
  }
  return [...alike.values()]
    .map(({ ranges, share }) => ({ ...share, remotes: AddressSet.of(block.family, ...ranges) }))
    .sort((a, b) => b.ports.size - a.ports.size);
}

/** Whether an entry before it may match what it names, without its being known whether it does. */
export function mayLose(acl: NetworkAcl, direction: Direction, entry: NetworkAclEntry): boolean {
  const entries = entriesOf(acl, direction);
  const before = entries.slice(0, entries.indexOf(entry));
  const block = entry.cidr;
  if (block.kind === 'unknown') return false;
  return [...before, ...entries.filter(({ ruleNumber }) => ruleNumber.kind === 'unknown')].some(
    (other) =>
      other !== entry &&
      (other.ruleNumber.kind === 'unknown' ||
        other.exists.kind === 'unknown' ||
        other.protocol.kind === 'unknown' ||
        other.ports.kind === 'unknown' ||
        other.cidr.kind === 'unknown') &&
      mayMeet(other.cidr, block.value),
  );
}

/** Whether a block that may be open has addresses in common with another one. */
function mayMeet(cidr: NetworkAclEntry['cidr'], { family, first, last }: Cidr): boolean {
  if (cidr.kind === 'unknown') return cidr.family === undefined || cidr.family === family;
  return cidr.value.family === family && cidr.value.first <= last && first <= cidr.value.last;
}
