/**
 * Any value as any type: what a function's parameter, the other branch of a conditional or a variable's type asks for.
 * Null and unknown take the type on; what does not fit is invalid. Scalars are converted by conversions.ts.
 */
import type { Span } from '../text/span.ts';
import type { ListValue, ObjectValue, Property, ReferenceValue, Value } from '../value/value.ts';
import { attributeOfObject } from './access.ts';
import type { Context } from './context.ts';
import { nameOf, toBoolean, toNumber, toText } from './conversions.ts';
import { maybeUnder } from './keys.ts';
import { makeSet } from './sets.ts';
import {
  dynamicType,
  canConvert,
  elementTypes,
  isComplete,
  listOf,
  mapOf,
  sameType,
  unify,
  type CollectionOf,
  type ObjectType,
  type Type,
} from './types.ts';
import {
  collectionType,
  elementType,
  invalid,
  isBlockObject,
  isInvalid,
  isResourceObject,
  isTextReference,
  makeList,
  makeObject,
  nullOf,
  originOf,
  standInOf,
  textOfReference,
  typeOf,
  unknownAs,
  unorderedOf,
  withoutOrder,
} from './values.ts';

/** The value as the type. Where one part does not fit, the whole does not. */
export function convert(value: Value, type: Type, span: Span, context: Context): Value {
  if (type.kind === 'dynamic' || isInvalid(value)) return value;
  switch (value.kind) {
    case 'null':
      return nullOf(type);
    case 'unknown': {
      const known = typeOf(value);
      if (!canConvert(known, type)) return misfit(`of type ${known.kind}`, type, span, context);
      if (type.kind === 'string' && standInOf(value) !== undefined) return value;
      return unknownAs(value, completed(type, known));
    }
    case 'reference':
      return convertReference(value, type, span, context);
    default:
      break;
  }
  switch (type.kind) {
    case 'string':
      return toText(value, span, context);
    case 'number':
      return toNumber(value, span, context);
    case 'bool':
      return toBoolean(value, span, context);
    case 'list':
    case 'set':
      if (value.kind !== 'list') return misfit(nameOf(value), type, span, context);
      return convertList(value, type, span, context);
    case 'map':
      if (value.kind !== 'object') return misfit(nameOf(value), type, span, context);
      return convertMap(value, type, span, context);
    case 'tuple':
      return convertTuple(value, type.elements, span, context);
    case 'object':
      if (value.kind !== 'object') return misfit(nameOf(value), type, span, context);
      return convertObject(value, type, span, context);
  }
}

/** `list(any)` with the element type that values of the type `from` bring along. */
function completed(type: Type, from: Type): Type {
  if (!('element' in type) || type.element.kind !== 'dynamic') return type;
  return { kind: type.kind, element: unify(elementTypes(from)) ?? type.element };
}

/** As a string a reference goes on standing for what it names. */
function convertReference(value: ReferenceValue, type: Type, span: Span, context: Context): Value {
  if (type.kind === 'string') return value;
  if (isTextReference(value) && !canConvert(typeOf(value), type)) {
    return misfit('a string', type, span, context);
  }
  return unknownAs(textOfReference(value, span, context), type);
}

function convertList(value: ListValue, type: CollectionOf, span: Span, context: Context): Value {
  const have = elementType(value);
  if (collectionType(value) === type.kind && have !== undefined && sameType(have, type.element)) return value;
  const elements = elementsAs(value.items, have, type, span, context);
  if ('kind' in elements) return elements;
  const { items, element } = elements;
  if (type.kind === 'set') return makeSet(items, element, span, context, value.open);
  return withoutOrder(makeList(items, span, context, value.open, listOf(element)), unorderedOf(value));
}

function convertMap(value: ObjectValue, type: CollectionOf, span: Span, context: Context): Value {
  const have = elementType(value);
  if (have !== undefined && sameType(have, type.element)) return value;
  const elements = elementsAs([...value.properties.values()], have, type, span, context);
  if ('kind' in elements) return elements;
  const names = [...value.properties.keys()];
  const properties = new Map<string, Property>();
  for (const [index, item] of elements.items.entries()) properties.set(names[index] ?? '', item);
  return makeObject(properties, span, context, value.open, mapOf(elements.element));
}

