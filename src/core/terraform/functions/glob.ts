/** Patterns of file names as `fileset()` has them: `*`, `?`, `[a-z]`, `{a,b}`, and `**` for any folders. */
import { parseRegex, type Regex } from './re2/syntax.ts';
import { search } from './re2/match.ts';

/** Whether a path with `/` matches; `undefined` when the pattern is none. */
export function matchesGlob(path: string, pattern: string): boolean | undefined {
  const regex = compile(pattern);
  if (regex === undefined) return undefined;
  const found = search(regex, path, 'first', () => true);
  return found === 'too-large' ? undefined : found.matches.length > 0;
}

let last: { readonly pattern: string; readonly regex: Regex | undefined } | undefined;

/** A folder's files are all matched against one pattern. */
function compile(pattern: string): Regex | undefined {
  if (last?.pattern === pattern) return last.regex;
  const translated = translate(pattern);
  const regex = translated === undefined ? 'is not a pattern' : parseRegex(`(?s)^${translated}$`);
  last = { pattern, regex: typeof regex === 'string' ? undefined : regex };
  return last.regex;
}

function translate(pattern: string): string | undefined {
  let result = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    switch (character) {
      case '*':
        if (!pattern.startsWith('**', at)) result += '[^/]*';
        else if (pattern.startsWith('**/', at)) {
          result += '(?:[^/]*/)*';
          at += 2;
        } else {
          result += '.*';
          at++;
        }
        break;
      case '?':
        result += '[^/]';
        break;
      case '[': {
        const end = pattern.indexOf(']', at + 2);
        if (end < 0) return undefined;
        const inner = pattern
          .slice(at + 1, end)
          .replace(/^!/, '^')
          .replace(/\[/g, '\\[');
        result += `[${inner}]`;
        at = end;
        break;
      }
      case '{':
        braces++;
        result += '(?:';
        break;
      case '}':
        if (braces-- === 0) return undefined;
        result += ')';
        break;
      case ',':
        result += braces > 0 ? '|' : ',';
        break;
      case '\\':
        result += `\\${pattern[++at] ?? ''}`;
        break;
      default:
        result += character.replace(/[.+^$()|]/, '\\$&');
    }
  }
  return braces === 0 ? result : undefined;
}
