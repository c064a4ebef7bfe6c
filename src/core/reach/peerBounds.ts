/**
 * The addresses the peer of a security group rule stands for, as far as they are known: those it stands for however open
 * values settle, and those it may stand for. Groups are bounded by the blocks their members' addresses are from.
 */
import type { Peer, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { AddressSet } from '../net/addressSet.ts';
import { cidrsOf } from './interfaceAddresses.ts';
import type { Topology } from './topology.ts';

export type FamilySets = Readonly<Record<Family, AddressSet>>;

/** `must` is a part of `may`. */
export interface PeerBounds {
  readonly must: FamilySets;
  readonly may: FamilySets;
  /** The group or prefix list: two rules that name the same one have the same peer, whatever that stands for. */
  readonly name: string | undefined;
}

const families: readonly Family[] = ['ipv4', 'ipv6'];
const nobody: FamilySets = { ipv4: AddressSet.none('ipv4'), ipv6: AddressSet.none('ipv6') };
const anybody: FamilySets = { ipv4: AddressSet.all('ipv4'), ipv6: AddressSet.all('ipv6') };

/**
 * Bounds of the peers of a network's rules.
 * @param mayHaveOthers whether a group, by its address, may have members that no interface of the code shows.
 */
export function peerBoundsOf(
  topology: Topology,
  mayHaveOthers: (group: string) => boolean,
): (rule: SecurityGroupRule) => PeerBounds {
  const { securityGroups, prefixLists, interfaces } = topology.network;
  const groups = new Map(securityGroups.map((group) => [group.address, group]));
  const lists = new Map(prefixLists.map((list) => [list.address, list]));
  const named = new Map<string, PeerBounds>();
  const anyBalancer = interfaces.some(
    ({ kind, securityGroups: own }) =>
      kind === 'load-balancer' && own.some((group) => group.kind === 'unknown'),
  );

  const ofGroup = (address: string): PeerBounds => {
    const group = groups.get(address);
    const blocks = group === undefined ? undefined : blocksOf(topology, group);
    if (blocks === undefined) return { must: nobody, may: anybody, name: `group ${address}` };
    // What a load balancer with the group passes on has its client's address (SEMANTICS S40).
    const anywhere =
      anyBalancer ||
      mayHaveOthers(address) ||
      topology.membersOf(address).some(({ kind }) => kind === 'load-balancer');
    const may = anywhere
      ? bothFamilies((family) => (blocks[family].isEmpty ? nobody : anybody)[family])
      : blocks;
    return { must: nobody, may, name: `group ${address}` };
  };
  const ofList = (address: string): PeerBounds => {
    const entries = lists.get(address)?.entries;
    const cidrs = entries?.flatMap((entry) => (entry.kind === 'known' ? [entry.value] : [])) ?? [];
    const must = bothFamilies((family) => AddressSet.ofCidrs(family, cidrs));
    const may = cidrs.length === entries?.length ? must : anybody;
    return { must, may, name: `prefix list ${address}` };
  };
  const ofPeer = (peer: Peer): PeerBounds => {
    if (peer.kind === 'cidr') {
      const set = bothFamilies((family) => AddressSet.ofCidrs(family, [peer.cidr]));
      return { must: set, may: set, name: undefined };
    }
    const [key, make] =
      peer.kind === 'group'
        ? ([`group ${peer.group}`, () => ofGroup(peer.group)] as const)
        : ([`prefix list ${peer.prefixList}`, () => ofList(peer.prefixList)] as const);
    const found = named.get(key) ?? make();
    named.set(key, found);
    return found;
  };
  return ({ peer }) =>
    peer.kind === 'known' ? ofPeer(peer.value) : { must: nobody, may: anybody, name: undefined };
}

/** The blocks of the VPCs a group may be used in (SEMANTICS S35); a block that is not known is all of its family. */
function blocksOf(topology: Topology, { vpc, alsoIn = [] }: SecurityGroup): FamilySets | undefined {
  const found: Record<Family, AddressSet> = { ...nobody };
  for (const address of [vpc, ...alsoIn]) {
    const home = address.kind === 'known' ? topology.vpc(address.value) : undefined;
    if (home === undefined || home.cidrs.length === 0) return undefined;
    for (const family of families) {
      const open = home.cidrs.some(
        (cidr) => cidr.kind === 'unknown' && (cidr.family === undefined || cidr.family === family),
      );
      const blocks = open ? AddressSet.all(family) : AddressSet.ofCidrs(family, cidrsOf(home, family));
      found[family] = found[family].union(blocks);
    }
  }
  return found;
}

function bothFamilies(make: (family: Family) => AddressSet): FamilySets {
  return { ipv4: make('ipv4'), ipv6: make('ipv6') };
}
