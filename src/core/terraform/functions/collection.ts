/** Functions of lists and maps: `length`, `concat`, `flatten`, `element`, `contains`, `one`, `merge`, `lookup`, `keys`, `values`. */
import type { Call } from '../../hcl/nodes.ts';
import {
  booleanValue,
  nullValue,
  numberValue,
  stringValue,
  type ListValue,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { ofOneType, toListOf } from '../collections.ts';
import type { Context } from '../context.ts';
import { compareText, nameOf, toBoolean, toNumber, toText } from '../conversions.ts';
import { equals } from '../equality.ts';
import {
  chosenByAws,
  collectionType,
  combine,
  invalid,
  isInvalid,
  isResourceObject,
  makeList,
  makeObject,
  notTold,
  originOf,
  tooLarge,
} from '../values.ts';
import { argumentSpan, type TerraformFunction } from './function.ts';

export const collectionFunctions: Readonly<Record<string, TerraformFunction>> = {
  length: { minimum: 1, maximum: 1, compute: length },
  concat: { minimum: 1, maximum: Infinity, compute: concat },
  flatten: { minimum: 1, maximum: 1, compute: flatten },
  element: { minimum: 2, maximum: 2, compute: element },
  contains: { minimum: 2, maximum: 2, compute: contains },
  one: { minimum: 1, maximum: 1, compute: one },
  merge: { minimum: 0, maximum: Infinity, compute: merge },
  lookup: { minimum: 2, maximum: 3, compute: lookup },
  keys: { minimum: 1, maximum: 1, compute: keys },
  values: { minimum: 1, maximum: 1, compute: valuesOf },
};

function length([value = nullValue]: readonly Value[], call: Call, context: Context): Value {
  const span = argumentSpan(call, 0);
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'reference':
      return chosenByAws(`${value.resource}.${value.attribute}`, span, context);
    case 'string': {
      if (!context.budget.spend(value.text.length)) return tooLarge(call, context);
      return numberValue([...new Intl.Segmenter('en').segment(value.text)].length);
    }
    case 'list': {
      if (value.open !== undefined) return value.open;
      // Two items of a set that are not known may turn out to be one.
      const open = value.items.map((item) => item.value).filter((item) => item.kind === 'unknown');
      if (collectionType(value) === 'set' && open.length > 0) return combine(open);
      return numberValue(value.items.length);
    }
    case 'object':
      if (isResourceObject(value)) return notTold('is a single resource', span, context);
      return value.open ?? numberValue(value.properties.size);
    default:
      return invalid(`is ${nameOf(value)}, which has no length`, span, context);
  }
}

function concat(values: readonly Value[], call: Call, context: Context): Value {
  const items: Property[] = [];
  const open: Unknown[] = [];
  let typed = true;
  for (const index of values.keys()) {
    const list = listAt(values, index, call, context);
    if (isInvalid(list)) return list;
    if (list.kind === 'unknown') {
      open.push(list);
      continue;
    }
    if (collectionType(list) === 'set')
      return invalid('concatenates a set', argumentSpan(call, index), context);
    if (!context.budget.spend(list.items.length)) return tooLarge(call, context);
    typed &&= collectionType(list) === 'list';
    for (const item of list.items) items.push(item);
    if (list.open !== undefined) open.push(list.open);
  }
  const rest = open.length === 0 ? undefined : combine(open);
  return typed
    ? makeList(ofOneType(items), call, context, rest, 'list')
    : makeList(items, call, context, rest);
}

function flatten(values: readonly Value[], call: Call, context: Context): Value {
  const list = listAt(values, 0, call, context);
  if (list.kind === 'unknown') return list;
  const items: Property[] = [];
  const open: Unknown[] = [];
  const visit = (part: ListValue): boolean => {
    if (part.open !== undefined) open.push(part.open);
    for (const item of part.items) {
      if (!context.budget.spend()) return false;
      const { value } = item;
      // What is not known may be a list of any length.
      if (value.kind === 'unknown') open.push(value);
      else if (value.kind !== 'list') items.push(item);
      else if (!visit(value)) return false;
    }
    return true;
  };
  if (!visit(list)) return tooLarge(call, context);
  return makeList(items, call, context, open.length === 0 ? undefined : combine(open));
}

/** The index goes round: item 5 of a list of 3 is item 2. */
function element(values: readonly Value[], call: Call, context: Context): Value {
  const list = listAt(values, 0, call, context);
  const index = toNumber(values[1] ?? nullValue, argumentSpan(call, 1), context);
  if (list.kind === 'unknown') return list;
  if (index.kind === 'unknown') return index;
  if (collectionType(list) === 'set') return invalid('takes an element of a set', call, context);
  if (list.open !== undefined) return list.open;
  if (list.items.length === 0) return invalid('takes an element of an empty list', call, context);
  const { number } = index;
  if (!Number.isInteger(number) || number < 0)
    return notTold('counts with a negative or broken number', call, context);
  return list.items[number % list.items.length]?.value ?? nullValue;
}

