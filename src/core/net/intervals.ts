/**
 * Sets as sorted lists of disjoint inclusive ranges that never touch. Ports use them with numbers, addresses with
 * bigints; both only need to compare and to step to a neighbour.
 */
export interface Range<T> {
  readonly first: T;
  readonly last: T;
}

/** Sorted by `first`; neighbours are at least one value apart, so equal sets are equal lists. */
export type Ranges<T> = readonly Range<T>[];

/** The value after and before another. Results past the ends of the space may be any value outside of it. */
export interface Steps<T> {
  readonly next: (value: T) => T;
  readonly previous: (value: T) => T;
}

type Ordered = number | bigint;

/** Ranges in any order, overlapping or not, as a set. */
export function normalise<T extends Ordered>(ranges: Ranges<T>, steps: Steps<T>): Ranges<T> {
  const sorted = ranges.filter((range) => range.first <= range.last);
  sorted.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const result: Range<T>[] = [];
  for (const range of sorted) {
    const top = result[result.length - 1];
    if (top === undefined || range.first > steps.next(top.last)) result.push(range);
    else if (range.last > top.last) result[result.length - 1] = { first: top.first, last: range.last };
  }
  return result;
}

export function union<T extends Ordered>(a: Ranges<T>, b: Ranges<T>, steps: Steps<T>): Ranges<T> {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return normalise([...a, ...b], steps);
}

export function intersect<T extends Ordered>(a: Ranges<T>, b: Ranges<T>): Ranges<T> {
  const result: Range<T>[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return result;
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) result.push({ first, last });
    if (left.last < right.last) i++;
    else j++;
  }
}

export function subtract<T extends Ordered>(a: Ranges<T>, b: Ranges<T>, steps: Steps<T>): Ranges<T> {
  if (a.length === 0 || b.length === 0) return a;
  const result: Range<T>[] = [];
  let j = 0;
  for (const range of a) {
    let first = range.first;
    let rest = true;
    for (let hole = b[j]; hole !== undefined && hole.first <= range.last; hole = b[j]) {
      if (hole.last >= first) {
        if (hole.first > first) result.push({ first, last: steps.previous(hole.first) });
        if (hole.last >= range.last) {
          rest = false;
          break;
        }
        first = steps.next(hole.last);
      }
      j++;
    }
    if (rest) result.push({ first, last: range.last });
  }
  return result;
}

export function includes<T extends Ordered>(ranges: Ranges<T>, value: T): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (value < range.first) high = middle - 1;
    else if (value > range.last) low = middle + 1;
    else return true;
  }
  return false;
}

export function equal<T extends Ordered>(a: Ranges<T>, b: Ranges<T>): boolean {
  return (
    a.length === b.length && a.every((range, i) => range.first === b[i]?.first && range.last === b[i].last)
  );
}
