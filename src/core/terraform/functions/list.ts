/** Functions of lists, tuples and sets. What is known about a list in part stays known as far as it is certain. */
import {
  booleanValue,
  nullValue,
  numberValue,
  type ListValue,
  type Property,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { nameOf, withoutNoise } from '../conversions.ts';
import { convert } from '../convert.ts';
import { equals } from '../equality.ts';
import { boolType, dynamicType, isPrimitive, listOf, numberType, unify, type Type } from '../types.ts';
import {
  collectionType,
  combine,
  elementType,
  isBlockObject,
  isInvalid,
  isResourceObject,
  isTextReference,
  textOfReference,
  tooLarge,
  typeOf,
  unknownAs,
  unorderedOf,
  untyped,
  withoutOrder,
} from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofOpen, type Family } from './function.ts';
import { graphemes } from './string.ts';

export const listFunctions: Family = {
  alltrue: ofOpen('(list: list(bool)) bool', (given) => anyOf(given, false)),
  anytrue: ofOpen('(list: list(bool)) bool', (given) => anyOf(given, true)),
  chunklist: ofOpen('(list: list(any), size: number) list(list(any))', chunkList),
  coalescelist: ofOpen('(...vals?: any) any', coalesceList),
  concat: ofOpen('(...seqs: any) any', concat),
  contains: ofOpen('(list: any, value: any) any', contains),
  element: ofOpen('(list: any, index: number) any', element),
  flatten: ofOpen('(list: any) any', flatten),
  index: ofOpen('(list: any, value: any) any', indexOf),
  length: ofOpen('(value: any) number', length),
  one: ofOpen('(list: any) any', one),
  range: ofOpen('(...params: number) list(number)', range),
  reverse: ofOpen('(list: any) any', reverse),
  slice: ofOpen('(list: any, start_index: number, end_index: number) any', slice),
};

/** The argument as a list, or what it is instead. A reference that is no id may be one. */
export function listAt(given: Arguments, index: number): ListValue | Unknown {
  const value = given.at(index);
  if (value.kind === 'list') return value;
  if (value.kind === 'unknown') {
    const type = typeOf(value);
    if (!isPrimitive(type) && type.kind !== 'map' && type.kind !== 'object') return value;
    return given.error(`is a ${type.kind} where a list is needed`, index);
  }
  if (value.kind === 'reference' && !isTextReference(value)) {
    return textOfReference(value, given.span(index), given.context);
  }
  return given.error(`is ${nameOf(value)} where a list is needed`, index);
}

function length(given: Arguments): Value {
  const value = given.at(0);
  switch (value.kind) {
    case 'unknown': {
      const { kind } = typeOf(value);
      return kind === 'number' || kind === 'bool'
        ? given.error(`is a ${kind}, which has no length`, 0)
        : untyped(value);
    }
    case 'reference':
      return textOfReference(value, given.span(0), given.context);
    case 'string':
      if (!given.spend(value.text.length)) return given.tooLarge();
      return numberValue(graphemes(value.text).length);
    case 'list':
      return value.open === undefined ? numberValue(value.items.length) : untyped(value.open);
    case 'object':
      if (isResourceObject(value) || isBlockObject(value)) return given.unknown('is a single resource', 0);
      return value.open === undefined ? numberValue(value.properties.size) : untyped(value.open);
    default:
      return given.error(`is ${nameOf(value)}, which has no length`, 0);
  }
}

function concat(given: Arguments): Value {
  if (given.count === 0) return given.error('concatenates no lists at all');
  const items: Property[] = [];
  const open: Unknown[] = [];
  const types: Type[] = [];
  let unordered: Unknown | undefined;
  for (const index of given.values.keys()) {
    const list = listAt(given, index);
    if (isInvalid(list)) return list;
    if (list.kind === 'unknown') {
      // Nothing certain can come behind a list of unknown length but that it is there.
      open.push(list);
      types.push(typeOf(list));
      continue;
    }
    if (collectionType(list) === 'set') return given.error('is a set, which has no order', index);
    if (!given.spend(list.items.length)) return given.tooLarge();
    types.push(collectionType(list) === 'list' ? typeOf(list) : dynamicType);
    items.push(...list.items);
    if (list.open !== undefined) open.push(list.open);
    unordered ??= unorderedOf(list);
  }
  const rest = open.length === 0 ? undefined : combine(open);
  const common = types.every((type) => type.kind === 'list') ? unify(types) : undefined;
  if (common?.kind !== 'list') return withoutOrder(given.tuple(items, rest), unordered);
  const list = convert(given.listOf(dynamicType, items, rest), common, given.call, given.context);
  return withoutOrder(list, unordered);
}

