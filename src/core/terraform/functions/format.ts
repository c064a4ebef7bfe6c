/** `format` and `formatlist`: the verbs `v t b d o x X e E f g G s q` with flags, width, precision and `[index]`. */
import {
  nullValue,
  stringValue,
  type Property,
  type StringValue,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { MAX_TEXT, nameOf, numberText, toBoolean, toNumber, toText } from '../conversions.ts';
import { joinTexts, partOfText } from '../standIns.ts';
import { stringType } from '../types.ts';
import { combine, isInvalid, standInOf, typeOf, unknownAs, unknownText, unorderedOf } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { unknownPart } from './unknownPart.ts';
import { ofOpen, type Family } from './function.ts';
import { jsonText } from './json.ts';
import { graphemes } from './string.ts';

export const formatFunctions: Family = {
  format: ofOpen('(format: string, ...args?: any) any', (given) => {
    const pattern = given.at(0);
    if (pattern.kind !== 'string') return unknownString(unknownPart(pattern, given, 0), given);
    return formatted(pattern.text, given.values.slice(1), given);
  }),
  formatlist: ofOpen('(format: string, ...args?: any) any', formatList),
};

interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

const verbPattern =
  /%(?:%|([-+ 0#]*)(?:\[(\d{1,4})\])?(\d{1,4})?(?:\.(\d{1,4}))?(?:\[(\d{1,4})\])?([a-zA-Z])|)/g;

function formatted(pattern: string, values: readonly Value[], given: Arguments): StringValue | Unknown {
  const open: Unknown[] = [];
  for (const [index, value] of values.entries()) {
    const part = unknownPart(value, given, index + 1);
    if (part !== undefined) open.push(part);
  }
  if (open.length > 0) return unknownText(combine(open), standInOfFormat(pattern, values));
  let failed: Unknown | undefined;
  let next = 0;
  let highest = 0;
  let length = 0;
  const text = pattern.replace(
    verbPattern,
    (
      whole,
      flags = '',
      first?: string,
      width?: string,
      precision?: string,
      second?: string,
      letter?: string,
    ) => {
      if (whole === '%%') return '%';
      if (failed !== undefined || length > MAX_TEXT) return '';
      if (letter === undefined) {
        failed = given.error('has a % that begins no verb', 0);
        return '';
      }
      const place = first ?? second;
      if (place !== undefined) next = Number(place) - 1;
      const value = values[next++];
      highest = Math.max(highest, next);
      if (value === undefined) {
        failed = given.error('has fewer arguments than verbs');
        return '';
      }
      const verb = { flags: String(flags), width: toCount(width), precision: toCount(precision), letter };
      const part = write(verb, value, given, next);
      if (part.kind !== 'string') {
        failed = part;
        return '';
      }
      length += part.text.length;
      return part.text;
    },
  );
  if (failed !== undefined) return failed;
  if (highest < values.length) return given.error('has more arguments than verbs');
  return given.string(text);
}

/** What stands for the result where texts are put in as they are. */
function standInOfFormat(pattern: string, values: readonly Value[]): string | undefined {
  if (partOfText(pattern) === undefined) return undefined;
  const pieces: string[] = [];
  let [end, next] = [0, 0];
  for (const match of pattern.matchAll(/%([%svd]?)/g)) {
    const [whole, letter] = match;
    const text = letter === '%' ? '%' : plainText(values[next++], letter);
    if (text === undefined) return undefined;
    pieces.push(pattern.slice(end, match.index), text);
    end = match.index + whole.length;
  }
  return next === values.length ? joinTexts([...pieces, pattern.slice(end)]) : undefined;
}

function plainText(value: Value | undefined, letter: string | undefined): string | undefined {
  if (value === undefined || letter === '') return undefined;
  if (value.kind === 'number') return Number.isInteger(value.number) ? numberText(value.number) : undefined;
  if (letter === 'd') return undefined;
  return value.kind === 'string' ? partOfText(value.text) : standInOf(value);
}

function unknownString(part: Unknown | undefined, given: Arguments): Unknown {
  return unknownAs(part ?? given.tooLarge(), stringType, true);
}

function toCount(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** @param index of the argument in the call. */
function write(verb: Verb, value: Value, given: Arguments, index: number): StringValue | Unknown {
  const { letter, precision } = verb;
  if (value.kind === 'null') {
    if (letter !== 'v') return given.error('is null, which cannot be formatted', index);
    if (typeOf(value).kind === 'dynamic') return given.unknown('is null of no known type', index);
  }
  switch (letter) {
    case 'v':
      return padded(asIs(verb, value, given), verb);
    case 't': {
      const flag = toBoolean(value, given.span(index), given.context);
      return flag.kind === 'unknown' ? flag : padded(stringValue(String(flag.boolean)), verb);
    }
    case 's':
    case 'q': {
      if (value.kind === 'list' || value.kind === 'object') {
        return given.error(`is ${nameOf(value)} where a string is needed`, index);
      }
      const text = toText(value, given.span(index), given.context);
      if (text.kind === 'unknown') return text;
      const cut = precision === undefined ? text.text : graphemes(text.text).slice(0, precision).join('');
      return padded(letter === 'q' ? jsonText(stringValue(cut), given) : stringValue(cut), verb);
    }
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': {
      const number = toNumber(value, given.span(index), given.context);
      if (number.kind === 'unknown') return number;
      const isFraction = !Number.isInteger(number.number);
      if ('bdoxX'.includes(letter)) {
        if (isFraction) return given.error('is not a whole number', index);
        return stringValue(signed(verb, number.number, integerText(verb, Math.abs(number.number))));
      }
      const digits = floatText(verb, Math.abs(number.number));
      if (digits === undefined) return given.unknown('is rounded at a digit that cannot be told', index);
      return stringValue(signed(verb, number.number, digits));
    }
    default:
      return given.error(`has a verb %${letter} that Terraform does not know`, 0);
  }
}

/** `%v`: strings as they are, numbers as short as may be, all else as JSON; `%#v` is JSON throughout. */
function asIs({ flags }: Verb, value: Value, given: Arguments): StringValue | Unknown {
  if (flags.includes('#')) return jsonText(value, given);
  if (value.kind === 'string') return value;
  if (value.kind === 'number') {
    const sign = value.number < 0 ? '-' : '';
    return stringValue(sign + shortest(Math.abs(value.number), 'e'));
  }
  return jsonText(value, given);
}

function padded(text: StringValue | Unknown, { flags, width = 0 }: Verb): StringValue | Unknown {
  if (text.kind === 'unknown') return text;
  const missing = width - graphemes(text.text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return stringValue(text.text + ' '.repeat(missing));
  return stringValue((flags.includes('0') ? '0' : ' ').repeat(missing) + text.text);
}

/** Sign and padding of a number: zeros go between the two. */
function signed({ flags, width = 0 }: Verb, number: number, digits: string): string {
  const sign = number < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const missing = width - sign.length - digits.length;
  if (missing <= 0) return sign + digits;
  if (flags.includes('-')) return sign + digits + ' '.repeat(missing);
  return flags.includes('0') ? sign + '0'.repeat(missing) + digits : ' '.repeat(missing) + sign + digits;
}

function integerText({ letter, flags, precision = 0 }: Verb, number: number): string {
  const base = letter === 'b' ? 2 : letter === 'o' ? 8 : letter === 'd' ? 10 : 16;
  const digits = number.toString(base).padStart(precision, '0');
  const prefix = !flags.includes('#') || letter === 'd' ? '' : { b: '0b', o: '0', x: '0x', X: '0X' }[letter];
  return (prefix ?? '') + (letter === 'X' ? digits.toUpperCase() : digits);
}

function floatText({ letter, precision }: Verb, number: number): string | undefined {
  switch (letter) {
    case 'f':
      return rounded(number, precision ?? 6);
    case 'e':
    case 'E':
      return exponential(number, precision ?? 6, letter);
    default: {
      const mark = letter === 'g' ? 'e' : 'E';
      if (precision === undefined) return shortest(number, mark);
      const digits = Math.max(1, precision);
      const scientific = exponential(number, digits - 1, mark);
      if (scientific === undefined) return undefined;
      const [mantissa = '', power = ''] = scientific.split(mark);
      const exponent = Number(power);
      const bare = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
      if (exponent < -4 || exponent >= digits) return `${bare(mantissa)}${mark}${power}`;
      const fixed = rounded(number, digits - 1 - exponent);
      return fixed === undefined ? undefined : bare(fixed);
    }
  }
}

/** As few digits as tell the number from others; with an exponent from a million on and below a ten-thousandth. */
function shortest(number: number, mark: string): string {
  const [mantissa = '', power = '0'] = number.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return numberText(number);
  return `${mantissa}${mark}${exponentText(exponent)}`;
}

function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/**
 * The number with `places` digits behind the point, halves to even. Where the decimal is a half that binary cannot
 * hold, which way it goes depends on more bits than a double has: `undefined`.
 */
function rounded(number: number, places: number): string | undefined {
  if (places > 100) return undefined;
  const [, fraction = ''] = numberText(number).split('.');
  const isHalf = fraction.length === places + 1 && fraction.endsWith('5');
  if (!isHalf) return number.toFixed(places);
  if (!Number.isInteger(number * 2 ** fraction.length)) return undefined;
  const cut = numberText(number).slice(0, -1).replace(/\.$/, '');
  const last = Number(cut.at(-1));
  if (last % 2 === 0) return cut;
  const up = Number(cut) + 10 ** -places;
  return up.toFixed(places);
}

function exponential(number: number, places: number, mark: string): string | undefined {
  if (places > 100) return undefined;
  const digits = number.toExponential().replace(/e.*|\D/g, '');
  if (digits.length === places + 2 && digits.endsWith('5')) return undefined;
  const [mantissa = '', power = '0'] = number.toExponential(places).split('e');
  return `${mantissa}${mark}${exponentText(Number(power))}`;
}

/** A string for each item of the lists, which are all as long; what is no list is used for each. */
function formatList(given: Arguments): Value {
  const pattern = given.at(0);
  const open: Unknown[] = [];
  let length: number | undefined;
  for (let index = 1; index < given.count; index++) {
    const value = given.at(index);
    if (value.kind === 'null' && typeOf(value).kind === 'dynamic') {
      open.push(given.unknown('is null of no known type', index));
    }
    if (value.kind === 'unknown' && typeOf(value).kind !== 'string') open.push(value);
    if (value.kind !== 'list') continue;
    const unplaced = value.open ?? unorderedOf(value);
    if (unplaced !== undefined) open.push(unplaced);
    else if (length !== undefined && length !== value.items.length) {
      return given.error(`has ${value.items.length} items where a list before has ${length}`, index);
    } else length = value.items.length;
  }
  if (open.length > 0) return combine(open);
  if (pattern.kind !== 'string') return unknownPart(pattern, given, 0) ?? given.tooLarge();
  const items: Property[] = [];
  for (let at = 0; at < (length ?? 1); at++) {
    if (!given.spend(given.count)) return given.tooLarge();
    const values = given.values
      .slice(1)
      .map((value) => (value.kind === 'list' ? (value.items[at]?.value ?? nullValue) : value));
    const text = formatted(pattern.text, values, given);
    if (isInvalid(text)) return text;
    items.push(given.property(text));
  }
  return given.listOf(stringType, items);
}
