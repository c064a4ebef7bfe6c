/**
 * `condition ? a : b`. Both branches have one type in Terraform, so a number becomes a string when the other branch is
 * one. Where the condition is unknown, all that both branches agree on stays known.
 */
import type { Conditional, Expression } from '../hcl/nodes.ts';
import type { ListValue, ObjectValue, Property, Unknown, Value } from '../value/value.ts';
import type { Context, Evaluate, Strict } from './context.ts';
import { nameOf, toBoolean } from './conversions.ts';
import { convert } from './convert.ts';
import { equals } from './equality.ts';
import { doubtIn } from './itemTexts.ts';
import { isComplete, listOf, mapOf, setOf, unify, type CollectionOf, type Type } from './types.ts';
import {
  collectionType,
  combine,
  elementType,
  invalid,
  isInvalid,
  isNotNull,
  isResourceObject,
  makeList,
  makeObject,
  notTold,
  originOf,
  typeOf,
  unknownAs,
  unorderedOf,
  untyped,
} from './values.ts';

export function evaluateConditional(expression: Conditional, context: Context, evaluate: Evaluate): Value {
  const { condition } = expression;
  const flag = toBoolean(evaluate(condition, context), condition, context);
  if (isInvalid(flag)) return flag;
  const ifTrue = evaluateBranch(expression.then, context, evaluate);
  const ifFalse = evaluateBranch(expression.otherwise, context, evaluate);
  const [then, otherwise] = [ifTrue.value, ifFalse.value];
  if (flag.kind === 'unknown' || flag.boolean) noteDoubt(ifTrue, context);
  if (flag.kind === 'unknown' || !flag.boolean) noteDoubt(ifFalse, context);
  if (flag.kind === 'boolean') {
    const [chosen, other] = flag.boolean ? [then, otherwise] : [otherwise, then];
    // An error in the branch that is not taken does no harm, nor does what may yet be one; its type is not known then.
    if (isInvalid(chosen) || isInvalid(other)) return chosen;
    if (chosen.kind === other.kind && isScalar(chosen)) return chosen;
    if (context.strict !== undefined) context.strict.doubt ??= mayNotFit(chosen, other, expression, context);
    const type = commonType(then, otherwise);
    if (type === undefined) return noCommonType(chosen, other, expression, context);
    const isOpen =
      type.kind === 'dynamic' && typeOf(chosen).kind === 'object' && typeOf(other).kind === 'object';
    return isOpen ? keysNotTold(expression, context) : convert(chosen, type, expression, context);
  }
  // A branch that is an error is one only if it is taken.
  if (isInvalid(then) && isInvalid(otherwise)) return then;
  if (isInvalid(then) || isInvalid(otherwise)) return untyped(flag);
  const type = commonType(then, otherwise);
  if (type === undefined) return noCommonType(then, otherwise, expression, context);
  const a = convert(then, type, expression, context);
  const b = convert(otherwise, type, expression, context);
  // A branch that cannot be converted is an error only if it is taken.
  if (isInvalid(a) || isInvalid(b)) return unknownAs(flag, type, false);
  const agreed = agreement(flag, a, b, expression, context);
  if (agreed.kind !== 'unknown') return agreed;
  return unknownAs(agreed, type, isNotNull(a) && isNotNull(b));
}

interface Branch {
  readonly value: Value;
  readonly strict: Strict | undefined;
}

/** Inside `try()` and `can()` what may be an error in a branch counts only where the branch is taken. */
function evaluateBranch(expression: Expression, context: Context, evaluate: Evaluate): Branch {
  if (context.strict === undefined) return { value: evaluate(expression, context), strict: undefined };
  const strict: Strict = { doubt: undefined };
  return { value: evaluate(expression, { ...context, strict }), strict };
}

function noteDoubt({ strict }: Branch, context: Context): void {
  if (context.strict !== undefined) context.strict.doubt ??= strict?.doubt;
}

/** Why two branches may turn out to have no type in common, which is an error whichever is taken; null fits all types. */
function mayNotFit(a: Value, b: Value, expression: Conditional, context: Context): Unknown | undefined {
  if (a.kind === 'null' || b.kind === 'null') return undefined;
  return [a, b]
    .filter((branch) => !isComplete(typeOf(branch)))
    .map((branch) => doubtIn(branch, expression, context))
    .find((doubt) => doubt !== undefined);
}

/** Two objects make a map unless they have the same keys. */
function keysNotTold(expression: Conditional, context: Context): Unknown {
  return notTold('has keys that may or may not be the same', expression, context);
}

function isScalar({ kind }: Value): boolean {
  return kind === 'string' || kind === 'number' || kind === 'boolean';
}

/** The type both branches have in common; `null` alone takes on that of the other. */
function commonType(then: Value, otherwise: Value): Type | undefined {
  const [a, b] = [typeOf(then), typeOf(otherwise)];
  if (then.kind === 'null' && a.kind === 'dynamic') return b;
  if (otherwise.kind === 'null' && b.kind === 'dynamic') return a;
  return unify([a, b]);
}

function noCommonType(a: Value, b: Value, expression: Conditional, context: Context): Value {
  return invalid(`gives ${nameOf(a)} or ${nameOf(b)}, which have no type in common`, expression, context);
}

/** What two branches agree on when it is unknown which of them is taken. */
function agreement(flag: Unknown, a: Value, b: Value, expression: Conditional, context: Context): Value {
  const equal = equals(a, b, expression, context);
  if (equal === true) return a;
  const reasons = [flag, a, b].filter((part) => part.kind === 'unknown');
  const isPlaced = (list: ListValue): boolean => unorderedOf(list) === undefined;
  if (a.kind === 'list' && b.kind === 'list' && !(isPlaced(a) && isPlaced(b)))
    return combine([flag, ...reasons]);
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
  const kind = collectionType(a);
  const element = elementType(a);
  const kept = element === undefined ? undefined : kind === 'set' ? setOf(element) : listOf(element);
  const items: Property[] = [];
  const open = [flag, a.open, b.open].filter((part) => part !== undefined);
  const closed = a.open === undefined && b.open === undefined;
  if (closed && a.items.length === b.items.length && kind !== 'set') {
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
  const [left, right] = [elementType(a), elementType(b)];
  const type: CollectionOf | undefined = left === undefined || right === undefined ? undefined : mapOf(left);
  return makeObject(properties, expression, context, open.length === 0 ? undefined : combine(open), type);
}
