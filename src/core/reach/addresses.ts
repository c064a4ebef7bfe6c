/**
 * The address space as a network cuts it: within one piece every rule, list and route holds either all addresses or none,
 * so one address stands for its piece. And the addresses an end may have.
 */
import type { Network, NetworkInterface } from '../aws/network.ts';
import { cidrOf, heldBy, type Address, type Cidr, type Family } from '../net/address.ts';
import { atoms, type AddressRange } from '../net/addressSet.ts';
import { known, type Maybe, type Unknown } from '../value/value.ts';
import { namedAddress, type Endpoint } from './endpoint.ts';
import { cidrsOf, privateAddress } from './interfaceAddresses.ts';
import type { Topology } from './topology.ts';

/** What is worked out once for each network. */
interface Cuts {
  readonly named: readonly Cidr[];
  /** With the public addresses of interfaces. */
  readonly cidrs: readonly Cidr[];
  readonly pieces: Map<Family, readonly AddressRange[]>;
}

const cutsOf = new WeakMap<Topology, Cuts>();
const bitsOf: Record<Family, number> = { ipv4: 32, ipv6: 128 };
/** Addresses of subnets to try when AWS chooses an interface's address; more blocks than this make the answer unknown. */
const mostCandidates = 32;

/** Every block the network's rules, lists and routes name, and every public address of its interfaces. */
export function knownCidrs(topology: Topology): readonly Cidr[] {
  return cuts(topology).cidrs;
}

/** Every block the network's rules, lists and routes name. */
export function namedCidrs(topology: Topology): readonly Cidr[] {
  return cuts(topology).named;
}

/** All addresses of a family, cut at the edges of {@link knownCidrs}; sorted. */
export function addressPieces(topology: Topology, family: Family): readonly AddressRange[] {
  const { cidrs, pieces } = cuts(topology);
  const found = pieces.get(family);
  if (found !== undefined) return found;
  const made = atoms(family, cidrs);
  pieces.set(family, made);
  return made;
}

/** Lets a network that names the same blocks as another one share what was worked out for that. */
export function takeOverPieces(topology: Topology, from: Topology): void {
  cutsOf.set(topology, cuts(from));
}

/** The pieces of one block, cut at its own edges too; sorted. */
export function piecesOf(topology: Topology, block: Cidr): readonly AddressRange[] {
  const result: AddressRange[] = [];
  const pieces = addressPieces(topology, block.family);
  for (let i = pieceOf(pieces, block.first); ; i++) {
    const piece = pieces[i];
    if (piece === undefined || piece.first > block.last) return result;
    result.push({
      first: piece.first > block.first ? piece.first : block.first,
      last: piece.last < block.last ? piece.last : block.last,
    });
  }
}

/** The index of the piece that holds an address. */
export function pieceOf(pieces: readonly AddressRange[], value: bigint): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.first <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Addresses to walk with, and why it may be another one. */
export interface EndAddresses {
  readonly addresses: readonly Address[];
  readonly open: Unknown | undefined;
  /** Unless there are more that rules can tell apart than are worth trying. */
  readonly exhaustive: boolean;
}

/**
 * The addresses of the packets between two ends.
 * @param family decides between IPv4 and IPv6 when neither end says which.
 */
export function addressesBetween(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  family: Family,
): { readonly sources: EndAddresses; readonly targets: EndAddresses } {
  const wanted = from.address?.family ?? to.address?.family ?? family;
  // The NACL of a NAT gateway's subnet sees private addresses too (SEMANTICS N28).
  const inside = topology.translates || (from.kind === 'interface' && to.kind === 'interface');
  const source = namedAddress(from, 'from', to);
  const target = namedAddress(to, 'to', from);
  return {
    sources: source?.kind === 'known' ? only(source.value) : addressesOf(topology, from, wanted, inside),
    targets: target?.kind === 'known' ? only(target.value) : addressesOf(topology, to, wanted, inside),
  };
}

function only(address: Address): EndAddresses {
  return { addresses: [address], open: undefined, exhaustive: true };
}

/**
 * The address there is, or one of each kind the network's rules can tell apart in the subnet.
 * @param inside whether a filter on the way may look at the address: at both ends when no end is outside.
 */
