/**
 * What every class of ends gets to every other, on all ports of all protocols: what routes and network ACLs leave between
 * two places, and of that what the groups of both roles let through.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Endpoint } from './endpoint.ts';
import { samplesOf, type EndClass, type Sample, type Variant } from './ends.ts';
import { PairTable, type Answers, type PairReach } from './pairTable.ts';
import type { Legs, PlaceLegs } from './placeLegs.ts';
import { anyPort, everyPort, noPort, type PortBounds } from './portBounds.ts';
import type { Profile, Profiles } from './profiles.ts';
import type { RoleFilters } from './roleFilters.ts';
import type { GroupStep, SharedPassage } from './sharedPassages.ts';

/** What is looked up of an interface of one known kind of address. */
interface Column {
  readonly end: Endpoint;
  readonly interface: NetworkInterface;
  readonly variant: Variant;
  readonly place: number;
  readonly role: number;
  /** Its subnet, as a number. */
  readonly subnet: number;
  /** What its groups let in from, and out to, each role. */
  readonly entering: Int32Array;
  readonly leaving: Int32Array;
}

/** A class by its place in the list that was asked about. */
interface Placed {
  readonly index: number;
  readonly ends: EndClass;
  readonly column: Column | undefined;
}

export class Pairs {
  readonly #answers: Answers;
  readonly #legs: PlaceLegs;
  readonly #roles: RoleFilters;
  readonly #profiles: Profiles;
  readonly #translates: boolean;
  /** Answers put together from those of each protocol. */
  readonly #mixed = new Map<string, number>();
  readonly #masked: (Profile | undefined)[] = [];
  readonly #subnets = new Map<string, number>();

  /** @param translates whether the network has a NAT gateway. */
  constructor(
    answers: Answers,
    legs: PlaceLegs,
    roles: RoleFilters,
    profiles: Profiles,
    translates: boolean,
  ) {
    this.#answers = answers;
    this.#legs = legs;
    this.#roles = roles;
    this.#profiles = profiles;
    this.#translates = translates;
  }

  /** Every class of the first list to every class of the second. */
  table(sources: readonly EndClass[], targets: readonly EndClass[]): PairTable {
    const width = targets.length;
    const numbers = new Int32Array(sources.length * width);
    const columns = targets.map((to) => this.#columnOf(to));
    sources.forEach((from, i) => {
      const own = this.#columnOf(from);
      const row = numbers.subarray(i * width);
      if (own !== undefined) this.#lookAll(own, columns, row);
      targets.forEach((to, j) => {
        if (row[j] === 0) row[j] = this.#cell(from, own, to, columns[j]);
      });
    });
    return new PairTable(this.#answers.all, numbers, width);
  }

  /** The same lists again, where network ACLs have changed. @param previous its table for the network before. */
  tableAfter(previous: PairTable, sources: readonly EndClass[], targets: readonly EndClass[]): PairTable {
    const width = targets.length;
    const numbers = previous.numbers.slice();
    const rowsAt = this.#byPlace(sources);
    const columnsAt = sources === targets ? rowsAt : this.#byPlace(targets);
    for (const { source, target } of this.#legs.stale) {
      const across = columnsAt[target] ?? [];
      for (const { index: i, ends: from, column: own } of rowsAt[source] ?? []) {
        for (const { index: j, ends: to, column } of across)
          numbers[i * width + j] = this.#cell(from, own, to, column);
      }
    }
    return new PairTable(this.#answers.all, numbers, width);
  }

  /** One source to all targets, as far as their legs and groups were met with before. */
  #lookAll(from: Column, columns: readonly (Column | undefined)[], numbers: Int32Array): void {
    const apart = this.#legs.row(from.place, false);
    const together = this.#legs.row(from.place, true);
    const { looked } = this.#answers;
    const profiles = this.#profiles;
    const { any } = profiles;
    const { role, subnet, leaving } = from;
    columns.forEach((to, j) => {
      if (to === undefined || to.interface === from.interface) return;
      const legs = (to.subnet === subnet ? together : apart)[to.place] ?? 0;
      const groups = profiles.both(leaving[to.role] ?? any, to.entering[role] ?? any);
      numbers[j] = (looked.get(legs - 1, groups) ?? -1) + 1;
    });
  }

  /** What a table holds of a pair: looked up where that can be, and asked for where not. */
  #cell(from: EndClass, own: Column | undefined, to: EndClass, column: Column | undefined): number {
    const apart = own !== undefined && column !== undefined && own.interface !== column.interface;
    const answer = (apart ? this.#look(own, column) : undefined) ?? this.#pair(from, to);
    return answer === undefined ? 0 : answer + 1;
  }

  /** The answer when the legs are plain. */
  #look(from: Column, to: Column): number | undefined {
    const together = from.subnet === to.subnet;
    const legs = this.#legs.between(from.end, from.variant, to.end, to.variant, together);
    const { any } = this.#profiles;
    const groups = this.#profiles.both(from.leaving[to.role] ?? any, to.entering[from.role] ?? any);
    return this.#answers.looked.get(legs, groups) ?? this.#lookAnew(legs, groups);
  }

  #lookAnew(legs: number, groups: Profile): number | undefined {
    const plain = this.#legs.plainOf(legs);
    if (plain === undefined) return undefined;
    const answer = this.#answer(plain.passage, this.#profiles.both(plain.request, groups), plain.reply);
    return this.#answers.looked.set(legs, groups, answer);
  }

