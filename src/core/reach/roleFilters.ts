/** What the groups of an interface let through to and from every role a remote can have. */
import type { Direction, SecurityGroup } from '../aws/network.ts';
import type { Address } from '../net/address.ts';
import type { GroupList, Role } from './roles.ts';
import type { FilterProfiles } from './filterProfiles.ts';
import type { Profile, Profiles } from './profiles.ts';
import { peerMatcher, referencesKey, referenceTo, type References } from './references.ts';
import type { Topology } from './topology.ts';

interface RoleIn {
  readonly role: number;
  /** Known to be a member; else it may be one. */
  readonly sure: boolean;
}

/** By group list. */
type RowsByReferences = Readonly<Record<ReturnType<typeof referencesKey>, (Int32Array | undefined)[]>>;

export class RoleFilters {
  readonly #topology: Topology;
  readonly #filters: FilterProfiles;
  readonly #profiles: Profiles;
  readonly #roles: readonly Role[];
  readonly #lists: readonly GroupList[];
  readonly #rolesIn: ReadonlyMap<string, readonly RoleIn[]>;
  readonly #rows: Readonly<Record<Direction, RowsByReferences>> = {
    inbound: { yes: [], no: [], associated: [], unknown: [] },
    outbound: { yes: [], no: [], associated: [], unknown: [] },
  };
  /** What the rules of a group that name no group let through, by the piece the remote lies in. */
  readonly #plain = new Map<SecurityGroup, Readonly<Record<Direction, (Profile | undefined)[]>>>();

  readonly #towards = new Map<string, Profile>();

  /** @param roles all there are, as all there are of `lists`. */
  constructor(
    topology: Topology,
    filters: FilterProfiles,
    roles: readonly Role[],
    lists: readonly GroupList[],
  ) {
    this.#topology = topology;
    this.#filters = filters;
    this.#profiles = filters.profiles;
    this.#roles = roles;
    this.#lists = lists;
    this.#rolesIn = rolesIn(roles);
  }

  /**
   * Of one list of groups and direction, a profile for each role.
   * @param references whether rules that name a group still know its members.
   */
  row(list: number, direction: Direction, references: References = 'yes'): Int32Array {
    const rows = this.#rows[direction][referencesKey(references)];
    return (rows[list] ??= this.#makeRow(list, direction, references));
  }

  /** The same where the way has another filter or another address in it than those of its ends. */
  towards(
    whose: number | string,
    direction: Direction,
    remote: Address | 'from' | 'to',
    references: References,
  ): Profile {
    if (typeof remote === 'string') return this.#profiles.any;
    const known = referencesKey(references);
    const key = `${whose} ${direction} ${known} ${remote.family} ${remote.value} ${remote.holder ?? ''}`;
    const found = this.#towards.get(key);
    if (found !== undefined) return found;
    const at = typeof whose === 'string' ? this.#topology.interface(whose) : undefined;
    const groups = typeof whose === 'number' ? this.#lists[whose]?.groups : at && this.#topology.groupsOf(at);
    const matcher = peerMatcher(this.#topology, references);
    const made =
      groups === undefined ? this.#profiles.any : this.#filters.groups(matcher, groups, direction, remote);
    this.#towards.set(key, made);
    return made;
  }

  #makeRow(list: number, direction: Direction, references: References): Int32Array {
    const groups = this.#lists[list]?.groups ?? [];
    const row = this.#plainRow(groups, direction);
    if (references === 'no') return row;
    for (const group of groups) {
      if (group.kind === 'unknown') continue;
      for (const [name, profile] of this.#filters.named(group.value, direction)) {
        const holds = referenceTo(this.#topology, references, name);
        if (holds === 'no') continue;
        for (const { role, sure } of this.#rolesIn.get(name) ?? []) {
          const more = sure && holds === 'yes' ? profile : this.#filters.opened(profile);
          row[role] = this.#profiles.joined(row[role] ?? this.#profiles.none, more);
        }
      }
    }
    return row;
  }

  /** Without the rules that name groups. */
  #plainRow(groups: GroupList['groups'], direction: Direction): Int32Array {
    const start = groups.some(({ kind }) => kind === 'unknown') ? this.#profiles.any : this.#profiles.none;
    const byPiece: (Profile | undefined)[] = [];
    const row = new Int32Array(this.#roles.length);
    for (const { id, piece, address } of this.#roles) {
      let profile = byPiece[piece];
      if (profile === undefined) {
        profile = start;
        for (const group of groups) {
          if (group.kind === 'known')
            profile = this.#profiles.joined(profile, this.#plainOf(group.value, direction, piece, address));
        }
        byPiece[piece] = profile;
      }
      row[id] = profile;
    }
    return row;
  }

  #plainOf(group: SecurityGroup, direction: Direction, piece: number, remote: Address): Profile {
    let rows = this.#plain.get(group);
    if (rows === undefined) this.#plain.set(group, (rows = { inbound: [], outbound: [] }));
    return (rows[direction][piece] ??= this.#filters.plain(this.#topology, group, direction, remote));
  }
}

function rolesIn(roles: readonly Role[]): ReadonlyMap<string, readonly RoleIn[]> {
  const result = new Map<string, RoleIn[]>();
  const add = (group: string, entry: RoleIn): void => {
    if (result.get(group)?.push(entry) === undefined) result.set(group, [entry]);
  };
  for (const { id, member, perhaps } of roles) {
    for (const group of member) add(group, { role: id, sure: true });
    for (const group of perhaps) add(group, { role: id, sure: false });
  }
  return result;
}
