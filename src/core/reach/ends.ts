/**
 * The ends of a network sorted into classes that no filter and no route tells apart. What an end is to routes and network
 * ACLs is its place, what it is to security groups its role; many classes share each.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import type { Maybe } from '../value/value.ts';
import { addressesOf } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import { mentionsIn, type Mentions } from './mentions.ts';
import { looksOf, Places, type Place } from './places.ts';
import { Roles, type GroupList, type Role } from './roles.ts';
import type { Topology } from './topology.ts';

/** One of the addresses an end may have. */
export interface Variant {
  readonly address: Address;
  readonly place: Place;
  readonly role: Role;
}

/** A member of a class. */
export interface Sample {
  readonly end: Endpoint;
  /** Never empty. One for each kind of address AWS may pick. */
  readonly variants: readonly Variant[];
}

export interface EndClass {
  /** One to ask with, and a second for pairs inside the class. */
  readonly samples: readonly Sample[];
  readonly interfaces: readonly NetworkInterface[];
  /** Its groups, as a number; of an end outside −1. */
  readonly groups: number;
  readonly subnet: string | undefined;
  /** Whether the addresses of its samples are of all kinds there are. */
  readonly exhaustive: boolean;
}

/** Sorts the ends of one family. */
export class Ends {
  readonly family: Family;
  readonly #topology: Topology;
  readonly #mentions: Mentions;
  readonly #places: Places;
  readonly #roles: Roles;

  constructor(topology: Topology, family: Family) {
    this.#topology = topology;
    this.family = family;
    this.#mentions = mentionsIn(topology.network);
    this.#places = new Places(topology, family, this.#mentions);
    this.#roles = new Roles(topology, family);
  }

  get places(): readonly Place[] {
    return this.#places.all;
  }

  get roles(): readonly Role[] {
    return this.#roles.all;
  }

  get lists(): readonly GroupList[] {
    return this.#roles.lists;
  }

  /** In the order of each class' first member. Interfaces without an address of the family are in none. */
  ofInterfaces(interfaces: readonly NetworkInterface[]): readonly EndClass[] {
    const classes = new Map<string, { ends: Omit<EndClass, 'interfaces'>; interfaces: NetworkInterface[] }>();
    // Those alike as they are written are alike before anything is looked up.
    const written = new Map<string, NetworkInterface[]>();
    for (const at of interfaces) {
      const key = this.#writtenAs(at);
      const same = key === undefined ? undefined : written.get(key);
      if (same !== undefined) {
        same.push(at);
        continue;
      }
      if (!hasFamily(at, this.family)) continue;
      const ends = this.#classOf(at);
      let full = `${ends.subnet ?? `of ${at.address}`}|${ends.groups}|${ends.exhaustive}`;
      for (const { place, role } of ends.samples[0]?.variants ?? []) full += `|${place.id} ${role.id}`;
      let found = classes.get(full);
      if (found === undefined) classes.set(full, (found = { ends, interfaces: [] }));
      found.interfaces.push(at);
      if (key !== undefined) written.set(key, found.interfaces);
    }
    return [...classes.values()].map(({ ends, interfaces: members }) => {
      const [, second] = members;
      const further = second === undefined ? [] : this.#classOf(second).samples;
      return { ...ends, interfaces: members, samples: [...ends.samples, ...further] };
    });
  }

  /** Of an interface whose address AWS picks, all that sets it apart; `undefined` when its name may. */
  #writtenAs(at: NetworkInterface): string | undefined {
    const [own] = this.family === 'ipv4' ? at.privateIps : [];
    if (own?.kind !== 'unknown' || at.privateIps.length > 1 || at.subnet.kind === 'unknown') return undefined;
    if (this.#mentions.names.has(at.address)) return undefined;
    // Where what leaves may come in again, it comes from the public address.
    const { publicIps } = at;
    if (publicIps.kind === 'known' && publicIps.value.some(({ address }) => address.kind === 'known'))
      return undefined;
    let key = `${at.subnet.value}|${having(at.publicIps)}|${having(at.ipv6)}|${looksOf(at)}|`;
    for (const group of at.securityGroups) {
      if (group.kind === 'unknown') return undefined;
      key += `${group.value},`;
    }
    const target = this.#mentions.targets.get(at.address);
    return target === undefined ? key : `${key}|${target}`;
  }

  #classOf(at: NetworkInterface): Omit<EndClass, 'interfaces'> {
    const end: Endpoint = { kind: 'interface', interface: at };
    const { addresses, exhaustive } = addressesOf(this.#topology, end, this.family, true);
    const groups = this.#roles.listOf(at);
    const samples = [{ end, variants: this.#variantsOf(end, addresses) }];
    const subnet = at.subnet.kind === 'known' ? at.subnet.value : undefined;
    return { samples, groups, subnet, exhaustive };
  }

  /** A host outside of the code. */
  ofAddress(address: Address): EndClass {
    const end: Endpoint = { kind: 'outside', address };
    const samples = [{ end, variants: this.#variantsOf(end, [address]) }];
    return { samples, interfaces: [], groups: -1, subnet: undefined, exhaustive: true };
  }

  #variantsOf(end: Endpoint, addresses: readonly Address[]): readonly Variant[] {
    const variants = new Map<string, Variant>();
    for (const address of addresses) {
      const place = this.#places.of(end, address);
      const role = this.#roles.of(end, address);
      variants.set(`${place.id} ${role.id}`, { address, place, role });
    }
    return [...variants.values()];
  }
}

function having(list: Maybe<readonly unknown[]>): string {
  return list.kind === 'unknown' ? '?' : String(list.value.length > 0);
}

function hasFamily(at: NetworkInterface, family: Family): boolean {
  if (family === 'ipv4') return at.privateIps.length > 0;
  return at.ipv6.kind === 'unknown' || at.ipv6.value.length > 0;
}

/** One member of each class, two different ones where a class has members of both. */
export function samplesOf(
  { samples: sources }: EndClass,
  { samples: targets }: EndClass,
): readonly [start: Sample | undefined, end: Sample | undefined] {
  if (!isSame(sources[0], targets[0])) return [sources[0], targets[0]];
  return targets[1] === undefined ? [sources[1], targets[0]] : [sources[0], targets[1]];
}

function isSame(a: Sample | undefined, b: Sample | undefined): boolean {
  return a?.end.kind === 'interface' && b?.end.kind === 'interface' && a.end.interface === b.end.interface;
}
