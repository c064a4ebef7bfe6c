/**
 * "The internet" as the code sees it: public addresses, sorted into classes that no rule, route or list tells apart. One
 * address stands for its class, so a question about everybody is a handful of walks.
 */
import {
  contains,
  formatAddress,
  lastOf,
  parseAddress,
  parseCidr,
  type Address,
  type Cidr,
  type Family,
} from '../net/address.ts';
import { AddressSet, atoms } from '../net/addressSet.ts';
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

/** The classes of the public address space, largest first. Never empty. */
export function internetClasses(topology: Topology, family: Family): readonly AddressClass[] {
  const everyone = publicAddresses(topology, family);
  const known = knownCidrs(topology).filter((cidr) => cidr.family === family);
  const classes = new Map<string, AddressSet>();
  for (const atom of atoms(family, known)) {
    const members = AddressSet.of(family, atom).intersect(everyone);
    if (members.isEmpty) continue;
    const address: Address = { family, value: atom.first };
    const signature = known.map((cidr) => (contains(cidr, address) ? '1' : '0')).join('');
    classes.set(signature, classes.get(signature)?.union(members) ?? members);
  }
  return [...classes.values()]
    .sort((a, b) => (a.size > b.size ? -1 : a.size < b.size ? 1 : 0))
    .map((members) => ({ members, address: exampleOf(members, family) }));
}

/**
 * The classes an unremarkable host belongs to: those that make up at least 1/256 of all addresses. A rule for one office
 * does not change what "from the internet" means.
 */
export function everyday(classes: readonly AddressClass[]): readonly AddressClass[] {
  const [first] = classes;
  if (first === undefined) return [];
  const enough = (first.members.family === 'ipv4' ? lastOf.ipv4 : 1n << 125n) / 256n;
  const large = classes.filter(({ members }) => members.size >= enough);
  return large.length > 0 ? large : [first];
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

/** Every block the network's rules, lists and routes name. */
export function knownCidrs(topology: Topology): readonly Cidr[] {
  const { network } = topology;
  const result = new Map<string, Cidr>();
  const add = (cidr: Cidr): void => void result.set(`${cidr.family}${cidr.first}/${cidr.prefixLength}`, cidr);
  for (const acl of network.networkAcls) {
    for (const entry of [...acl.inbound, ...acl.outbound])
      if (entry.cidr.kind === 'known') add(entry.cidr.value);
  }
  for (const group of network.securityGroups) {
    for (const { peer } of group.rules)
      if (peer.kind === 'known' && peer.value.kind === 'cidr') add(peer.value.cidr);
  }
  for (const list of network.prefixLists) {
    for (const entry of list.entries) if (entry.kind === 'known') add(entry.value);
  }
  for (const table of network.routeTables) {
    for (const { destination } of table.routes) if (destination.kind === 'known') add(destination.value);
  }
  for (const member of network.interfaces) {
    for (const ip of publicIpsOf(member.publicIps)) {
      const host = cidrs(`${formatAddress(ip)}/${ip.family === 'ipv4' ? 32 : 128}`)[0];
      if (host !== undefined) add(host);
    }
  }
  return [...result.values()];
}

function publicIpsOf(publicIps: Topology['interfaces'][number]['publicIps']): readonly Address[] {
  if (publicIps.kind === 'unknown') return [];
  return publicIps.value.flatMap(({ address }) => (address.kind === 'known' ? [address.value] : []));
}

function cidrs(text: string): Cidr[] {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
}