  /** The classes that are, or may be, at each place. */
  #byPlace(classes: readonly EndClass[]): readonly (readonly Placed[] | undefined)[] {
    const result: (Placed[] | undefined)[] = [];
    classes.forEach((ends, index) => {
      const one: Placed = { index, ends, column: this.#columnOf(ends) };
      for (const { place } of ends.samples[0]?.variants ?? []) (result[place.id] ??= []).push(one);
    });
    return result;
  }

  #columnOf({ samples, exhaustive, groups, subnet }: EndClass): Column | undefined {
    const [sample] = samples;
    if (sample?.end.kind !== 'interface' || subnet === undefined || !exhaustive) return undefined;
    const [variant, another] = sample.variants;
    if (variant === undefined || another !== undefined) return undefined;
    let number = this.#subnets.get(subnet);
    if (number === undefined) this.#subnets.set(subnet, (number = this.#subnets.size));
    return {
      end: sample.end,
      interface: sample.end.interface,
      variant,
      place: variant.place.id,
      role: variant.role.id,
      subnet: number,
      entering: this.#roles.row(groups, 'inbound'),
      leaving: this.#roles.row(groups, 'outbound'),
    };
  }

  #pair(from: EndClass, to: EndClass): number | undefined {
    const [start, end] = samplesOf(from, to);
    if (start === undefined || end === undefined) return undefined;
    if (start.end.kind === 'outside' && end.end.kind === 'outside') return undefined;
    // The NACL of a NAT gateway's subnet sees private addresses too (SEMANTICS N28).
    const inside = this.#translates || (start.end.kind === 'interface' && end.end.kind === 'interface');
    const { any, none } = this.#profiles;
    if (inside && !(from.exhaustive && to.exhaustive)) return this.#answers.get(any, any, none);
    // A host outside never sees the private address, and no filter matches the local end (SEMANTICS N5, S4).
    const seen = ({ variants }: Sample): readonly Variant[] => (inside ? variants : variants.slice(0, 1));
    let result: number | undefined;
    for (const source of seen(start)) {
      for (const target of seen(end)) {
        const next = this.#between(from, start.end, source, to, end.end, target);
        result = result === undefined ? next : this.#either(result, next);
      }
    }
    return result;
  }

  #either(a: number, b: number): number {
    const [one, other] = [this.#answers.all[a], this.#answers.all[b]];
    if (one === undefined || other === undefined) return a;
    return this.#answers.get(
      this.#profiles.either(one.ports, other.ports),
      this.#profiles.either(one.replyPorts, other.replyPorts),
      this.#profiles.joined(one.assumed, other.assumed),
    );
  }

  #between(
    from: EndClass,
    start: Endpoint,
    source: Variant,
    to: EndClass,
    end: Endpoint,
    target: Variant,
  ): number {
    const together = from.subnet !== undefined && from.subnet === to.subnet;
    const legs = this.#legs.of(this.#legs.between(start, source, end, target, together));
    const each = legs.map((some) => this.#withGroups(some, from, source, to, target));
    const [forAll, ...others] = each;
    if (forAll !== undefined && others.length === 0) return forAll;
    const key = each.join();
    const mixed = this.#mixed.get(key) ?? this.#mix(each);
    this.#mixed.set(key, mixed);
    return mixed;
  }

  /** Of each protocol what it gets itself. @param each the answer for each. */
  #mix(each: readonly number[]): number {
    const pick = (of: (answer: PairReach) => Profile): Profile =>
      this.#profiles.picked(
        each.map((number) => {
          const answer = this.#answers.all[number];
          return answer === undefined ? this.#profiles.none : of(answer);
        }),
      );
    return this.#answers.get(
      pick(({ ports }) => ports),
      pick(({ replyPorts }) => replyPorts),
      pick(({ assumed }) => assumed),
    );
  }

  /** Puts the groups on the way to what routes and network ACLs leave. */
  #withGroups(
    { passage, request, reply }: Legs,
    from: EndClass,
    source: Variant,
    to: EndClass,
    target: Variant,
  ): number {
    let ports = request;
    for (const step of passage.requestGroups)
      ports = this.#profiles.both(ports, this.#groups(step, from, source, to, target));
    if (passage.reply === undefined) return this.#answer(passage, ports, this.#maskedBy(ports));
    let replyPorts = reply;
    for (const step of passage.reply.groups)
      replyPorts = this.#profiles.both(replyPorts, this.#groups(step, from, source, to, target));
    return this.#answer(passage, ports, replyPorts);
  }

  #answer(passage: SharedPassage, ports: Profile, replyPorts: Profile): number {
    return this.#answers.get(ports, replyPorts, this.#assumedOf(passage, ports, replyPorts));
  }

  /** Of the protocols of which something passes: see {@link Reach}. */
  #assumedOf({ certainty, reply }: SharedPassage, ports: Profile, replyPorts: Profile): Profile {
    if (certainty === 'proved' && reply?.certainty !== 'assumed') return this.#profiles.none;
    const replies = this.#profiles.boundsOf(replyPorts);
    return this.#profiles.of(
      this.#profiles.boundsOf(ports).map(({ may }, i) => {
        const rests = certainty === 'assumed' || replies[i]?.may.isEmpty === false;
        return rests && !may.isEmpty ? everyPort : noPort;
      }),
    );
  }

  /** Of a reply nothing is known, and nothing comes where no request arrives. */
  #maskedBy(ports: Profile): Profile {
    return (this.#masked[ports] ??= this.#profiles.of(
      this.#profiles.boundsOf(ports).map(({ may }): PortBounds => (may.isEmpty ? noPort : anyPort)),
    ));
  }

  #groups(step: GroupStep, from: EndClass, source: Variant, to: EndClass, target: Variant): Profile {
    const { at, direction, references } = step;
    const list = at === 'from' ? from.groups : at === 'to' ? to.groups : undefined;
    const remote = step.remote === 'from' ? source : step.remote === 'to' ? target : undefined;
    if (list === undefined || remote === undefined)
      return this.#roles.towards(list ?? at, direction, remote?.address ?? step.remote, references);
    return this.#roles.row(list, direction, references)[remote.role.id] ?? this.#profiles.any;
  }
}
