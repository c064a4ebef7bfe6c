/**
 * Patterns of file names as `fileset()` has them, one for each part of a path: `*`, `?`, `[a-z]`, `[^a-z]`, `{a,b}` and,
 * as a whole part, `**` for any folders. Taken from what Terraform 1.11 answers.
 */
import { parseRegex, type Regex } from './re2/syntax.ts';
import { search } from './re2/match.ts';

/** Why a pattern cannot be matched: Terraform refuses it, or it would take too long. */
export type NoPattern = 'no-pattern' | 'too-large';

/** Whether a path with `/` matches. */
export function matchesGlob(path: string, pattern: string): boolean | NoPattern {
  const regex = compile(pattern);
  if (typeof regex === 'string') return regex;
  const found = search(regex, path, 'first', () => true);
  return found === 'too-large' ? found : found.matches.length > 0;
}

/** Whether a path in a folder may match. */
export function mayMatchIn(folder: string, pattern: string): boolean {
  if (typeof compile(pattern) === 'string') return true;
  const parts = pattern.split('/');
  const names = folder.split('/');
  for (const [index, name] of names.entries()) {
    const part = parts[index];
    if (part === '**') return true;
    if (part === undefined || matchesGlob(name, part) === false) return false;
  }
  return parts.length > names.length;
}

const compiled = new Map<string, Regex | NoPattern>();
/** A folder's files are all matched against the same few patterns. */
const mostCompiled = 32;

function compile(pattern: string): Regex | NoPattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const work: Work = { left: mostCharacters };
  const translated = translate(pattern.split('/'), work);
  const parsed = translated === undefined ? 'no-pattern' : parseRegex(`(?s)^${translated}$`);
  const regex = typeof parsed !== 'string' ? parsed : work.left < 0 ? 'too-large' : 'no-pattern';
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(pattern, regex);
  return regex;
}

/** Characters that may still be translated: braces in braces multiply them. */
interface Work {
  left: number;
}

const mostCharacters = 100_000;

/** `undefined` when the pattern is none, or there is nothing left of the work. */
function translate(parts: readonly string[], work: Work): string | undefined {
  let result = '';
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') {
      result += isLast ? '.*' : '(?:[^/]*/)*';
      continue;
    }
    const translated = translatePart(part, work);
    if (translated === undefined) return undefined;
    result += isLast ? translated : `${translated}/`;
  }
  return result;
}

function translatePart(part: string, work: Work): string | undefined {
  work.left -= part.length + 1;
  if (work.left < 0) return undefined;
  let result = '';
  for (let at = 0; at < part.length; at++) {
    const character = part[at] ?? '';
    switch (character) {
      case '*':
        result += '[^/]*';
        break;
      case '?':
        result += '[^/]';
        break;
      case '[': {
        const found = translateClass(part, at + 1);
        if (found === undefined) return undefined;
        result += found.text;
        at = found.end;
        break;
      }
      case '{': {
        const braces = bracesAt(part, at + 1);
        if (braces === undefined) return undefined;
        // What opens in an alternative may close behind the braces: each is a pattern together with what follows.
        const isOpen = braces.options.some((option) => /[[{]/.test(option));
        const rest = isOpen ? part.slice(braces.end + 1) : '';
        const options = braces.options.map((option) => translatePart(option + rest, work));
        if (options.includes(undefined)) return undefined;
        result += `(?:${options.join('|')})`;
        if (isOpen) return result;
        at = braces.end;
        break;
      }
      case '\\':
        result += literal(part[++at] ?? '');
        break;
      default:
        result += literal(character);
    }
  }
  return result;
}

/** What stands between `{` and the next `}`, apart at the commas, and where the latter is. */
function bracesAt(part: string, start: number): { options: readonly string[]; end: number } | undefined {
  const options: string[] = [];
  let from = start;
  for (let at = start; at < part.length; at++) {
    if (part[at] === '\\') at++;
    else if (part[at] === ',' || part[at] === '}') {
      options.push(part.slice(from, at));
      from = at + 1;
      if (part[at] === '}') return { options, end: at };
    }
  }
  return undefined;
}

/** The characters between `[` and `]`, and where the latter is. A `-` stands between two, and `]` needs a `\`. */
function translateClass(part: string, start: number): { text: string; end: number } | undefined {
  const isNegated = part[start] === '^';
  let inner = '';
  let at = isNegated ? start + 1 : start;
  for (let isFirst = true; isFirst || part[at] !== ']'; isFirst = false) {
    const first = characterAt(part, at);
    if (first === undefined) return undefined;
    at = first.next;
    if (part[at] !== '-') {
      inner += literal(first.text);
      continue;
    }
    const last = characterAt(part, at + 1);
    if (last === undefined || last.text < first.text) return undefined;
    inner += `${literal(first.text)}-${literal(last.text)}`;
    at = last.next;
  }
  return { text: isNegated ? `[^/${inner}]` : `[${inner}]`, end: at };
}

function characterAt(part: string, at: number): { text: string; next: number } | undefined {
  const isEscaped = part[at] === '\\';
  const code = part.codePointAt(isEscaped ? at + 1 : at);
  if (code === undefined) return undefined;
  const text = String.fromCodePoint(code);
  if (!isEscaped && (text === ']' || text === '-')) return undefined;
  return { text, next: at + text.length + (isEscaped ? 1 : 0) };
}

function literal(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s_]/gu, (one) => `\\x{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}
