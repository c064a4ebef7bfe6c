/** Which of several items are the same, where no text tells them apart: each is compared with all others, as `==` has it. */
import type { Span } from '../text/span.ts';
import type { Property } from '../value/value.ts';
import type { Context } from './context.ts';
import { equals } from './equality.ts';

/** Where more pairs would have to be compared, items count as perhaps the same. */
const MOST_PAIRS = 10_000;

export interface Repetitions {
  /** Surely the same as an item before. */
  readonly repeated: ReadonlySet<Property>;
  /** Perhaps the same as another one. */
  readonly doubtful: ReadonlySet<Property>;
  /** Of these, perhaps the same as one before, or as one that is not of the `some` that are compared. */
  readonly later: ReadonlySet<Property>;
}

/** Compares `some` of the items, in their order, with all of them. */
export function repetitionsOf(
  some: ReadonlySet<Property>,
  items: readonly Property[],
  span: Span,
  context: Context,
): Repetitions {
  if (some.size === 0) return { repeated: some, doubtful: some, later: some };
  if (some.size * items.length > MOST_PAIRS) return { repeated: new Set(), doubtful: some, later: some };
  const repeated = new Set<Property>();
  const doubtful = new Set<Property>();
  const later = new Set<Property>();
  const places = new Map([...items.entries()].map(([index, item]) => [item, index] as const));
  for (const item of some) {
    const place = places.get(item) ?? 0;
    for (const [index, other] of items.entries()) {
      if (index === place || (some.has(other) && index < place)) continue;
      const equal = equals(item.value, other.value, span, context);
      if (equal === true) repeated.add(index < place ? item : other);
      else if (equal !== false) {
        for (const one of [item, other]) if (some.has(one)) doubtful.add(one);
        later.add(index > place && some.has(other) ? other : item);
      }
    }
  }
  return { repeated, doubtful, later };
}
