/** Elements put into a list and taken out of it, on the lines and with the commas its author chose. */
import { keepColumns } from './alignment.ts';
import type { Edits } from './edit.ts';
import { insertElementInJson, removeElementInJson } from './editJsonSyntax.ts';
import {
  canEdit,
  endOfLineBehind,
  indentAt,
  isJson,
  lineEndOf,
  lineStart,
  nextLine,
  skipBlanks,
  startsLine,
  unitOf,
  type Source,
} from './editStyle.ts';
import type { Expression, Tuple } from './nodes.ts';

/**
 * Puts an element into a list, before the one at `index` or, where there is none, at the end.
 * @param value an expression, lines behind the first as if it stood in column 0.
 */
export function insertElement(source: Source, list: Tuple, index: number, value: string): Edits {
  if (isJson(source)) return insertElementInJson(source, list, index, value);
  const { text } = source;
  if (!canEdit(source) || text.charAt(list.end - 1) !== ']') return undefined;
  const newline = lineEndOf(text);
  const at = Math.max(0, Math.min(index, list.items.length));
  const next = list.items[at];
  const previous = list.items[at - 1];
  if (!isSpread(source, list)) {
    const inserted = value.replaceAll('\n', newline + indentAt(text, list.start));
    if (next !== undefined) return put(source, next.start, `${inserted}, `);
    return previous === undefined
      ? put(source, list.start + 1, inserted)
      : put(source, previous.end, `, ${inserted}`);
  }
  const [first] = list.items;
  const margin =
    first !== undefined && startsLine(text, first.start)
      ? indentAt(text, first.start)
      : indentAt(text, list.start) + unitOf(source);
  const inserted = margin + value.replaceAll('\n', newline + margin);
  if (next !== undefined) return put(source, lineStart(text, next.start), `${inserted},${newline}`);
  if (previous === undefined) {
    return put(source, lineStart(text, list.end - 1), `${inserted},${newline}`);
  }
  const comma = commaBehind(source, previous);
  const behind = endOfLineBehind(source, comma ?? previous.end);
  if (behind === undefined) return undefined;
  const line = { start: behind, end: behind, text: newline + inserted + (comma === undefined ? '' : ',') };
  if (comma !== undefined) return keepColumns(text, [line]);
  // The comma stands before a comment on the line.
  const edits = [{ start: previous.end, end: previous.end, text: ',' }, line];
  return keepColumns(text, behind === previous.end ? [{ ...line, text: `,${line.text}` }] : edits);
}

/** Takes the element at `index` out of a list, with its comma and, where it stands alone on its lines, these. */
export function removeElement(source: Source, list: Tuple, index: number): Edits {
  if (isJson(source)) return removeElementInJson(source, list, index);
  const { text } = source;
  const element = list.items[index];
  if (!canEdit(source) || element === undefined || text.charAt(list.end - 1) !== ']') return undefined;
  const previous = list.items[index - 1];
  const next = list.items[index + 1];
  const comma = commaBehind(source, element);
  const behind = endOfLineBehind(source, comma ?? element.end);
  if (startsLine(text, element.start) && behind !== undefined) {
    const whole = { start: lineStart(text, element.start), end: nextLine(text, behind), text: '' };
    const before =
      previous === undefined || next !== undefined || comma !== undefined
        ? undefined
        : commaBehind(source, previous);
    if (before === undefined) return keepColumns(text, [whole]);
    return keepColumns(text, [{ start: before - 1, end: before, text: '' }, whole]);
  }
  if (next !== undefined) return keepColumns(text, [{ start: element.start, end: next.start, text: '' }]);
  const start = previous?.end ?? element.start;
  return keepColumns(text, [{ start, end: element.end, text: '' }]);
}

function put(source: Source, at: number, text: string): Edits {
  return keepColumns(source.text, [{ start: at, end: at, text }]);
}

/** Whether every element stands on lines of its own. */
function isSpread({ text }: Source, list: Tuple): boolean {
  if (list.items.length === 0) {
    return text.slice(list.start, list.end).includes('\n') && startsLine(text, list.end - 1);
  }
  return startsLine(text, list.end - 1) && list.items.every(({ start }) => startsLine(text, start));
}

/** The offset behind the comma that follows an element on its line. */
function commaBehind({ text }: Source, element: Expression): number | undefined {
  const at = skipBlanks(text, element.end);
  return text.charAt(at) === ',' ? at + 1 : undefined;
}
