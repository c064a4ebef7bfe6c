/**
 * The matrix of a network that rests on a premise, without that. Ends that are one class here may be several there, so
 * answers are compared end by end.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Family } from '../net/address.ts';
import type { AddressSet } from '../net/addressSet.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Asked } from './allPairs.ts';
import { endpointIn } from './endpoint.ts';
import { matrix, type MatrixEnd, type MatrixOptions, type MatrixProtocol, type MatrixRow } from './matrix.ts';
import { anyPort, eitherOf, noPort } from './portBounds.ts';
import type { Reach } from './reachability.ts';
import type { Topology } from './topology.ts';

/** One interface of a row's end, or an end outside as it is. */
export type SingleEnd =
  | { readonly kind: 'interface'; readonly interface: NetworkInterface }
  | Exclude<MatrixEnd, { readonly kind: 'interfaces' }>;

/** Every end of a row by itself. */
export function singleEnds(end: MatrixEnd): readonly SingleEnd[] {
  return end.kind === 'interfaces'
    ? end.interfaces.map((at) => ({ kind: 'interface', interface: at }))
    : [end];
}

/** What is said of a protocol. */
export type Said = Pick<Reach, 'ports' | 'replyPorts' | 'certainty'>;

export interface PremisedProtocol extends MatrixProtocol {
  /** What is said without the premise; left out where it is the same. `reach` is assumed where what passes may not do so then. */
  readonly without?: Said;
}

const nothing: Said = { ports: noPort, replyPorts: noPort, certainty: 'proved' };
const open: Said = { ports: anyPort, replyPorts: anyPort, certainty: 'proved' };

export class MatrixWithout {
  readonly #topology: Topology;
  readonly #rows: readonly MatrixRow[];
  readonly #byEnds = new Map<string, MatrixRow[]>();

  /**
   * @param topology the network without the premise, or with some of it only.
   * @param options what the matrix was asked.
   */
  constructor(topology: Topology, { from, to, ...others }: MatrixOptions) {
    this.#topology = topology;
    this.#rows = matrix(this.#topology, {
      ...others,
      ...(from === undefined ? {} : { from: this.#asked(from) }),
      ...(to === undefined ? {} : { to: this.#asked(to) }),
    });
    for (const row of this.#rows) {
      for (const key of keysOf(row)) {
        const found = this.#byEnds.get(key);
        if (found === undefined) this.#byEnds.set(key, [row]);
        else found.push(row);
      }
    }
  }

  /** What a row says of two of its ends, with what is said without the premise. */
  protocolsOf(row: MatrixRow, from: SingleEnd, to: SingleEnd): readonly PremisedProtocol[] {
    const isThere = this.#has(from) && this.#has(to);
    const others = isThere ? this.#between(from, to, row.family) : undefined;
    return row.protocols.map((own): PremisedProtocol => {
      const { reach } = own;
      const without = others === undefined ? open : together(reachesIn(others, own, row.protocols));
      if (isSame(reach, without)) return own;
      const isSure =
        isWithin(reach.ports.must, without.ports.must) &&
        isWithin(reach.replyPorts.must, without.replyPorts.must);
      const isProved = reach.ports.must.isEmpty || (isSure && without.certainty === 'proved');
      return { ...own, reach: isProved ? reach : { ...reach, certainty: 'assumed' }, without };
    });
  }

  /** Whether something may pass between ends of which a matrix has no row. */
  passesBeside(rows: readonly MatrixRow[]): boolean {
    const told = new Map<string, AddressSet | undefined>();
    for (const row of rows) {
      const own = partOf(row);
      for (const key of keysOf(row)) {
        const others = told.get(key);
        told.set(key, own === undefined || others === undefined ? own : others.union(own));
      }
    }
    return this.#rows.some((row) => {
      const own = partOf(row);
      const isUntold = (key: string): boolean => {
        const others = told.get(key);
        return !told.has(key) || (own !== undefined && others !== undefined && !own.subtract(others).isEmpty);
      };
      return maySomething(row) && keysOf(row).some(isUntold);
    });
  }

