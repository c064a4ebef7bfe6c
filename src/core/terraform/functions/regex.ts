/** Functions of regular expressions: `regex`, `regexall`, and `replace` where what it looks for stands between `/`. */
import {
  stringValue,
  type ListValue,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { MAX_TEXT } from '../conversions.ts';
import { stringType, type Type } from '../types.ts';
import { nullOf } from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, type Family } from './function.ts';
import { search, type Match } from './re2/match.ts';
import { parseRegex, type Regex } from './re2/syntax.ts';

export const regexFunctions: Family = {
  regex: ofKnown('(pattern: string, string: string) any', (given) => {
    const found = find(given, 'first');
    if ('kind' in found) return found;
    const [match] = found.matches;
    if (match === undefined) return given.error('matches nothing in the string', 0);
    return valueOf(match, found.regex, given);
  }),
  regexall: ofKnown('(pattern: string, string: string) list(any)', (given) => {
    const found = find(given, 'all');
    if ('kind' in found) return found;
    const items: Property[] = [];
    for (const match of found.matches) {
      const value = valueOf(match, found.regex, given);
      if (value.kind === 'unknown') return value;
      items.push(given.property(value));
    }
    return given.listOf(typeOfMatch(found.regex), items);
  }),
};

/** `replace()` with a pattern. `$1`, `${1}` and `${name}` stand for groups, `$$` for a dollar sign. */
export function replacePattern(given: Arguments, text: string, pattern: string, by: string): Value {
  const regex = compile(given, pattern, 1);
  if ('kind' in regex) return regex;
  const found = search(regex, text, 'all', payFor(given));
  if (found === 'too-large') return given.tooLarge();
  let result = '';
  let from = 0;
  for (const match of found.matches) {
    const [start = 0, end = 0] = match;
    result += text.slice(from, start) + expand(by, match, regex, text);
    from = end;
    if (result.length > MAX_TEXT) return given.tooLarge();
  }
  return given.string(result + text.slice(from));
}

function find(given: Arguments, limit: 'first' | 'all') {
  const regex = compile(given, given.text(0), 0);
  if ('kind' in regex) return regex;
  const named = regex.groups.filter((name) => name !== '').length;
  if (named > 0 && named < regex.groups.length) {
    return given.error('mixes groups with and without names', 0);
  }
  const text = given.text(1);
  const found = search(regex, text, limit, payFor(given));
  if (found === 'too-large') return given.tooLarge();
  return { regex, matches: found.matches };
}

/** Eight steps of a search take about as long as one of an evaluation. */
function payFor(given: Arguments): (steps: number) => boolean {
  return (steps) => given.spend(steps >> 3);
}

function compile(given: Arguments, pattern: string, index: number): Regex | Unknown {
  if (!given.spend(pattern.length)) return given.tooLarge();
  const regex = parseRegex(pattern);
  if (typeof regex !== 'string') return regex;
  return given.error(`is a pattern that ${regex}`, index);
}

/** The text that matched, or with groups what each of them matched: a tuple, or an object if they have names. */
function valueOf(match: Match, { groups }: Regex, given: Arguments): Value {
  const text = given.text(1);
  if (groups.length === 0) return given.string(text.slice(match[0], match[1]));
  const parts: Property[] = groups.map((_, index) => {
    const start = match[2 * index + 2] ?? -1;
    const value = start < 0 ? nullOf(stringType) : stringValue(text.slice(start, match[2 * index + 3]));
    return given.property(value);
  });
  const made: ListValue | ObjectValue | Unknown =
    groups[0] === ''
      ? given.tuple(parts)
      : given.newObject(new Map(parts.map((part, index) => [groups[index] ?? '', part] as const)));
  return made;
}

function typeOfMatch({ groups }: Regex): Type {
  if (groups.length === 0) return stringType;
  if (groups[0] === '') return { kind: 'tuple', elements: groups.map(() => stringType) };
  return { kind: 'object', attributes: new Map(groups.map((name) => [name, stringType])) };
}

function expand(by: string, match: Match, { groups }: Regex, text: string): string {
  return by.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar?: string, braced?: string, bare?: string): string => {
      if (dollar !== undefined) return '$';
      const name = braced ?? bare ?? '';
      const index = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1;
      if (index === 0 && name !== '0') return '';
      const start = match[2 * index] ?? -1;
      return start < 0 ? '' : text.slice(start, match[2 * index + 1]);
    },
  );
}
