/**
 * Changes to a JSON text that leave all the rest of it as its author wrote it: members and items put in, changed and
 * taken out. New ones stand on lines of their own, or on the line of their neighbours, as those do.
 */
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/textEdit.ts';
import type { JsonArray, JsonMember, JsonNode, JsonObject } from './tree.ts';

/** A value to write. `source` is JSON as it is to stand there, such as a number too long for JavaScript's. */
export type NewJson =
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'array'; readonly items: readonly NewJson[] }
  | { readonly kind: 'object'; readonly members: readonly NewMember[] };

export type NewMember = readonly [key: string, value: NewJson];

export function jsonText(text: string): NewJson {
  return { kind: 'source', source: JSON.stringify(text) };
}

/** Puts another value in the place of one. */
export function replaceNode(text: string, { start, end }: Span, value: NewJson): TextEdit {
  return { start, end, text: print(value, styleOf(text), indentAt(text, start)) };
}

/** Puts a member into an object, below `after` or else at its end. */
export function insertMember(
  text: string,
  object: JsonObject,
  [key, value]: NewMember,
  after: JsonMember | undefined = object.members.at(-1),
): TextEdit {
  const style = styleOf(text);
  const write = (margin: string): string => JSON.stringify(key) + style.colon + print(value, style, margin);
  return insert(text, object, object.members.map(spanOf), after && object.members.indexOf(after), write);
}

/** Puts an item into an array, before the one at `index` or, where there is none, at its end. */
export function insertItem(text: string, array: JsonArray, index: number, value: NewJson): TextEdit {
  const { items } = array;
  const style = styleOf(text);
  const spans = items.map(({ span }) => span);
  const write = (margin: string): string => print(value, style, margin);
  const at = Math.max(0, Math.min(index, items.length));
  return insert(text, array, spans, at === 0 ? undefined : at - 1, write);
}

/** Takes a member out of an object, with its comma. */
export function removeMember(object: JsonObject, member: JsonMember): TextEdit {
  return remove(object, object.members.map(spanOf), object.members.indexOf(member));
}

/** Takes the item at `index` out of an array, with its comma. */
export function removeItemAt(array: JsonArray, index: number): TextEdit {
  return remove(
    array,
    array.items.map(({ span }) => span),
    index,
  );
}

function spanOf({ keySpan, value }: JsonMember): Span {
  return { start: keySpan.start, end: value?.span.end ?? keySpan.end };
}

/** @param after the number of the part it follows; `undefined` puts it before all. */
function insert(
  text: string,
  { span }: JsonNode,
  parts: readonly Span[],
  after: number | undefined,
  write: (margin: string) => string,
): TextEdit {
  const style = styleOf(text);
  const [first] = parts;
  if (first === undefined) {
    const isSpread = style.newline !== '';
    const outer = indentAt(text, span.start);
    const margin = outer + style.unit;
    const inner = isSpread ? style.newline + margin + write(margin) + style.newline + outer : write(outer);
    return { start: span.start + 1, end: span.end - 1, text: inner };
  }
  const isSpread = startsLine(text, first.start);
  const margin = indentAt(text, first.start);
  const written = write(margin);
  const gap = isSpread ? style.newline + margin : style.blank;
  const previous = after === undefined ? undefined : parts[after];
  if (previous === undefined) return { start: first.start, end: first.start, text: `${written},${gap}` };
  return { start: previous.end, end: previous.end, text: `,${gap}${written}` };
}

function remove({ span }: JsonNode, parts: readonly Span[], index: number): TextEdit {
  const [previous, part, next] = [parts[index - 1], parts[index], parts[index + 1]];
  if (part === undefined) return { start: span.end, end: span.end, text: '' };
  // What stands between the comma and the next part stays with that part's line.
  if (previous !== undefined) return { start: previous.end, end: part.end, text: '' };
  if (next !== undefined) return { start: part.start, end: next.start, text: '' };
  return { start: span.start + 1, end: span.end - 1, text: '' };
}

/** How a text is written. */
interface Style {
  /** Empty where the whole text is one line. */
  readonly newline: string;
  readonly unit: string;
  readonly colon: string;
  /** What follows a comma on a line. */
  readonly blank: string;
}

function styleOf(text: string): Style {
  const feed = text.trimEnd().indexOf('\n');
  const isCompact = /"\s*:\S/.test(text) && !/"\s*:\s/.test(text);
  return {
    newline: feed < 0 ? '' : feed > 0 && text.charCodeAt(feed - 1) === 0x0d ? '\r\n' : '\n',
    unit: /^[\uFEFF\s]*[[{][^\S\n]*\n([ \t]+)/.exec(text)?.[1] ?? '  ',
    colon: isCompact ? ':' : ': ',
    blank: isCompact ? '' : ' ',
  };
}

function print(value: NewJson, style: Style, margin: string): string {
  if (value.kind === 'source') return value.source;
  const isObject = value.kind === 'object';
  const [open, close] = isObject ? ['{', '}'] : ['[', ']'];
  const hasInner = isObject || value.items.some(({ kind }) => kind !== 'source');
  const isSpread = style.newline !== '' && hasInner;
  const inner = isSpread ? margin + style.unit : margin;
  const parts = isObject
    ? value.members.map(([key, one]) => JSON.stringify(key) + style.colon + print(one, style, inner))
    : value.items.map((one) => print(one, style, inner));
  if (parts.length === 0) return open + close;
  if (!isSpread) return open + parts.join(`,${style.blank}`) + close;
  const separator = style.newline + inner;
  return open + separator + parts.join(`,${separator}`) + style.newline + margin + close;
}

/** The blanks that begin the line of an offset. */
function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function startsLine(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  return start > 0 && text.slice(start, offset).trim() === '';
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
