/**
 * Sets: no two items are equal, and they come in the order Terraform goes through them. An item that is not wholly
 * known may turn out to equal another, and its place is open: the set is then known only in part.
 */
import type { Span } from '../text/span.ts';
import type { ListValue, Property, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { doubtIn, isCollection, itemText, keyOf, orderText } from './itemTexts.ts';
import { unknownKey } from './keys.ts';
import { repetitionsOf } from './repetitions.ts';
import { perhapsRepeated, sortByText } from './standInOrder.ts';
import { isStandIn } from './standIns.ts';
import { compareText } from './textOrder.ts';
import { setOf, type Type } from './types.ts';
import { combine, makeList, originOf, tooLarge, withoutOrder } from './values.ts';
import { weightOf } from './weights.ts';

/** The set of the items, all of which have the type `element` already. */
export function makeSet(
  items: readonly Property[],
  element: Type,
  span: Span,
  context: Context,
  open?: Unknown,
): ListValue | Unknown {
  const byKey = new Map<string, Property>();
  const standIns = new Map<string, Property>();
  const others = new Map<string, Property>();
  for (const [index, item] of items.entries()) {
    if (!context.budget.spend(weightOf(item.value) ?? 0)) return tooLarge(span, context);
    const key = isCollection(item.value) || item.value.kind === 'reference' ? undefined : keyOf(item.value);
    const text = key === undefined ? itemText(item.value) : undefined;
    const [found, name] =
      text !== undefined && isStandIn(text)
        ? [standIns, text]
        : (key ?? text) === undefined
          ? [others, keyOf(item.value) ?? `item ${index}`]
          : [byKey, key ?? keyOf(item.value) ?? ''];
    // Two items may be one property, twice.
    if (!found.has(name)) found.set(name, found === others ? { ...item } : item);
  }
  const plain = inOrder([...byKey.values()]);
  const texts = standIns.size === 0 ? { told: plain } : tellApart(plain, standIns, span, context);
  // What holds strings that something stands for may still differ in one of them.
  const rest = [...(texts.doubtful ?? []).filter(({ value }) => isCollection(value)), ...others.values()];
  const unsure = (texts.doubtful ?? []).filter(({ value }) => !isCollection(value));
  const all = [...plain, ...standIns.values(), ...others.values()];
  const { repeated, doubtful, later } = repetitionsOf(new Set(rest), all, span, context);
  const own = rest.filter((item) => !repeated.has(item) && !doubtful.has(item));
  const perhaps = rest.filter((item) => !repeated.has(item) && doubtful.has(item));
  const doubtsOf = (some: readonly Property[]): readonly Unknown[] =>
    some.map(({ value }) => doubtIn(value, span, context)).filter((doubt) => doubt !== undefined);
  const told = [...texts.told, ...own];
  const partial = [...unsure, ...perhaps];
  const ownDoubts = doubtsOf(own);
  const unordered = texts.unordered ?? (ownDoubts.length === 0 ? undefined : combine(ownDoubts));
  const type = setOf(element);
  const set = (found: readonly Property[], further: Unknown | undefined): ListValue | Unknown =>
    withoutOrder(makeList(found, span, context, further, type), unordered);
  if (partial.length === 0) return set(told, open);
  if (told.length + partial.length === 1) return set(partial, open);
  const unknowns = [...(open === undefined ? [] : [open]), ...doubtsOf(partial)];
  if (texts.unordered !== undefined && partial.some((item) => texts.doubtful?.includes(item) === true))
    unknowns.push(texts.unordered);
  const kept = partial.filter((item) => item.value.kind !== 'unknown' && !later.has(item));
  return set([...told, ...kept], unknowns.length === 0 ? undefined : combine(unknowns));
}

function inOrder(items: readonly Property[]): readonly Property[] {
  return items
    .map((item) => ({ item, text: orderText(item.value) ?? '?' }))
    .sort((a, b) => compareItems(a.item.value, b.item.value) ?? compareText(a.text, b.text))
    .map(({ item }) => item);
}

interface Told {
  /** None of them is the same as another. */
  readonly told: readonly Property[];
  /** Those that may be. */
  readonly doubtful?: readonly Property[];
  /** Why nobody knows the order of those told apart; `undefined` where it is known. */
  readonly unordered?: Unknown;
}

/** Items together with some that something stands for. */
function tellApart(
  plain: readonly Property[],
  standIns: ReadonlyMap<string, Property>,
  span: Span,
  context: Context,
): Told {
  const nulls = plain.filter(({ value }) => value.kind === 'null');
  const all = new Map<string, Property>();
  for (const item of plain) if (item.value.kind !== 'null') all.set(itemText(item.value) ?? '', item);
  for (const [text, item] of standIns) all.set(text, item);
  const looksLikeOne = plain.some(({ value }) => value.kind === 'string' && isStandIn(value.text));
  const { sorted, isSure } = sortByText(all, ([text]) => text);
  if (isSure && !looksLikeOne) return { told: [...sorted.map(([, item]) => item), ...nulls] };
  const first = [...standIns.keys()].slice(0, 2);
  const unordered = combine(first.map((text) => unknownKey(text, originOf(context, span))));
  const open = perhapsRepeated([...all.keys()], context.budget);
  if (open === undefined || looksLikeOne) {
    return { told: plain, doubtful: [...standIns.values()], unordered };
  }
  const told = sorted.flatMap(([text, item]) => (open.has(text) ? [] : [item]));
  const doubtful = sorted.flatMap(([text, item]) => (open.has(text) ? [item] : []));
  return { told: [...told, ...nulls], doubtful, unordered };
}

/** Strings, numbers and booleans have an order of their own, and null comes last; the rest is ordered by its text. */
function compareItems(a: Value, b: Value): number | undefined {
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.text, b.text);
  if (a.kind === 'number' && b.kind === 'number') return a.number - b.number;
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.boolean) - Number(b.boolean);
  return undefined;
}
