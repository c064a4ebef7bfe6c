/**
 * Sets: no two items are equal, and they come in the order Terraform goes through them. An item that is not wholly
 * known may turn out to equal another, and its place is open: the set is then known only in part.
 */
import type { Span } from '../text/span.ts';
import type { ListValue, Property, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { numberText } from './conversions.ts';
import { unknownKey } from './keys.ts';
import { perhapsRepeated, sortByText } from './standInOrder.ts';
import { isStandIn, joinTexts, referenceStandIn, someStandIn } from './standIns.ts';
import { compareText } from './textOrder.ts';
import { setOf, type Type } from './types.ts';
import {
  combine,
  isTextReference,
  makeList,
  originOf,
  standInOf,
  tooLarge,
  typeOf,
  unorderedOf,
  withoutOrder,
} from './values.ts';
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
  const partial: Property[] = [];
  for (const item of items) {
    if (!context.budget.spend(weightOf(item.value) ?? 0)) return tooLarge(span, context);
    const key = isCollection(item.value) || item.value.kind === 'reference' ? undefined : keyOf(item.value);
    const text = key === undefined ? toldText(item.value) : undefined;
    if (text !== undefined && isStandIn(text)) {
      if (!standIns.has(text)) standIns.set(text, item);
    } else if ((key ?? text) === undefined) partial.push(item);
    else {
      const known = key ?? keyOf(item.value) ?? '';
      if (!byKey.has(known)) byKey.set(known, item);
    }
  }
  const plain = inOrder([...byKey.values()]);
  const { told, doubtful, unordered } =
    standIns.size === 0 ? { told: plain } : tellApart(plain, standIns, span, context);
  if (doubtful !== undefined) partial.unshift(...doubtful);
  const type = setOf(element);
  const set = (found: readonly Property[], further: Unknown | undefined): ListValue | Unknown =>
    withoutOrder(makeList(found, span, context, further, type), unordered);
  if (partial.length === 0) return set(told, open);
  if (told.length + partial.length === 1) return set(partial, open);
  const unknowns = partial.map((item) => firstUnknown(item.value)).filter((part) => part !== undefined);
  if (doubtful !== undefined && doubtful.length > 0 && unordered !== undefined) unknowns.push(unordered);
  const rest = open === undefined ? unknowns : [open, ...unknowns];
  const kept = partial.filter(({ value }) => value.kind !== 'unknown');
  return set([...told, ...kept], rest.length === 0 ? undefined : combine(rest));
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
  const all = new Map(plain.map((item) => [toldText(item.value) ?? '', item]));
  for (const [text, item] of standIns) all.set(text, item);
  const looksLikeOne = plain.some(({ value }) => value.kind === 'string' && isStandIn(value.text));
  const { sorted, isSure } = sortByText(all, ([text]) => text);
  if (isSure && !looksLikeOne) return { told: sorted.map(([, item]) => item) };
  const first = [...standIns.keys()].slice(0, 2);
  const unordered = combine(first.map((text) => unknownKey(text, originOf(context, span))));
  const open = perhapsRepeated([...all.keys()], context.budget);
  if (open === undefined || looksLikeOne) {
    return { told: plain, doubtful: [...standIns.values()], unordered };
  }
  const told = sorted.flatMap(([text, item]) => (open.has(text) ? [] : [item]));
  const doubtful = sorted.flatMap(([text, item]) => (open.has(text) ? [item] : []));
  return { told, doubtful, unordered };
}

function isCollection({ kind }: Value): boolean {
  return kind === 'list' || kind === 'object';
}

/** Whether all of a value is known, or has something to stand for it. */
function isToldApart(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return standInOf(value) !== undefined;
    case 'reference':
      return isTextReference(value);
    case 'string':
      return !isStandIn(value.text);
    case 'list':
      if (value.open !== undefined || unorderedOf(value) !== undefined) return false;
      return value.items.every((item) => isToldApart(item.value));
    case 'object': {
      const { properties, open } = value;
      if (open !== undefined || someStandIn(properties.keys())) return false;
      return [...properties.values()].every((item) => isToldApart(item.value));
    }
    default:
      return true;
  }
}

