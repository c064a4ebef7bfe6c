/** What routes and network ACLs leave of a request and its reply between two places, each worked out once. */
import type { Direction, NetworkAcl, Subnet } from '../aws/network.ts';
import { PortSet } from '../net/portSet.ts';
import type { Endpoint } from './endpoint.ts';
import type { Variant } from './ends.ts';
import type { FilterProfiles } from './filterProfiles.ts';
import { natPorts } from './natGateway.ts';
import type { LegEnd } from './passage.ts';
import type { Place } from './places.ts';
import { noPort, type PortBounds } from './portBounds.ts';
import { Numbers, Table, type Profile, type Profiles } from './profiles.ts';
import type { Topology } from './topology.ts';
import type { AclStep, SharedPassage, SharedPassages } from './sharedPassages.ts';

/** The groups' part in it is still to come. */
export interface Legs {
  readonly passage: SharedPassage;
  readonly request: Profile;
  readonly reply: Profile;
}

/** An address at a place. */
type Placed = Pick<Variant, 'place' | 'address'>;

export interface PlacePair {
  readonly source: number;
  readonly target: number;
}

/** What a network ACL lets through, by the piece of the address space the remote lies in. */
interface AclRows extends Readonly<Record<Direction, (Profile | undefined)[]>> {
  readonly acl: NetworkAcl;
  /** Both directions at once, numbered by {@link Numbered.filters}. */
  readonly both: (number | undefined)[];
}

/** Legs are numbers. One for all protocols, or one for each: see {@link SharedPassages.of}. */
interface Numbered {
  readonly all: (readonly Legs[])[];
  readonly byKey: Map<string, number>;
  /** By what a network ACL lets in and out. */
  readonly filters: Numbers;
  /** Of direct passages, by the filters of both ends; `none` where others are among them. By the passages' number. */
  readonly byFilters: (Table | 'none' | undefined)[];
}

export class PlaceLegs {
  readonly #topology: Topology;
  readonly #passages: SharedPassages;
  readonly #filters: FilterProfiles;
  readonly #profiles: Profiles;
  readonly #numbered: Numbered;
  /** By the places of ends that share a subnet, and of all others. */
  readonly #together: Table;
  readonly #apart: Table;
  readonly #natted: Table;
  readonly #aclRows = new Map<NetworkAcl, AclRows>();
  readonly #rowsByPlace: (AclRows | undefined)[] = [];

  /** Pairs of places about which the previous network said something else. */
  readonly stale: readonly PlacePair[];

