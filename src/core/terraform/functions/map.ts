/** Functions of maps and objects: `merge`, `lookup`, `keys`, `values`, `zipmap`, `transpose`. */
import { nullValue, type ObjectValue, type Property, type Unknown, type Value } from '../../value/value.ts';
import { attributeOfObject } from '../access.ts';
import { nameOf, toText } from '../conversions.ts';
import { convert } from '../convert.ts';
import { firstUnknown } from '../itemTexts.ts';
import { inOrder, keyTextOf, keyValue, maybeSame, maybeUnder } from '../keys.ts';
import { shownText } from '../standIns.ts';
import { compareText } from '../textOrder.ts';
import { dynamicType, listOf, sameType, stringType, type Type } from '../types.ts';
import {
  collectionType,
  combine,
  elementType,
  isBlockObject,
  isInvalid,
  isResourceObject,
  isTextReference,
  textOfReference,
  typeOf,
  unknownAs,
  unorderedOf,
  untyped,
  withoutOrder,
} from '../values.ts';
import { missingWorkspace } from '../workspaceKey.ts';
import type { Arguments } from './arguments.ts';
import { ofOpen, type Family } from './function.ts';

export const mapFunctions: Family = {
  keys: ofOpen('(inputMap: any) any', (given) =>
    listFrom(given, stringType, (name, { origin }) => keyValue(name, origin)),
  ),
  lookup: ofOpen('(inputMap: any, key: string, ...default?: any) any', lookup),
  merge: ofOpen('(...maps?: any) any', merge),
  transpose: ofOpen('(values: map(list(string))) map(list(string))', transpose),
  values: ofOpen('(mapping: any) any', (given) => listFrom(given, undefined, (_, { value }) => value)),
  zipmap: ofOpen('(keys: list(string), values: any) any', zipMap),
};

function objectAt(given: Arguments, index: number): ObjectValue | Unknown {
  const value = given.at(index);
  if (value.kind === 'object') return value;
  if (value.kind === 'unknown') {
    const { kind } = typeOf(value);
    if (kind === 'dynamic' || kind === 'map' || kind === 'object') return value;
    return given.error(`is a ${kind} where a map is needed`, index);
  }
  if (value.kind === 'reference' && !isTextReference(value)) {
    return textOfReference(value, given.span(index), given.context);
  }
  return given.error(`is ${nameOf(value)} where a map is needed`, index);
}

/** Later arguments win, so one that is unknown leaves the keys before it there, with values that are unknown. */
function merge(given: Arguments): Value {
  const properties = new Map<string, Property>();
  const open: Unknown[] = [];
  for (const [index, value] of given.values.entries()) {
    if (value.kind === 'null') {
      const { kind } = typeOf(value);
      if (kind === 'dynamic' || kind === 'map' || kind === 'object') continue;
      return given.error(`is a ${kind} where a map is needed`, index);
    }
    const object = objectAt(given, index);
    if (isInvalid(object)) return object;
    const rest = object.kind === 'unknown' ? object : object.open;
    if (rest !== undefined) {
      open.push(rest);
      for (const [name, { origin }] of properties) {
        properties.set(name, { value: unknownAs(rest, dynamicType, false), origin });
      }
    }
    if (object.kind === 'unknown') continue;
    if (!given.spend(object.properties.size + properties.size)) return given.tooLarge();
    for (const [name, property] of object.properties) properties.set(name, property);
  }
  // Where two keys may be one, the value of either may be gone.
  const same = maybeSame([...properties.keys()], given.origin, given.context.budget);
  if (same !== undefined) return combine([same, ...open]);
  const type = commonType(given);
  const further = open.length === 0 ? undefined : combine(open);
  return type === undefined ? given.newObject(properties, further) : given.map(type, properties, further);
}

/** The element type, if all arguments are maps of one type; anything else makes an object. */
function commonType(given: Arguments): Type | undefined {
  const [first] = given.values;
  const type = first === undefined ? dynamicType : typeOf(first);
  if (type.kind !== 'map') return undefined;
  return given.values.every((value) => sameType(typeOf(value), type)) ? type.element : undefined;
}

