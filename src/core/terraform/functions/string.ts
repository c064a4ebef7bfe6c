/** Functions of strings. What a reader sees as one character counts as one (grapheme clusters), as in Terraform. */
import { booleanValue, type Property, type Unknown, type Value } from '../../value/value.ts';
import { MAX_TEXT, toText } from '../conversions.ts';
import { keyValue } from '../keys.ts';
import { joinTexts, partOfText, splitText as cutText } from '../standIns.ts';
import { stringType } from '../types.ts';
import {
  combine,
  isInvalid,
  standInOf,
  textOfReference,
  unknownText,
  unorderedOf,
  untyped,
} from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, ofOpen, type Family } from './function.ts';
import { replacePattern } from './regex.ts';
import { unknownPart } from './unknownPart.ts';

export const stringFunctions: Family = {
  chomp: ofKnown('(str: string) string', (given) =>
    given.string(given.text(0).replace(/(?:\r\n?|\n)*$/, '')),
  ),
  endswith: ofKnown('(str: string, suffix: string) bool', (given) =>
    booleanValue(given.text(0).endsWith(given.text(1))),
  ),
  indent: ofKnown('(spaces: number, str: string) string', indent),
  join: ofOpen('(separator: string, ...lists: list(string)) string', join),
  lower: ofKnown('(str: string) string', (given) => given.string(changeCase(given.text(0), 'lower'))),
  replace: ofKnown('(str: string, substr: string, replace: string) string', replace),
  split: ofOpen('(separator: string, str: string) list(string)', split),
  startswith: ofKnown('(str: string, prefix: string) bool', (given) =>
    booleanValue(given.text(0).startsWith(given.text(1))),
  ),
  strcontains: ofKnown('(str: string, substr: string) bool', (given) =>
    booleanValue(given.text(0).includes(given.text(1))),
  ),
  strrev: ofKnown('(str: string) string', (given) =>
    given.spend(given.text(0).length)
      ? given.string(graphemes(given.text(0)).reverse().join(''))
      : given.tooLarge(),
  ),
  substr: ofKnown('(str: string, offset: number, length: number) string', substr),
  title: ofKnown('(str: string) string', (given) => given.string(title(given.text(0)))),
  trim: ofKnown('(str: string, cutset: string) string', trim),
  trimprefix: ofKnown('(str: string, prefix: string) string', (given) => {
    const [text, prefix] = [given.text(0), given.text(1)];
    return given.string(text.startsWith(prefix) ? text.slice(prefix.length) : text);
  }),
  trimspace: ofKnown('(str: string) string', (given) =>
    given.string(given.text(0).replace(spaceBefore, '').replace(spaceBehind, '')),
  ),
  trimsuffix: ofKnown('(str: string, suffix: string) string', (given) => {
    const [text, suffix] = [given.text(0), given.text(1)];
    return given.string(text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text);
  }),
  upper: ofKnown('(str: string) string', (given) => given.string(changeCase(given.text(0), 'upper'))),
};

/** Go's white space; JavaScript's is another. */
const spaceBefore = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const spaceBehind = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

const segmenter = new Intl.Segmenter('en');

