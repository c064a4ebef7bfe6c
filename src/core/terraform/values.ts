/**
 * What Terraform knows about a value beyond `Value`: whether a list is a tuple, a list or a set, whether an unknown is
 * an error, and which objects are resources whose missing attributes AWS fills in. All of these are `Value`s to the rest.
 */
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';
import {
  nullValue,
  unknown,
  unknownOf,
  type Because,
  type ListValue,
  type NullValue,
  type ObjectValue,
  type Property,
  type ReferenceValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Context } from './context.ts';
import { referenceStandIn } from './standIns.ts';
import { weigh } from './weights.ts';
import { boolType, dynamicType, numberType, stringType, type CollectionOf, type Type } from './types.ts';

/** `[…]` and `{…}` build tuples and objects; type constraints and functions such as `toset()` turn them into the others. */
export type CollectionType = 'tuple' | 'list' | 'set' | 'object' | 'map';

/** A list, a set or a map: all it holds has one type, also where it holds nothing. Tuples and objects have no `type`. */
interface Typed {
  readonly type: CollectionOf;
}

/** A null whose type is known, or an unknown one. `notNull` says that it will not turn out to be null. */
interface TypedNull extends NullValue {
  readonly type: Type;
}

interface TypedUnknown extends Unknown {
  readonly type: Type;
  readonly notNull: boolean;
}

/** An unknown string that is told from others by a text standing for it (standIns.ts). */
interface StoodFor extends TypedUnknown {
  readonly standIn: string;
}

/** A list or a set whose items are known and whose order is not: that of a set of ids, which AWS makes up. */
interface Unordered extends ListValue {
  readonly unordered: Unknown;
}

/** An expression Terraform rejects. It reads as unknown everywhere, but `try()` passes over it. */
export interface Invalid extends Unknown {
  readonly invalid: true;
}

/** An object of a resource: attributes that are not configured are AWS' to choose. */
export interface ResourceObject extends ObjectValue {
  readonly resource: string;
  /** Names that are configured, also those not evaluated yet; `undefined` when the resource is not declared. */
  readonly configured: ReadonlySet<string> | undefined;
}

/** A nested block of a resource: attributes that are not configured are unknown, not missing. */
export interface BlockObject extends ObjectValue {
  /** `aws_instance.web.root_block_device`. */
  readonly block: string;
}

/** More reasons than a reader would read; without a limit they multiply from local to local. */
const MAX_REASONS = 12;
const MAX_SNIPPET = 60;

export function originOf(context: Context, span: Span): Origin {
  const { resource } = context;
  const { file } = context.file;
  const place = { start: span.start, end: span.end };
  return resource === undefined ? { file, span: place } : { file, span: place, resource };
}

/** Unknown because Terraform would stop with an error at `span`; `why` goes on from the code quoted there. */
export function invalid(why: string, span: Span, context: Context): Invalid {
  return { ...unknown(snippet(span, context), why, originOf(context, span)), invalid: true };
}

export function isInvalid(value: Value): value is Invalid {
  return value.kind === 'unknown' && 'invalid' in value;
}

/** Unknown although Terraform could tell; `why` goes on from the code quoted there. */
export function notTold(why: string, span: Span, context: Context): Unknown {
  return unknown(snippet(span, context), why, originOf(context, span));
}

/** Unknown because evaluating it would take too long or too much memory. */
export function tooLarge(span: Span, context: Context): Unknown {
  const why = context.budget.isSpent ? 'is not evaluated, because the module' : '';
  return notTold(`${why} is too large to evaluate`.trimStart(), span, context);
}

/** Unknown for all the reasons of the parts. One part that is an error makes the whole an error. */
export function combine(parts: readonly Unknown[]): Unknown {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return untyped(first);
  const error = parts.find(isInvalid);
  if (error !== undefined) return error;
  const because: Because[] = [];
  for (const part of parts) {
    because.push(...part.because.filter((reason) => !because.some((other) => sameReason(reason, other))));
    if (because.length >= MAX_REASONS) break;
  }
  return unknownOf([{ kind: 'unknown', because: because.slice(0, MAX_REASONS) }]);
}