function flatten(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  const items: Property[] = [];
  const open: Unknown[] = [];
  let unordered: Unknown | undefined;
  const visit = (part: ListValue): boolean => {
    if (part.open !== undefined) open.push(part.open);
    unordered ??= unorderedOf(part);
    for (const item of part.items) {
      if (!given.spend(1)) return false;
      const { value } = item;
      if (value.kind === 'list') {
        if (!visit(value)) return false;
        continue;
      }
      // What is not known may be a list of any length, unless its type says otherwise.
      const type = typeOf(value);
      const single = isPrimitive(type) || type.kind === 'object' || type.kind === 'map';
      if (value.kind !== 'unknown' || single) items.push(item);
      else open.push(value);
      if (value.kind === 'reference' && !single) {
        open.push(textOfReference(value, given.span(0), given.context));
      }
    }
    return true;
  };
  if (!visit(list)) return given.tooLarge();
  return withoutOrder(given.tuple(items, open.length === 0 ? undefined : combine(open)), unordered);
}

/** The index goes round: item 5 of a list of 3 is item 2. Terraform 1.11 fails on negative ones, later ones do not. */
function element(given: Arguments): Value {
  const list = listAt(given, 0);
  const index = given.at(1);
  if (list.kind === 'unknown') return list;
  if (collectionType(list) === 'set') return given.error('is a set, which has no order', 0);
  const type = elementType(list) ?? dynamicType;
  if (index.kind === 'unknown') return unknownAs(index, type, false);
  const unplaced = list.open ?? unorderedOf(list);
  if (unplaced !== undefined) return unknownAs(unplaced, type, false);
  if (list.items.length === 0) return given.error('is an empty list', 0);
  const number = given.number(1);
  if (!Number.isInteger(number)) return given.error('is not a whole number', 1);
  if (number < 0) return given.unknown('is a negative index', 1);
  return list.items[number % list.items.length]?.value ?? nullValue;
}

function contains(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return unknownAs(list, boolType, true);
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  for (const item of list.items) {
    const equal = equals(item.value, given.at(1), given.call, given.context);
    if (equal === true) return booleanValue(true);
    if (equal !== false) open.push(equal);
  }
  return open.length === 0 ? booleanValue(false) : unknownAs(combine(open), boolType, true);
}

function indexOf(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return unknownAs(list, numberType, true);
  if (collectionType(list) === 'set') return given.error('is a set, which has no order', 0);
  const unplaced = list.open ?? unorderedOf(list);
  if (unplaced !== undefined) return unknownAs(unplaced, numberType, true);
  for (const [index, item] of list.items.entries()) {
    const equal = equals(item.value, given.at(1), given.call, given.context);
    if (equal === true) return numberValue(index);
    if (equal !== false) return unknownAs(equal, numberType, true);
  }
  return given.error('is not an item of the list', 1);
}

/** The only item, or null when there is none. */
function one(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  if (list.open !== undefined) return list.open;
  if (list.items.length > 1) return given.error(`has ${list.items.length} items, not one`, 0);
  return list.items[0]?.value ?? nullValue;
}

/** `wanted` decides: one true makes `anytrue` true, one false (or null) makes `alltrue` false. */
function anyOf(given: Arguments, wanted: boolean): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  const open: Unknown[] = list.open === undefined ? [] : [list.open];
  for (const { value } of list.items) {
    if (value.kind === 'unknown') open.push(value);
    else if ((value.kind === 'boolean' && value.boolean) === wanted) return booleanValue(wanted);
  }
  return open.length === 0 ? booleanValue(!wanted) : combine(open);
}

