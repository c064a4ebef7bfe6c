/**
 * Who reaches whom on what: all pairs of interfaces and the internet, worked out once per pair of classes. Interfaces of
 * the same subnet and groups are one class unless a block or a route singles one of their addresses out.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import { bySize, type AddressSet } from '../net/addressSet.ts';
import { unknownOf, type Because } from '../value/value.ts';
import { allPairs, everything, type AllPairs, type Asked, type AskedClass } from './allPairs.ts';
import type { Endpoint } from './endpoint.ts';
import { samplesOf } from './ends.ts';
import type { PairReach } from './pairTable.ts';
import { isSettled, noPort, type PortBounds } from './portBounds.ts';
import type { ProtocolClass } from './protocols.ts';
import { Reachability, type Reach } from './reachability.ts';
import { clientsOf, withTargets } from './targets.ts';
import type { Topology } from './topology.ts';

/** Ends that no filter and no route tells apart. */
export type MatrixEnd =
  | { readonly kind: 'interfaces'; readonly interfaces: readonly NetworkInterface[] }
  /** Public addresses. `rest` is the largest part of the internet that gets one answer. */
  | { readonly kind: 'internet'; readonly members: AddressSet; readonly rest: boolean }
  | { readonly kind: 'address'; readonly address: Address };

export interface MatrixProtocol extends ProtocolClass {
  readonly reach: Reach;
}

/** Every member of `from` with every other member of `to`. */
export interface MatrixRow {
  readonly from: MatrixEnd;
  readonly to: MatrixEnd;
  readonly family: Family;
  readonly protocols: readonly MatrixProtocol[];
  /** What would settle the ports that only may pass. Of addresses AWS picks, one member's stands for its class. */
  readonly because: readonly Because[];
}

/** Which pairs to look at; everything by default. */
export interface MatrixOptions {
  readonly families?: readonly Family[];
  /** Ends to start from, and to end at. `internet` stands for every public address. */
  readonly from?: readonly Asked[];
  readonly to?: readonly Asked[];
  /** Leave out rows in which nothing may pass both ways. */
  readonly passing?: boolean;
}

/** An interface without an address of a family has no row in it. */
export function matrix(topology: Topology, options: MatrixOptions = {}): readonly MatrixRow[] {
  const { families = ['ipv4', 'ipv6'], from, to, passing = false } = options;
  const reachability = new Reachability(topology);
  // The parts of the internet are named by what all of them get.
  const wanted = (rows: readonly MatrixRow[]): readonly MatrixRow[] =>
    passing ? rows.filter(maySomething) : rows;
  return families.flatMap((family) => {
    const rows = new Rows(reachability, family, from, to);
    const [internet, others] = split(rows.sources);
    const [anywhere, inside] = split(rows.targets);
    return [
      ...[...anywhere, ...inside].flatMap((end) =>
        wanted(joinInternet(rows.between(internet, [end]), 'from')),
      ),
      ...others.flatMap((start) => [
        ...wanted(joinInternet(rows.between([start], anywhere), 'to')),
        ...rows.between([start], inside, passing),
      ]),
    ];
  });
}

/** A class by its place in the list. */
interface Numbered extends AskedClass {
  readonly index: number;
  readonly end: MatrixEnd;
}

/** Writes what pairs of classes get as rows. */
class Rows {
  readonly sources: readonly Numbered[];
  readonly targets: readonly Numbered[];
  readonly #reachability: Reachability;
  readonly #family: Family;
  readonly #pairs: AllPairs;
  /** Of pairs about which nothing is open. */
  readonly #settled = new Map<PairReach, readonly MatrixProtocol[]>();

  constructor(
    reachability: Reachability,
    family: Family,
    from: readonly Asked[] | undefined,
    to: readonly Asked[] | undefined,
  ) {
    const all = everything(reachability.topology);
    this.#reachability = reachability;
    this.#family = family;
    this.#pairs = allPairs(reachability.topology, family, from ?? all, to ?? all);
    this.sources = this.#pairs.sources.map(numbered);
    this.targets = this.#pairs.targets.map(numbered);
  }