  #asked(ends: readonly Asked[]): readonly Asked[] {
    return ends.flatMap((end): Asked | [] => {
      return end === 'internet' ? end : (endpointIn(this.#topology, end) ?? []);
    });
  }

  #has(end: SingleEnd): boolean {
    return end.kind !== 'interface' || this.#topology.interface(end.interface.address) !== undefined;
  }

  /** What is said of the same ends here, or of parts of them; nothing passes in a row that is left out. */
  #between(from: SingleEnd, to: SingleEnd, family: Family): readonly (readonly MatrixProtocol[])[] {
    const rows = this.#byEnds.get(keyOf(from, to, family)) ?? [];
    const members = membersOf(from) ?? membersOf(to);
    if (members === undefined) return rows.length === 0 ? [[]] : rows.map(({ protocols }) => protocols);
    let rest = members;
    const near = rows.filter((row) => {
      const own = partOf(row);
      if (own === undefined || own.intersect(members).isEmpty) return false;
      rest = rest.subtract(own);
      return true;
    });
    return [...near.map(({ protocols }) => protocols), ...(rest.isEmpty ? [] : [[]])];
  }
}

/** Both ends of every pair of a row. */
function keysOf({ from, to, family }: MatrixRow): readonly string[] {
  return singleEnds(from).flatMap((start) => singleEnds(to).map((end) => keyOf(start, end, family)));
}

/** Parts of the internet share a key. */
function keyOf(from: SingleEnd, to: SingleEnd, family: Family): string {
  return `${family}|${nameOf(from)}|${nameOf(to)}`;
}

function nameOf(end: SingleEnd): string {
  switch (end.kind) {
    case 'interface':
      return `interface ${end.interface.address}`;
    case 'address':
      return formatAddress(end.address);
    case 'internet':
      return end.kind;
  }
}

function membersOf(end: SingleEnd | MatrixEnd): AddressSet | undefined {
  return end.kind === 'internet' ? end.members : undefined;
}

/** The part of the internet that is one of the ends. */
function partOf({ from, to }: MatrixRow): AddressSet | undefined {
  return membersOf(from) ?? membersOf(to);
}

/** What rows without say of one protocol of those that are told apart here; nothing where they leave it out. */
function reachesIn(
  rows: readonly (readonly MatrixProtocol[])[],
  { name: own }: MatrixProtocol,
  all: readonly MatrixProtocol[],
): readonly Said[] {
  return rows.flatMap((row): readonly Said[] => {
    const isNamed = row.some(({ name }) => name === own);
    const found = row.filter(
      ({ name }) =>
        name === own ||
        (!isNamed && name === 'other') ||
        (own === 'other' && all.every((one) => one.name !== name)),
    );
    return found.length === 0 ? [nothing] : found.map(({ reach }) => reach);
  });
}

function together(said: readonly Said[]): Said {
  return said.reduce((all, one) => ({
    ports: eitherOf(all.ports, one.ports),
    replyPorts: eitherOf(all.replyPorts, one.replyPorts),
    certainty: all.certainty === 'assumed' ? all.certainty : one.certainty,
  }));
}

/** Where no request passes either way, nobody needs to know of replies. */
function isSame(own: Said, other: Said): boolean {
  if (own.ports.may.isEmpty && other.ports.may.isEmpty) return true;
  return (
    (own.certainty === 'assumed' || other.certainty === 'proved') &&
    [own.ports, own.replyPorts].every((bounds, index) => {
      const there = [other.ports, other.replyPorts][index] ?? anyPort;
      return isWithin(bounds.must, there.must) && isWithin(there.may, bounds.may);
    })
  );
}

function isWithin(some: PortSet, all: PortSet): boolean {
  return some.subtract(all).isEmpty;
}

function maySomething({ protocols }: MatrixRow): boolean {
  return protocols.some(({ reach: { ports, replyPorts } }) => !ports.may.isEmpty && !replyPorts.may.isEmpty);
}
