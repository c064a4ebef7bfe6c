/**
 * Numbers for what filters let through. A profile is the bounds of every protocol class at once, in their order; equal
 * ones have equal numbers, so that what two filters in a row let through is worked out once and looked up ever after.
 */
import type { PortSet } from '../net/portSet.ts';
import { anyPort, bothOf, eitherOf, everyPort, noPort, type PortBounds } from './portBounds.ts';

/** Of one {@link Profiles}. */
export type Profile = number;

export class Profiles {
  /** What lets everything, nothing, and nobody knows what through. */
  readonly every: Profile;
  readonly none: Profile;
  readonly any: Profile;
  readonly #width: number;
  readonly #sets = new Map<string, { readonly id: number; readonly set: PortSet }>();
  readonly #byKey = new Map<string, Profile>();
  readonly #bounds: (readonly PortBounds[])[] = [];
  readonly #both = new Table();
  readonly #either = new Table();
  readonly #joined = new Table();

  /** @param width how many protocol classes there are. */
  constructor(width: number) {
    this.#width = width;
    this.every = this.same(everyPort);
    this.none = this.same(noPort);
    this.any = this.same(anyPort);
  }

  get size(): number {
    return this.#bounds.length;
  }

  /** @param bounds one for each protocol class. */
  of(bounds: readonly PortBounds[]): Profile {
    let key = '';
    const shared = bounds.map(({ must, may }) => {
      const [least, most] = [this.#share(must), this.#share(may)];
      key += `${least.id},${most.id} `;
      return { must: least.set, may: most.set };
    });
    const found = this.#byKey.get(key);
    if (found !== undefined) return found;
    this.#byKey.set(key, this.#bounds.length);
    return this.#bounds.push(shared) - 1;
  }

  /** The same bounds for every protocol. */
  same(bounds: PortBounds): Profile {
    return this.of(Array.from({ length: this.#width }, () => bounds));
  }

  boundsOf(profile: Profile): readonly PortBounds[] {
    return this.#bounds[profile] ?? [];
  }

  /** Both filters in a row. */
  both(a: Profile, b: Profile): Profile {
    if (a === b || b === this.every) return a;
    if (a === this.every) return b;
    if (a === this.none || b === this.none) return this.none;
    return this.#both.get(a, b) ?? this.#both.set(a, b, this.#combine(a, b, bothOf));
  }

  /** One of two cases, and it is not known which. */
  either(a: Profile, b: Profile): Profile {
    if (a === b) return a;
    return this.#either.get(a, b) ?? this.#either.set(a, b, this.#combine(a, b, eitherOf));
  }

  /** What rules that only allow let through together. */
  joined(a: Profile, b: Profile): Profile {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return (
      this.#joined.get(a, b) ??
      this.#joined.set(
        a,
        b,
        this.#combine(a, b, (one, other) => ({
          must: one.must.union(other.must),
          may: one.may.union(other.may),
        })),
      )
    );
  }

  /** Of each protocol class the bounds that its own profile has. @param from one for each. */
  picked(from: readonly Profile[]): Profile {
    return this.of(from.map((profile, i) => this.boundsOf(profile)[i] ?? noPort));
  }

  #share(set: PortSet): { readonly id: number; readonly set: PortSet } {
    const key = set.toString();
    const found = this.#sets.get(key);
    if (found !== undefined) return found;
    const made = { id: this.#sets.size, set };
    this.#sets.set(key, made);
    return made;
  }

  #combine(a: Profile, b: Profile, how: (a: PortBounds, b: PortBounds) => PortBounds): Profile {
    const others = this.boundsOf(b);
    return this.of(this.boundsOf(a).map((bounds, i) => how(bounds, others[i] ?? noPort)));
  }
}

/** Numbers given out in order, by two numbers. */
export class Numbers {
  readonly #table = new Table();
  #size = 0;

  get(row: number, column: number): number {
    return this.#table.get(row, column) ?? this.#table.set(row, column, this.#size++);
  }
}

/** Numbers by two numbers, both small. */
export class Table {
  readonly #rows: (Int32Array | undefined)[];

  constructor(rows: (Int32Array | undefined)[] = []) {
    this.#rows = rows;
  }

  /** A table of its own with the same numbers, but for those that are forgotten. */
  without(isForgotten: (row: number, column: number, value: number) => boolean): Table {
    const rows = this.#rows.map((cells, row) => {
      const kept = cells?.slice();
      for (let column = 0; kept !== undefined && column < kept.length; column++) {
        const value = kept[column] ?? 0;
        if (value !== 0 && isForgotten(row, column, value - 1)) kept[column] = 0;
      }
      return kept;
    });
    return new Table(rows);
  }

  /** Of a row the values plus one, 0 where there is none; as they are now. */
  row(row: number): Int32Array {
    return this.#rows[row] ?? empty;
  }

  get(row: number, column: number): number | undefined {
    const found = this.#rows[row]?.[column];
    return found === undefined || found === 0 ? undefined : found - 1;
  }

  /** Answers with the value. */
  set(row: number, column: number, value: number): number {
    let cells = this.#rows[row];
    if (cells === undefined || column >= cells.length) {
      const wider = new Int32Array(Math.max(16, 1 << (32 - Math.clz32(column))));
      if (cells !== undefined) wider.set(cells);
      cells = wider;
      this.#rows[row] = cells;
    }
    cells[column] = value + 1;
    return value;
  }
}

const empty = new Int32Array(0);
