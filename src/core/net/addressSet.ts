/** Sets of IP addresses of one family. */
import { formatAddress, lastOf, type Address, type Cidr, type Family } from './address.ts';
import {
  equal,
  includes,
  intersect,
  normalise,
  subtract,
  union,
  type Range,
  type Ranges,
  type Steps,
} from './intervals.ts';

/** Inclusive at both ends. */
export type AddressRange = Range<bigint>;

const steps: Steps<bigint> = { next: (value) => value + 1n, previous: (value) => value - 1n };

/** An immutable set of addresses. Sets of different families share nothing (SEMANTICS N7). */
export class AddressSet {
  readonly family: Family;
  readonly ranges: Ranges<bigint>;

  private constructor(family: Family, ranges: Ranges<bigint>) {
    this.family = family;
    this.ranges = ranges;
  }

  static none(family: Family): AddressSet {
    return new AddressSet(family, []);
  }

  static all(family: Family): AddressSet {
    return new AddressSet(family, [{ first: 0n, last: lastOf[family] }]);
  }

  static of(family: Family, ...ranges: readonly AddressRange[]): AddressSet {
    return new AddressSet(family, normalise(ranges, steps));
  }

  /** The addresses of those blocks that are of `family`. */
  static ofCidrs(family: Family, cidrs: readonly Cidr[]): AddressSet {
    return AddressSet.of(family, ...cidrs.filter((cidr) => cidr.family === family));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many addresses it holds. */
  get size(): bigint {
    return this.ranges.reduce((sum, range) => sum + range.last - range.first + 1n, 0n);
  }

  has(address: Address): boolean {
    return address.family === this.family && includes(this.ranges, address.value);
  }

  equals(other: AddressSet): boolean {
    return this.family === other.family && equal(this.ranges, other.ranges);
  }

  union(other: AddressSet): AddressSet {
    return other.family === this.family ? this.#with(union(this.ranges, other.ranges, steps)) : this;
  }

  intersect(other: AddressSet): AddressSet {
    return this.#with(other.family === this.family ? intersect(this.ranges, other.ranges) : []);
  }

  subtract(other: AddressSet): AddressSet {
    return other.family === this.family ? this.#with(subtract(this.ranges, other.ranges, steps)) : this;
  }

  /** `10.0.0.0-10.0.0.255, 192.0.2.1`; the empty string for none. */
  toString(): string {
    const text = (value: bigint): string => formatAddress({ family: this.family, value });
    return this.ranges
      .map(({ first, last }) => (first === last ? text(first) : `${text(first)}-${text(last)}`))
      .join(', ');
  }

  #with(ranges: Ranges<bigint>): AddressSet {
    return new AddressSet(this.family, ranges);
  }
}

/** An order of sets of addresses: larger ones first. */
export function bySize(a: AddressSet, b: AddressSet): number {
  if (a.size === b.size) return 0;
  return a.size > b.size ? -1 : 1;
}

/**
 * Cuts all addresses of a family at the edges of `cidrs`: within one of the pieces every block holds either all
 * addresses or none, so one address stands for its piece.
 */
export function atoms(family: Family, cidrs: readonly Cidr[]): readonly AddressRange[] {
  const starts = new Set<bigint>([0n]);
  for (const cidr of cidrs) {
    if (cidr.family !== family) continue;
    starts.add(cidr.first);
    if (cidr.last < lastOf[family]) starts.add(cidr.last + 1n);
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  return sorted.map((first, i) => {
    const following = sorted[i + 1];
    return { first, last: following === undefined ? lastOf[family] : following - 1n };
  });
}
