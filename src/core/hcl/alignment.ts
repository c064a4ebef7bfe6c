/**
 * The columns of `terraform fmt`: on lines that follow each other, the signs of arguments stand below each other, and so
 * do comments behind code. An edit moves its neighbours where they stood in columns before, and only there.
 */
import type { Span } from '../text/span.ts';
import { applyEdits, composeEdits, insertedBy, offsetBefore, type TextEdit } from '../text/textEdit.ts';
import type { Comment } from './nodes.ts';
import { scanHcl } from './scanner.ts';
import { isOpening, Token, type TokenKind, type TokenList } from './tokens.ts';

/** The blanks before a sign or a comment. */
interface Cell extends Span {
  /** The number of blanks `terraform fmt` writes. */
  readonly width: number;
}

/**
 * The edits together with those that keep columns. New lines stand in columns with their neighbours if these did, and
 * take single blanks otherwise.
 * @param edits in the order of the text, without overlaps.
 */
export function keepColumns(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const aligned = new Set<number>();
  for (const column of columnsOf(text)) {
    if (column.every(({ start, end, width }) => end - start === width)) {
      for (const { end } of column) aligned.add(end);
    }
  }
  const inserted = insertedBy(edits);
  const blanks: TextEdit[] = [];
  for (const column of columnsOf(applyEdits(text, edits))) {
    const cells = column.map((cell) => ({ ...cell, before: offsetBefore(inserted, cell.end) }));
    const inColumns = cells.every(({ before }) => before === undefined || aligned.has(before));
    for (const { start, end, width, before } of cells) {
      if (!inColumns && before !== undefined) continue;
      const wanted = inColumns ? width : 1;
      if (end - start !== wanted) blanks.push({ start, end, text: ' '.repeat(wanted) });
    }
  }
  blanks.sort((a, b) => a.start - b.start);
  return composeEdits(edits, blanks);
}

/** A line of tokens; a heredoc belongs to the line that opens it. */
interface Line {
  /** Columns before the sign, or of all code where no sign has a column. */
  readonly lead: number;
  /** The blanks before the sign of an argument whose value ends on the line. */
  readonly sign: Span | undefined;
  /** The blanks before any other sign, which stands in no column. */
  readonly loose: Span | undefined;
  /** Columns from the sign to the end of the code. */
  readonly value: number;
  /** The blanks before a comment behind code. */
  readonly comment: Span | undefined;
}

/** The cells of lines that follow each other, for signs and for comments. */
function columnsOf(text: string): readonly (readonly Cell[])[] {
  const { tokens, comments } = scanHcl(text);
  const columns: Cell[][] = [];
  let signs: (Line & { readonly sign: Span })[] = [];
  let remarks: { readonly columns: number; readonly comment: Span }[] = [];
  const endSigns = (): void => {
    const widest = Math.max(...signs.map(({ lead }) => lead));
    const cells = signs.map(({ lead, sign }) => ({ ...sign, width: widest - lead + 1 }));
    if (cells.length > 0) columns.push(cells);
    signs = [];
  };
  const endRemarks = (): void => {
    const widest = Math.max(...remarks.map((remark) => remark.columns));
    const cells = remarks.map((remark) => ({ ...remark.comment, width: widest - remark.columns + 1 }));
    if (cells.length > 0) columns.push(cells);
    remarks = [];
  };
  // The place of a sign decides where its comment may stand, so comments wait for the end of the signs.
  const waiting: Line[] = [];
  const settle = (): void => {
    const widest = Math.max(...signs.map(({ lead }) => lead));
    for (const line of waiting) {
      if (line.comment === undefined) {
        endRemarks();
        continue;
      }
      const width = line.sign === undefined ? line.lead : widest + 1 + line.value;
      remarks.push({ columns: width, comment: line.comment });
    }
    waiting.length = 0;
    endSigns();
  };
  for (const line of linesOf(tokens, comments)) {
    if (line.sign === undefined) settle();
    else signs.push({ ...line, sign: line.sign });
    if (line.loose !== undefined) columns.push([{ ...line.loose, width: 1 }]);
    waiting.push(line);
    if (line.sign === undefined) settle();
  }
  settle();
  endRemarks();
  return columns;
}

function* linesOf(tokens: TokenList, comments: readonly Comment[]): Generator<Line> {
  let first = 0;
  let comment = 0;
  while (tokens.kind(first) !== Token.Eof) {
    let end = first;
    while (tokens.kind(end) !== Token.Newline && tokens.kind(end) !== Token.Eof) end++;
    const stop = tokens.start(end);
    let last: Comment | undefined;
    let code = end > first ? tokens.end(end - 1) : -1;
    for (; comment < comments.length; comment++) {
      const found = comments[comment];
      if (found === undefined || found.start >= stop) break;
      last = found;
      // A block comment counts as code.
      if (found.text.startsWith('/*')) code = Math.max(code, found.end);
    }
    yield lineOf(tokens, first, end, code, last);
    first = end + (tokens.kind(end) === Token.Newline ? 1 : 0);
  }
}

function lineOf(
  tokens: TokenList,
  first: number,
  end: number,
  code: number,
  last: Comment | undefined,
): Line {
  const { text } = tokens;
  const nothing = { lead: 0, sign: undefined, loose: undefined, value: 0, comment: undefined };
  if (code < 0) return nothing;
  const lineStart = text.lastIndexOf('\n', Math.max(0, Math.min(tokens.start(first), code) - 1)) + 1;
  const comment = last !== undefined && last.start >= code ? { start: code, end: last.start } : undefined;
  const index = signOf(tokens, first, end);
  const whole = { ...nothing, lead: columnsIn(text.slice(lineStart, code)), comment };
  if (index === undefined) return whole;
  const sign = tokens.start(index);
  const blanks = { start: blanksBefore(text, sign), end: sign };
  let open = 0;
  for (let at = index; at < end; at++) open += bracketStep(tokens.kind(at));
  if (open !== 0) return { ...whole, loose: blanks };
  const lead = columnsIn(text.slice(lineStart, blanks.start));
  return { ...whole, lead, sign: blanks, value: columnsIn(text.slice(sign, code)) };
}

/** The index of the line's first `=`. */
function signOf(tokens: TokenList, first: number, end: number): number | undefined {
  for (let index = first + 1; index < end; index++) {
    if (tokens.kind(index) === Token.Assign) return index;
  }
  return undefined;
}

function bracketStep(kind: TokenKind): number {
  if (isOpening(kind) || kind === Token.Interpolation || kind === Token.Directive) return 1;
  switch (kind) {
    case Token.CloseBrace:
    case Token.CloseBracket:
    case Token.CloseParen:
    case Token.SequenceEnd:
      return -1;
    default:
      return 0;
  }
}

function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (text.charCodeAt(at - 1) === 0x20 || text.charCodeAt(at - 1) === 0x09) at--;
  return at;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The columns of a text, one for each character as readers see it. */
function columnsIn(text: string): number {
  if (/^[\x00-\x7f]*$/.test(text)) return text.length;
  let count = 0;
  for (const { index } of graphemes.segment(text)) if (index >= 0) count++;
  return count;
}
