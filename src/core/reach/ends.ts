/**
 * The ends of a network sorted into classes that no filter and no route tells apart. What an end is to routes and network
 * ACLs is its place, what it is to security groups its role; many classes share each.
 */
import type { Network, NetworkInterface, SecurityGroup, Subnet } from '../aws/network.ts';
import { privateBlocks, type Address, type Cidr, type Family } from '../net/address.ts';
import { atoms, type AddressRange } from '../net/addressSet.ts';
import { known, type Maybe } from '../value/value.ts';
import { addressesOf, addressPieces, pieceOf } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import { groupNamedBy, type Membership } from './filterProfiles.ts';
import { mentionsIn, type Mentions } from './mentions.ts';
import { placeOf } from './passage.ts';
import type { Topology } from './topology.ts';

/** Where an end is, to routes and network ACLs. */
export interface Place {
  readonly id: number;
  /** Ends of one routing number have the same ways to everywhere, subnets they share apart. */
  readonly routing: number;
  readonly subnet: Subnet | undefined;
  /** A member's address, which stands for all of the place. */
  readonly address: Address;
  readonly piece: number;
}

/** What an end is to security groups. */
export interface Role extends Membership {
  readonly id: number;
  readonly address: Address;
  readonly piece: number;
}

/** The groups of an interface; many interfaces have the same. */
export interface GroupList {
  readonly id: number;
  readonly groups: readonly Maybe<SecurityGroup>[];
}

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

/** Numbers given out in order, by text. */
class Numbers<T> {
  readonly all: T[] = [];
  readonly #byKey = new Map<string, T>();

  get(key: string, make: (id: number) => T): T {
    const found = this.#byKey.get(key);
    if (found !== undefined) return found;
    const made = make(this.all.length);
    this.#byKey.set(key, made);
    this.all.push(made);
    return made;
  }
}

/** Sorts the ends of one family. */
export class Ends {
  readonly family: Family;
  readonly #topology: Topology;
  readonly #mentions: Mentions;
  readonly #pieces: readonly AddressRange[];
  readonly #groupPieces: readonly AddressRange[];
  readonly #routePieces: readonly AddressRange[];
  /** Groups that rules name. */
  readonly #named: ReadonlySet<string>;
  readonly #routings = new Numbers<number>();
  readonly #subnetKeys = new Map<string, string>();
  readonly #places = new Numbers<Place>();
  readonly #roles = new Numbers<Role>();
  readonly #lists = new Numbers<GroupList>();

