/** Type constraints of variables: `list(string)`, `object({ port = optional(number, 443) })`, and conversion to them. */
import type { Call, Expression, Name } from '../hcl/nodes.ts';
import type { Span } from '../text/span.ts';
import type { ListValue, ObjectValue, Property, Value } from '../value/value.ts';
import type { Context, Evaluate } from './context.ts';
import { convert } from './convert.ts';
import { dynamicType, type Type } from './types.ts';
import { isBlockObject, isResourceObject, propertyAt } from './values.ts';

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

/**
 * The value as the type. Null fits every type, and an unknown value takes the type on; what does not fit is invalid.
 * Optional attributes that are missing or null get their default first, at any depth, as Terraform has it.
 */
export function convertToType(
  value: Value,
  type: TypeConstraint,
  span: Span,
  context: Context,
  evaluate: Evaluate,
): Value {
  const filled = hasDefaults(type) ? withDefaults(value, type, context, evaluate) : value;
  return convert(filled, plainType(type), span, context);
}

/** The constraint as a type: `any` is dynamic, defaults are left out. */
function plainType(type: TypeConstraint): Type {
  switch (type.kind) {
    case 'any':
      return dynamicType;
    case 'list':
    case 'set':
    case 'map':
      return { kind: type.kind, element: plainType(type.element) };
    case 'tuple':
      return { kind: 'tuple', elements: type.elements.map(plainType) };
    case 'object': {
      const attributes = new Map<string, Type>();
      const optional = new Set<string>();
      for (const [name, attribute] of type.attributes) {
        attributes.set(name, plainType(attribute.type));
        if (attribute.optional) optional.add(name);
      }
      return { kind: 'object', attributes, optional };
    }
    default:
      return { kind: type.kind };
  }
}

function hasDefaults(type: TypeConstraint): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return hasDefaults(type.element);
    case 'tuple':
      return type.elements.some(hasDefaults);
    case 'object':
      return [...type.attributes.values()].some(
        (attribute) => attribute.default !== undefined || hasDefaults(attribute.type),
      );
    default:
      return false;
  }
}

function withDefaults(value: Value, type: TypeConstraint, context: Context, evaluate: Evaluate): Value {
  const fill =
    (element: TypeConstraint | undefined) =>
    ({ value: inner, origin }: Property): Property => ({
      value: element === undefined ? inner : withDefaults(inner, element, context, evaluate),
      origin,
    });
  switch (type.kind) {
    case 'list':
    case 'set':
      return value.kind === 'list' ? tupleOf(value, value.items.map(fill(type.element))) : value;
    case 'tuple':
      if (value.kind !== 'list') return value;
      return tupleOf(
        value,
        value.items.map((item, index) => fill(type.elements[index])(item)),
      );
    case 'map':
      return isPlainObject(value) ? mapValues(value, fill(type.element)) : value;
    case 'object':
      return isPlainObject(value) ? objectWithDefaults(value, type.attributes, context, evaluate) : value;
    default:
      return value;
  }
}

function objectWithDefaults(
  value: ObjectValue,
  attributes: ReadonlyMap<string, AttributeType>,
  context: Context,
  evaluate: Evaluate,
): ObjectValue {
  const properties = new Map(value.properties);
  for (const [name, attribute] of attributes) {
    const found = properties.get(name);
    if (found === undefined && value.open !== undefined) continue;
    const { default: fallback } = attribute;
    const useDefault = fallback !== undefined && (found === undefined || found.value.kind === 'null');
    const item = useDefault ? propertyAt(evaluate(fallback, context), fallback, context) : found;
    if (item === undefined) continue;
    const filled = withDefaults(item.value, attribute.type, context, evaluate);
    properties.set(name, { value: filled, origin: item.origin });
  }
  return objectOf(value, properties);
}

function mapValues(value: ObjectValue, change: (item: Property) => Property): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [name, item] of value.properties) properties.set(name, change(item));
  return objectOf(value, properties);
}

/** What is missing in a resource or a block is AWS' to choose: no default takes its place. */
function isPlainObject(value: Value): value is ObjectValue {
  return value.kind === 'object' && !isResourceObject(value) && !isBlockObject(value);
}

/** The same list with other items, of which the type is open again. */
function tupleOf({ open }: ListValue, items: readonly Property[]): ListValue {
  return { kind: 'list', items, ...(open === undefined ? {} : { open }) };
}

function objectOf({ open }: ObjectValue, properties: ReadonlyMap<string, Property>): ObjectValue {
  return { kind: 'object', properties, ...(open === undefined ? {} : { open }) };
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
