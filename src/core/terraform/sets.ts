/**
 * Sets: no two items are equal, and they come in the order Terraform goes through them. An item that is not wholly
 * known may turn out to equal another, and its place is open: the set is then known only in part.
 */
import type { Span } from '../text/span.ts';
import type { ListValue, Property, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { numberText } from './conversions.ts';
import { unknownKey } from './keys.ts';
import { sortByText } from './standInOrder.ts';
import { isStandIn, joinTexts, someStandIn } from './standIns.ts';
import { compareText } from './textOrder.ts';
import { setOf, type Type } from './types.ts';
import { combine, isTextReference, makeList, standInOf, tooLarge, typeOf } from './values.ts';
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
    const key = keyOf(item.value);
    if (key !== undefined) {
      if (!byKey.has(key)) byKey.set(key, item);
      continue;
    }
    const text = toldText(item.value);
    if (text === undefined) partial.push(item);
    else standIns.set(text, item);
  }
  const told = standIns.size === 0 ? undefined : toldApart([...byKey.values()], standIns);
  if (told === undefined) partial.unshift(...standIns.values());
  const sorted = told ?? inOrder([...byKey.values()]);
  const type = setOf(element);
  if (partial.length === 0) return makeList(sorted, span, context, open, type);
  if (sorted.length + partial.length === 1) return makeList(partial, span, context, open, type);
  const unknowns = partial.map((item) => firstUnknown(item.value)).filter((part) => part !== undefined);
  const rest = open === undefined ? unknowns : [open, ...unknowns];
  const kept = partial.filter(({ value }) => value.kind !== 'unknown');
  return makeList([...sorted, ...kept], span, context, rest.length === 0 ? undefined : combine(rest), type);
}

function inOrder(items: readonly Property[]): readonly Property[] {
  return items
    .map((item) => ({ item, text: orderText(item.value) ?? '?' }))
    .sort((a, b) => compareItems(a.item.value, b.item.value) ?? compareText(a.text, b.text))
    .map(({ item }) => item);
}

/** Strings together with some that something stands for, in order; `undefined` where two of them may be the same. */
function toldApart(
  known: readonly Property[],
  standIns: ReadonlyMap<string, Property>,
): readonly Property[] | undefined {
  const texts: (readonly [string, Property])[] = [...standIns];
  for (const item of known) {
    const text = toldText(item.value);
    if (text === undefined) return undefined;
    texts.push([text, item]);
  }
  const { sorted, isSure } = sortByText(texts, ([text]) => text);
  return isSure ? sorted.map(([, item]) => item) : undefined;
}

/** Whether all of a value is known, or has something to stand for it. */
function isToldApart(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return standInOf(value) !== undefined;
    case 'reference':
      return false;
    case 'string':
      return !isStandIn(value.text);
    case 'list':
      return value.open === undefined && value.items.every((item) => isToldApart(item.value));
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
      return value.open ?? firstOf(value.items);
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
    default:
      return '?';
  }
}

function joined(texts: readonly (string | undefined)[]): string | undefined {
  const told = texts.filter((text) => text !== undefined);
  return told.length < texts.length ? undefined : joinTexts(told);
}
