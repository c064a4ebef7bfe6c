/** Type constraints of variables: `list(string)`, `object({ port = optional(number, 443) })`, and conversion to them. */
import type { Call, Expression, Name } from '../hcl/nodes.ts';
import type { Span } from '../text/span.ts';
import { nullValue, type Property, type Value } from '../value/value.ts';
import { toListOf, toMapOf, toSetOf } from './collections.ts';
import type { Context, Evaluate } from './context.ts';
import { nameOf, toBoolean, toNumber, toText } from './conversions.ts';
import { invalid, isInvalid, makeList, makeObject, originOf } from './values.ts';

export type TypeConstraint =
  | { readonly kind: 'any' | 'string' | 'number' | 'bool' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeConstraint }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeConstraint[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

interface AttributeType {
  readonly type: TypeConstraint;
  readonly optional: boolean;
  readonly default: Expression | undefined;
}

const any: TypeConstraint = { kind: 'any' };

/** Reads a type; what is not one reads as `any`. Terraform 0.11 wrote types in quotes. */
export function parseType(expression: Expression | undefined): TypeConstraint {
  switch (expression?.kind) {
    case 'variable':
      return typeByName(expression.name);
    case 'template': {
      const [part] = expression.parts;
      return part?.kind === 'literal' ? typeByName(part.text) : any;
    }
    case 'call':
      return typeByCall(expression);
    default:
      return any;
  }
}

/** The value as the type. Null fits every type, and unknown stays as it is; what does not fit is invalid. */
export function convertToType(
  value: Value,
  type: TypeConstraint,
  span: Span,
  context: Context,
  evaluate: Evaluate,
): Value {
  if (value.kind === 'null' || value.kind === 'unknown' || value.kind === 'reference') return value;
  const convertItem = (element: TypeConstraint) => (item: Property) => ({
    value: convertToType(item.value, element, span, context, evaluate),
    origin: item.origin,
  });
  switch (type.kind) {
    case 'any':
      return value;
    case 'string':
      return toText(value, span, context);
    case 'number':
      return toNumber(value, span, context);
    case 'bool':
      return toBoolean(value, span, context);
    case 'list':
    case 'set': {
      if (value.kind !== 'list') return mismatch(value, type.kind, span, context);
      const items = value.items.map(convertItem(type.element));
      const bad = items.find((item) => isInvalid(item.value));
      if (bad !== undefined) return bad.value;
      const make = type.kind === 'list' ? toListOf : toSetOf;
      return make({ ...value, items }, span, context);
    }
    case 'map': {
      if (value.kind !== 'object') return mismatch(value, 'map', span, context);
      const convert = convertItem(type.element);
      const properties = new Map([...value.properties].map(([name, item]) => [name, convert(item)] as const));
      return toMapOf({ ...value, properties }, span, context);
    }
    case 'tuple': {
      if (value.kind !== 'list' || value.items.length !== type.elements.length) {
        return mismatch(value, 'tuple', span, context);
      }
      const items = value.items.map((item, index) => convertItem(type.elements[index] ?? any)(item));
      return makeList(items, span, context, value.open);
    }
    case 'object':
      if (value.kind !== 'object') return mismatch(value, 'object', span, context);
      return convertObject(value.properties, type.attributes, span, context, evaluate);
  }
}

/** Attributes the type does not name are dropped; optional ones that are missing or null get their default. */
function convertObject(
  given: ReadonlyMap<string, Property>,
  attributes: ReadonlyMap<string, AttributeType>,
  span: Span,
  context: Context,
  evaluate: Evaluate,
): Value {
  const properties = new Map<string, Property>();
  for (const [name, attribute] of attributes) {
    const found = given.get(name);
    if (found === undefined && !attribute.optional) {
      return invalid(`lacks the attribute "${name}" its type asks for`, span, context);
    }
    const item = found ?? { value: nullValue, origin: originOf(context, span) };
    const fallback = item.value.kind === 'null' ? attribute.default : undefined;
    const value = fallback === undefined ? item.value : evaluate(fallback, context);
    const converted = convertToType(value, attribute.type, span, context, evaluate);
    properties.set(name, { value: converted, origin: item.origin });
  }
  return makeObject(properties, span, context);
}

function mismatch(value: Value, kind: string, span: Span, context: Context): Value {
  return invalid(`is ${nameOf(value)} where the type asks for ${kind}`, span, context);
}

function typeByName(name: string): TypeConstraint {
  switch (name) {
    case 'string':
    case 'number':
    case 'bool':
      return { kind: name };
    case 'list':
    case 'set':
    case 'map':
      return { kind: name, element: any };
    default:
      return any;
  }
}

function typeByCall({ name, arguments: [argument] }: Call): TypeConstraint {
  switch (name.text) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: name.text, element: parseType(argument) };
    case 'tuple':
      return argument?.kind === 'tuple' ? { kind: 'tuple', elements: argument.items.map(parseType) } : any;
    case 'object':
      return argument?.kind === 'object' ? { kind: 'object', attributes: attributesOf(argument.items) } : any;
    default:
      return any;
  }
}

function attributesOf(
  items: readonly { readonly key: Expression; readonly value: Expression }[],
): ReadonlyMap<string, AttributeType> {
  const attributes = new Map<string, AttributeType>();
  for (const { key, value } of items) {
    const name = attributeName(key);
    if (name === undefined) continue;
    const optional = value.kind === 'call' && isNamed(value.name, 'optional');
    attributes.set(name, {
      type: parseType(optional ? value.arguments[0] : value),
      optional,
      default: optional ? value.arguments[1] : undefined,
    });
  }
  return attributes;
}

function attributeName(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template') return undefined;
  const [part] = key.parts;
  return part?.kind === 'literal' ? part.text : undefined;
}

function isNamed(name: Name, text: string): boolean {
  return name.text === text;
}
