/** Entries of maps and items of lists in YAML and JSON, put in, changed and taken out in the layout around them. */
import type { Entry, MapNode, Node, SequenceNode } from '../cloudformation/node.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { indentAt, lineBreakOf, lineEnd, lineStart, nextLine, startsLine } from './lines.ts';
import { jsonLines, yamlLines, yamlOf, type NewField, type NewValue } from './newValue.ts';

const oneLine = { unit: undefined };

type Edits = readonly TextEdit[] | undefined;

/** Whether a collection stands in brackets, as all of JSON does. */
function isFlow(text: string, { span }: Node): boolean {
  return /^[[{]/.test(text.slice(span.start, span.start + 1));
}

/** The step from the column of a key to that of the keys below it; two blanks where nothing tells. */
export function unitBelow(text: string, key: Span): string {
  const outer = indentAt(text, key.start).length;
  const below = /^[ \t]*(?=\S)/.exec(text.slice(nextLine(text, key.end)))?.[0].length ?? 0;
  return ' '.repeat(below > outer ? below - outer : 2);
}

/** Puts an entry below the one at `index`. */
export function insertEntry(text: string, map: MapNode, index: number, field: NewField): Edits {
  const entry = map.entries[index];
  if (entry === undefined) return undefined;
  const isQuoted = text.charAt(entry.keySpan.start) === '"';
  if (isFlow(text, map)) return insertInFlow(text, entryPlace(entry), [printEntry(field, isQuoted)]);
  const indent = ' '.repeat(entry.keySpan.start - lineStart(text, entry.keySpan.start));
  const below = lineBreakOf(text) + indent;
  const lines = yamlLines([field], { unit: '  ' });
  return insert(lineEnd(text, entry.value.span.end), lines.map((line) => below + line).join(''));
}

function printEntry({ name, value }: NewField, isQuoted: boolean): string {
  return isQuoted
    ? `${JSON.stringify(name)}: ${jsonLines(value, oneLine).join('')}`
    : `${name}: ${yamlOf(value)}`;
}

/** Puts another value in the place of a scalar, in the quotes the old one has. */
export function replaceValue(text: string, { span }: Node, value: NewValue, isJson: boolean): Edits {
  const quote = text.charAt(span.start);
  const isScalar = typeof value !== 'object';
  const plain = isJson ? jsonLines(value, oneLine).join('') : yamlOf(value);
  const inserted =
    isScalar && quote === '"'
      ? JSON.stringify(String(value))
      : isScalar && quote === "'"
        ? `'${String(value).replaceAll("'", "''")}'`
        : plain;
  return [{ ...span, text: inserted }];
}

/** Takes an entry out, with its lines where it stands alone on them; nothing where it is the only one. */
export function removeEntry(text: string, map: MapNode, index: number): Edits {
  const entry = map.entries[index];
  const next = map.entries[index + 1];
  const previous = map.entries[index - 1];
  if (entry === undefined || (next === undefined && previous === undefined)) return undefined;
  if (isFlow(text, map)) return removeInFlow(entryPlace(entry), optionalPlace(previous), optionalPlace(next));
  if (startsLine(text, entry.keySpan.start)) return removeLines(text, entryPlace(entry));
  // The first key behind the dash of a list.
  return next === undefined ? undefined : [{ start: entry.keySpan.start, end: next.keySpan.start, text: '' }];
}

/** Puts a map into a list, below the item at `index`. */
export function insertItem(
  text: string,
  list: SequenceNode,
  index: number,
  fields: readonly NewField[],
): Edits {
  const item = list.items[index];
  if (item?.kind !== 'map') return undefined;
  const [first] = item.entries;
  if (isFlow(text, list)) {
    const isQuoted = first === undefined || text.charAt(first.keySpan.start) === '"';
    if (!isQuoted) return insertInFlow(text, item.span, [yamlOf({ fields })]);
    const isSpread = first !== undefined && startsLine(text, first.keySpan.start);
    const unit = isSpread ? unitBelow(text, item.span) : undefined;
    return insertInFlow(text, item.span, jsonLines({ fields }, { unit }));
  }
  const dash = text.lastIndexOf('-', item.span.start);
  if (!startsLine(text, dash)) return undefined;
  const margin = lineBreakOf(text) + indentAt(text, dash);
  const behindDash = text.slice(dash + 1, item.span.start).includes('\n')
    ? ' '
    : text.slice(dash + 1, item.span.start);
  const lines = yamlLines(fields, { unit: '  ' }).map((line, i) =>
    i === 0 ? `${margin}-${behindDash}${line}` : `${margin} ${' '.repeat(behindDash.length)}${line}`,
  );
  return insert(lineEnd(text, item.span.end), lines.join(''));
}

/** Takes an item out of a list; nothing where it is the only one, as a list without any is another thing. */
export function removeItem(text: string, list: SequenceNode, index: number): Edits {
  const item = list.items[index];
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (item === undefined || (next === undefined && previous === undefined)) return undefined;
  if (isFlow(text, list)) return removeInFlow(item.span, previous?.span, next?.span);
  const dash = text.lastIndexOf('-', item.span.start);
  return startsLine(text, dash) ? removeLines(text, { start: dash, end: item.span.end }) : undefined;
}

/** @param lines of the new part, as if it stood in column 0. */
function insertInFlow(text: string, after: Span, lines: readonly string[]): Edits {
  const isOwnLine = startsLine(text, after.start);
  const margin = isOwnLine ? lineBreakOf(text) + indentAt(text, after.start) : ' ';
  return insert(after.end, `,${margin}${lines.join(margin)}`);
}

function removeInFlow(part: Span, previous: Span | undefined, next: Span | undefined): Edits {
  if (next !== undefined) return [{ start: part.start, end: next.start, text: '' }];
  return [{ start: previous?.end ?? part.start, end: part.end, text: '' }];
}

function removeLines(text: string, { start, end }: Span): Edits {
  return [{ start: lineStart(text, start), end: nextLine(text, end), text: '' }];
}

function insert(at: number, text: string): Edits {
  return [{ start: at, end: at, text }];
}

function entryPlace({ keySpan, value }: Entry): Span {
  return { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
}

function optionalPlace(entry: Entry | undefined): Span | undefined {
  return entry && entryPlace(entry);
}