function chunkList(given: Arguments): Value {
  const [list, size] = [listAt(given, 0), given.at(1)];
  if (list.kind === 'unknown') return list;
  if (size.kind === 'unknown') return size;
  const unplaced = list.open ?? unorderedOf(list);
  if (unplaced !== undefined) return unplaced;
  const number = given.number(1);
  if (!Number.isInteger(number) || number < 0) return given.error('is not a whole number of items', 1);
  const type = elementType(list) ?? dynamicType;
  const chunks: Property[] = [];
  const step = number === 0 ? Math.max(1, list.items.length) : number;
  for (let at = 0; at < list.items.length; at += step) {
    chunks.push(given.property(given.listOf(type, list.items.slice(at, at + step))));
  }
  return given.listOf(listOf(type), chunks);
}

function coalesceList(given: Arguments): Value {
  if (given.count === 0) return given.error('chooses between no lists at all');
  // A null that is known to be a list is passed over; of one without a type Terraform says that it is no list.
  const lists = given.values.flatMap((value, index) => (isNullList(value) ? [] : [listAt(given, index)]));
  for (const [index, list] of lists.entries()) {
    if (isInvalid(list)) return list;
    if (list.kind === 'list' && collectionType(list) === 'set') return given.error('is a set', index);
  }
  for (const list of lists) {
    if (list.kind === 'unknown') return list;
    if (list.items.length > 0) return list;
    if (list.open !== undefined) return list.open;
  }
  return given.error('has no list that is not empty');
}

function isNullList(value: Value): boolean {
  const { kind } = typeOf(value);
  return value.kind === 'null' && (kind === 'list' || kind === 'tuple');
}

/** As many numbers as Terraform makes at most. */
const MAX_RANGE = 1024;

function range(given: Arguments): Value {
  const open = given.values.filter((value) => value.kind === 'unknown');
  if (open.length > 0) return combine(open);
  if (given.count < 1 || given.count > 3) return given.error('takes a limit, a start and a step at most');
  const start = given.count === 1 ? 0 : given.number(0);
  const limit = given.number(given.count === 1 ? 0 : 1);
  const step = given.count === 3 ? given.number(2) : limit < start ? -1 : 1;
  if ((step === 0 && limit !== start) || (limit > start && step < 0) || (limit < start && step > 0)) {
    return given.error('has a step that never reaches the limit');
  }
  const items: Property[] = [];
  for (let number = start; step > 0 ? number < limit : number > limit;) {
    if (items.length >= MAX_RANGE) return given.error(`makes more than ${MAX_RANGE} numbers`);
    items.push(given.property(numberValue(number)));
    number = withoutNoise(number + step);
  }
  return given.listOf(numberType, items);
}

function reverse(given: Arguments): Value {
  const list = listAt(given, 0);
  if (list.kind === 'unknown') return list;
  if (!given.spend(list.items.length)) return tooLarge(given.call, given.context);
  const items = [...list.items].reverse();
  const type = elementType(list);
  const reversed = type === undefined ? given.tuple(items, list.open) : given.listOf(type, items, list.open);
  return withoutOrder(reversed, unorderedOf(list));
}

function slice(given: Arguments): Value {
  const list = listAt(given, 0);
  const open = [list, given.at(1), given.at(2)].filter((value) => value.kind === 'unknown');
  if (open.length > 0 || list.kind === 'unknown') return combine(open);
  if (collectionType(list) === 'set') return given.error('is a set, which has no order', 0);
  const [start, end] = [given.number(1), given.number(2)];
  if (!Number.isInteger(start) || start < 0) return given.error('is not an index of the list', 1);
  if (list.open !== undefined) return list.open;
  const isPart = start > 0 || end < list.items.length;
  const unordered = unorderedOf(list);
  if (isPart && unordered !== undefined) return unordered;
  if (!Number.isInteger(end) || end > list.items.length) return given.error('is not an index of the list', 2);
  if (start > end) return given.error('begins behind its end');
  const items = list.items.slice(start, end);
  const type = elementType(list);
  return withoutOrder(type === undefined ? given.tuple(items) : given.listOf(type, items), unordered);
}
