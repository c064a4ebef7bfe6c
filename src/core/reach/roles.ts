/** What the ends of a network are to the rules of security groups: whose members they are, and in which groups themselves. */
import type { Network, NetworkInterface, SecurityGroup } from '../aws/network.ts';
import type { Address, Cidr, Family } from '../net/address.ts';
import { atoms, type AddressRange } from '../net/addressSet.ts';
import type { Maybe } from '../value/value.ts';
import { pieceOf } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import { groupNamedBy, type Membership } from './filterProfiles.ts';
import { Numbered } from './numbered.ts';
import type { Topology } from './topology.ts';

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

/** Sorts the roles of one family. */
export class Roles {
  readonly #topology: Topology;
  readonly #pieces: readonly AddressRange[];
  /** Groups that rules name. */
  readonly #named: ReadonlySet<string>;
  readonly #roles = new Numbered<Role>();
  readonly #lists = new Numbered<GroupList>();

  constructor(topology: Topology, family: Family) {
    const { network } = topology;
    this.#topology = topology;
    this.#pieces = atoms(family, groupCidrs(network));
    this.#named = new Set(
      network.securityGroups.flatMap(({ rules }) => rules.flatMap(({ peer }) => groupNamedBy(peer) ?? [])),
    );
  }

  get all(): readonly Role[] {
    return this.#roles.all;
  }

  get lists(): readonly GroupList[] {
    return this.#lists.all;
  }

  of(end: Endpoint, address: Address): Role {
    const piece = pieceOf(this.#pieces, address.value);
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

  /** The groups of an interface, as the number of their list. */
  listOf(at: NetworkInterface): number {
    let key = '';
    for (const group of at.securityGroups)
      key += group.kind === 'known' ? `${group.value},` : `?${at.address},`;
    return this.#lists.get(key, (id) => ({ id, groups: this.#topology.groupsOf(at) })).id;
  }
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
