/** Functions of numbers. Results that a double cannot hold exactly are unknown rather than nearly right. */
import { numberValue, type Unknown, type Value } from '../../value/value.ts';
import { exactNumber, toNumber, withoutNoise } from '../conversions.ts';
import { combine, isInvalid } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { logarithm, power } from './floatingPoint.ts';
import { ofKnown, ofOpen, type Family } from './function.ts';

export const numberFunctions: Family = {
  abs: ofKnown('(num: number) number', (given) => numberValue(Math.abs(given.number(0)))),
  ceil: ofKnown('(num: number) number', (given) => exact(given, Math.ceil(given.number(0)))),
  floor: ofKnown('(num: number) number', (given) => exact(given, Math.floor(given.number(0)))),
  log: ofKnown('(num: number, base: number) number', (given) => {
    const result = logarithm(given.number(0)) / logarithm(given.number(1));
    if (Number.isNaN(result)) return given.error('is no logarithm of a positive number');
    return exact(given, result);
  }),
  max: ofOpen('(...numbers: number) number', (given) => extreme(given, Math.max)),
  min: ofOpen('(...numbers: number) number', (given) => extreme(given, Math.min)),
  parseint: ofKnown('(number: any, base: number) any', parseInteger),
  pow: ofKnown('(num: number, power: number) number', (given) =>
    exact(given, power(given.number(0), given.number(1)) ?? Infinity),
  ),
  signum: ofKnown('(num: number) number', (given) =>
    Number.isInteger(given.number(0))
      ? numberValue(Math.sign(given.number(0)))
      : given.error('is not a whole number', 0),
  ),
  sum: ofOpen('(list: any) any', sum),
};

function exact(given: Arguments, result: number): Value {
  return exactNumber(result, given.call, given.context);
}

function extreme(given: Arguments, pick: (a: number, b: number) => number): Value {
  if (given.count === 0) return given.error('compares no numbers at all');
  const open = given.values.filter((value) => value.kind === 'unknown');
  if (open.length > 0) return combine(open);
  return numberValue(given.values.map((_, index) => given.number(index)).reduce((a, b) => pick(a, b)));
}

/** Digits go on behind `z` with `A` to `Z` where the base is above 36; up to there capitals mean the same. */
function parseInteger(given: Arguments): Value {
  const [text, base] = [given.at(0), given.number(1)];
  if (text.kind !== 'string') return given.error('is no string to read a number from', 0);
  if (!Number.isInteger(base) || base < 2 || base > 62) return given.error('is no base from 2 to 62', 1);
  const found = /^([-+]?)([0-9A-Za-z]+)$/.exec(text.text);
  if (found === null) return given.error('is not a whole number', 0);
  const [, sign = '', digits = ''] = found;
  if (digits.length > 1000) return given.tooLarge();
  let result = 0n;
  for (const digit of digits) {
    const value = digitValue(digit, base);
    if (value >= base) return given.error(`is not a whole number in base ${base}`, 0);
    result = result * BigInt(base) + BigInt(value);
  }
  return exact(given, Number(sign === '-' ? -result : result));
}

function digitValue(digit: string, base: number): number {
  if (base > 36 && digit >= 'A' && digit <= 'Z') return digit.charCodeAt(0) - 29;
  return parseInt(digit, 36);
}

function sum(given: Arguments): Value {
  const list = given.at(0);
  if (list.kind === 'unknown') return list;
  if (list.kind !== 'list') return given.error('is no list of numbers', 0);
  if (list.open !== undefined) return list.open;
  if (list.items.length === 0) return given.error('is an empty list, which has no sum', 0);
  const open: Unknown[] = [];
  let total = 0;
  for (const { value } of list.items) {
    const number = toNumber(value, given.span(0), given.context);
    if (isInvalid(number)) return number;
    if (number.kind === 'unknown') open.push(number);
    else total += number.number;
  }
  if (open.length > 0) return combine(open);
  return exact(given, withoutNoise(total));
}
