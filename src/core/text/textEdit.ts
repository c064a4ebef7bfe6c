/** Changes to a text as data: what an editor applies, and what the command line writes. */
import type { Span } from './span.ts';

/** Replaces `start` to `end` by `text`; an insertion where both are equal. Offsets are those of the text before. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text after edits that are in the order of the text and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The one edit that makes a text into another: what they begin and end with alike is left out. */
export function differenceOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}

/** What an edit put into the text after all of them. */
export interface Inserted extends Span {
  readonly edit: TextEdit;
}

/** Where the texts of edits stand after all of them were applied. */
export function insertedBy(edits: readonly TextEdit[]): readonly Inserted[] {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    return { start, end, edit };
  });
}

/** The offset before the edits of one behind them; `undefined` for text the edits put there. */
export function offsetBefore(inserted: readonly Inserted[], offset: number): number | undefined {
  let shift = 0;
  for (const { start, end, edit } of inserted) {
    if (offset < start) break;
    if (offset < end) return undefined;
    shift = end - edit.end;
  }
  return offset - shift;
}

/**
 * Edits that do what `first` does and then `second`, whose offsets are those of the text between. Each of `second` lies
 * within what an edit of `first` inserted, or outside of all that.
 */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const inserted = insertedBy(first);
  const outside: TextEdit[] = [];
  const within = new Map<Inserted, TextEdit[]>();
  for (const edit of second) {
    const around = inserted.find(({ start, end }) => start < end && start <= edit.start && edit.end <= end);
    if (around !== undefined) {
      const moved = { start: edit.start - around.start, end: edit.end - around.start, text: edit.text };
      within.set(around, [...(within.get(around) ?? []), moved]);
    } else {
      const start = offsetBefore(inserted, edit.start) ?? edit.start;
      outside.push({ start, end: start + edit.end - edit.start, text: edit.text });
    }
  }
  const changed = inserted.map((place) => {
    const edits = within.get(place);
    return edits === undefined ? place.edit : { ...place.edit, text: applyEdits(place.edit.text, edits) };
  });
  return [...changed, ...outside].sort((a, b) => a.start - b.start || a.end - b.end);
}
