/**
 * Sets: no two items are equal, and they come in the order Terraform goes through them. An item that is not wholly
 * known may turn out to equal another, and its place is open: the set is then known only in part.
 */
import type { Span } from '../text/span.ts';
import type { ListValue, Property, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { numberText } from './conversions.ts';
import { compareText } from './textOrder.ts';
import { setOf, type Type } from './types.ts';
import { combine, isTextReference, makeList, tooLarge, typeOf } from './values.ts';
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
  const partial: Property[] = [];
  for (const item of items) {
    if (!context.budget.spend(weightOf(item.value) ?? 0)) return tooLarge(span, context);
    const key = keyOf(item.value);
    if (key === undefined) partial.push(item);
    else if (!byKey.has(key)) byKey.set(key, item);
  }
  const sorted = [...byKey.values()]
    .map((item) => ({ item, text: orderText(item.value) }))
    .sort((a, b) => compareItems(a.item.value, b.item.value) ?? compareText(a.text, b.text))
    .map(({ item }) => item);
  const type = setOf(element);
  if (partial.length === 0) return makeList(sorted, span, context, open, type);
  if (sorted.length + partial.length === 1) return makeList(partial, span, context, open, type);
  const unknowns = partial.map((item) => firstUnknown(item.value)).filter((part) => part !== undefined);
  const rest = open === undefined ? unknowns : [open, ...unknowns];
  const kept = partial.filter(({ value }) => value.kind !== 'unknown');
  return makeList([...sorted, ...kept], span, context, rest.length === 0 ? undefined : combine(rest), type);
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
      if (value.open !== undefined) return undefined;
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
    case 'object':
      return value.open ?? firstOf(value.properties.values());
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

/** The text go-cty orders collections in a set by (`makeSetHashBytes`). */
function orderText(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '~';
    case 'boolean':
      return value.boolean ? 'T' : 'F';
    case 'number':
      return numberText(value.number);
    case 'string':
      return JSON.stringify(value.text);
    case 'list': {
      const [open, close] = typeOf(value).kind === 'tuple' ? ['<', '>'] : ['[', ']'];
      return `${open}${value.items.map((item) => `${orderText(item.value)};`).join('')}${close}`;
    }
    case 'object': {
      const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
      if (typeOf(value).kind !== 'map') {
        return `<${sorted.map(([, item]) => `${orderText(item.value)};`).join('')}>`;
      }
      return `{${sorted.map(([name, item]) => `${JSON.stringify(name)}:${orderText(item.value)};`).join('')}}`;
    }
    default:
      return '?';
  }
}
