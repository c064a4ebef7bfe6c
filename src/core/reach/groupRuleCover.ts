/**
 * What the rules of security groups add to each other: rules that pass nothing that other rules would not pass without
 * them. Groups have no order, so no rule shadows another; it can only be covered by the union of others (SEMANTICS S1).
 * Exact over all addresses, protocols, ports and ICMP types.
 */
import type { SecurityGroupRule } from '../aws/network.ts';
import { coveredTogether, Coverable, type GroupRule } from './coverable.ts';
import { peerBoundsOf } from './peerBounds.ts';
import type { Topology } from './topology.ts';

export type { GroupRule };

/** Why a rule may go. */
export interface Redundancy {
  /**
   * `group`: rules of its own group pass all of it. `members`: on every interface that carries the group, rules of all its
   * groups together do; the rule begins to count where the group is attached to something else.
   */
  readonly within: 'group' | 'members';
  /**
   * Rules that pass all of it together; where one does it alone, only that one. None of them is redundant within its
   * group, and of `members` none is at all. Those of `members` are of every interface that carries the group.
   */
  readonly by: readonly GroupRule[];
  /** A single rule that passes exactly the same: a duplicate. */
  readonly same: boolean;
}

export interface GroupRuleCover extends GroupRule {
  /**
   * Set when taking the rule away, together with every other redundant rule of the network, changes for no packet whether
   * it passes, however unknown fields settle. It may change what AWS keeps track of (SEMANTICS S16).
   */
  readonly redundant: Redundancy | undefined;
  /** Of a rule that is not redundant: rules of its group that pass some of what it passes. They are not redundant either. */
  readonly overlaps: readonly SecurityGroupRule[];
}

/**
 * Every rule somebody wrote, in the order of groups and rules. Of two that cover each other the later one is redundant, and
 * of a narrow and a wide one the narrow one. A group that no interface carries has no rules redundant within `members`.
 * @param mayHaveOthers whether a group, by its address, may have members that no interface of the code shows; of its rules
 * nothing is said about `members`.
 */
export function groupRuleCover(
  topology: Topology,
  mayHaveOthers: (group: string) => boolean,
): readonly GroupRuleCover[] {
  const rules = new Rules(topology, mayHaveOthers);
  const inGroup = new Set<Coverable>();
  const onMembers = new Set<Coverable>();
  const stays = (one: Coverable): boolean => !inGroup.has(one) && !onMembers.has(one);
  const withinGroup = (one: Coverable, alone: boolean): Redundancy | undefined =>
    rules.redundancy('group', one, (other) => !inGroup.has(other), alone);
  const withinMembers = (one: Coverable, alone: boolean): Redundancy | undefined =>
    rules.redundancy('members', one, stays, alone);

  const lastFirst = rules.written.toReversed();
  // A rule that one other covers goes before the unions it may be a part of, so that wide rules stay.
  for (const alone of [true, false]) {
    for (const one of lastFirst)
      if (!inGroup.has(one) && withinGroup(one, alone) !== undefined) inGroup.add(one);
  }
  for (const alone of [true, false]) {
    for (const one of lastFirst)
      if (stays(one) && withinMembers(one, alone) !== undefined) onMembers.add(one);
  }
  return rules.written.map((one): GroupRuleCover => {
    const { group, rule } = one;
    if (stays(one)) {
      const near = rules.near(one, group.address).filter(stays);
      return { group, rule, redundant: undefined, overlaps: near.map((other) => other.rule) };
    }
    // Of what covered it then, some may have gone since; what stays covers it all the same.
    const redundant = inGroup.has(one) ? withinGroup(one, false) : withinMembers(one, false);
    return { group, rule, redundant, overlaps: [] };
  });
}

/** The rules of a network, and which of them meet. */
class Rules {
  /** Those somebody wrote. */
  readonly written: readonly Coverable[];
  readonly #byGroup: ReadonlyMap<string, readonly Coverable[]>;
  readonly #lists: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly #near = new Map<Coverable, Map<string, readonly Coverable[]>>();

  constructor(topology: Topology, mayHaveOthers: (group: string) => boolean) {
    const boundsOf = peerBoundsOf(topology, mayHaveOthers);
    this.#byGroup = new Map(
      topology.network.securityGroups.map((group) => [
        group.address,
        group.rules.map((rule) => new Coverable(group, rule, boundsOf)),
      ]),
    );
    this.#lists = memberLists(topology, mayHaveOthers);
    this.written = [...this.#byGroup.values()].flat().filter(({ rule }) => rule.origin.awsDefault !== true);
  }

  /** The rules of a group that pass some of what one may pass. */
  near(one: Coverable, group: string): readonly Coverable[] {
    let byGroup = this.#near.get(one);
    if (byGroup === undefined) this.#near.set(one, (byGroup = new Map<string, readonly Coverable[]>()));
    let near = byGroup.get(group);
    if (near === undefined) {
      near = (this.#byGroup.get(group) ?? []).filter((other) => other !== one && one.meets(other));
      byGroup.set(group, near);
    }
    return near;
  }

  /** @param alone asks whether, in each list of groups it is in, a single rule covers it. */
  redundancy(
    within: Redundancy['within'],
    one: Coverable,
    stays: (other: Coverable) => boolean,
    alone: boolean,
  ): Redundancy | undefined {
    const own = one.group.address;
    const lists = within === 'group' ? [[own]] : (this.#lists.get(own) ?? []);
    if (lists.length === 0) return undefined;
    const covering: Coverable[] = [];
    for (const list of lists) {
      const near = list.flatMap((group) => this.near(one, group)).filter(stays);
      const found = coveredTogether(one, near, alone);
      if (found === undefined) return undefined;
      covering.push(...found);
    }
    const by = new Set(covering);
    const [first, ...more] = by;
    const same = first !== undefined && more.length === 0 && isCoveredBy(first, one);
    return { within, by: [...by].map(({ group, rule }) => ({ group, rule })), same };
  }
}

function isCoveredBy(one: Coverable, other: Coverable): boolean {
  return one.meets(other) && coveredTogether(one, [other], true) !== undefined;
}

/**
 * By group, the lists of groups of those that carry it or may do so, each list once; none where somebody may carry it whom
 * no interface shows, as code may that was given the group and is not read.
 */
function memberLists(
  { network, interfaces }: Topology,
  mayHaveOthers: (group: string) => boolean,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const closed = network.securityGroups.filter(
    ({ address, open }) => open === undefined && !mayHaveOthers(address),
  );
  const lists = new Map(closed.map(({ address }) => [address, new Map<string, readonly string[]>()]));
  const seen = new Set<string>();
  for (const { securityGroups } of interfaces) {
    const known = securityGroups.flatMap((group) => (group.kind === 'known' ? [group.value] : []));
    const open = known.length < securityGroups.length;
    const key = `${known.join()} ${String(open)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const address of open ? lists.keys() : known) {
      const list = [...new Set([address, ...known])].sort();
      lists.get(address)?.set(list.join(), list);
    }
  }
  return new Map([...lists].map(([address, found]) => [address, [...found.values()]]));
}