  /** @param passing leaves out rows in which nothing may pass. */
  between(from: readonly Numbered[], to: readonly Numbered[], passing = false): readonly MatrixRow[] {
    return from.flatMap((start) => to.flatMap((end) => this.#rows(start, end, passing)));
  }

  /** One, unless a load balancer tells members of the class apart. */
  #rows(from: Numbered, to: Numbered, passing: boolean): readonly MatrixRow[] {
    const reach = this.#pairs.table.of(from.index, to.index);
    if (reach === undefined || (passing && !this.#maySomething(reach))) return [];
    const [start, end] = samplesOf(from.ends, to.ends);
    if (start === undefined || end === undefined) return [];
    const passed = this.#settled.get(reach) ?? this.#write(start.end, end.end, reach);
    return this.#clientsOf(from, start.end, end.end).map(([client, sample]) => {
      const protocols = passed.map((own) => ({ ...own, reach: this.#answered(sample, end.end, own) }));
      const because = unknownOf(
        protocols.map(({ reach: { because: own } }) => ({ kind: 'unknown', because: own })),
      ).because;
      return { from: client, to: to.end, family: this.#family, protocols, because };
    });
  }

  /** With one member of each, to ask with. */
  #clientsOf({ end }: Numbered, sample: Endpoint, to: Endpoint): readonly (readonly [MatrixEnd, Endpoint])[] {
    if (end.kind !== 'interfaces') return [[end, sample]];
    const parts = clientsOf(this.#reachability.topology, to, end.interfaces);
    if (parts.length === 1) return [[end, sample]];
    return parts.flatMap((interfaces): readonly (readonly [MatrixEnd, Endpoint])[] => {
      const [at] = interfaces;
      return at === undefined
        ? []
        : [
            [
              { kind: 'interfaces', interfaces },
              { kind: 'interface', interface: at },
            ],
          ];
    });
  }

  #answered(from: Endpoint, to: Endpoint, { protocol, reach }: MatrixProtocol): Reach {
    return withTargets(this.#reachability.topology, from, to, protocol, this.#family, reach);
  }

  /** Of a class, one member's reasons stand for all. */
  #write(start: Endpoint, end: Endpoint, reach: PairReach): readonly MatrixProtocol[] {
    const { profiles, protocols } = this.#pairs;
    const [asked, replies, assumed] = [reach.ports, reach.replyPorts, reach.assumed].map((profile) =>
      profiles.boundsOf(profile),
    );
    const result = protocols.map((protocol, i): MatrixProtocol => {
      const [ports, replyPorts] = [asked?.[i] ?? noPort, replies?.[i] ?? noPort];
      const because = isSure(ports, replyPorts) ? [] : this.#because(start, end, protocol);
      const certainty = assumed?.[i]?.may.isEmpty === false ? 'assumed' : 'proved';
      return { ...protocol, reach: { ports, replyPorts, certainty, because } };
    });
    if (result.every((row) => isSure(row.reach.ports, row.reach.replyPorts)))
      this.#settled.set(reach, result);
    return result;
  }

  #because(start: Endpoint, end: Endpoint, { protocol }: ProtocolClass): readonly Because[] {
    return this.#reachability.between(start, end, protocol, this.#family).because;
  }

  #maySomething({ ports, replyPorts }: PairReach): boolean {
    const { profiles } = this.#pairs;
    const replies = profiles.boundsOf(replyPorts);
    return profiles.boundsOf(ports).some(({ may }, i) => !may.isEmpty && replies[i]?.may.isEmpty === false);
  }
}

/** Whether nothing that is open could change the answer. */
function isSure(ports: PortBounds, replyPorts: PortBounds): boolean {
  return ports.may.isEmpty || replyPorts.may.isEmpty || (isSettled(ports) && isSettled(replyPorts));
}

function numbered(asked: AskedClass, index: number): Numbered {
  return { ...asked, index, end: endOf(asked) };
}

function endOf({ ends, internet }: AskedClass): MatrixEnd {
  if (internet !== undefined) return { kind: 'internet', members: internet.members, rest: false };
  const [sample] = ends.samples;
  return sample?.end.kind === 'outside'
    ? { kind: 'address', address: sample.end.address }
    : { kind: 'interfaces', interfaces: ends.interfaces };
}

function split(
  classes: readonly Numbered[],
): readonly [internet: readonly Numbered[], others: readonly Numbered[]] {
  return [
    classes.filter(({ internet }) => internet !== undefined),
    classes.filter(({ internet }) => internet === undefined),
  ];
}

function maySomething({ protocols }: MatrixRow): boolean {
  return protocols.some(({ reach: { ports, replyPorts } }) => !ports.may.isEmpty && !replyPorts.may.isEmpty);
}

/** Joins the rows of internet classes that get the same answer; the others keep their order. */
function joinInternet(rows: readonly MatrixRow[], side: 'from' | 'to'): readonly MatrixRow[] {
  const joined = new Map<string, { readonly row: MatrixRow; members: AddressSet }>();
  const others: MatrixRow[] = [];
  for (const row of rows) {
    const end = row[side];
    if (end.kind !== 'internet') {
      others.push(row);
      continue;
    }
    const key = row.protocols.map(({ reach }) => `${boundsText(reach)} ${reach.certainty}`).join(' ');
    const found = joined.get(key);
    if (found === undefined) joined.set(key, { row, members: end.members });
    else found.members = found.members.union(end.members);
  }
  const sorted = [...joined.values()].sort((a, b) => bySize(a.members, b.members));
  return [
    ...sorted.map(({ row, members }, i): MatrixRow => ({
      ...row,
      [side]: { kind: 'internet', members, rest: i === 0 },
    })),
    ...others,
  ];
}

function boundsText({ ports, replyPorts }: Reach): string {
  return [ports.must, ports.may, replyPorts.must, replyPorts.may].join('/');
}