  /**
   * @param places all there are.
   * @param previous of a network of the same places in which some network ACLs had other entries.
   */
  constructor(
    topology: Topology,
    passages: SharedPassages,
    filters: FilterProfiles,
    places: readonly Place[],
    previous?: PlaceLegs,
  ) {
    this.#topology = topology;
    this.#passages = passages;
    this.#filters = filters;
    this.#profiles = filters.profiles;
    const stale: PlacePair[] = [];
    this.stale = stale;
    if (previous === undefined) {
      this.#natted = new Table();
      this.#numbered = {
        all: [],
        byKey: new Map(),
        filters: new Numbers(),
        byFilters: [],
      };
      this.#together = new Table();
      this.#apart = new Table();
      return;
    }
    this.#natted = previous.#natted;
    this.#numbered = previous.#numbered;
    const changed = places.map((place) => previous.#rowsOf(place)?.acl !== this.#aclAt(place.subnet));
    for (const [acl, rows] of previous.#aclRows)
      if (topology.networkAcl(acl.address) === acl) this.#aclRows.set(acl, rows);
    const passesChanged = this.#numbered.all.map((legs) =>
      legs.some(
        ({ passage }) =>
          !passage.direct &&
          between(passage).some((subnet) => previous.#aclAt(subnet) !== this.#aclAt(subnet)),
      ),
    );
    const stillTrue = (table: Table, together: boolean): Table =>
      table.without((source, target, legs) => {
        const asks = changed[source] === true || changed[target] === true || passesChanged[legs] === true;
        if (!asks || this.#again(places[source], places[target], together) === legs) return false;
        stale.push({ source, target });
        return true;
      });
    this.#together = stillTrue(previous.#together, true);
    this.#apart = stillTrue(previous.#apart, false);
  }

  /** The legs between two ends by number. @param together whether they share a subnet. */
  between(start: Endpoint, source: Variant, end: Endpoint, target: Variant, together: boolean): number {
    const table = together ? this.#together : this.#apart;
    const [row, column] = [source.place.id, target.place.id];
    return (
      table.get(row, column) ?? table.set(row, column, this.#judge(start, source, end, target, together))
    );
  }

  /** Of a source, the legs plus one by the target's place, or 0 where they were not asked for. */
  row(source: number, together: boolean): Int32Array {
    return (together ? this.#together : this.#apart).row(source);
  }

  of(number: number): readonly Legs[] {
    return this.#numbered.all[number] ?? [];
  }

  /** The legs of one plain passage, where there is no other. */
  plainOf(number: number): Legs | undefined {
    const [only, ...others] = this.of(number);
    return others.length === 0 && only?.passage.plain === true ? only : undefined;
  }

  /** Of places that were judged in a network before. */
  #again(source: Place | undefined, target: Place | undefined, together: boolean): number | undefined {
    if (source === undefined || target === undefined) return undefined;
    const number = this.#passages.known(source, target, together);
    if (number === undefined) return undefined;
    return this.#judgeBy(
      number,
      { place: source, address: source.address },
      { place: target, address: target.address },
    );
  }

  #judge(start: Endpoint, source: Variant, end: Endpoint, target: Variant, together: boolean): number {
    return this.#judgeBy(this.#passages.between(start, source, end, target, together), source, target);
  }

  /** @param number of the passages. */
  #judgeBy(number: number, source: Placed, target: Placed): number {
    const table = (this.#numbered.byFilters[number] ??= this.#passages
      .of(number)
      .every(({ direct }) => direct)
      ? new Table()
      : 'none');
    if (table === 'none') return this.#number(number, source, target);
    const own = this.#filtersOf(source.place, target);
    const others = this.#filtersOf(target.place, source);
    return table.get(own, others) ?? table.set(own, others, this.#number(number, source, target));
  }

  /** What the network ACL of a place lets in from an end and out to it, as a number. */
  #filtersOf(place: Place, remote: Placed): number {
    const rows = this.#rowsOf(place);
    const { any } = this.#profiles;
    if (rows === undefined) return this.#numbered.filters.get(any, any);
    return (rows.both[remote.place.piece] ??= this.#numbered.filters.get(
      this.#aclProfile(rows, 'inbound', remote),
      this.#aclProfile(rows, 'outbound', remote),
    ));
  }

  /** Of the passages of a number. */
  #number(number: number, source: Placed, target: Placed): number {
    const legs = this.#passages.of(number).map((passage) => this.#legsBy(passage, source, target));
    const key = `${number}|${legs.map(({ request, reply }) => `${request} ${reply}`).join()}`;
    const { all, byKey } = this.#numbered;
    const found = byKey.get(key) ?? all.push(legs) - 1;
    byKey.set(key, found);
    return found;
  }

  #legsBy(passage: SharedPassage, source: Placed, target: Placed): Legs {
    const { requestAcls, requestEnd, listeners, reply } = passage;
    const end = this.#endProfile(requestEnd);
    const start =
      listeners === undefined
        ? end
        : this.#profiles.both(end, this.#profiles.same({ must: listeners, may: PortSet.all }));
    const request = this.#through(start, requestAcls, source, target);
    if (reply === undefined) return { passage, request, reply: this.#profiles.any };
    const inside = this.#through(this.#endProfile(reply.end), reply.acls, source, target);
    if (reply.nat.length === 0) return { passage, request, reply: inside };
    const outside = this.#through(this.#profiles.every, reply.nat, source, target);
    return { passage, request, reply: this.#throughNat(inside, outside) };
  }

  #through(end: Profile, steps: readonly AclStep[], source: Placed, target: Placed): Profile {
    let profile = end;
    for (const step of steps) profile = this.#profiles.both(profile, this.#networkAcl(step, source, target));
    return profile;
  }

  #endProfile(end: LegEnd): Profile {
    if (end === 'arrives') return this.#profiles.every;
    return end === 'deny' ? this.#profiles.none : this.#profiles.any;
  }

  #throughNat(inside: Profile, outside: Profile): Profile {
    const found = this.#natted.get(inside, outside);
    if (found !== undefined) return found;
    const others = this.#profiles.boundsOf(outside);
    const made = this.#profiles.of(
      this.#profiles.boundsOf(inside).map((bounds, i) => throughNat(bounds, others[i] ?? noPort)),
    );
    return this.#natted.set(inside, outside, made);
  }

  #networkAcl(step: AclStep, source: Placed, target: Placed): Profile {
    const { before } = step;
    const at = before === 'from' ? source.place : before === 'to' ? target.place : undefined;
    const rows = at === undefined ? this.#rowsAt(subnetOf(before)) : this.#rowsOf(at);
    if (rows === undefined) return this.#profiles.any;
    if (step.remote !== 'from' && step.remote !== 'to')
      return this.#filters.networkAcl(rows.acl, step.direction, step.remote);
    return this.#aclProfile(rows, step.direction, step.remote === 'from' ? source : target);
  }

  #aclProfile(rows: AclRows, direction: Direction, { place, address }: Placed): Profile {
    return (rows[direction][place.piece] ??= this.#filters.networkAcl(rows.acl, direction, address));
  }

  #rowsOf(place: Place): AclRows | undefined {
    const found = this.#rowsByPlace[place.id];
    if (found !== undefined || place.id in this.#rowsByPlace) return found;
    return (this.#rowsByPlace[place.id] = this.#rowsAt(place.subnet));
  }

  /** `undefined` where it is not known which network ACL it is. */
  #rowsAt(subnet: Subnet | undefined): AclRows | undefined {
    const acl = this.#aclAt(subnet);
    if (acl === undefined) return undefined;
    const rows = this.#aclRows.get(acl) ?? { acl, inbound: [], outbound: [], both: [] };
    this.#aclRows.set(acl, rows);
    return rows;
  }

  #aclAt(subnet: Subnet | undefined): NetworkAcl | undefined {
    const acl = subnet === undefined ? undefined : this.#topology.networkAclOf(subnet);
    return acl?.kind === 'known' ? acl.value : undefined;
  }
}

function subnetOf(before: AclStep['before']): Subnet | undefined {
  return typeof before === 'string' ? undefined : before;
}

/** The subnets between its ends whose network ACLs a passage meets. */
function between({ requestAcls, reply }: SharedPassage): readonly Subnet[] {
  const steps = [...requestAcls, ...(reply?.acls ?? []), ...(reply?.nat ?? [])];
  return steps.flatMap(({ before }) => subnetOf(before) ?? []);
}

/** Replies to all, some or none of the ports a NAT gateway may send from get back to it. */
function throughNat(inside: PortBounds, outside: PortBounds): PortBounds {
  if (outside.may.intersect(natPorts).isEmpty) return noPort;
  return outside.must.intersect(natPorts).equals(natPorts) ? inside : { must: PortSet.none, may: inside.may };
}
