/** Resources put into a template and taken out of it, with the indentation and the blank lines of those around them. */
import type { TemplateResource } from '../cloudformation/template.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { indentAt, isBlankLine, lineBreakOf, lineEnd, lineStart, nextLine, startsLine } from './lines.ts';
import { jsonLines, yamlLines, type NewField } from './newValue.ts';
import { unitBelow } from './templateEdit.ts';

export interface NewResource {
  readonly name: string;
  readonly type: string;
  readonly properties: readonly NewField[];
}

/** Puts a resource below another one. */
export function insertResource(
  text: string,
  format: 'yaml' | 'json',
  after: TemplateResource,
  { name, type, properties }: NewResource,
): readonly TextEdit[] | undefined {
  const fields: readonly NewField[] = [
    { name: 'Type', value: type },
    { name: 'Properties', value: { fields: properties } },
  ];
  const { nameSpan, span } = after;
  if (!startsLine(text, nameSpan.start)) {
    // All on one line.
    if (format === 'yaml') return undefined;
    const inserted = `, ${JSON.stringify(name)}: ${jsonLines({ fields }, { unit: undefined }).join('')}`;
    return [{ start: span.end, end: span.end, text: inserted }];
  }
  const newline = lineBreakOf(text);
  const margin = indentAt(text, nameSpan.start);
  const unit = unitBelow(text, nameSpan);
  const layout = { unit, braces: bracesIn(text.slice(span.start, span.end)) };
  const isApart = hasBlankLineAbove(text, after);
  const above = isApart ? newline + newline : newline;
  const print = (lines: readonly string[]): string => lines.map((line) => margin + line).join(newline);
  if (format === 'json') {
    const [first = '', ...rest] = jsonLines({ fields }, layout);
    const lines = [`${JSON.stringify(name)}: ${first}`, ...rest];
    return [{ start: span.end, end: span.end, text: `,${above}${print(lines)}` }];
  }
  const lines = [`${name}:`, ...yamlLines(fields, layout).map((line) => unit + line)];
  const at = lineEnd(text, span.end);
  return [{ start: at, end: at, text: above + print(lines) }];
}

/** Takes a resource out, with one of the blank lines around it. */
export function removeResource(
  text: string,
  format: 'yaml' | 'json',
  resource: TemplateResource,
): readonly TextEdit[] | undefined {
  const { nameSpan, span } = resource;
  if (format === 'json') return removeMember(text, nameSpan.start, span.end);
  if (!startsLine(text, nameSpan.start)) return undefined;
  let start = lineStart(text, nameSpan.start);
  const end = nextLine(text, span.end);
  if (hasBlankLineAbove(text, resource) && (end >= text.length || isBlankLine(text, end)))
    start = lineStart(text, start - 1);
  return [{ start, end, text: '' }];
}

function removeMember(text: string, start: number, end: number): readonly TextEdit[] | undefined {
  const behind = /^\s*,\s*/.exec(text.slice(end));
  if (behind !== null) return [{ start, end: end + behind[0].length, text: '' }];
  const before = /,\s*$/.exec(text.slice(0, start));
  return before === null ? undefined : [{ start: before.index, end, text: '' }];
}

function hasBlankLineAbove(text: string, { nameSpan }: TemplateResource): boolean {
  const start = lineStart(text, nameSpan.start);
  return start > 0 && isBlankLine(text, start - 1);
}

/** The blanks within the braces of a map that stands on a line of a resource; `undefined` where none does. */
function bracesIn(resource: string): string | undefined {
  return /\{( *)"?[A-Z]\w*"?: *"?[\w.]+"?, *"?[A-Z][^{}\n]*\}/.exec(resource)?.[1];
}