/** A reference as the string it will be: unknown, though an id or an ARN is told from other strings. */
export function stringOfReference(reference: ReferenceValue, span: Span, context: Context): Unknown {
  const text = textOfReference(reference, span, context);
  if (!isTextReference(reference)) return text;
  return unknownText(text, referenceStandIn(reference));
}

/** Why the text of a reference is not known. */
export function textOfReference(reference: ReferenceValue, span: Span, context: Context): Unknown {
  return chosenByAws(`${reference.resource}.${reference.attribute}`, span, context);
}

export function chosenByAws(what: string, span: Span, context: Context): Unknown {
  return unknown(what, 'is chosen by AWS when it is created', originOf(context, span));
}

export function collectionType(value: ListValue | ObjectValue): CollectionType {
  return isTyped(value) ? value.type.kind : value.kind === 'list' ? 'tuple' : 'object';
}

/** What a list, a set or a map holds; `undefined` for tuples and objects. */
export function elementType(value: ListValue | ObjectValue): Type | undefined {
  return isTyped(value) ? value.type.element : undefined;
}

/** Null of a type: `tostring(null)`. */
export function nullOf(type: Type): NullValue {
  if (type.kind === 'dynamic') return nullValue;
  const typed: TypedNull = { kind: 'null', type };
  return typed;
}

/** An unknown value of which the type is known. Errors stay what they are. */
export function unknownAs(value: Unknown, type: Type, notNull = isNotNull(value)): Unknown {
  if (isInvalid(value)) return value;
  if (type.kind === 'dynamic' && !notNull) return untyped(value);
  const typed: TypedUnknown = { kind: 'unknown', because: value.because, type, notNull };
  return typed;
}

/** An unknown string that is not null, with what stands for it if something does. Errors stay what they are. */
export function unknownText(value: Unknown, standIn: string | undefined): Unknown {
  if (isInvalid(value)) return value;
  const typed: TypedUnknown = { kind: 'unknown', because: value.because, type: stringType, notNull: true };
  if (standIn === undefined) return typed;
  const whole: StoodFor = { ...typed, standIn };
  return whole;
}

/** What stands for an unknown string; `undefined` for every other value. */
export function standInOf(value: Value): string | undefined {
  return value.kind === 'unknown' && 'standIn' in value ? (value as StoodFor).standIn : undefined;
}

/** The same reasons without what was known about the type: what is read from an unknown value is of another one. */
export function untyped(value: Unknown): Unknown {
  if (isInvalid(value) || !('type' in value)) return value;
  return { kind: 'unknown', because: value.because };
}

/** Whether a value is known not to be null, whatever else it turns out to be. */
export function isNotNull(value: Value): boolean {
  if (value.kind === 'unknown') return 'notNull' in value && value.notNull === true;
  if (value.kind === 'reference') return isTextReference(value);
  return value.kind !== 'null';
}

/** An id or an ARN: a string that is never null and never empty. */
export function isTextReference({ attribute }: ReferenceValue): boolean {
  return attribute === 'id' || attribute === 'arn';
}

