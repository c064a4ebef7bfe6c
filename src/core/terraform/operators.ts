/** The operators, in three values: `false && unknown` is false, `unknown + 1` is unknown for the same reasons. */
import type { Binary, BinaryOperator, Unary } from '../hcl/nodes.ts';
import {
  booleanValue,
  type BooleanValue,
  type NumberValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Context, Evaluate } from './context.ts';
import { exactNumber, numberText, toBoolean, toNumber, withoutNoise } from './conversions.ts';
import { equals } from './equality.ts';
import { boolType, numberType } from './types.ts';
import { combine, invalid, isInvalid, notTold, unknownAs } from './values.ts';

export function evaluateUnary(expression: Unary, context: Context, evaluate: Evaluate): Value {
  const { operand } = expression;
  const value = evaluate(operand, context);
  if (expression.operator === '!') {
    const flag = toBoolean(value, operand, context);
    return flag.kind === 'unknown' ? unknownAs(flag, boolType, true) : booleanValue(!flag.boolean);
  }
  const number = toNumber(value, operand, context);
  if (number.kind === 'unknown') return unknownAs(number, numberType, true);
  return exactNumber(-number.number, expression, context);
}

export function evaluateBinary(expression: Binary, context: Context, evaluate: Evaluate): Value {
  const { operator } = expression;
  const left = evaluate(expression.left, context);
  const right = evaluate(expression.right, context);
  switch (operator) {
    case '&&':
    case '||':
      return asBoolean(
        logical(
          operator === '||',
          toBoolean(left, expression.left, context),
          toBoolean(right, expression.right, context),
        ),
      );
    case '==':
    case '!=': {
      const equal = equals(left, right, expression, context);
      return typeof equal === 'boolean'
        ? booleanValue(equal === (operator === '=='))
        : unknownAs(equal, boolType, true);
    }
    default: {
      const a = toNumber(left, expression.left, context);
      const b = toNumber(right, expression.right, context);
      if (a.kind === 'number' && b.kind === 'number') return compute(operator, a, b, expression, context);
      const open = combine([a, b].filter((part) => part.kind === 'unknown'));
      return unknownAs(
        open,
        operator.startsWith('<') || operator.startsWith('>') ? boolType : numberType,
        true,
      );
    }
  }
}

function asBoolean(value: BooleanValue | Unknown): BooleanValue | Unknown {
  return value.kind === 'unknown' ? unknownAs(value, boolType, true) : value;
}

/** `decisive` is the operand that settles the result alone: true for `||`, false for `&&`. */
function logical(
  decisive: boolean,
  left: BooleanValue | Unknown,
  right: BooleanValue | Unknown,
): BooleanValue | Unknown {
  if (left.kind === 'boolean') return left.boolean === decisive ? left : right;
  if (isInvalid(left)) return left;
  if (right.kind === 'unknown') return combine([left, right]);
  return right.boolean === decisive ? right : left;
}

function compute(
  operator: Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>,
  { number: a }: NumberValue,
  { number: b }: NumberValue,
  expression: Binary,
  context: Context,
): Value {
  switch (operator) {
    case '<':
      return booleanValue(a < b);
    case '<=':
      return booleanValue(a <= b);
    case '>':
      return booleanValue(a > b);
    case '>=':
      return booleanValue(a >= b);
    case '+':
      return exactNumber(withoutNoise(a + b), expression, context);
    case '-':
      return exactNumber(withoutNoise(a - b), expression, context);
    case '*':
      return exactNumber(withoutNoise(a * b), expression, context);
    case '/':
      if (b !== 0) return exactNumber(withoutNoise(a / b), expression, context);
      if (a === 0) return invalid('divides zero by zero', expression, context);
      return notTold('divides by zero', expression, context);
    case '%':
      return exactNumber(b === 0 ? a : remainder(a, b), expression, context);
  }
}

/**
 * Has the sign of `a`, as in Terraform. Fractions are divided first, so that their noise can be taken away; the result has
 * no more decimals than they.
 */
function remainder(a: number, b: number): number {
  if (Number.isInteger(a) && Number.isInteger(b)) return a % b;
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  return Number((a - b * Math.trunc(withoutNoise(a / b))).toFixed(Math.min(decimals, 100)));
}

/** Digits behind the point. */
function decimalsOf(number: number): number {
  const [, fraction = ''] = numberText(number).split('.');
  return fraction.length;
}
