/**
 * Patterns of file names as `fileset()` has them, one for each part of a path: `*`, `?`, `[a-z]`, `[^a-z]`, `{a,b}` and,
 * as a whole part, `**` for any folders. Taken from what Terraform 1.11 answers.
 */
import { parseRegex, type Regex } from './re2/syntax.ts';
import { search } from './re2/match.ts';

/** Whether a path with `/` matches; `undefined` when the pattern is none. */
export function matchesGlob(path: string, pattern: string): boolean | undefined {
  const regex = compile(pattern);
  return regex === undefined ? undefined : matches(regex, path);
}

/** Whether a path in a folder may match; `undefined` when the pattern is none. */
export function mayMatchIn(folder: string, pattern: string): boolean | undefined {
  if (compile(pattern) === undefined) return undefined;
  const parts = pattern.split('/');
  const names = folder.split('/');
  for (const [index, name] of names.entries()) {
    const part = parts[index];
    if (part === '**') return true;
    if (part === undefined || matchesGlob(name, part) !== true) return false;
  }
  return parts.length > names.length;
}

function matches(regex: Regex, text: string): boolean | undefined {
  const found = search(regex, text, 'first', () => true);
  return found === 'too-large' ? undefined : found.matches.length > 0;
}

const compiled = new Map<string, Regex | undefined>();
/** A folder's files are all matched against the same few patterns. */
const mostCompiled = 32;

function compile(pattern: string): Regex | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  const translated = translate(pattern.split('/'));
  const regex = translated === undefined ? 'is not a pattern' : parseRegex(`(?s)^${translated}$`);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(pattern, typeof regex === 'string' ? undefined : regex);
  return compiled.get(pattern);
}

function translate(parts: readonly string[]): string | undefined {
  let result = '';
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '**') {
      result += isLast ? '.*' : '(?:[^/]*/)*';
      continue;
    }
    const translated = translatePart(part);
    if (translated === undefined) return undefined;
    result += isLast ? translated : `${translated}/`;
  }
  return result;
}

function translatePart(part: string): string | undefined {
  let result = '';
  let braces = 0;
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
      case '{':
        braces++;
        result += '(?:';
        break;
      case '}':
        // Nothing has such a name but what has it written so, and Terraform finds nothing then.
        if (braces === 0) return '[^\\x{0}-\\x{10FFFF}]';
        braces--;
        result += ')';
        break;
      case ',':
        result += braces > 0 ? '|' : ',';
        break;
      case '\\':
        result += literal(part[++at] ?? '');
        break;
      default:
        result += literal(character);
    }
  }
  return braces === 0 ? result : undefined;
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