/** What strings and collections in a set are told apart and ordered by, with what stands for the unknown in it. */
function toldText(value: Value): string | undefined {
  if (!isToldApart(value)) return undefined;
  if (value.kind === 'reference') return referenceStandIn(value);
  const standIn = standInOf(value);
  return value.kind === 'string' ? value.text : (standIn ?? orderText(value));
}

/** A text that is equal for equal values of one type; `undefined` when the value is not wholly known. */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'reference':
      // No two resources have one id. Another attribute may well be the same.
      return isTextReference(value) ? `${value.resource}.${value.attribute}` : undefined;
    case 'list': {
      if (value.open !== undefined) return undefined;
      const keys = value.items.map((item) => keyOf(item.value));
      if (unorderedOf(value) !== undefined) {
        if (typeOf(value).kind !== 'set') return undefined;
        keys.sort();
      }
      return keys.includes(undefined) ? undefined : `[${keys.join()}]`;
    }
    case 'object': {
      if (value.open !== undefined || someStandIn(value.properties.keys())) return undefined;
      const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
      const keys = sorted.map(([name, item]) => {
        const key = keyOf(item.value);
        return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`;
      });
      return keys.includes(undefined) ? undefined : `{${keys.join()}}`;
    }
    case 'string':
      return JSON.stringify(value.text);
    case 'number':
      return numberText(value.number);
    case 'boolean':
      return String(value.boolean);
    case 'null':
      return 'null';
  }
}

/** The first thing in a value that is not known; `undefined` when all of it is, references included. */
export function firstUnknown(value: Value): Unknown | undefined {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'list':
      return value.open ?? unorderedOf(value) ?? firstOf(value.items);
    case 'object': {
      const key = [...value.properties.keys()].find(isStandIn);
      const found = value.open ?? firstOf(value.properties.values());
      if (found !== undefined || key === undefined) return found;
      return unknownKey(key, value.properties.get(key)?.origin);
    }
    default:
      return undefined;
  }
}

function firstOf(parts: Iterable<Property>): Unknown | undefined {
  for (const { value } of parts) {
    const found = firstUnknown(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Strings, numbers and booleans have an order of their own, and null comes last; the rest is ordered by its text. */
function compareItems(a: Value, b: Value): number | undefined {
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.text, b.text);
  if (a.kind === 'number' && b.kind === 'number') return a.number - b.number;
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.boolean) - Number(b.boolean);
  return undefined;
}

/** The text go-cty orders collections in a set by (`makeSetHashBytes`); `undefined` where nothing stands for it. */
function orderText(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'boolean':
      return value.boolean ? 'T' : 'F';
    case 'number':
      return numberText(value.number);
    case 'string':
      return JSON.stringify(value.text);
    case 'unknown':
      // The names something stands for need no escapes.
      return joined(['"', standInOf(value), '"']);
    case 'reference':
      return joined(['"', referenceStandIn(value), '"']);
    case 'list': {
      const [open, close] = typeOf(value).kind === 'tuple' ? ['<', '>'] : ['[', ']'];
      return joined([open, ...value.items.flatMap((item) => [orderText(item.value), ';']), close]);
    }
    case 'object': {
      const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
      if (typeOf(value).kind !== 'map') {
        return joined(['<', ...sorted.flatMap(([, item]) => [orderText(item.value), ';']), '>']);
      }
      const entries = sorted.flatMap(([name, item]) => [
        JSON.stringify(name),
        ':',
        orderText(item.value),
        ';',
      ]);
      return joined(['{', ...entries, '}']);
    }
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  const told = texts.filter((text) => text !== undefined);
  return told.length < texts.length ? undefined : joinTexts(told);
}