export function addressesOf(
  topology: Topology,
  end: Endpoint,
  family: Family,
  inside: boolean,
): EndAddresses {
  if (end.kind === 'outside') return { addresses: [end.address], open: undefined, exhaustive: true };
  const own = privateAddress(end.interface, family);
  const holder = end.interface.address;
  if (own?.kind === 'known')
    return { addresses: [heldBy(holder, own.value)], open: undefined, exhaustive: true };
  const blocks = blocksAround(topology, end.interface, family);
  // The first four addresses of a subnet are AWS' own (SEMANTICS R19).
  const usual: Address = { family, value: (blocks?.[0]?.first ?? 0n) + 4n, holder };
  // A host outside never sees the private address, and no filter matches the local end (SEMANTICS N5, S4).
  if (!inside || own === undefined) return { addresses: [usual], open: own, exhaustive: true };
  const pieces =
    blocks === undefined
      ? addressPieces(topology, family)
      : blocks.flatMap((block) => piecesOf(topology, block));
  if (pieces.length > mostCandidates) return { addresses: [usual], open: own, exhaustive: false };
  return {
    exhaustive: true,
    addresses: pieces.map(({ first, last }) => ({
      family,
      value: last - first >= 4n ? first + 4n : first,
      holder,
    })),
    open: own,
  };
}

/** Where the address of an interface lies: in its subnet, else in its VPC; `undefined` when it may be anywhere. */
function blocksAround(topology: Topology, of: NetworkInterface, family: Family): readonly Cidr[] | undefined {
  const subnet = topology.subnetOf(of);
  if (subnet.kind === 'unknown') return undefined;
  const own = cidrsOf(subnet.value, family);
  if (own.length > 0) return own;
  const vpc = subnet.value.vpc.kind === 'known' ? topology.vpc(subnet.value.vpc.value) : undefined;
  if (vpc === undefined || vpc.cidrs.some(({ kind }) => kind === 'unknown')) return undefined;
  const blocks = cidrsOf(vpc, family);
  return blocks.length > 0 ? blocks : undefined;
}

function cuts(topology: Topology): Cuts {
  const found = cutsOf.get(topology);
  if (found !== undefined) return found;
  const named = cidrsIn(topology.network);
  const hosts = topology.interfaces.flatMap(({ publicIps }) =>
    publicIpsOf(publicIps).map((ip) => cidrOf(ip, bitsOf[ip.family])),
  );
  const made: Cuts = { named, cidrs: distinct([...named, ...hosts]), pieces: new Map() };
  cutsOf.set(topology, made);
  return made;
}

function cidrsIn(network: Network): readonly Cidr[] {
  const blocks: Maybe<Cidr>[] = [];
  for (const { inbound, outbound } of network.networkAcls) {
    for (const { cidr } of inbound) blocks.push(cidr);
    for (const { cidr } of outbound) blocks.push(cidr);
  }
  for (const { rules } of network.securityGroups) {
    for (const { peer } of rules)
      if (peer.kind === 'known' && peer.value.kind === 'cidr') blocks.push(known(peer.value.cidr));
  }
  for (const { entries } of network.prefixLists) blocks.push(...entries);
  // What lies in a VPC is in no list that AWS keeps.
  for (const { cidrs } of network.vpcs) blocks.push(...cidrs);
  for (const { routes } of network.routeTables) {
    for (const { destination } of routes) blocks.push(destination);
  }
  return distinct(blocks.flatMap((block) => (block.kind === 'known' ? [block.value] : [])));
}

/** Each block once. */
function distinct(blocks: readonly Cidr[]): readonly Cidr[] {
  const byFirst = new Map<bigint, Cidr[]>();
  return blocks.filter((block) => {
    const same = byFirst.get(block.first);
    if (same === undefined) {
      byFirst.set(block.first, [block]);
      return true;
    }
    const seen = same.some(
      ({ family, prefixLength }) => family === block.family && prefixLength === block.prefixLength,
    );
    if (!seen) same.push(block);
    return !seen;
  });
}

function publicIpsOf(publicIps: NetworkInterface['publicIps']): readonly Address[] {
  if (publicIps.kind === 'unknown') return [];
  return publicIps.value.flatMap(({ address }) => (address.kind === 'known' ? [address.value] : []));
}