/** What a collection of the type holds, and the type all of it has; `have` is the one it had in another collection. */
function elementsAs(
  given: readonly Property[],
  have: Type | undefined,
  type: CollectionOf,
  span: Span,
  context: Context,
): { readonly items: readonly Property[]; readonly element: Type } | Value {
  const element = commonElement(type.element, have, given);
  if (element === undefined) return mixed(type, span, context);
  const same = have !== undefined && sameType(have, element);
  const items = same ? given : convertItems(given, element, span, context);
  if ('kind' in items) return items;
  if (element.kind === 'dynamic' || isComplete(element)) return { items, element };
  // `any` inside of an element stands for one type in all of them.
  const common = unify(items.map((item) => typeOf(item.value)));
  if (common === undefined) return mixed(type, span, context);
  if (items.length === 0 || common.kind === 'dynamic') return { items, element };
  const settled = convertItems(items, common, span, context);
  return 'kind' in settled ? settled : { items: settled, element: common };
}

/** The type of the elements: the one asked for, or where any will do the one all of them have in common. */
function commonElement(wanted: Type, have: Type | undefined, items: readonly Property[]): Type | undefined {
  if (wanted.kind !== 'dynamic') return wanted;
  if (have !== undefined) return have;
  const types = items.map((item) => typeOf(item.value));
  const common = unify(types);
  // What is not known yet may be a string, and makes strings of the numbers beside it then.
  const mayBeText = items.some(
    ({ value }, index) => value.kind === 'unknown' && types[index]?.kind === 'dynamic',
  );
  if (mayBeText && (common?.kind === 'number' || common?.kind === 'bool')) return dynamicType;
  if (common?.kind !== 'dynamic') return common;
  // A null of no type among collections leaves nothing to convert it to.
  const isNull = items.some(({ value }, index) => value.kind === 'null' && types[index]?.kind === 'dynamic');
  return isNull && types.some((type) => type.kind !== 'dynamic') ? undefined : common;
}

function convertItems(
  items: readonly Property[],
  type: Type,
  span: Span,
  context: Context,
): readonly Property[] | Value {
  if (type.kind === 'dynamic') return items;
  const converted: Property[] = [];
  for (const { value, origin } of items) {
    const result = convert(value, type, span, context);
    if (isInvalid(result)) return result;
    converted.push(result === value ? { value, origin } : { value: result, origin });
  }
  return converted;
}

function convertTuple(value: Value, elements: readonly Type[], span: Span, context: Context): Value {
  if (value.kind !== 'list' || collectionType(value) === 'set') {
    return invalid(`is ${nameOf(value)} where the type asks for tuple`, span, context);
  }
  if (value.items.length !== elements.length && value.open === undefined) {
    const why = `has ${value.items.length} items where the type asks for a tuple of ${elements.length}`;
    return invalid(why, span, context);
  }
  const items: Property[] = [];
  for (const [index, item] of value.items.entries()) {
    const type = elements[index];
    const converted = type === undefined ? item.value : convert(item.value, type, span, context);
    if (isInvalid(converted)) return converted;
    items.push({ value: converted, origin: item.origin });
  }
  return withoutOrder(makeList(items, span, context, value.open), unorderedOf(value));
}

/** Attributes the type does not name are dropped; optional ones that are missing are null. */
function convertObject(value: ObjectValue, type: ObjectType, span: Span, context: Context): Value {
  const isWhole = value.open === undefined && !isResourceObject(value) && !isBlockObject(value);
  const properties = new Map<string, Property>();
  for (const [name, wanted] of type.attributes) {
    const found = value.properties.get(name);
    const isOptional =
      isWhole &&
      type.optional?.has(name) === true &&
      maybeUnder(value.properties, name, originOf(context, span), context.budget) === undefined;
    const given =
      found?.value ?? (isOptional ? nullOf(wanted) : attributeOfObject(value, name, span, context));
    if (found === undefined && isInvalid(given)) {
      return invalid(`lacks the attribute "${name}" its type asks for`, span, context);
    }
    const converted = convert(given, wanted, span, context);
    if (isInvalid(converted)) return converted;
    properties.set(name, { value: converted, origin: found?.origin ?? originOf(context, span) });
  }
  return makeObject(properties, span, context);
}

function misfit(what: string, type: Type, span: Span, context: Context): Value {
  return invalid(`is ${what} where ${inWords(type)} is needed`, span, context);
}

function mixed(type: Type, span: Span, context: Context): Value {
  return invalid(`mixes types that no ${type.kind} can hold`, span, context);
}

/** A type as a reader would say it: "a list", "true or false". */
function inWords(type: Type): string {
  if (type.kind === 'bool') return 'true or false';
  return type.kind === 'object' ? 'an object' : `a ${type.kind}`;
}