function lookup(given: Arguments): Value {
  const [object, key, fallback] = [objectAt(given, 0), given.at(1), given.values[2]];
  if (given.count > 3) return given.error('takes a map, a key and a default at most');
  if (object.kind === 'unknown') {
    const type = typeOf(object);
    return unknownAs(object, type.kind === 'map' ? type.element : dynamicType, false);
  }
  const element = elementType(object);
  const isMap = element !== undefined;
  const converted =
    fallback === undefined || !isMap ? fallback : convert(fallback, element, given.span(2), given.context);
  if (converted !== undefined && isInvalid(converted)) return converted;
  const text = toText(key, given.span(1), given.context);
  const name = keyTextOf(text);
  if (name === undefined) {
    const why = text.kind === 'unknown' ? text : given.unknown('is a text no key can be', 1);
    return unknownAs(why, element ?? dynamicType, false);
  }
  const found = object.properties.get(name);
  if (found !== undefined) return found.value;
  if (isResourceObject(object) || isBlockObject(object)) {
    return attributeOfObject(object, name, given.call, given.context);
  }
  const perhaps = object.open ?? maybeUnder(object.properties, name, given.origin, given.context.budget);
  if (perhaps !== undefined) return unknownAs(perhaps, element ?? dynamicType, false);
  if (converted !== undefined) return converted;
  const missing = missingWorkspace(object, key, given.call, given.context);
  return missing ?? given.error(`finds no key "${shownText(name)}"`);
}

/** A list of something for each key, in the order of the keys. */
function listFrom(
  given: Arguments,
  type: Type | undefined,
  take: (name: string, property: Property) => Value,
): Value {
  const object = objectAt(given, 0);
  if (object.kind === 'unknown') return object;
  if (isResourceObject(object) || isBlockObject(object)) return given.unknown('is a single resource', 0);
  if (!given.spend(object.properties.size)) return given.tooLarge();
  const { sorted, unordered } = inOrder(object.properties, given.origin);
  const items = sorted.map(([name, property]) => given.property(take(name, property)));
  const element = elementType(object);
  const list =
    element === undefined
      ? given.tuple(items, object.open)
      : given.listOf(type ?? element, items, object.open);
  return withoutOrder(list, unordered);
}

function zipMap(given: Arguments): Value {
  const [keys, values] = [given.at(0), given.at(1)];
  const open: Unknown[] = [keys, values].filter((value) => value.kind === 'unknown');
  if (open.length > 0) return combine(open);
  if (keys.kind !== 'list' || values.kind !== 'list' || collectionType(values) === 'set') {
    return given.error(`is ${nameOf(values)} where a list is needed`, 1);
  }
  const further = [keys, values]
    .map((list) => list.open ?? unorderedOf(list))
    .filter((part) => part !== undefined);
  if (further.length > 0) return combine(further);
  if (keys.items.length !== values.items.length) {
    return given.error(`has ${values.items.length} values for ${keys.items.length} keys`);
  }
  const properties = new Map<string, Property>();
  for (const [index, { value: key }] of keys.items.entries()) {
    if (key.kind === 'null') return given.error('has null for a key', 0);
    const text = toText(key, given.span(0), given.context);
    const name = keyTextOf(text);
    if (name === undefined) return text.kind === 'unknown' ? untyped(text) : given.unknown('is no key', 0);
    properties.set(name, values.items[index] ?? given.property(nullValue));
  }
  const same = maybeSame([...properties.keys()], given.origin, given.context.budget);
  if (same !== undefined) return same;
  const element = elementType(values);
  return element === undefined ? given.newObject(properties) : given.map(element, properties);
}

/** A map of lists of strings turned over: the strings become keys, and the keys that had them their values. */
function transpose(given: Arguments): Value {
  const object = objectAt(given, 0);
  if (object.kind === 'unknown') return object;
  const part = firstUnknown(object);
  if (part !== undefined) return part;
  const turned = new Map<string, string[]>();
  for (const [name, { value }] of [...object.properties].sort(([a], [b]) => compareText(a, b))) {
    if (value.kind === 'unknown') return value;
    if (value.kind !== 'list') return given.error('has null for a list', 0);
    if (value.open !== undefined) return value.open;
    for (const { value: key } of value.items) {
      if (!given.spend(1)) return given.tooLarge();
      if (key.kind === 'unknown') return key;
      if (key.kind === 'reference') return textOfReference(key, given.span(0), given.context);
      if (key.kind !== 'string') return given.error('has null for a string', 0);
      const names = turned.get(key.text);
      if (names === undefined) turned.set(key.text, [name]);
      else names.push(name);
    }
  }
  const properties = new Map<string, Property>();
  for (const [key, names] of [...turned].sort(([a], [b]) => compareText(a, b))) {
    properties.set(key, given.property(given.texts(names, stringType)));
  }
  return given.map(listOf(stringType), properties);
}
