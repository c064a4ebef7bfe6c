/** Reading parts of values: `.name`, `[key]` and the splats. */
import type { Expression, Splat } from '../hcl/nodes.ts';
import type { Span } from '../text/span.ts';
import {
  unknown,
  type ListValue,
  type ObjectValue,
  type Property,
  type ReferenceValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { bind, SPLAT_ITEM, type Context, type Evaluate } from './context.ts';
import { nameOf, toNumber, toText } from './conversions.ts';
import { keyTextOf, maybeUnder, unknownKey } from './keys.ts';
import { isStandIn, shownText } from './standIns.ts';
import { dynamicType, isPrimitive, listOf, unify, type Type } from './types.ts';
import {
  chosenByAws,
  collectionType,
  elementType,
  invalid,
  isBlockObject,
  isNotNull,
  isResourceObject,
  isTextReference,
  makeList,
  originOf,
  propertyAt,
  tooLarge,
  typeOf,
  unknownAs,
  unorderedOf,
  untyped,
  withoutOrder,
  type ResourceObject,
} from './values.ts';
import { missingWorkspace } from './workspaceKey.ts';

/** `source.name`. */
export function getAttribute(source: Value, name: string, span: Span, context: Context): Value {
  switch (source.kind) {
    case 'unknown':
      return fromUnknown(source, name, span, context);
    case 'reference':
      return fromReference(source, span, context);
    case 'object':
      return attributeOfObject(source, name, span, context);
    default:
      return invalid(`reads "${name}" from ${nameOf(source)}`, span, context);
  }
}

/** `source[key]`. */
export function getIndex(source: Value, key: Value, keySpan: Span, span: Span, context: Context): Value {
  switch (source.kind) {
    case 'unknown':
      return fromUnknown(source, key.kind === 'string' ? key.text : undefined, span, context);
    case 'reference':
      return fromReference(source, span, context);
    case 'list':
      return fromList(source, key, keySpan, span, context);
    case 'object': {
      const text = toText(key, keySpan, context);
      const name = keyTextOf(text);
      if (name !== undefined) {
        return missingWorkspace(source, key, span, context) ?? attributeOfObject(source, name, span, context);
      }
      const why = text.kind === 'unknown' ? text : unknownKey(text.text, originOf(context, keySpan));
      return unknownAs(why, elementType(source) ?? dynamicType, false);
    }
    default:
      return invalid(`reads an element of ${nameOf(source)}`, span, context);
  }
}

/**
 * `source[*].rest`: of a list what `rest` reads from every item, of null nothing, of anything else a list of one. A null
 * that would be a list is an error.
 */
export function evaluateSplat(expression: Splat, context: Context, evaluate: Evaluate): Value {
  const source = evaluate(expression.source, context);
  if (source.kind === 'unknown') return splatOfUnknown(source, expression, context, evaluate);
  if (source.kind === 'reference') return fromReference(source, expression, context);
  if (source.kind === 'null') {
    return isListType(typeOf(source))
      ? invalid('is null where a list is needed', expression.source, context)
      : makeList([], expression, context);
  }
  const whole = source.kind === 'list' ? source.items : [propertyAt(source, expression.source, context)];
  const items = eachOf(whole, expression.each, context, evaluate);
  if (source.kind !== 'list') return makeList(items, expression, context);
  const isTuple = collectionType(source) === 'tuple';
  const element = isTuple ? undefined : unify(items.map((item) => typeOf(item.value)));
  const type = element === undefined ? undefined : listOf(element);
  return withoutOrder(makeList(items, expression, context, source.open, type), unorderedOf(source));
}

function isListType({ kind }: Type): boolean {
  return kind === 'list' || kind === 'set' || kind === 'tuple';
}

/** A single value that is not known, but known not to be a list or null, makes a list of one. */
function splatOfUnknown(source: Unknown, expression: Splat, context: Context, evaluate: Evaluate): Value {
  const type = typeOf(source);
  const single = isPrimitive(type) || type.kind === 'object' || type.kind === 'map';
  if (!single || !isNotNull(source)) return untyped(source);
  const whole = [propertyAt(source, expression.source, context)];
  return makeList(eachOf(whole, expression.each, context, evaluate), expression, context);
}

function eachOf(
  items: readonly Property[],
  each: Expression,
  context: Context,
  evaluate: Evaluate,
): readonly Property[] {
  if (each.kind === 'splat-item') return items;
  const origin = originOf(context, each);
  return items.map((item) => ({ value: evaluate(each, bind(context, SPLAT_ITEM, item.value)), origin }));
}

function fromList(source: ListValue, key: Value, keySpan: Span, span: Span, context: Context): Value {
  if (collectionType(source) === 'set') return invalid('reads an element of a set', span, context);
  const number = toNumber(key, keySpan, context);
  if (number.kind === 'unknown') return unknownAs(number, elementType(source) ?? dynamicType, false);
  // Where items may be missing, the place of the others is open too.
  if (source.open !== undefined) return source.open;
  const unordered = unorderedOf(source);
  if (unordered !== undefined) return unknownAs(unordered, elementType(source) ?? dynamicType, false);
  const item = number.number < 0 ? undefined : source.items[number.number];
  if (item === undefined) {
    return invalid(`reads item ${number.number} of a list of ${source.items.length}`, span, context);
  }
  return item.value;
}

/** What is read from an unknown value has the type its own type tells. */
function fromUnknown(source: Unknown, name: string | undefined, span: Span, context: Context): Value {
  const type = typeOf(source);
  if (type.kind === 'object' && name !== undefined) {
    const attribute = type.attributes.get(name);
    if (attribute === undefined) return invalid(`has no attribute "${name}"`, span, context);
    return unknownAs(source, attribute, false);
  }
  if (type.kind === 'list' || type.kind === 'map') return unknownAs(source, type.element, false);
  if (isPrimitive(type)) return invalid(`reads a part of a ${type.kind}`, span, context);
  return untyped(source);
}

function fromReference(source: ReferenceValue, span: Span, context: Context): Value {
  if (isTextReference(source)) return invalid('reads a part of a string', span, context);
  return chosenByAws(`${source.resource}.${source.attribute}`, span, context);
}

/** An attribute of an object, a value of a map. What a resource or a block does not configure is AWS' to choose. */
export function attributeOfObject(source: ObjectValue, name: string, span: Span, context: Context): Value {
  if (isResourceObject(source)) return fromResource(source, name, span, context);
  const found = source.properties.get(name);
  // Null leaves an argument of a block out, and then it may be AWS' to choose as well.
  if (found !== undefined && !(found.value.kind === 'null' && isBlockObject(source))) return found.value;
  if (isBlockObject(source)) return chosenByAws(`${source.block}.${shownText(name)}`, span, context);
  const perhaps = source.open ?? maybeUnder(source.properties, name, originOf(context, span), context.budget);
  if (perhaps !== undefined) return unknownAs(perhaps, elementType(source) ?? dynamicType, false);
  return invalid(`has no attribute "${shownText(name)}"`, span, context);
}

function fromResource(source: ResourceObject, name: string, span: Span, context: Context): Value {
  if (isStandIn(name)) return unknownKey(name, originOf(context, span));
  const found = source.properties.get(name);
  if (found !== undefined && found.value.kind !== 'null') return found.value;
  const { resource, configured } = source;
  if (configured === undefined && name !== 'id' && name !== 'arn') {
    return unknown(resource, 'is not declared in this module', originOf(context, span));
  }
  if (found === undefined && configured?.has(name) === true) return tooLarge(span, context);
  return { kind: 'reference', resource, attribute: name };
}
