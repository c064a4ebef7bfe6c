/**
 * `condition ? a : b`. Both branches have one type in Terraform, so a number becomes a string when the other branch is
 * one. Where the condition is unknown, all that both branches agree on stays known.
 */
import type { Conditional } from '../hcl/nodes.ts';
import {
  stringValue,
  type ListValue,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { toSetOf } from './collections.ts';
import type { Context, Evaluate } from './context.ts';
import { nameOf, numberText, toBoolean } from './conversions.ts';
import { equals } from './equality.ts';
import {
  collectionType,
  combine,
  invalid,
  isInvalid,
  isResourceObject,
  makeList,
  makeObject,
  originOf,
} from './values.ts';

export function evaluateConditional(expression: Conditional, context: Context, evaluate: Evaluate): Value {
  const { condition } = expression;
  const flag = toBoolean(evaluate(condition, context), condition, context);
  if (isInvalid(flag)) return flag;
  const then = evaluate(expression.then, context);
  const otherwise = evaluate(expression.otherwise, context);
  if (flag.kind === 'unknown') {
    const a = unify(then, otherwise, expression, context);
    return agreement(flag, a, unify(otherwise, then, expression, context), expression, context);
  }
  return flag.boolean
    ? unify(then, otherwise, expression, context)
    : unify(otherwise, then, expression, context);
}

/** `chosen` as the type it shares with `other`. */
function unify(chosen: Value, other: Value, expression: Conditional, context: Context): Value {
  if (isOpen(chosen) || isOpen(other)) return chosen;
  if (chosen.kind === 'list' && other.kind === 'list') return unifyLists(chosen, other, expression, context);
  if (chosen.kind === 'object' && other.kind === 'object') {
    return unifyObjects(chosen, other, expression, context);
  }
  if (chosen.kind === other.kind) return chosen;
  if (other.kind === 'string' && chosen.kind === 'number') return stringValue(numberText(chosen.number));
  if (other.kind === 'string' && chosen.kind === 'boolean') return stringValue(String(chosen.boolean));
  if (chosen.kind === 'string' && (other.kind === 'number' || other.kind === 'boolean')) return chosen;
  return invalid(
    `gives ${nameOf(chosen)} or ${nameOf(other)}, which have no type in common`,
    expression,
    context,
  );
}

/** Null, unknown and references fit any type. */
function isOpen(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'unknown' || value.kind === 'reference';
}

function unifyLists(chosen: ListValue, other: ListValue, expression: Conditional, context: Context): Value {
  const types = [collectionType(chosen), collectionType(other)] as const;
  if (types[0] === 'tuple' && types[1] === 'tuple' && chosen.items.length === other.items.length) {
    if (chosen.items.every((item, index) => item.value.kind === other.items[index]?.value.kind))
      return chosen;
    const items = chosen.items.map(({ value, origin }, index) => ({
      value: unify(value, other.items[index]?.value ?? value, expression, context),
      origin,
    }));
    return makeList(items, expression, context, chosen.open);
  }
  const texts = hasString(chosen.items) || hasString(other.items);
  const items = texts ? chosen.items.map(toTextItem) : chosen.items;
  if (types.includes('set') && !types.includes('list')) {
    return toSetOf({ ...chosen, items }, expression, context);
  }
  return makeList(items, expression, context, chosen.open, 'list');
}

function unifyObjects(
  chosen: ObjectValue,
  other: ObjectValue,
  expression: Conditional,
  context: Context,
): Value {
  if (isResourceObject(chosen) || isResourceObject(other)) return chosen;
  const isMap = collectionType(chosen) === 'map' || collectionType(other) === 'map';
  const names = [...chosen.properties.keys()];
  const alike = names.length === other.properties.size && names.every((name) => other.properties.has(name));
  const entries = [...chosen.properties];
  if (alike && !isMap) {
    const unified = entries.map(
      ([name, { value, origin }]) =>
        [
          name,
          { value: unify(value, other.properties.get(name)?.value ?? value, expression, context), origin },
        ] as const,
    );
    return makeObject(new Map(unified), expression, context, chosen.open);
  }
  const values = [...chosen.properties.values(), ...other.properties.values()];
  const flat = values.every(({ value }) => value.kind !== 'object' && value.kind !== 'list');
  if (!flat && !isMap) return chosen;
  const texts = flat && hasString(values);
  const converted = entries.map(([name, item]) => [name, texts ? toTextItem(item) : item] as const);
  return makeObject(new Map(converted), expression, context, chosen.open, 'map');
}

function hasString(items: readonly Property[]): boolean {
  return items.some(({ value }) => value.kind === 'string');
}

function toTextItem(item: Property): Property {
  const { value, origin } = item;
  if (value.kind === 'number') return { value: stringValue(numberText(value.number)), origin };
  if (value.kind === 'boolean') return { value: stringValue(String(value.boolean)), origin };
  return item;
}

/** What two branches agree on when it is unknown which of them is taken. */
function agreement(flag: Unknown, a: Value, b: Value, expression: Conditional, context: Context): Value {
  const equal = equals(a, b, expression, context);
  if (equal === true) return a;
  const reasons = [flag, a, b].filter((part) => part.kind === 'unknown');
  if (a.kind === 'list' && b.kind === 'list' && collectionType(a) === collectionType(b)) {
    return listAgreement(flag, a, b, expression, context);
  }
  if (a.kind === 'object' && b.kind === 'object' && !isResourceObject(a) && !isResourceObject(b)) {
    return objectAgreement(flag, a, b, expression, context);
  }
  return combine(reasons);
}

/** The items both begin with are certain; what follows is open. */
function listAgreement(
  flag: Unknown,
  a: ListValue,
  b: ListValue,
  expression: Conditional,
  context: Context,
): Value {
  const type = collectionType(a);
  const kept = type === 'set' || type === 'list' ? type : 'tuple';
  const items: Property[] = [];
  const open = [flag, a.open, b.open].filter((part) => part !== undefined);
  const closed = a.open === undefined && b.open === undefined;
  if (closed && a.items.length === b.items.length && kept !== 'set') {
    const origin = originOf(context, expression);
    for (const [index, { value }] of a.items.entries()) {
      const other = b.items[index]?.value ?? value;
      items.push({ value: agreement(flag, value, other, expression, context), origin });
    }
    return makeList(items, expression, context, undefined, kept);
  }
  for (const [index, item] of a.items.entries()) {
    const other = b.items[index];
    if (other === undefined || equals(item.value, other.value, expression, context) !== true) break;
    items.push(item);
  }
  return makeList(items, expression, context, combine(open), kept);
}

/** Keys both have are certain, their values where they agree. */
function objectAgreement(
  flag: Unknown,
  a: ObjectValue,
  b: ObjectValue,
  expression: Conditional,
  context: Context,
): Value {
  const properties = new Map<string, Property>();
  for (const [name, { value, origin }] of a.properties) {
    const other = b.properties.get(name);
    if (other === undefined) continue;
    properties.set(name, { value: agreement(flag, value, other.value, expression, context), origin });
  }
  const open = [a.open, b.open].filter((part) => part !== undefined);
  if (properties.size < a.properties.size || properties.size < b.properties.size) open.push(flag);
  const type = collectionType(a) === 'map' && collectionType(b) === 'map' ? 'map' : 'object';
  return makeObject(properties, expression, context, open.length === 0 ? undefined : combine(open), type);
}