  constructor(topology: Topology, family: Family) {
    const { network } = topology;
    this.#topology = topology;
    this.family = family;
    this.#mentions = mentionsIn(network);
    this.#pieces = addressPieces(topology, family);
    this.#groupPieces = atoms(family, groupCidrs(network));
    this.#routePieces = atoms(family, [...this.#mentions.cidrs, ...privateBlocks]);
    this.#named = new Set(
      network.securityGroups.flatMap(({ rules }) => rules.flatMap(({ peer }) => groupNamedBy(peer) ?? [])),
    );
  }

  get places(): readonly Place[] {
    return this.#places.all;
  }

  get roles(): readonly Role[] {
    return this.#roles.all;
  }

  get lists(): readonly GroupList[] {
    return this.#lists.all;
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
    let key = `${at.subnet.value}|${having(at.publicIps)}|${having(at.ipv6)}|${this.#looksOf(at)}|`;
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
    const groups = this.#listOf(at);
    const samples = [{ end, variants: this.#variantsOf(end, addresses) }];
    const subnet = at.subnet.kind === 'known' ? at.subnet.value : undefined;
    return { samples, groups, subnet, exhaustive };
  }

  #looksOf(at: NetworkInterface): string {
    let text = looksOf.get(at);
    if (text === undefined) looksOf.set(at, (text = looks(at, notLookedAt)));
    return text;
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
      const place = this.#placeOf(end, address);
      const role = this.#roleOf(end, address);
      variants.set(`${place.id} ${role.id}`, { address, place, role });
    }
    return [...variants.values()];
  }

  #placeOf(end: Endpoint, address: Address): Place {
    const piece = pieceOf(this.#pieces, address.value);
    const subnet = end.kind === 'interface' ? this.#topology.subnetOf(end.interface) : undefined;
    const own = subnet?.kind === 'known' ? subnet.value : undefined;
    const acl = own?.networkAcl.kind === 'known' ? own.networkAcl.value : `of ${own?.address ?? ''}`;
    const key = this.#routingOf(end, address);
    const routing = this.#routings.get(key, (id) => id);
    return this.#places.get(`${routing} ${piece} ${acl}`, (id) => ({
      id,
      routing,
      subnet: own,
      address,
      piece,
    }));
  }

  /** Everything about an end that a route, a gateway or anything else on the way may look at. */
  #routingOf(end: Endpoint, address: Address): string {
    if (end.kind === 'outside') return `outside ${address.value}`;
    const at = end.interface;
    if (at.subnet.kind === 'unknown' || this.#mentions.names.has(at.address)) return `of ${at.address}`;
    // What it says of the subnet comes first, and is said here of what the subnet is like.
    const place = placeOf(this.#topology, at, address).slice(`=${at.subnet.value}`.length);
    return [
      this.#subnetKey(at.subnet.value),
      place,
      this.#mentions.targets.get(at.address) ?? '',
      pieceOf(this.#routePieces, address.value),
      this.#looksOf(at),
    ].join('|');
  }

  #subnetKey(address: string): string {
    const found = this.#subnetKeys.get(address);
    if (found !== undefined) return found;
    const subnet = this.#topology.subnet(known(address));
    const special = subnet.kind === 'unknown' || this.#mentions.names.has(address);
    const key =
      special || this.#mentions.subnets.has(address) ? `in ${address}` : looks(subnet.value, ownToSubnets);
    this.#subnetKeys.set(address, key);
    return key;
  }

  #roleOf(end: Endpoint, address: Address): Role {
    const piece = pieceOf(this.#groupPieces, address.value);
    const { member, perhaps } = this.#membershipOf(end, address);
    return this.#roles.get(`${piece}|${member.join()}|${perhaps.join()}`, (id) => ({
      id,
      member,
      perhaps,
      address,
      piece,
    }));
  }

  /** As rules see it: by the interface that holds the address (SEMANTICS S27). */
  #membershipOf(end: Endpoint, address: Address): Membership {
    if (end.kind === 'outside') {
      const matches = [...this.#named].map((group) => ({
        group,
        match: this.#topology.matchesPeer({ kind: 'group', group }, address),
      }));
      return {
        member: matches.filter(({ match }) => match === 'yes').map(({ group }) => group),
        perhaps: matches.filter(({ match }) => typeof match !== 'string').map(({ group }) => group),
      };
    }
    const groups = end.interface.securityGroups;
    const member = new Set<string>();
    for (const group of groups)
      if (group.kind === 'known' && this.#named.has(group.value)) member.add(group.value);
    const any = groups.some(({ kind }) => kind === 'unknown');
    return {
      member: [...member].sort(),
      perhaps: any ? [...this.#named].filter((group) => !member.has(group)).sort() : [],
    };
  }

  #listOf(at: NetworkInterface): number {
    let key = '';
    for (const group of at.securityGroups)
      key += group.kind === 'known' ? `${group.value},` : `?${at.address},`;
    return this.#lists.get(key, (id) => ({ id, groups: this.#topology.groupsOf(at) })).id;
  }
}

/** Of an interface, what only filters look at, or nobody. */
const notLookedAt = new Set([
  'address',
  'origin',
  'owner',
  'subnet',
  'securityGroups',
  'privateIps',
  'ipv6',
  'publicIps',
  'listening',
  'listensToNothingElse',
]);
const ownToSubnets = new Set(['address', 'origin', 'cidrs', 'networkAcl']);

/** Worked out once for an interface, however often its network is sorted. */
const looksOf = new WeakMap<NetworkInterface, string>();

/** The rest of a component as text. */
function looks(component: object, without: ReadonlySet<string>): string {
  let text = '';
  for (const [key, value] of Object.entries(component) as [string, unknown][]) {
    if (!without.has(key)) text += typeof value === 'string' ? `${key}=${value};` : `${key}:${plain(value)};`;
  }
  return text;
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}

function having(list: Maybe<readonly unknown[]>): string {
  return list.kind === 'unknown' ? '?' : String(list.value.length > 0);
}

function hasFamily(at: NetworkInterface, family: Family): boolean {
  if (family === 'ipv4') return at.privateIps.length > 0;
  return at.ipv6.kind === 'unknown' || at.ipv6.value.length > 0;
}

function groupCidrs({ securityGroups, prefixLists, vpcs }: Network): readonly Cidr[] {
  return [
    ...securityGroups.flatMap(({ rules }) =>
      rules.flatMap(({ peer }) =>
        peer.kind === 'known' && peer.value.kind === 'cidr' ? [peer.value.cidr] : [],
      ),
    ),
    ...prefixLists.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'known' ? [entry.value] : [])),
    ),
    // A list AWS keeps holds nobody of a VPC.
    ...(prefixLists.some(({ service }) => service !== undefined)
      ? vpcs.flatMap(({ cidrs }) => cidrs.flatMap((cidr) => (cidr.kind === 'known' ? [cidr.value] : [])))
      : []),
  ];
}