function contains(values: readonly Value[], call: Call, context: Context): Value {
  const list = listAt(values, 0, call, context);
  const wanted = values[1] ?? nullValue;
  if (list.kind === 'unknown') return list;
  if (wanted.kind === 'null') return invalid('looks for null', argumentSpan(call, 1), context);
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  for (const item of list.items) {
    const equal = equals(item.value, wanted, call, context);
    if (equal === true) return booleanValue(true);
    if (equal !== false) open.push(equal);
  }
  return open.length === 0 ? booleanValue(false) : combine(open);
}

/** The only item, or null when there is none. */
function one(values: readonly Value[], call: Call, context: Context): Value {
  if (values[0]?.kind === 'null') return notTold('takes the only item of null', call, context);
  const list = listAt(values, 0, call, context);
  if (list.kind === 'unknown') return list;
  if (list.open !== undefined) return list.open;
  if (list.items.length > 1) return invalid(`has ${list.items.length} items, not one`, call, context);
  return list.items[0]?.value ?? nullValue;
}

/** Later arguments win, so one that is unknown leaves the keys before it there, with values that are unknown. */
function merge(values: readonly Value[], call: Call, context: Context): Value {
  const properties = new Map<string, Property>();
  const open: Unknown[] = [];
  let typed = values.length > 0 && values.every((value) => value.kind !== 'null');
  for (const [index, value] of values.entries()) {
    if (value.kind === 'null') continue;
    const object = objectAt(values, index, call, context);
    if (isInvalid(object)) return object;
    const rest = object.kind === 'unknown' ? object : object.open;
    if (rest !== undefined) {
      open.push(rest);
      for (const [name, { origin }] of properties) properties.set(name, { value: rest, origin });
    }
    if (object.kind === 'unknown') continue;
    if (!context.budget.spend(object.properties.size + properties.size)) return tooLarge(call, context);
    typed &&= collectionType(object) === 'map';
    for (const [name, property] of object.properties) properties.set(name, property);
  }
  // Maps whose values are of different types make an object, in which every value keeps its own.
  const kinds = new Set([...properties.values()].map(({ value }) => value.kind));
  const type = typed && kinds.size <= 1 ? 'map' : 'object';
  return makeObject(properties, call, context, open.length === 0 ? undefined : combine(open), type);
}

function lookup(values: readonly Value[], call: Call, context: Context): Value {
  const object = objectAt(values, 0, call, context);
  const key = toText(values[1] ?? nullValue, argumentSpan(call, 1), context);
  if (object.kind === 'unknown') return object;
  if (key.kind === 'unknown') return key;
  const found = object.properties.get(key.text);
  if (found !== undefined) return found.value;
  if (object.open !== undefined) return object.open;
  const fallback = values[2];
  if (fallback === undefined) return invalid(`finds no key "${key.text}"`, call, context);
  return collectionType(object) === 'map' ? asElement(fallback, object, call, context) : fallback;
}

/** A default as the type the values of a map have. */
function asElement(fallback: Value, map: ObjectValue, call: Call, context: Context): Value {
  if (fallback.kind === 'null') return fallback;
  const span = argumentSpan(call, 2);
  const kinds = new Set([...map.properties.values()].map(({ value }) => value.kind));
  if (kinds.has('string')) return toText(fallback, span, context);
  if (kinds.has('number')) return toNumber(fallback, span, context);
  return kinds.has('boolean') ? toBoolean(fallback, span, context) : fallback;
}

function keys(values: readonly Value[], call: Call, context: Context): Value {
  return listFrom(values, call, context, (name) => stringValue(name));
}

function valuesOf(values: readonly Value[], call: Call, context: Context): Value {
  return listFrom(values, call, context, (_, property) => property.value);
}

/** A list of something for each key, in the order of the keys. */
function listFrom(
  values: readonly Value[],
  call: Call,
  context: Context,
  take: (name: string, property: Property) => Value,
): Value {
  const object = objectAt(values, 0, call, context);
  if (object.kind === 'unknown') return object;
  const origin = originOf(context, call);
  const items = [...object.properties]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, property]) => ({ value: take(name, property), origin }));
  const list = makeList(items, call, context, object.open);
  return list.kind === 'list' && collectionType(object) === 'map' ? toListOf(list, call, context) : list;
}

function listAt(values: readonly Value[], index: number, call: Call, context: Context): ListValue | Unknown {
  const value = values[index] ?? nullValue;
  if (value.kind === 'list' || value.kind === 'unknown') return value;
  return misfit(value, 'a list', index, call, context);
}

function objectAt(
  values: readonly Value[],
  index: number,
  call: Call,
  context: Context,
): ObjectValue | Unknown {
  const value = values[index] ?? nullValue;
  if (value.kind === 'object' || value.kind === 'unknown') return value;
  return misfit(value, 'a map', index, call, context);
}

function misfit(value: Value, wanted: string, index: number, call: Call, context: Context): Unknown {
  const span = argumentSpan(call, index);
  if (value.kind === 'reference') return chosenByAws(`${value.resource}.${value.attribute}`, span, context);
  return invalid(`is ${nameOf(value)} where ${wanted} is needed`, span, context);
}