/** The type of a value as far as it is known; dynamic where AWS or a provider's schema would have to be asked. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return 'type' in value ? (value.type as Type) : dynamicType;
    case 'boolean':
      return boolType;
    case 'number':
      return numberType;
    case 'string':
      return stringType;
    case 'reference':
      return isTextReference(value) ? stringType : dynamicType;
    case 'list':
      if (isTyped(value)) return value.type;
      if (value.open !== undefined) return dynamicType;
      return { kind: 'tuple', elements: value.items.map((item) => typeOf(item.value)) };
    case 'object': {
      if (isTyped(value)) return value.type;
      if (value.open !== undefined || isResourceObject(value) || isBlockObject(value)) return dynamicType;
      const attributes = new Map<string, Type>();
      for (const [name, item] of value.properties) attributes.set(name, typeOf(item.value));
      return { kind: 'object', attributes };
    }
  }
}

function isTyped<T extends ListValue | ObjectValue>(value: T): value is T & Typed {
  return 'type' in value;
}

/** A tuple, or a list or set of a `type`; unknown when it unfolds to too much. With `open` there may be further items. */
export function makeList(
  items: readonly Property[],
  span: Span,
  context: Context,
  open?: Unknown,
  type?: CollectionOf,
): ListValue | Unknown {
  const bare: ListValue =
    open === undefined ? { kind: 'list', items } : { kind: 'list', items, open: untyped(open) };
  return limited(type === undefined ? bare : { ...bare, type }, span, context);
}

/** An object, or a map of a `type`; unknown when it unfolds to too much. With `open` there may be further keys. */
export function makeObject(
  properties: ReadonlyMap<string, Property>,
  span: Span,
  context: Context,
  open?: Unknown,
  type?: CollectionOf,
): ObjectValue | Unknown {
  const bare: ObjectValue =
    open === undefined ? { kind: 'object', properties } : { kind: 'object', properties, open: untyped(open) };
  return limited(type === undefined ? bare : { ...bare, type }, span, context);
}

/** A list as it is, or with the reason why nobody knows which of its items comes first. */
export function withoutOrder<T extends Value>(list: T, unordered: Unknown | undefined): T | Unordered {
  if (unordered === undefined || list.kind !== 'list' || list.items.length < 2) return list;
  return { ...list, unordered: untyped(unordered) };
}

/** Why nobody knows which of the items comes first; `undefined` where they are in their order. */
export function unorderedOf(list: ListValue): Unknown | undefined {
  return 'unordered' in list ? (list as Unordered).unordered : undefined;
}

export function isResourceObject(value: ObjectValue): value is ResourceObject {
  return 'resource' in value;
}

export function isBlockObject(value: ObjectValue): value is BlockObject {
  return 'block' in value;
}

/** An object that stands for a nested block; unknown when it unfolds to too much. */
export function makeBlock(
  block: string,
  properties: ReadonlyMap<string, Property>,
  span: Span,
  context: Context,
  open: Unknown | undefined,
): BlockObject | Unknown {
  const value: BlockObject = { kind: 'object', properties, ...(open === undefined ? {} : { open }), block };
  return limited(value, span, context);
}

/** A value at the place of `span`. */
export function propertyAt(value: Value, span: Span, context: Context): Property {
  return { value, origin: originOf(context, span) };
}

function limited<T extends ListValue | ObjectValue>(value: T, span: Span, context: Context): T | Unknown {
  const error = context.strict !== undefined ? errorIn(value) : undefined;
  if (error !== undefined) return error;
  const enough = context.budget.spend(value.kind === 'list' ? value.items.length : value.properties.size);
  return enough && weigh(value) ? value : tooLarge(span, context);
}

/** An error among the parts of a value, which for Terraform makes an error of the whole. */
function errorIn(value: ListValue | ObjectValue): Invalid | undefined {
  if (value.open !== undefined && isInvalid(value.open)) return value.open;
  for (const part of value.kind === 'list' ? value.items : value.properties.values()) {
    if (isInvalid(part.value)) return part.value;
  }
  return undefined;
}

/** The code at `span` as a name for it: on one line, shortened. */
export function snippet(span: Span, context: Context): string {
  const text = context.file.text
    .slice(span.start, Math.min(span.end, span.start + 4 * MAX_SNIPPET))
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return 'an expression';
  return text.length <= MAX_SNIPPET ? text : `${text.slice(0, MAX_SNIPPET - 1)}…`;
}

function sameReason(a: Because, b: Because): boolean {
  return a.what === b.what && a.why === b.why;
}
