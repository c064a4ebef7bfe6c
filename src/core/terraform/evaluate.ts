/** What an expression is worth. Every form of expression is dispatched here; the larger ones have files of their own. */
import type { Call, Expression, GetAttribute, ObjectConstructor, ObjectItem, Tuple } from '../hcl/nodes.ts';
import {
  booleanValue,
  nullValue,
  stringValue,
  unknown,
  type Property,
  type StringValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { evaluateSplat, getAttribute, getIndex } from './access.ts';
import { evaluateConditional } from './conditional.ts';
import { lookup, SPLAT_ITEM, type Context, type Strict } from './context.ts';
import { exactNumber, toText } from './conversions.ts';
import { evaluateFor } from './forExpression.ts';
import { callFunction, catchesErrors } from './functions/call.ts';
import { keyTextOf, maybeSame, unknownKey } from './keys.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import { evaluateTemplate } from './templates.ts';
import { isStandIn } from './standIns.ts';
import { dynamicType } from './types.ts';
import {
  combine,
  invalid,
  isInvalid,
  makeList,
  makeObject,
  originOf,
  propertyAt,
  standInOf,
  tooLarge,
  unknownAs,
  untyped,
} from './values.ts';

/** The value of an expression. Never throws; what Terraform would reject is unknown with that reason. */
export function evaluate(expression: Expression, context: Context): Value {
  if (!context.budget.spend()) return tooLarge(expression, context);
  const value = evaluateKind(expression, context);
  const { strict } = context;
  if (strict === undefined || value.kind !== 'unknown') return value;
  if (mayFailYet(expression, value, context)) strict.doubt ??= value;
  return value;
}

/**
 * Whether an expression that is unknown may turn out to be an error: a name alone, or what has a stand-in, is there. What
 * is an error by now makes one of the whole, or does no harm to it.
 */
function mayFailYet(expression: Expression, value: Unknown, context: Context): boolean {
  if (isInvalid(value) || standInOf(value) !== undefined) return false;
  switch (expression.kind) {
    case 'variable':
    case 'parentheses':
    case 'splat-item':
      return false;
    case 'get-attribute': {
      const { source } = expression;
      const isName = source.kind === 'variable' && lookup(context, source.name) === undefined;
      return !isName && prefixedName(expression, context) === undefined;
    }
    default:
      return true;
  }
}

function evaluateKind(expression: Expression, context: Context): Value {
  switch (expression.kind) {
    case 'number':
      return exactNumber(Number(expression.text), expression, context);
    case 'boolean':
      return booleanValue(expression.value);
    case 'null':
      return nullValue;
    case 'template':
      return evaluateTemplate(expression, context, evaluate);
    case 'parentheses':
      return evaluate(expression.inner, context);
    case 'variable':
      return (
        lookup(context, expression.name) ?? invalid('is not a value by this name alone', expression, context)
      );
    case 'get-attribute':
      return evaluateGetAttribute(expression, context);
    case 'get-index': {
      const source = evaluate(expression.source, context);
      const key = evaluate(expression.key, context);
      return getIndex(source, key, expression.key, expression, context);
    }
    case 'splat':
      return evaluateSplat(expression, context, evaluate);
    case 'splat-item':
      return lookup(context, SPLAT_ITEM) ?? invalid('has no list before it', expression, context);
    case 'unary':
      return evaluateUnary(expression, context, evaluate);
    case 'binary':
      return evaluateBinary(expression, context, evaluate);
    case 'conditional':
      return evaluateConditional(expression, context, evaluate);
    case 'tuple':
      return evaluateTuple(expression, context);
    case 'object':
      return evaluateObject(expression, context);
    case 'for':
      return evaluateFor(expression, context, evaluate);
    case 'call':
      return evaluateCall(expression, context);
    case 'error':
      return unknown('an expression', 'could not be read', originOf(context, expression));
  }
}

function evaluateGetAttribute(expression: GetAttribute, context: Context): Value {
  const { source, name } = expression;
  if (source.kind === 'variable' && lookup(context, source.name) === undefined) {
    return context.module.resolve(source.name, name.text, originOf(context, expression));
  }
  const prefixed = prefixedName(expression, context);
  if (prefixed !== undefined) return context.module.resolve(...prefixed, originOf(context, expression));
  return getAttribute(evaluate(source, context), name.text, expression, context);
}

/** What `data.aws_vpc.main` names, or `resource.aws_vpc.main`, which is another spelling of `aws_vpc.main`. */
function prefixedName(
  { source, name }: GetAttribute,
  context: Context,
): [root: string, name: string] | undefined {
  if (source.kind !== 'get-attribute' || source.source.kind !== 'variable') return undefined;
  const prefix = source.source.name;
  if ((prefix !== 'data' && prefix !== 'resource') || lookup(context, prefix) !== undefined) return undefined;
  const type = source.name.text;
  return prefix === 'data' ? ['data', `${type}.${name.text}`] : [type, name.text];
}

function evaluateTuple(expression: Tuple, context: Context): Value {
  const items = expression.items.map((item) => propertyAt(evaluate(item, context), item, context));
  return makeList(items, expression, context);
}

function evaluateObject(expression: ObjectConstructor, context: Context): Value {
  const properties = new Map<string, Property>();
  const open: Unknown[] = [];
  for (const item of expression.items) {
    const key = evaluateKey(item, context);
    const value = evaluate(item.value, context);
    const name = keyTextOf(key);
    if (name !== undefined) {
      // Of a key that is given twice the last value counts; the first is evaluated all the same.
      if (!isInvalid(properties.get(name)?.value ?? nullValue))
        properties.set(name, propertyAt(value, item.value, context));
    } else {
      const why = key.kind === 'unknown' ? key : unknownKey(key.text, originOf(context, item.key));
      open.push(why);
      if (item.key.kind !== 'error') replacePerhaps(properties, beginningOf(item.key), why);
    }
  }
  const same = maybeSame([...properties.keys()], originOf(context, expression), context.budget);
  if (same !== undefined) return unknownAs(same, dynamicType, true);
  return makeObject(properties, expression, context, open.length === 0 ? undefined : combine(open));
}

/** A key that is not known may be one from before: then its value is what counts. */
function replacePerhaps(properties: Map<string, Property>, beginning: string, why: Unknown): void {
  for (const [name, { origin }] of properties) {
    if (isStandIn(name) || name.startsWith(beginning)) properties.set(name, { value: untyped(why), origin });
  }
}

/** The text a string begins with, whatever follows: `kubernetes.io/cluster/` in front of a name. */
function beginningOf(key: Expression): string {
  const first = key.kind === 'template' ? key.parts[0] : undefined;
  return first?.kind === 'literal' ? first.text : '';
}

function evaluateKey({ key }: ObjectItem, context: Context): StringValue | Unknown {
  if (key.kind === 'variable') return stringValue(key.name);
  return toText(evaluate(key, context), key, context);
}

function evaluateCall(expression: Call, context: Context): Value {
  if (!catchesErrors(expression)) {
    const values = expression.arguments.map((argument) => evaluate(argument, context));
    return callFunction(expression, values, context, evaluate);
  }
  const tries = expression.arguments.map((argument) => {
    const strict: Strict = { doubt: undefined };
    return { value: evaluate(argument, { ...context, strict }), strict };
  });
  const doubts = tries.map(({ strict }) => strict.doubt);
  const values = tries.map(({ value }) => value);
  return callFunction(expression, values, context, evaluate, doubts);
}
