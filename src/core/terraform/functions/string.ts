/** Functions of strings: `lower`, `upper`, `trimspace`, `join`, `split`, `replace`, `format`. */
import type { Call } from '../../hcl/nodes.ts';
import { nullValue, stringValue, type StringValue, type Unknown, type Value } from '../../value/value.ts';
import type { Context } from '../context.ts';
import { MAX_TEXT, nameOf, toNumber, toText } from '../conversions.ts';
import {
  chosenByAws,
  combine,
  invalid,
  isInvalid,
  makeList,
  notTold,
  originOf,
  tooLarge,
} from '../values.ts';
import { argumentSpan, type TerraformFunction } from './function.ts';

export const stringFunctions: Readonly<Record<string, TerraformFunction>> = {
  lower: ofTexts(1, ([text = '']) => text.toLowerCase()),
  upper: ofTexts(1, ([text = '']) => text.toUpperCase()),
  trimspace: ofTexts(1, ([text = '']) => text.trim()),
  replace: ofTexts(3, ([text = '', search = '', by = ''], call, context) => {
    if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
      return notTold('replaces by a regular expression, which is not evaluated yet', call, context);
    }
    const times = search === '' ? text.length : text.length / search.length;
    return text.length + times * by.length > MAX_TEXT
      ? tooLarge(call, context)
      : text.replaceAll(search, () => by);
  }),
  split: { minimum: 2, maximum: 2, compute: split },
  join: { minimum: 2, maximum: Infinity, compute: join },
  format: { minimum: 1, maximum: Infinity, compute: format },
};

type OfTexts = (texts: readonly string[], call: Call, context: Context) => string | Unknown;

/** A function of `count` strings, all of which have to be known. */
function ofTexts(count: number, change: OfTexts): TerraformFunction {
  const compute = (values: readonly Value[], call: Call, context: Context): Value => {
    const texts = textsOf(values, call, context);
    if ('kind' in texts) return texts;
    const result = change(texts, call, context);
    if (typeof result !== 'string') return result;
    return context.budget.spend(result.length >> 4) ? stringValue(result) : tooLarge(call, context);
  };
  return { minimum: count, maximum: count, compute };
}

function textsOf(values: readonly Value[], call: Call, context: Context): readonly string[] | Unknown {
  const texts = values.map((value, index) => toText(value, argumentSpan(call, index), context));
  const open = texts.filter((text) => text.kind === 'unknown');
  return open.length > 0
    ? combine(open)
    : texts.flatMap((text) => (text.kind === 'string' ? [text.text] : []));
}

function split(values: readonly Value[], call: Call, context: Context): Value {
  const texts = textsOf(values, call, context);
  if ('kind' in texts) return texts;
  const [separator = '', text = ''] = texts;
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  const origin = originOf(context, call);
  const items = parts.map((part) => ({ value: stringValue(part), origin }));
  return makeList(items, call, context, undefined, 'list');
}

function join(values: readonly Value[], call: Call, context: Context): Value {
  const [first = nullValue, ...lists] = values;
  const separator = toText(first, argumentSpan(call, 0), context);
  const open: Unknown[] = separator.kind === 'unknown' ? [separator] : [];
  const texts: string[] = [];
  let length = 0;
  for (const [index, list] of lists.entries()) {
    const span = argumentSpan(call, index + 1);
    if (list.kind === 'unknown') open.push(list);
    else if (list.kind === 'reference') {
      open.push(chosenByAws(`${list.resource}.${list.attribute}`, span, context));
    } else if (list.kind !== 'list') {
      return invalid(`is ${nameOf(list)} where a list of strings is needed`, span, context);
    } else {
      if (list.open !== undefined) open.push(list.open);
      for (const item of list.items) {
        const text = toText(item.value, span, context);
        if (isInvalid(text)) return text;
        if (text.kind === 'unknown') open.push(text);
        else texts.push(text.text);
        length += text.kind === 'string' ? text.text.length : 0;
      }
    }
  }
  if (separator.kind === 'unknown' || open.length > 0) return combine(open);
  const total = length + texts.length * separator.text.length;
  if (total > MAX_TEXT || !context.budget.spend((total >> 4) + texts.length)) return tooLarge(call, context);
  return stringValue(texts.join(separator.text));
}

/** The verbs `%s`, `%d`, `%t`, `%v` of strings, numbers and booleans, with a width, `-` and `0`. */
const verb = /%(?:%|([-0]?)(\d{0,3})([a-zA-Z])|)/g;

function format(values: readonly Value[], call: Call, context: Context): Value {
  const [first = nullValue, ...given] = values;
  const pattern = toText(first, argumentSpan(call, 0), context);
  if (pattern.kind === 'unknown') return pattern;
  const open = given.filter((value) => value.kind === 'unknown');
  if (open.length > 0) return combine(open);
  let failed: Unknown | undefined;
  let used = 0;
  const text = pattern.text.replace(verb, (whole, flag?: string, width?: string, letter?: string) => {
    if (whole === '%%') return '%';
    if (letter === undefined || flag === undefined || width === undefined) {
      failed ??= notTold('uses a verb that is not evaluated yet', call, context);
      return '';
    }
    const value = given[used++];
    const part = value === undefined ? undefined : verbText(letter, value, used, call, context);
    if (part?.kind !== 'string') {
      failed ??= part ?? invalid('has fewer arguments than verbs', call, context);
      return '';
    }
    if (flag === '-') return part.text.padEnd(Number(width));
    if (flag !== '0') return part.text.padStart(Number(width));
    if (letter !== 'd' || part.text.startsWith('-')) {
      failed ??= notTold('pads in a way that is not evaluated yet', call, context);
    }
    return part.text.padStart(Number(width), '0');
  });
  if (failed !== undefined) return failed;
  if (used < given.length) return invalid('has more arguments than verbs', call, context);
  if (text.length > MAX_TEXT || !context.budget.spend(text.length >> 4)) return tooLarge(call, context);
  return stringValue(text);
}

/** @param index of the argument in the call. */
function verbText(
  letter: string,
  value: Value,
  index: number,
  call: Call,
  context: Context,
): StringValue | Unknown {
  const span = argumentSpan(call, index);
  if (value.kind === 'null' || value.kind === 'list' || value.kind === 'object') {
    return notTold(`is ${nameOf(value)}, which is not formatted yet`, span, context);
  }
  switch (letter) {
    case 's':
    case 'v':
      return toText(value, span, context);
    case 'd': {
      const number = toNumber(value, span, context);
      if (number.kind === 'unknown') return number;
      if (!Number.isInteger(number.number)) return notTold('is not a whole number', span, context);
      return stringValue(String(number.number));
    }
    default:
      return notTold('uses a verb that is not evaluated yet', call, context);
  }
}
