/** Tuples and objects as lists, sets and maps: items of one type, sets without duplicates and in order. */
import type { Span } from '../text/span.ts';
import {
  stringValue,
  type ListValue,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Context } from './context.ts';
import { compareText, numberText } from './conversions.ts';
import { collectionType, invalid, makeList, makeObject, tooLarge, weightOf } from './values.ts';

/** A list of items of one type: where one is a string, numbers and booleans become strings. */
export function toListOf(value: ListValue, span: Span, context: Context): ListValue | Unknown {
  if (collectionType(value) === 'list') return value;
  if (!haveOneType(value.items)) return differentTypes('list', span, context);
  return makeList(ofOneType(value.items), span, context, value.open, 'list');
}

/** A set: no two items are equal, and they come in order. An item that is unknown may equal another. */
export function toSetOf(value: ListValue, span: Span, context: Context): ListValue | Unknown {
  if (collectionType(value) === 'set') return value;
  if (!context.budget.spend(weightOf(value) ?? 0)) return tooLarge(span, context);
  if (!haveOneType(value.items)) return differentTypes('set', span, context);
  const known = new Map<string, Property>();
  const others: Property[] = [];
  for (const item of ofOneType(value.items)) {
    const key = keyOf(item.value);
    if (key === undefined) others.push(item);
    else if (!known.has(key)) known.set(key, item);
  }
  const sorted = [...known].sort(
    ([a, left], [b, right]) => compare(left.value, right.value) ?? compareText(a, b),
  );
  const items = [...sorted.map(([, item]) => item), ...others];
  return makeList(items, span, context, value.open, 'set');
}

/** A map with values of one type. */
export function toMapOf(value: ObjectValue, span: Span, context: Context): ObjectValue | Unknown {
  if (collectionType(value) === 'map') return value;
  const given = [...value.properties.values()];
  if (!haveOneType(given)) return differentTypes('map', span, context);
  const items = ofOneType(given);
  const properties = new Map<string, Property>();
  for (const [index, name] of [...value.properties.keys()].entries()) {
    const item = items[index];
    if (item !== undefined) properties.set(name, item);
  }
  return makeObject(properties, span, context, value.open, 'map');
}

/** Numbers and booleans as strings where one of the items is a string. */
export function ofOneType(items: readonly Property[]): readonly Property[] {
  return items.some(({ value }) => value.kind === 'string') ? items.map(asText) : items;
}

/** Whether one type fits all items: strings fit numbers and booleans, nothing else fits another kind. */
export function haveOneType(items: readonly Property[]): boolean {
  const kinds = new Set(items.map(({ value }) => (value.kind === 'reference' ? 'string' : value.kind)));
  kinds.delete('null');
  kinds.delete('unknown');
  if (kinds.has('string') && !kinds.has('list') && !kinds.has('object')) return true;
  return kinds.size <= 1;
}

function differentTypes(collection: string, span: Span, context: Context): Unknown {
  return invalid(`mixes types that no ${collection} can hold`, span, context);
}

/** A text that is equal for equal values; `undefined` when the value is not wholly known. */
export function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return undefined;
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
    case 'reference':
      return undefined;
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

function asText(item: Property): Property {
  const { value, origin } = item;
  if (value.kind === 'number') return { value: stringValue(numberText(value.number)), origin };
  if (value.kind === 'boolean') return { value: stringValue(String(value.boolean)), origin };
  return item;
}

/** The order of two items of a set; `undefined` when their keys decide. */
function compare(a: Value, b: Value): number | undefined {
  if (a.kind === 'string' && b.kind === 'string') return compareText(a.text, b.text);
  if (a.kind === 'number' && b.kind === 'number') return a.number - b.number;
  return undefined;
}
