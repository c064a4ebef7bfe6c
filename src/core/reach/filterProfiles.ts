/**
 * What every filter of a network lets through towards every kind of remote, as profiles. A network ACL sees a remote as a
 * piece of the address space, a security group also as a member of other groups.
 */
import { networkAclPorts, matchCidr } from '../aws/networkAcl.ts';
import { existence, portsOf, type Match } from '../aws/match.ts';
import type { Direction, NetworkAcl, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { securityGroupPorts, type PeerMatcher } from '../aws/securityGroup.ts';
import type { Address, Family } from '../net/address.ts';
import { atoms, type AddressRange } from '../net/addressSet.ts';
import { PortSet } from '../net/portSet.ts';
import { known, type Maybe } from '../value/value.ts';
import { pieceOf } from './addresses.ts';
import { groupView, networkAclView, viewedProtocol, type PortBounds } from './portBounds.ts';
import type { Profile, Profiles } from './profiles.ts';
import type { ProtocolClass } from './protocols.ts';
import type { Topology } from './topology.ts';

/** Which of the groups that rules name a remote is a member of, and of which it may be. */
export interface Membership {
  readonly member: readonly string[];
  readonly perhaps: readonly string[];
}

/** The address space as the entries of one direction cut it, and what is let through to each piece, once asked. */
interface AclPieces {
  readonly pieces: readonly AddressRange[];
  readonly profiles: (Profile | undefined)[];
}

/** One direction of a network ACL. */
interface AclSide extends Readonly<Record<Family, AclPieces>> {
  /** With ICMP types as ports, one for each protocol class. */
  readonly views: readonly NetworkAcl[];
  /** By the entries whose block may hold the remote. */
  readonly byMatch: Map<string, Profile>;
}

/** One direction of a security group. */
interface GroupSide {
  /** Without the rules that name groups. */
  readonly plain: SecurityGroup;
  readonly rules: readonly SecurityGroupRule[];
  readonly views: readonly Maybe<SecurityGroup>[];
  readonly byMatch: Map<string, Profile>;
  /** What its rules let through to members of a group, by that group. */
  readonly named: ReadonlyMap<string, Profile>;
}

export class FilterProfiles {
  readonly profiles: Profiles;
  readonly #protocols: readonly ProtocolClass[];
  readonly #acls: Readonly<Record<Direction, WeakMap<NetworkAcl, AclSide>>> = {
    inbound: new WeakMap(),
    outbound: new WeakMap(),
  };
  readonly #groups: Readonly<Record<Direction, WeakMap<SecurityGroup, GroupSide>>> = {
    inbound: new WeakMap(),
    outbound: new WeakMap(),
  };

  constructor(profiles: Profiles, protocols: readonly ProtocolClass[]) {
    this.profiles = profiles;
    this.#protocols = protocols;
  }

  networkAcl(acl: NetworkAcl, direction: Direction, remote: Address): Profile {
    const side = this.#aclSide(acl, direction);
    const { pieces, profiles } = side[remote.family];
    const piece = pieceOf(pieces, remote.value);
    return (profiles[piece] ??= this.#aclProfile(acl, side, direction, remote));
  }

  #aclProfile(acl: NetworkAcl, side: AclSide, direction: Direction, remote: Address): Profile {
    let key: string = remote.family;
    for (const { cidr } of acl[direction]) key += matchCidr(cidr, remote) === 'no' ? 'n' : 'y';
    const found = side.byMatch.get(key);
    if (found !== undefined) return found;
    const made = this.profiles.of(
      this.#protocols.map(({ protocol }, i): PortBounds => {
        const view = side.views[i] ?? acl;
        const { mayAllow, mayDeny } = networkAclPorts(view, direction, remote, viewedProtocol(protocol));
        return { must: mayAllow.subtract(mayDeny), may: mayAllow };
      }),
    );
    side.byMatch.set(key, made);
    return made;
  }

  /** What the rules of a group let through that name no group. @param topology knows its prefix lists. */
  plain(topology: Topology, group: SecurityGroup, direction: Direction, remote: Address): Profile {
    const side = this.#groupSide(group, direction);
    let key = '';
    let lists = false;
    for (const { peer } of side.rules) {
      if (peer.kind === 'unknown') continue;
      lists ||= peer.value.kind === 'prefix-list';
      key += topology.matchesPeer(peer.value, remote) === 'yes' ? 'y' : 'n';
    }
    // What a prefix list holds is not the group's own affair.
    const found = lists ? undefined : side.byMatch.get(key);
    if (found !== undefined) return found;
    const made = this.profiles.of(
      this.#protocols.map(({ protocol }, i) =>
        securityGroupPorts(
          [side.views[i] ?? known(side.plain)],
          direction,
          remote,
          viewedProtocol(protocol),
          topology.matchesPeer,
        ),
      ),
    );
    if (!lists) side.byMatch.set(key, made);
    return made;
  }

  /** What all groups of an interface let through together. */
  groups(
    matchesPeer: PeerMatcher,
    groups: readonly Maybe<SecurityGroup>[],
    direction: Direction,
    remote: Address,
  ): Profile {
    return this.profiles.of(
      this.#protocols.map(({ protocol }) =>
        securityGroupPorts(
          groups.map((group) => groupView(group, protocol)),
          direction,
          remote,
          viewedProtocol(protocol),
          matchesPeer,
        ),
      ),
    );
  }

  /** What its rules that name groups let through, by the group they name. */
  named(group: SecurityGroup, direction: Direction): ReadonlyMap<string, Profile> {
    return this.#groupSide(group, direction).named;
  }

  /** The same, when it is open whether the rules match. */
  opened(profile: Profile): Profile {
    return this.profiles.of(this.profiles.boundsOf(profile).map(({ may }) => ({ must: PortSet.none, may })));
  }

  #aclSide(acl: NetworkAcl, direction: Direction): AclSide {
    const found = this.#acls[direction].get(acl);
    if (found !== undefined) return found;
    const views = this.#protocols.map(({ protocol }) => networkAclView(acl, protocol));
    const cidrs = acl[direction].flatMap(({ cidr }) => (cidr.kind === 'known' ? [cidr.value] : []));
    const cut = (family: Family): AclPieces => ({ pieces: atoms(family, cidrs), profiles: [] });
    const made: AclSide = { views, byMatch: new Map(), ipv4: cut('ipv4'), ipv6: cut('ipv6') };
    this.#acls[direction].set(acl, made);
    return made;
  }

  #groupSide(group: SecurityGroup, direction: Direction): GroupSide {
    const found = this.#groups[direction].get(group);
    if (found !== undefined) return found;
    const own = group.rules.filter((rule) => rule.direction === direction);
    const rules = own.filter(({ peer }) => groupNamedBy(peer) === undefined);
    const plain = { ...group, rules };
    const byName = new Map<string, SecurityGroupRule[]>();
    for (const rule of own) {
      const name = groupNamedBy(rule.peer);
      if (name !== undefined && byName.get(name)?.push(rule) === undefined) byName.set(name, [rule]);
    }
    const views = this.#protocols.map(({ protocol }) => groupView(known(plain), protocol));
    const named = new Map([...byName].map(([name, some]) => [name, this.#ofRules(group, some)]));
    const made: GroupSide = { plain, rules, views, byMatch: new Map(), named };
    this.#groups[direction].set(group, made);
    return made;
  }

  /** What rules let through together to whom all their peers stand for. */
  #ofRules(group: SecurityGroup, rules: readonly SecurityGroupRule[]): Profile {
    return this.profiles.of(
      this.#protocols.map(({ protocol }) => {
        const view = groupView(known({ ...group, rules }), protocol);
        return (view.kind === 'known' ? view.value.rules : []).reduce<PortBounds>(
          ({ must, may }, rule) => {
            const ports = portsOf(rule, viewedProtocol(protocol));
            const there: Match = existence(rule.exists);
            return {
              must: there === 'yes' ? must.union(ports.must) : must,
              may: may.union(ports.may),
            };
          },
          { must: PortSet.none, may: PortSet.none },
        );
      }),
    );
  }
}

/** The group a rule's peer names. */
export function groupNamedBy(peer: SecurityGroupRule['peer']): string | undefined {
  return peer.kind === 'known' && peer.value.kind === 'group' ? peer.value.group : undefined;
}
