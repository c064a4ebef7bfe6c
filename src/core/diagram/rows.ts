/**
 * The interfaces of one subnet as rows: each behind its groups, those that fare alike in one row, and of a folded subnet
 * everything in one.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import { replaceKeys } from '../text/instanceKeys.ts';
import type { Language } from '../value/resource.ts';
import type { Fold } from './drawing.ts';
import type { Item } from './item.ts';
import { alikeItem, foldedGroupsItem, foldedItem, groupsItem, interfaceItem } from './items.ts';

export interface RowOutline {
  /** At least one; several that are drawn as one box. */
  readonly interfaces: readonly NetworkInterface[];
  /** All their groups in one box; `undefined` when they have none. */
  readonly groups: Item | undefined;
  readonly end: Item;
}

/** Interfaces that nothing tells apart but their addresses, in the order of the first of each. */
export function alikeIn(
  interfaces: readonly NetworkInterface[],
  language: Language,
): readonly (readonly NetworkInterface[])[] {
  const kinds = new Map<string, NetworkInterface[]>();
  for (const one of interfaces) {
    const key = likeness(one, language);
    const found = kinds.get(key);
    if (found === undefined) kinds.set(key, [one]);
    else found.push(one);
  }
  return [...kinds.values()];
}

/** What stands for alike interfaces in a view. */
function foldIdOf(first: NetworkInterface): string {
  return `interfaces ${first.address}`;
}

/** Ids of those alike interfaces that are shown one by one. */
export function unfoldedIn(
  kinds: readonly (readonly NetworkInterface[])[],
  unfolded: ReadonlySet<string>,
): ReadonlySet<string> {
  if (unfolded.size === 0) return unfolded;
  const ids = kinds.flatMap(([first, second]) =>
    first === undefined || second === undefined ? [] : [foldIdOf(first)],
  );
  return new Set(ids.filter((id) => unfolded.has(id)));
}

/** How many rows a subnet's interfaces take when it is not folded. */
export function rowsOf(
  topology: Topology,
  kinds: readonly (readonly NetworkInterface[])[],
  unfolded: ReadonlySet<string>,
): readonly RowOutline[] {
  return kinds.flatMap((alike): readonly RowOutline[] => {
    const [first] = alike;
    if (first === undefined) return [];
    if (alike.length === 1) return [rowOf(topology, first, undefined)];
    const id = foldIdOf(first);
    const fold: Fold = { id, count: alike.length, isFolded: !unfolded.has(id) };
    if (!fold.isFolded) return alike.map((one) => rowOf(topology, one, fold));
    const groups = groupsItem(topology, `security-group of ${id}`, first);
    return [{ interfaces: alike, groups, end: alikeItem(id, alike, fold) }];
  });
}

/** The one row of a folded subnet. */
export function foldedRow(
  topology: Topology,
  fold: Fold,
  interfaces: readonly NetworkInterface[],
): RowOutline {
  return {
    interfaces,
    groups: foldedGroupsItem(topology, `security-group of ${fold.id}`, interfaces),
    end: foldedItem(`interfaces of ${fold.id}`, interfaces, fold),
  };
}

function rowOf(topology: Topology, one: NetworkInterface, fold: Fold | undefined): RowOutline {
  const id = `interface ${one.address}`;
  const item = interfaceItem(topology, id, one);
  return {
    interfaces: [one],
    groups: groupsItem(topology, `security-group of ${id}`, one),
    end: fold === undefined ? item : { ...item, fold },
  };
}

/** Only what one block of code makes several of is alike; code that names each thing names it for a reason. */
function likeness(one: NetworkInterface, language: Language): string {
  const { kind, owner, address, name, securityGroups, publicIps, ipv6, placement } = one;
  const groups = securityGroups.map((group) =>
    group.kind === 'known' ? `=${group.value}` : `?${JSON.stringify(group.because.map(({ what }) => what))}`,
  );
  const family =
    language === 'describe'
      ? (name ?? '')
      : language === 'terraform'
        ? owner === address
          ? replaceKeys(address, () => '[]')
          : address
        : address;
  return JSON.stringify([
    kind,
    family,
    groups,
    publicIps.kind === 'known' ? publicIps.value.length > 0 : '?',
    ipv6.kind === 'known' ? ipv6.value.length > 0 : '?',
    placement ?? '',
    one.unfiltered === true,
    one.outboundOnly === true,
    one.inboundOnly === true,
    one.sourceDestCheck.kind === 'known' ? one.sourceDestCheck.value : '?',
    (one.listening ?? []).map(({ protocol, ports }) => [protocol, ports.first, ports.last]),
  ]);
}
