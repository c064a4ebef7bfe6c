/**
 * Who reaches whom on what: all pairs of interfaces and the internet, worked out once per pair of classes. Interfaces of
 * the same subnet and groups are one class unless a block or a route singles one of their addresses out.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import type { AddressSet } from '../net/addressSet.ts';
import { unknownOf, type Because, type Maybe } from '../value/value.ts';
import type { Endpoint } from './endpoint.ts';
import { namedInternetClasses } from './internet.ts';
import { protocolClasses, type ProtocolClass } from './protocols.ts';
import { Reachability, type Reach } from './reachability.ts';
import { privateAddress, type Topology } from './topology.ts';

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
  readonly from?: readonly (Endpoint | 'internet')[];
  readonly to?: readonly (Endpoint | 'internet')[];
}

interface Class {
  readonly end: MatrixEnd;
  /** One to ask with, and a second for pairs inside the class. */
  readonly samples: readonly Endpoint[];
}

/** Rows in which nothing may pass are among them. An interface without an address of a family has no row in it. */
export function matrix(topology: Topology, options: MatrixOptions = {}): readonly MatrixRow[] {
  const reachability = new Reachability(topology);
  const everything: readonly (Endpoint | 'internet')[] = [
    'internet',
    ...topology.interfaces.map((at): Endpoint => ({ kind: 'interface', interface: at })),
  ];
  return (options.families ?? ['ipv4', 'ipv6']).flatMap((family) => {
    const protocols = protocolClasses(topology, family);
    const sources = classesOf(reachability, options.from ?? everything, family);
    const targets = classesOf(reachability, options.to ?? everything, family);
    const rows = (from: readonly Class[], to: readonly Class[]): readonly MatrixRow[] =>
      from.flatMap((start) => to.flatMap((end) => rowOf(reachability, start, end, family, protocols) ?? []));
    return [
      ...targets.flatMap((to) => joinInternet(rows(sources.filter(isInternet), [to]), 'from')),
      ...sources
        .filter((from) => !isInternet(from))
        .flatMap((from) => [
          ...joinInternet(rows([from], targets.filter(isInternet)), 'to'),
          ...rows(
            [from],
            targets.filter((to) => !isInternet(to)),
          ),
        ]),
    ];
  });
}

function isInternet({ end }: Class): boolean {
  return end.kind === 'internet';
}

function classesOf(
  reachability: Reachability,
  ends: readonly (Endpoint | 'internet')[],
  family: Family,
): readonly Class[] {
  const result: Class[] = [];
  const inside = new Map<string, NetworkInterface[]>();
  for (const end of ends) {
    if (end === 'internet') {
      for (const { address, members } of namedInternetClasses(reachability.topology, family)) {
        result.push({
          end: { kind: 'internet', members, rest: false },
          samples: [{ kind: 'outside', address }],
        });
      }
    } else if (end.kind === 'outside') {
      if (end.address.family === family)
        result.push({ end: { kind: 'address', address: end.address }, samples: [end] });
    } else {
      const key = classKey(reachability, end.interface, family);
      if (key !== undefined && inside.get(key)?.push(end.interface) === undefined)
        inside.set(key, [end.interface]);
    }
  }
  for (const interfaces of inside.values()) {
    result.push({
      end: { kind: 'interfaces', interfaces },
      samples: interfaces.slice(0, 2).map((at) => ({ kind: 'interface', interface: at })),
    });
  }
  return result;
}

/** Interfaces with the same key behave alike; `undefined` when one has no address of the family. */
function classKey(reachability: Reachability, at: NetworkInterface, family: Family): string | undefined {
  const address = privateAddress(at, family);
  if (address === undefined) return undefined;
  const place = address.kind === 'known' ? reachability.atomOf(address.value) : 'picked by AWS';
  const having = (list: Maybe<readonly unknown[]>): string =>
    list.kind === 'unknown' ? '?' : String(list.value.length > 0);
  // What an interface does not say about itself is its own affair.
  const subnet = at.subnet.kind === 'known' ? ['in', at.subnet.value] : ['of', at.address];
  const groups = at.securityGroups.map((group) =>
    group.kind === 'known' ? ['in', group.value] : ['of', at.address],
  );
  return JSON.stringify([
    subnet,
    groups,
    place,
    having(at.publicIps),
    having(at.ipv6),
    at.kind === 'nat-gateway',
  ]);
}

function rowOf(
  reachability: Reachability,
  from: Class,
  to: Class,
  family: Family,
  protocols: readonly ProtocolClass[],
): MatrixRow | undefined {
  const [start] = from.samples;
  const end = to.samples.find((sample) => !isSame(start, sample));
  if (start === undefined || end === undefined) return undefined;
  // Neither end is in the code: nothing here decides about them.
  if (start.kind === 'outside' && end.kind === 'outside') return undefined;
  const reached = protocols.map((protocol) => ({
    ...protocol,
    reach: reachability.between(start, end, protocol.protocol, family),
  }));
  const because = unknownOf(
    reached.map(({ reach }) => ({ kind: 'unknown', because: reach.because })),
  ).because;
  return { from: from.end, to: to.end, family, protocols: reached, because };
}

function isSame(a: Endpoint | undefined, b: Endpoint): boolean {
  return a?.kind === 'interface' && b.kind === 'interface' && a.interface.address === b.interface.address;
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
    const key = row.protocols.map(({ reach }) => boundsText(reach)).join(' ');
    const found = joined.get(key);
    if (found === undefined) joined.set(key, { row, members: end.members });
    else found.members = found.members.union(end.members);
  }
  const sorted = [...joined.values()].sort((a, b) => (a.members.size > b.members.size ? -1 : 1));
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
