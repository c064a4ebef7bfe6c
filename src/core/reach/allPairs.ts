/**
 * All pairs of classes of one network and family. Where a network differs from one that was asked about before in the
 * entries of network ACLs alone, only what those decide is worked out again. `matrix` asks once and has nothing to take
 * over; a host that asks after every edit keeps the answer before.
 */
import type { Network, NetworkAcl } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { takeOverPieces } from './addresses.ts';
import type { Endpoint } from './endpoint.ts';
import { Ends, type EndClass } from './ends.ts';
import { FilterProfiles } from './filterProfiles.ts';
import { namedInternetClasses, type AddressClass } from './internet.ts';
import { Pairs } from './pairs.ts';
import { Answers, type PairTable } from './pairTable.ts';
import { PlaceLegs } from './placeLegs.ts';
import { Profiles } from './profiles.ts';
import { protocolClasses, type ProtocolClass } from './protocols.ts';
import { RoleFilters } from './roleFilters.ts';
import type { Topology } from './topology.ts';
import { SharedPassages } from './sharedPassages.ts';

/** What to ask about: an end, or every public address. */
export type Asked = Endpoint | 'internet';

/** A class of ends; of public addresses with all its members. */
export interface AskedClass {
  readonly ends: EndClass;
  readonly internet?: AddressClass;
}

export interface AllPairs {
  readonly topology: Topology;
  readonly protocols: readonly ProtocolClass[];
  readonly profiles: Profiles;
  /** Public addresses and other hosts outside come first. */
  readonly sources: readonly AskedClass[];
  readonly targets: readonly AskedClass[];
  readonly table: PairTable;
  readonly parts: Parts;
}

/** What the next network may take over. */
interface Parts {
  readonly ends: Ends;
  readonly filters: FilterProfiles;
  readonly passages: SharedPassages;
  readonly legs: PlaceLegs;
  readonly roles: RoleFilters;
  readonly answers: Answers;
}

/** Past this many profiles a history is forgotten. */
const mostProfiles = 20_000;

/**
 * @param family of all ends.
 * @param from ends to start from and `to` to end at; everything when left out.
 */
export function allPairs(
  topology: Topology,
  family: Family,
  from: readonly Asked[] = everything(topology),
  to: readonly Asked[] = from,
): AllPairs {
  const protocols = protocolClasses(topology, family);
  const profiles = new Profiles(protocols.length);
  const ends = new Ends(topology, family);
  const sources = classesOf(topology, ends, from);
  const targets = to === from ? sources : classesOf(topology, ends, to);
  const filters = new FilterProfiles(profiles, protocols);
  const passages = new SharedPassages(topology, protocols);
  const legs = new PlaceLegs(topology, passages, filters, ends.places);
  const roles = new RoleFilters(topology, filters, ends.roles, ends.lists);
  const parts: Parts = { ends, filters, passages, legs, roles, answers: new Answers() };
  const table = pairsOf(topology, profiles, parts).table(
    sources.map((asked) => asked.ends),
    targets.map((asked) => asked.ends),
  );
  return { topology, protocols, profiles, sources, targets, table, parts };
}

/** The same question about a network that may differ. @param previous an answer for the network before. */
export function allPairsAfter(previous: AllPairs, topology: Topology): AllPairs {
  const { profiles, sources, targets, parts } = previous;
  if (!onlyEntriesDiffer(previous.topology.network, topology.network) || profiles.size > mostProfiles)
    return allPairs(topology, parts.ends.family);
  takeOverPieces(topology, previous.topology);
  const legs = new PlaceLegs(topology, parts.passages, parts.filters, parts.ends.places, parts.legs);
  const next: Parts = { ...parts, legs };
  const table = pairsOf(topology, profiles, next).tableAfter(
    previous.table,
    sources.map((asked) => asked.ends),
    targets.map((asked) => asked.ends),
  );
  return { ...previous, topology, table, parts: next };
}

function pairsOf(topology: Topology, profiles: Profiles, { answers, legs, roles }: Parts): Pairs {
  return new Pairs(answers, legs, roles, profiles, topology.translates);
}

/** Every public address and every interface. */
export function everything(topology: Topology): readonly Asked[] {
  return ['internet', ...topology.interfaces.map((at): Endpoint => ({ kind: 'interface', interface: at }))];
}

function classesOf(topology: Topology, ends: Ends, asked: readonly Asked[]): readonly AskedClass[] {
  const outside = asked.flatMap((end): readonly AskedClass[] => {
    if (end === 'internet') {
      return namedInternetClasses(topology, ends.family).map((internet) => ({
        ends: ends.ofAddress(internet.address),
        internet,
      }));
    }
    return end.kind === 'outside' && end.address.family === ends.family
      ? [{ ends: ends.ofAddress(end.address) }]
      : [];
  });
  const interfaces = asked.flatMap((end) =>
    end !== 'internet' && end.kind === 'interface' ? [end.interface] : [],
  );
  return [...outside, ...ends.ofInterfaces(interfaces).map((own): AskedClass => ({ ends: own }))];
}

/** Whether everything is the same but for entries of network ACLs that name the same blocks and protocols. */
function onlyEntriesDiffer(before: Network, after: Network): boolean {
  const old = before.networkAcls;
  const others = (Object.keys({ ...before, ...after }) as (keyof Network)[]).filter(
    (key) => key !== 'networkAcls' && key !== 'unresolved',
  );
  return (
    others.every((key) => after[key] === before[key]) &&
    old.length === after.networkAcls.length &&
    old.every((acl, i) => namesTheSame(acl, after.networkAcls[i]))
  );
}

function namesTheSame(before: NetworkAcl, after: NetworkAcl | undefined): boolean {
  if (before === after) return true;
  return before.address === after?.address && namedBy(before) === namedBy(after);
}

function namedBy({ inbound, outbound }: NetworkAcl): string {
  const names = [...inbound, ...outbound].map(({ cidr, protocol }) => {
    const block =
      cidr.kind === 'known' ? `${cidr.value.family} ${cidr.value.first}/${cidr.value.prefixLength}` : '?';
    return `${block} ${protocol.kind === 'known' ? protocol.value : '?'}`;
  });
  return [...new Set(names)].sort().join();
}
