/** Where the ends of a network are, as far as routes, gateways and network ACLs tell them apart. */
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { privateBlocks, type Address, type Family } from '../net/address.ts';
import { atoms, type AddressRange } from '../net/addressSet.ts';
import { known } from '../value/value.ts';
import { addressPieces, pieceOf } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import type { Mentions } from './mentions.ts';
import { Numbered } from './numbered.ts';
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

/** Sorts the places of one family. */
export class Places {
  readonly #topology: Topology;
  readonly #mentions: Mentions;
  readonly #pieces: readonly AddressRange[];
  readonly #routePieces: readonly AddressRange[];
  readonly #routings = new Numbered<number>();
  readonly #subnetKeys = new Map<string, string>();
  readonly #places = new Numbered<Place>();

  constructor(topology: Topology, family: Family, mentions: Mentions) {
    this.#topology = topology;
    this.#mentions = mentions;
    this.#pieces = addressPieces(topology, family);
    this.#routePieces = atoms(family, [...mentions.cidrs, ...privateBlocks]);
  }

  get all(): readonly Place[] {
    return this.#places.all;
  }

  of(end: Endpoint, address: Address): Place {
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
      looksOf(at),
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
const lookedAt = new WeakMap<NetworkInterface, string>();

/** All that anything but a filter may look at of an interface, as text. */
export function looksOf(at: NetworkInterface): string {
  let text = lookedAt.get(at);
  if (text === undefined) lookedAt.set(at, (text = looks(at, notLookedAt)));
  return text;
}

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