/** The characters of a text as a reader sees them. */
export function graphemes(text: string): string[] {
  if (/^[\0-\x09\x0b\x0c\x0e-\x7f]*$/.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** One character becomes one: `ß` has no capital, and a `Σ` at the end of a word is no exception (Go's `unicode`). */
function changeCase(text: string, wanted: 'lower' | 'upper'): string {
  if (/^[\0-\x7f]*$/.test(text)) return wanted === 'lower' ? text.toLowerCase() : text.toUpperCase();
  return Array.from(text, (character) => {
    if (wanted === 'lower' && character === 'İ') return 'i';
    const changed = wanted === 'lower' ? character.toLowerCase() : character.toUpperCase();
    return Array.from(changed).length === 1 ? changed : character;
  }).join('');
}

/** The first letter of each word; what separates words is what Go's `strings.Title` takes for it. */
function title(text: string): string {
  let atStart = true;
  return Array.from(text, (character) => {
    const changed = atStart ? changeCase(character, 'upper') : character;
    atStart = character <= '\x7f' ? !/\w/.test(character) : /\s/.test(character);
    return changed;
  }).join('');
}

function indent(given: Arguments): Value {
  const spaces = given.number(0);
  if (!Number.isInteger(spaces) || spaces < 0) return given.error('is not a whole number of spaces', 0);
  const text = given.text(1);
  const lines = text.split('\n');
  if (text.length + lines.length * spaces > MAX_TEXT) return given.tooLarge();
  return given.string(lines.join(`\n${' '.repeat(spaces)}`));
}

/** What stands for a string can be cut where its text is known. */
function split(given: Arguments): Value {
  const [separator, value] = [given.at(0), given.at(1)];
  const standIn = standInOf(value);
  if (separator.kind === 'string' && standIn !== undefined && value.kind === 'unknown') {
    const pieces = cutText(standIn, separator.text);
    if (pieces === undefined) return untyped(value);
    const items = pieces.map((piece) => given.property(keyValue(piece, given.origin)));
    return given.listOf(stringType, items);
  }
  const open = [unknownPart(separator, given, 0), unknownPart(value, given, 1)].filter(
    (part) => part !== undefined,
  );
  if (open.length > 0) return combine(open);
  return given.spend(given.text(1).length >> 2)
    ? given.texts(splitText(given.text(1), given.text(0)), stringType)
    : given.tooLarge();
}

/** `''` stands between all characters. */
function splitText(text: string, separator: string): readonly string[] {
  return separator === '' ? Array.from(text) : text.split(separator);
}

function replace(given: Arguments): Value {
  const [text, search, by] = [given.text(0), given.text(1), given.text(2)];
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
    return replacePattern(given, text, search.slice(1, -1), by);
  }
  const times = search === '' ? text.length + 1 : text.length / search.length;
  if (text.length + times * by.length > MAX_TEXT) return given.tooLarge();
  if (search !== '') return given.string(text.replaceAll(search, () => by));
  return given.string(`${by}${Array.from(text, (character) => character + by).join('')}`);
}

/** A length of 0 behind a negative offset takes the rest, as a negative length does. */
function substr(given: Arguments): Value {
  const [offset, length] = [given.number(1), given.number(2)];
  if (!Number.isInteger(offset)) return given.error('is not a whole number', 1);
  if (!Number.isInteger(length)) return given.error('is not a whole number', 2);
  if (length === 0 && offset >= 0) return given.string('');
  if (!given.spend(given.text(0).length)) return given.tooLarge();
  const characters = graphemes(given.text(0));
  const start = Math.max(0, offset < 0 ? characters.length + offset : offset);
  return given.string(characters.slice(start, length <= 0 ? undefined : start + length).join(''));
}

function trim(given: Arguments): Value {
  if (!given.spend(given.text(0).length)) return given.tooLarge();
  const characters = Array.from(given.text(0));
  const cut = new Set(given.text(1));
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start] ?? '')) start++;
  while (end > start && cut.has(characters[end - 1] ?? '')) end--;
  return given.string(characters.slice(start, end).join(''));
}

function join(given: Arguments): Value {
  const separator = given.at(0);
  if (given.count === 1) return given.error('joins no list at all');
  const open: Unknown[] = separator.kind === 'unknown' ? [separator] : [];
  /** What each says, or what stands for it. */
  const texts: (string | undefined)[] = [];
  let isPlain = separator.kind === 'string' && partOfText(separator.text) !== undefined;
  let length = 0;
  for (let index = 1; index < given.count; index++) {
    const list = given.at(index);
    const rest =
      list.kind === 'list' ? (list.open ?? unorderedOf(list)) : list.kind === 'unknown' ? list : undefined;
    if (rest !== undefined) {
      open.push(rest);
      texts.push(undefined);
    }
    if (list.kind !== 'list') continue;
    for (const item of list.items) {
      const text = textOf(item, given, index);
      if (isInvalid(text)) return text;
      if (text.kind === 'unknown') open.push(text);
      else isPlain &&= partOfText(text.text) !== undefined;
      texts.push(text.kind === 'string' ? text.text : standInOf(text));
      length += texts.at(-1)?.length ?? 0;
    }
  }
  if (separator.kind === 'reference') open.push(textOfReference(separator, given.span(0), given.context));
  if (separator.kind !== 'string') return combine(open);
  const told = texts.filter((text) => text !== undefined);
  const total = length + told.length * separator.text.length;
  if (open.length > 0) {
    if (told.length < texts.length || total > MAX_TEXT || !isPlain) return combine(open);
    const pieces = told.flatMap((text, index) => (index === 0 ? [text] : [separator.text, text]));
    return unknownText(combine(open), joinTexts(pieces));
  }
  if (total > MAX_TEXT || !given.spend(told.length)) return given.tooLarge();
  return given.string(told.join(separator.text));
}

function textOf({ value }: Property, given: Arguments, index: number) {
  if (value.kind === 'null') return given.error('holds null, which cannot be joined', index);
  return toText(value, given.span(index), given.context);
}
