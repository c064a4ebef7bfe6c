/** Network ACLs with their entries in order, and the default ones AWS makes with every VPC. */
import type { Refused } from '../aws/acceptance.ts';
import type { Direction, DirectionEntries, Network, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { formatCidr, type Family } from '../net/address.ts';
import { known, unknown, type Because, type Maybe } from '../value/value.ts';
import { allExist, indexBy, type Index } from './associations.ts';
import type { Vpcs } from './assembleVpcs.ts';
import { awsDefault, defaultEntry, defaultEntryNumbers } from './defaults.ts';
import type { Draft } from './draft.ts';
import type { DraftEntry, DraftNetworkAcl } from './draft/networkAcl.ts';
import { certainly } from './family.ts';
import { openPart } from './reasons.ts';

/** The declared ones first, then the default one of every VPC whose default was not adopted. */
export function networkAcls(draft: Draft, vpcs: Vpcs): readonly NetworkAcl[] {
  const entries = indexBy(draft.entries, ({ networkAcl }) => networkAcl);
  const declared = draft.networkAcls.map((acl) => {
    // Where it may not have been adopted, AWS' own entries may still stand.
    const defaults = acl.adopted && acl.exists.kind === 'unknown' ? acl.exists : undefined;
    return assemble(acl, entries, vpcs, defaults, draft.opened.get(acl.address));
  });
  const adopted = new Set(draft.networkAcls.map(({ address }) => address));
  const implied = draft.vpcs
    .filter(({ defaults }) => !adopted.has(defaults.networkAcl))
    .map(({ address, origin, defaults }) => {
      const acl: DraftNetworkAcl = {
        address: defaults.networkAcl,
        origin: awsDefault(origin),
        vpc: known(address),
        adopted: true,
        exists: certainly,
        open: [],
      };
      return assemble(acl, entries, vpcs, certainly, draft.opened.get(acl.address));
    });
  return [...declared, ...implied];
}

/** @param defaults whether AWS' own allow-all entries stand; `undefined` when there are none (SEMANTICS N20). */
function assemble(
  acl: DraftNetworkAcl,
  index: Index<DraftEntry>,
  vpcs: Vpcs,
  defaults: Maybe<true> | undefined,
  unread: readonly Because[] | undefined,
): NetworkAcl {
  const { address, origin, vpc, adopted } = acl;
  const own = index.at(address);
  const refused = own.filter(({ entry }) => entry.refused !== undefined).map(({ entry }) => entry);
  const sameNumber: DirectionEntries[] = [];
  const takesAway: DirectionEntries[] = [];
  const inOrder = (direction: Direction): readonly NetworkAclEntry[] => {
    const written = own
      .filter((part) => part.direction === direction && part.entry.refused === undefined)
      .map(({ entry }) => entry);
    const collisions = collisionsOf(written);
    for (const same of collisions.map((all) => eachBlockOnce(all, address)))
      if (same.length > 1) sameNumber.push({ direction, entries: same });
    const separate = written.filter((one) => one.resource !== address && one.exists.kind === 'known');
    if (separate.length > 0 && acl.listsAll?.includes(direction) === true)
      takesAway.push({ direction, entries: separate });
    const entries = settle(written, collisions);
    const added = defaults === undefined ? [] : defaultEntries(acl, vpcs, defaults, entries);
    const taken = new Set(
      added.flatMap(({ ruleNumber, exists }) =>
        ruleNumber.kind === 'known' && exists.kind === 'known' ? [ruleNumber.value] : [],
      ),
    );
    const standing = entries.filter((entry) => {
      if (entry.ruleNumber.kind === 'unknown' || !taken.has(entry.ruleNumber.value)) return true;
      refused.push({ ...entry, refused: takenBy(entry, address) });
      return false;
    });
    return sorted([...added, ...standing]);
  };
  const [inbound, outbound] = [inOrder('inbound'), inOrder('outbound')];
  return {
    address,
    origin,
    vpc,
    isDefault: adopted,
    inbound,
    outbound,
    refused,
    ...(sameNumber.length === 0 ? {} : { sameNumber }),
    ...(takesAway.length === 0 ? {} : { takesAway }),
    ...openPart(acl.open, unread, index.whyOpen),
  };
}

/** The entries of network ACLs that are outside the code, or not known. */
export function strayEntries(draft: Draft, acls: readonly NetworkAcl[]): Pick<Network, 'strayEntries'> {
  const here = new Set(acls.map(({ address }) => address));
  const strays = draft.entries
    .filter(({ networkAcl }) => networkAcl.kind === 'unknown' || !here.has(networkAcl.value))
    .map(({ entry }) => entry);
  return strays.length === 0 ? {} : { strayEntries: strays };
}

/** Rules 100 and, with an IPv6 block, 101. The latter is not added where the direction had been changed (SEMANTICS N19). */
function defaultEntries(
  acl: DraftNetworkAcl,
  vpcs: Vpcs,
  exists: Maybe<true>,
  written: readonly NetworkAclEntry[],
): readonly NetworkAclEntry[] {
  const add = (family: Family, there: Maybe<true>): NetworkAclEntry =>
    defaultEntry(family, acl.address, acl.origin, there);
  const ipv4 = add('ipv4', exists);
  const hasIpv6 = vpcs.hasIpv6(acl.vpc);
  if (hasIpv6.kind === 'known' && !hasIpv6.value) return [ipv4];
  const doubts = [exists, hasIpv6.kind === 'unknown' ? hasIpv6 : certainly];
  const [changed] = written;
  if (changed !== undefined)
    doubts.push(
      unknown(
        `the default IPv6 entry of ${acl.address}`,
        `is there only if the IPv6 block was added before ${changed.resource}`,
        changed.origin,
      ),
    );
  return [ipv4, add('ipv6', allExist(...doubts))];
}

/** Entries of one direction that share a number. One that may not exist may be there instead of another. */
function collisionsOf(entries: readonly NetworkAclEntry[]): readonly (readonly NetworkAclEntry[])[] {
  const byNumber = new Map<number, NetworkAclEntry[]>();
  for (const entry of entries) {
    if (entry.ruleNumber.kind === 'unknown' || entry.exists.kind === 'unknown') continue;
    const { value } = entry.ruleNumber;
    if (byNumber.get(value)?.push(entry) === undefined) byNumber.set(value, [entry]);
  }
  return [...byNumber.values()].filter(({ length }) => length > 1);
}

/** Identical blocks of one resource are one: its entries are a set (SEMANTICS P9). */
function eachBlockOnce(same: readonly NetworkAclEntry[], acl: string): readonly NetworkAclEntry[] {
  const seen = new Set<string>();
  return same.filter((entry) => {
    const key = entry.resource === acl ? contentOf(entry) : undefined;
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** AWS takes one entry of each collision, and which is not determined. Of identical ones one is enough (SEMANTICS N4, P9). */
function settle(
  entries: readonly NetworkAclEntry[],
  collisions: readonly (readonly NetworkAclEntry[])[],
): readonly NetworkAclEntry[] {
  const changed = new Map<NetworkAclEntry, NetworkAclEntry | undefined>();
  for (const same of collisions) {
    const [first, ...rest] = same;
    if (first?.ruleNumber.kind !== 'known') continue;
    const number = first.ruleNumber.value;
    const key = contentOf(first);
    if (key !== undefined && rest.every((other) => contentOf(other) === key)) {
      for (const other of rest) changed.set(other, undefined);
      continue;
    }
    const names = [...new Set(same.map(({ resource }) => resource))].join(' and ');
    for (const entry of same) {
      const why = unknown(`rule number ${number}`, `is used more than once by ${names}`, entry.origin);
      changed.set(entry, { ...entry, exists: why });
    }
  }
  return entries.flatMap((entry) => {
    const after = changed.has(entry) ? changed.get(entry) : entry;
    return after === undefined ? [] : [after];
  });
}

/** What an entry does, as text to compare; `undefined` when some of it is unknown. */
function contentOf({ action, protocol, ports, icmp, cidr }: NetworkAclEntry): string | undefined {
  if (
    action.kind === 'unknown' ||
    protocol.kind === 'unknown' ||
    ports.kind === 'unknown' ||
    icmp.kind === 'unknown' ||
    cidr.kind === 'unknown'
  )
    return undefined;
  return JSON.stringify([action.value, protocol.value, ports.value, icmp.value, formatCidr(cidr.value)]);
}

function takenBy(entry: NetworkAclEntry, address: string): Refused {
  const number = entry.ruleNumber.kind === 'known' ? entry.ruleNumber.value : defaultEntryNumbers.ipv4;
  const why = `is taken by AWS' own entry of ${address}`;
  return { code: 'rule-number-taken', what: `rule number ${number}`, why, origin: entry.origin };
}

/** By number, unknown ones last, equal ones in order of declaration. */
function sorted(entries: readonly NetworkAclEntry[]): readonly NetworkAclEntry[] {
  const rank = ({ ruleNumber }: NetworkAclEntry): number =>
    ruleNumber.kind === 'known' ? ruleNumber.value : Infinity;
  const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...entries].sort((a, b) => compare(rank(a), rank(b)));
}
