/**
 * The parameters in a `samconfig.toml`: `parameter_overrides` of the environment `default`, for `deploy` or for all
 * commands. Of TOML it reads the tables and the strings and arrays that may stand there, and passes over the rest.
 */

/** Tables whose `parameter_overrides` count, the ones that win last. */
const tables = ['default.global.parameters', 'default.deploy.parameters'];

const header = /^[ \t]*\[[ \t]*([^[\]]+?)[ \t]*\][ \t]*(?:#.*)?$/;
const assignment = /^[ \t]*"?parameter_overrides"?[ \t]*=[ \t]*/;

/** Values by the name of the parameter; `undefined` when there are no overrides. */
export function samOverrides(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, ReadonlyMap<string, string>>();
  const lines = /[^\r\n]*(?:\r\n|\n|\r|$)/g;
  let table = '';
  while (lines.lastIndex < text.length) {
    const start = lines.lastIndex;
    const line = lines.exec(text)?.[0].replace(/[\r\n]+$/, '') ?? '';
    const name = header.exec(line)?.[1];
    if (name !== undefined) table = name.replace(/["'\s]/g, '');
    const assigned = assignment.exec(line);
    if (assigned === null || !tables.includes(table)) continue;
    const texts = stringsAt(text, start + assigned[0].length);
    found.set(table, new Map(texts.flatMap((part) => [...overridesOf(part)])));
  }
  if (found.size === 0) return undefined;
  return new Map(tables.flatMap((name) => [...(found.get(name) ?? [])]));
}

/** The pairs of a text as `sam deploy --parameter-overrides` takes it: `A=1 B="x y"`, or `ParameterKey=A,ParameterValue=1`. */
export function overridesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const pairs =
    /(?:ParameterKey=([A-Za-z0-9]+),ParameterValue=|([A-Za-z0-9]+)=)("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g;
  for (let pair = pairs.exec(text); pair !== null; pair = pairs.exec(text)) {
    const [, key, short, value = ''] = pair;
    values.set(key ?? short ?? '', unquoted(value));
  }
  return values;
}

function unquoted(text: string): string {
  if (text.length < 2) return text;
  if (text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1).replace(/\\(.)/g, '$1');
  return text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;
}

/** The strings of a TOML value: one string, or those of an array, up to its end. */
function stringsAt(text: string, at: number): readonly string[] {
  const isArray = text.charAt(at) === '[';
  const parts =
    /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)'|#[^\r\n]*|[\],[\s]+|[^\s]/y;
  const strings: string[] = [];
  parts.lastIndex = at;
  for (let part = parts.exec(text); part !== null; part = parts.exec(text)) {
    const [whole, longBasic, longLiteral, basic, literal] = part;
    const escaped = longBasic ?? basic;
    if (escaped !== undefined) strings.push(escaped.replace(/\\(["\\])/g, '$1'));
    else if (longLiteral !== undefined || literal !== undefined) strings.push(longLiteral ?? literal ?? '');
    if (!isArray || whole.includes(']')) break;
  }
  return strings;
}
