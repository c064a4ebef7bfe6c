/**
 * "The internet" as the code sees it: public addresses, sorted into classes that no rule, route or list tells apart. One
 * address stands for its class, so a question about everybody is a handful of walks.
 */
import {
  lastOf,
  outermostFirst,
  parseAddress,
  parseCidr,
  type Address,
  type Cidr,
  type Family,
} from '../net/address.ts';
import { AddressSet, bySize, type AddressRange } from '../net/addressSet.ts';
import { knownCidrs, namedCidrs } from './addresses.ts';
import type { Topology } from './topology.ts';

export interface AddressClass {
  /** A member, to walk with. */
  readonly address: Address;
  readonly members: AddressSet;
}

/** Never the address of a host on the internet: private, shared, link-local, loopback, multicast and reserved blocks. */
const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
].flatMap(cidrs);
const globalIpv6 = cidrs('2000::/3');
/** Documentation addresses, which are nobody's and read as examples. */
const examples: Record<Family, Address | undefined> = {
  ipv4: parseAddress('198.51.100.7'),
  ipv6: parseAddress('2001:db8::7'),
};

/** What was worked out for a network: with its own public addresses as classes of their own, and without. */
const remembered = new WeakMap<Topology, Map<string, readonly AddressClass[]>>();

/** The classes of the public address space, largest first. Never empty. Public addresses of interfaces are classes too. */
export function internetClasses(topology: Topology, family: Family): readonly AddressClass[] {
  return remember(topology, `hosts ${family}`, () => classesBy(topology, knownCidrs(topology), family));
}

/** The same where a public address of an interface is no class of its own unless a rule or a route names it. */
export function namedInternetClasses(topology: Topology, family: Family): readonly AddressClass[] {
  return remember(topology, `named ${family}`, () => classesBy(topology, namedCidrs(topology), family));
}

function remember(
  topology: Topology,
  key: string,
  make: () => readonly AddressClass[],
): readonly AddressClass[] {
  const made = remembered.get(topology) ?? new Map<string, readonly AddressClass[]>();
  remembered.set(topology, made);
  const classes = made.get(key) ?? make();
  made.set(key, classes);
  return classes;
}

function classesBy(topology: Topology, known: readonly Cidr[], family: Family): readonly AddressClass[] {
  const everyone = publicAddresses(topology, family);
  return innermost(family, known)
    .map((addresses) => addresses.intersect(everyone))
    .filter((members) => !members.isEmpty)
    .sort(bySize)
    .map((members) => ({ members, address: exampleOf(members, family) }));
}

/**
 * The addresses of each block that no smaller block holds, and those of none. Blocks never overlap by halves, so the
 * smallest block round an address tells all the blocks round it.
 */
function innermost(family: Family, known: readonly Cidr[]): readonly AddressSet[] {
  const everything: Block = { first: 0n, last: lastOf[family], inside: [] };
  const blocks = [everything];
  const round = [everything];
  for (const { first, last } of known.filter((cidr) => cidr.family === family).sort(outermostFirst)) {
    const block: Block = { first, last, inside: [] };
    while ((round.at(-1)?.last ?? last) < last) round.pop();
    round.at(-1)?.inside.push(block);
    blocks.push(block);
    round.push(block);
  }
  return blocks.map((block) => AddressSet.of(family, block).subtract(AddressSet.of(family, ...block.inside)));
}

/** A block with those right inside it. */
interface Block extends AddressRange {
  readonly inside: AddressRange[];
}

/**
 * The classes an unremarkable host belongs to: the largest, and those that make up at least 1/256 of all addresses. A rule
 * for one office does not change what "from the internet" means.
 */
export function everyday(classes: readonly AddressClass[]): readonly AddressClass[] {
  const [largest, ...others] = classes;
  if (largest === undefined) return [];
  const enough = (largest.members.family === 'ipv4' ? lastOf.ipv4 : 1n << 125n) / 256n;
  return [largest, ...others.filter(({ members }) => members.size >= enough)];
}

/** An address for people to read: a documentation address where it fits, else the class's first. */
function exampleOf(members: AddressSet, family: Family): Address {
  const example = examples[family];
  if (example !== undefined && members.has(example)) return example;
  return { family, value: members.ranges[0]?.first ?? 0n };
}

function publicAddresses(topology: Topology, family: Family): AddressSet {
  const start = family === 'ipv4' ? AddressSet.all('ipv4') : AddressSet.ofCidrs('ipv6', globalIpv6);
  const inside = topology.network.vpcs.flatMap((vpc) =>
    vpc.cidrs.flatMap((cidr) => (cidr.kind === 'known' ? [cidr.value] : [])),
  );
  return start.subtract(AddressSet.ofCidrs(family, [...special, ...inside]));
}

function cidrs(text: string): Cidr[] {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
}
