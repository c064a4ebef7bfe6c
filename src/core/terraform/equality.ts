/** Equality in three values, as `==` has it: values of different types are never equal, `1 == "1"` is false. */
import type { Span } from '../text/span.ts';
import type { ListValue, ObjectValue, ReferenceValue, Unknown, Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { maybeUnder, textKey } from './keys.ts';
import { compareTexts } from './standInOrder.ts';
import { isComplete, sameType } from './types.ts';
import {
  collectionType,
  combine,
  elementType,
  isInvalid,
  isNotNull,
  isResourceObject,
  isTextReference,
  notTold,
  originOf,
  standInOf,
  textOfReference,
  tooLarge,
  typeOf,
  unorderedOf,
} from './values.ts';

/** Whether two values are equal, or why that cannot be told. */
export function equals(a: Value, b: Value, span: Span, context: Context): boolean | Unknown {
  if (!context.budget.spend()) return tooLarge(span, context);
  if (isInvalid(a)) return a;
  if (isInvalid(b)) return b;
  const told = textEquals(a, b);
  if (told !== undefined) return told;
  if (a.kind === 'unknown') return unknownEquals(a, b);
  if (b.kind === 'unknown') return unknownEquals(b, a);
  if (a.kind === 'reference') return referenceEquals(a, b, span, context);
  if (b.kind === 'reference') return referenceEquals(b, a, span, context);
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
      return b.kind === 'boolean' && a.boolean === b.boolean;
    case 'number':
      return b.kind === 'number' && a.number === b.number;
    case 'string':
      if (b.kind !== 'string' || a.text.length !== b.text.length) return false;
      return context.budget.spend(a.text.length >> 6) ? a.text === b.text : tooLarge(span, context);
    case 'list':
      return b.kind === 'list' && listEquals(a, b, span, context);
    case 'object':
      return b.kind === 'object' && objectEquals(a, b, span, context);
  }
}

/** Strings of which one is only stood for, an id among them; `undefined` where that does not tell. */
function textEquals(a: Value, b: Value): boolean | undefined {
  if (!isStoodFor(a) && !isStoodFor(b)) return undefined;
  const [left, right] = [textKey(a), textKey(b)];
  return left === undefined || right === undefined ? undefined : compareTexts(left, right).equal;
}

function isStoodFor(value: Value): boolean {
  return value.kind === 'reference' || standInOf(value) !== undefined;
}

/** What is known about an unknown value may be enough to tell it from another: that it is not null, or its type. */
function unknownEquals(a: Unknown, b: Value): boolean | Unknown {
  if (b.kind === 'null') return isNotNull(a) ? false : a;
  if (b.kind !== 'unknown' && b.kind !== 'reference') {
    const type = typeOf(a).kind;
    if (type !== 'dynamic' && type !== typeOf(b).kind && typeOf(b).kind !== 'dynamic') return false;
  }
  return b.kind === 'unknown' ? combine([a, b]) : a;
}

/** An id is never null, whatever AWS makes it. */
function referenceEquals(a: ReferenceValue, b: Value, span: Span, context: Context): boolean | Unknown {
  if (isTextReference(a) && b.kind !== 'reference' && b.kind !== 'string') return false;
  if (b.kind !== 'reference') return textOfReference(a, span, context);
  if (a.resource === b.resource && a.attribute === b.attribute) return true;
  return combine([textOfReference(a, span, context), textOfReference(b, span, context)]);
}

function listEquals(a: ListValue, b: ListValue, span: Span, context: Context): boolean | Unknown {
  if (a === b) return true;
  if (differentTypes(a, b)) return false;
  const open = [a.open, b.open].filter((part) => part !== undefined);
  if (open.length > 0) return combine(open);
  if (a.items.length !== b.items.length) return false;
  const unordered = unorderedOf(a) ?? unorderedOf(b);
  if (unordered !== undefined) return areSameSets(a, b) ? true : unordered;
  const equal = allEqual(
    a.items.map((item, index) => [item.value, b.items[index]?.value]),
    span,
    context,
  );
  return equal === false ? (ofNoType(a) ?? ofNoType(b) ?? false) : equal;
}

/** Two sets of the same items, in whichever order they were written. */
function areSameSets(a: ListValue, b: ListValue): boolean {
  if (collectionType(a) !== 'set' || collectionType(b) !== 'set') return false;
  const right = new Set(b.items.map((item) => textKey(item.value)));
  return a.items.every(({ value }) => {
    const key = textKey(value);
    return key !== undefined && right.has(key);
  });
}

function objectEquals(a: ObjectValue, b: ObjectValue, span: Span, context: Context): boolean | Unknown {
  if (a === b) return true;
  if (isResourceObject(a) && isResourceObject(b) && a.resource === b.resource) return true;
  if (differentTypes(a, b)) return false;
  const open = [a.open, b.open].filter((part) => part !== undefined);
  if (open.length > 0) return combine(open);
  if (a.properties.size !== b.properties.size) return false;
  for (const key of a.properties.keys()) {
    const perhaps = maybeUnder(b.properties, key, originOf(context, span), context.budget);
    if (perhaps !== undefined) return perhaps;
  }
  const equal = allEqual(
    [...a.properties].map(([key, property]) => [property.value, b.properties.get(key)?.value]),
    span,
    context,
  );
  const isDecided = equal !== false || [...a.properties.keys()].some((key) => !b.properties.has(key));
  return isDecided ? equal : (ofNoType(a) ?? ofNoType(b) ?? false);
}

/** What of a collection is unknown and may yet make strings of the numbers beside it. */
function ofNoType(value: ListValue | ObjectValue): Unknown | undefined {
  if (elementType(value)?.kind !== 'dynamic') return undefined;
  const items = value.kind === 'list' ? value.items : [...value.properties.values()];
  return items.map((item) => item.value).find((item) => item.kind === 'unknown');
}

/** A list of numbers never equals a list of strings, and no tuple a list. */
function differentTypes(a: ListValue | ObjectValue, b: ListValue | ObjectValue): boolean {
  if (collectionType(a) !== collectionType(b)) return true;
  const [left, right] = [elementType(a), elementType(b)];
  if (left === undefined || right === undefined || left.kind === 'dynamic' || right.kind === 'dynamic')
    return false;
  return left.kind !== right.kind || (isComplete(left) && isComplete(right) && !sameType(left, right));
}

/** Nulls are equal whatever their types are, but what holds nulls of two types has two types itself. */
function partEquals(left: Value, right: Value, span: Span, context: Context): boolean | Unknown {
  if (left.kind !== 'null' || right.kind !== 'null') return equals(left, right, span, context);
  const [a, b] = [typeOf(left), typeOf(right)];
  if (sameType(a, b)) return true;
  if (isComplete(a) && isComplete(b)) return false;
  return notTold('compares nulls of which one may have another type', span, context);
}

/** One pair that differs decides, whatever is unknown about the others. */
function allEqual(
  pairs: readonly (readonly [Value, Value | undefined])[],
  span: Span,
  context: Context,
): boolean | Unknown {
  const open: Unknown[] = [];
  for (const [left, right] of pairs) {
    const result = right !== undefined && partEquals(left, right, span, context);
    if (result === false) return false;
    if (result !== true) open.push(result);
  }
  return open.length === 0 ? true : combine(open);
}
