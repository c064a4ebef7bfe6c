/** Sets of TCP or UDP ports. */
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

/** Inclusive at both ends, 0–65535. */
export type PortRange = Range<number>;

export const lastPort = 65535;

const mostSingle = 10_000;
const steps: Steps<number> = { next: (port) => port + 1, previous: (port) => port - 1 };

/** An immutable set of ports. Equal sets have equal `ranges`. */
export class PortSet {
  static readonly none = new PortSet([]);
  static readonly all = new PortSet([{ first: 0, last: lastPort }]);

  readonly ranges: Ranges<number>;

  private constructor(ranges: Ranges<number>) {
    this.ranges = ranges;
  }

  /** Sets of one range, by its ends: rules have few, and ask for them again and again. Cleared when it is full. */
  static readonly #single = new Map<number, PortSet>();

  /** Ports outside 0–65535 are cut off; a range whose ends are the wrong way round is empty. */
  static of(...ranges: readonly PortRange[]): PortSet {
    const [only] = ranges;
    return ranges.length === 1 && only !== undefined ? PortSet.#ofOne(only) : PortSet.#ofAll(ranges);
  }

  static #ofOne(range: PortRange): PortSet {
    const { first, last } = range;
    const hasKey =
      Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last >= 0 && last <= lastPort;
    if (!hasKey) return PortSet.#ofAll([range]);
    const key = first * (lastPort + 1) + last;
    const found = PortSet.#single.get(key);
    if (found !== undefined) return found;
    if (PortSet.#single.size >= mostSingle) PortSet.#single.clear();
    const made = PortSet.#ofAll([range]);
    PortSet.#single.set(key, made);
    return made;
  }

  static #ofAll(ranges: readonly PortRange[]): PortSet {
    const inside = ranges.map(({ first, last }) => ({
      first: Math.max(0, first),
      last: Math.min(lastPort, last),
    }));
    return new PortSet(normalise(inside, steps));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many ports it holds. */
  get size(): number {
    return this.ranges.reduce((sum, range) => sum + range.last - range.first + 1, 0);
  }

  has(port: number): boolean {
    return includes(this.ranges, port);
  }

  equals(other: PortSet): boolean {
    return this === other || equal(this.ranges, other.ranges);
  }

  union(other: PortSet): PortSet {
    return new PortSet(union(this.ranges, other.ranges, steps));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(intersect(this.ranges, other.ranges));
  }

  subtract(other: PortSet): PortSet {
    return new PortSet(subtract(this.ranges, other.ranges, steps));
  }

  /** As nmap writes ports: `22,80-90`; the empty string for none. */
  toString(): string {
    return this.ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
  }
}
