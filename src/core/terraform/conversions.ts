/**
 * Conversions between strings, numbers and booleans as Terraform makes them where an operator, a template or a type
 * constraint wants another type. What is not known stays unknown; what cannot be converted is invalid.
 */
import type { Span } from '../text/span.ts';
import {
  booleanValue,
  numberValue,
  stringValue,
  type BooleanValue,
  type NumberValue,
  type StringValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Context } from './context.ts';
import { boolType, canConvert, numberType, stringType, type Type } from './types.ts';
import {
  invalid,
  isInvalid,
  notTold,
  standInOf,
  stringOfReference,
  textOfReference,
  typeOf,
  untyped,
} from './values.ts';

/** Longer strings are not built; a whole module is rarely this long. UTF-16 code units. */
export const MAX_TEXT = 1_000_000;

export function toText(value: Value, span: Span, context: Context): StringValue | Unknown {
  switch (value.kind) {
    case 'string':
      return value;
    case 'unknown':
      return openAs(value, stringType, 'a string', span, context);
    case 'number':
      return textOfNumber(value.number, span, context);
    case 'boolean':
      return stringValue(String(value.boolean));
    case 'reference':
      return stringOfReference(value, span, context);
    default:
      return invalid(`is ${nameOf(value)} where a string is needed`, span, context);
  }
}

export function toNumber(value: Value, span: Span, context: Context): NumberValue | Unknown {
  switch (value.kind) {
    case 'number':
      return value;
    case 'unknown':
      return openAs(value, numberType, 'a number', span, context);
    case 'string':
      return numberFromText(value.text, span, context);
    case 'reference':
      return textOfReference(value, span, context);
    default:
      return invalid(`is ${nameOf(value)} where a number is needed`, span, context);
  }
}

export function toBoolean(value: Value, span: Span, context: Context): BooleanValue | Unknown {
  switch (value.kind) {
    case 'boolean':
      return value;
    case 'unknown':
      return openAs(value, boolType, 'true or false', span, context);
    case 'string':
      if (value.text === 'true' || value.text === '1') return booleanValue(true);
      if (value.text === 'false' || value.text === '0') return booleanValue(false);
      return invalid('is a string where true or false is needed', span, context);
    case 'reference':
      return textOfReference(value, span, context);
    default:
      return invalid(`is ${nameOf(value)} where true or false is needed`, span, context);
  }
}

/** An unknown value where `type` is needed. One that is known to be a list, say, is rejected before it is known. */
function openAs(value: Unknown, type: Type, words: string, span: Span, context: Context): Unknown {
  if (isInvalid(value)) return value;
  const known = typeOf(value);
  if (canConvert(known, type)) return type.kind === 'string' ? textOrUntyped(value) : untyped(value);
  return invalid(`is a ${known.kind} where ${words} is needed`, span, context);
}

/** A string goes on being told from others by what stands for it. */
function textOrUntyped(value: Unknown): Unknown {
  return standInOf(value) === undefined ? untyped(value) : value;
}

/** Significant digits of a fraction that are exact in a double. */
const MAX_PRECISION = 15;
/** More digits than any number needs that is kept exactly. */
const MAX_DIGITS = 400;

function numberFromText(text: string, span: Span, context: Context): NumberValue | Unknown {
  if (text.length > MAX_DIGITS || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) {
    return invalid('is a string where a number is needed', span, context);
  }
  return exactNumber(Number(text), span, context);
}

/** Terraform counts with 512 bits. Where a double would be off by one or more, the number is unknown rather than wrong. */
export function exactNumber(number: number, span: Span, context: Context): NumberValue | Unknown {
  if (!(Math.abs(number) <= Number.MAX_SAFE_INTEGER)) return tooManyDigits(span, context);
  return numberValue(number === 0 ? 0 : number);
}

/** Digits a fraction may have to be taken for one that binary noise has grown on. */
const MAX_CLEAN_DIGITS = 12;

/** Takes away the noise of binary fractions: `0.1 + 0.2` is 0.3 in Terraform, which counts with 512 bits. */
export function withoutNoise(number: number): number {
  if (Number.isInteger(number) || !Number.isFinite(number)) return number;
  const clean = Number(number.toPrecision(15));
  return clean.toExponential().replace(/e.*|\D/g, '').length <= MAX_CLEAN_DIGITS ? clean : number;
}

/** Terraform writes some 150 digits of 1/3; a double has the first few of them only. */
function textOfNumber(number: number, span: Span, context: Context): StringValue | Unknown {
  const text = numberText(number);
  const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '').length;
  if (!Number.isInteger(number) && digits >= MAX_PRECISION) return tooManyDigits(span, context);
  return stringValue(text);
}

function tooManyDigits(span: Span, context: Context): Unknown {
  return notTold('has more digits than can be kept', span, context);
}

/** A number in decimal without an exponent, as few digits as tell it apart from its neighbours. */
export function numberText(number: number): string {
  const text = String(number);
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = ''] = match;
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`;
}

/** What a value is, in words that fit behind "is": "a list", "null". */
export function nameOf(value: Value): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object';
    case 'unknown':
      return 'unknown';
    default:
      return `a ${value.kind}`;
  }
}
