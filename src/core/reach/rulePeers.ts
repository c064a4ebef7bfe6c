/**
 * Whom the peer of a security group's rule stands for: a block, a list of blocks, or the private addresses of a group's
 * members (SEMANTICS S3, S27).
 */
import { whereOutside } from '../aws/component.ts';
import type { Match } from '../aws/match.ts';
import { matchCidr } from '../aws/networkAcl.ts';
import type { Network, NetworkInterface, Peer, PrefixList, SecurityGroup, Subnet } from '../aws/network.ts';
import type { PeerMatcher } from '../aws/securityGroup.ts';
import { contains, type Address } from '../net/address.ts';
import { unknown, unknownOf, type Maybe, type Unknown } from '../value/value.ts';
import { BoundedCache } from './boundedCache.ts';
import { holdsKnown, undecidedAddress } from './interfaceAddresses.ts';

/** What a topology knows of those an address may belong to. */
interface Surroundings {
  readonly network: Network;
  interface(address: string): NetworkInterface | undefined;
  securityGroup(address: string): SecurityGroup | undefined;
  subnetOf(of: NetworkInterface): Maybe<Subnet>;
  ownerOf(address: Address): NetworkInterface | undefined;
}

export class RulePeers {
  readonly #around: Surroundings;
  readonly #prefixLists: ReadonlyMap<string, PrefixList>;
  readonly #members = new Map<string, NetworkInterface[]>();
  /** Whether an address is a member's, by group and address: few addresses are asked about, and often. */
  readonly #memberAnswers = new BoundedCache<Match>(10_000);
  /** Interfaces that may carry a group nobody can name. */
  readonly #anyGroup: { readonly member: NetworkInterface; readonly why: Unknown }[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
    const { interfaces, prefixLists } = around.network;
    this.#prefixLists = new Map(prefixLists.map((list) => [list.address, list]));
    for (const member of interfaces) {
      for (const group of member.securityGroups) {
        if (group.kind === 'unknown') this.#anyGroup.push({ member, why: group });
        else if (this.#members.get(group.value)?.push(member) === undefined)
          this.#members.set(group.value, [member]);
      }
    }
  }

  /** The interfaces that are known to carry a group. */
  membersOf(group: string): readonly NetworkInterface[] {
    return this.#members.get(group) ?? [];
  }

  /** Whether a peer stands for an address. */
  readonly match: PeerMatcher = (peer: Peer, remote: Address): Match => {
    switch (peer.kind) {
      case 'cidr':
        return contains(peer.cidr, remote) ? 'yes' : 'no';
      case 'prefix-list':
        return this.#matchesPrefixList(peer.prefixList, remote);
      case 'group':
        return this.#isMemberAddress(peer.group, remote);
    }
  };

  #matchesPrefixList(address: string, remote: Address): Match {
    const list = this.#prefixLists.get(address);
    if (list === undefined) return unknown(address, 'is a prefix list whose entries are not in the code');
    // The addresses of a service are none of a VPC's, so a list AWS keeps holds nobody there.
    if (list.service !== undefined && this.#isOfVpc(remote)) return 'no';
    const open: Unknown[] = [];
    for (const entry of list.entries) {
      if (entry.kind === 'unknown') open.push(entry);
      else if (contains(entry.value, remote)) return 'yes';
    }
    return open.length === 0 ? 'no' : unknownOf(open);
  }

  #isOfVpc(address: Address): boolean {
    return this.#around.network.vpcs.some(({ cidrs }) =>
      cidrs.some((cidr) => cidr.kind === 'known' && contains(cidr.value, address)),
    );
  }

  /** A group stands for the private addresses of its members, never for public ones (SEMANTICS S27). */
  #isMemberAddress(group: string, remote: Address): Match {
    if (remote.holder !== undefined) return this.#isMember(group, remote.holder);
    const key = `${group} ${remote.family} ${remote.value}`;
    return this.#memberAnswers.get(key, () => this.#findMember(group, remote));
  }

  /** Who may have an address, among all that may carry a group. */
  #findMember(group: string, remote: Address): Match {
    const open: Unknown[] = [];
    for (const member of this.membersOf(group)) {
      const has = this.#hasPrivateAddress(member, remote);
      if (has === 'yes') return 'yes';
      if (has !== 'no') open.push(has);
    }
    for (const { member, why } of this.#anyGroup) {
      if (this.#hasPrivateAddress(member, remote) !== 'no') open.push(why);
    }
    const outside = this.#around.securityGroup(group) === undefined;
    if (outside && !this.#around.ownerOf(remote))
      open.push(unknown(group, `is a security group ${whereOutside(group)}, so its members are not known`));
    return open.length === 0 ? 'no' : unknownOf(open);
  }

  /** Whichever private address AWS picks for an interface, it is a member's when the interface is one. */
  #isMember(group: string, address: string): Match {
    const holder = this.#around.interface(address);
    if (holder?.securityGroups.some((own) => own.kind === 'known' && own.value === group) === true)
      return 'yes';
    const open = holder?.securityGroups.filter((own) => own.kind === 'unknown') ?? [];
    return open.length === 0 ? 'no' : unknownOf(open);
  }

  #hasPrivateAddress(member: NetworkInterface, remote: Address): Match {
    if (holdsKnown(member, remote)) return 'yes';
    const open = undecidedAddress(member, remote.family);
    if (open === undefined) return 'no';
    // An address AWS picks lies in the subnet, and is none another interface has.
    const subnet = this.#around.subnetOf(member);
    const blocks = subnet.kind === 'known' ? subnet.value.cidrs : [];
    const outside = blocks.length > 0 && blocks.every((cidr) => matchCidr(cidr, remote) === 'no');
    return outside ||
      this.#around.network.interfaces.some((other) => other !== member && holdsKnown(other, remote))
      ? 'no'
      : open;
  }
}
