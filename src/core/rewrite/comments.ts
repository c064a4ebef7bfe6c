/** Comments to Ackscope in code: taken out, put above a line, and added to. */
import type { Span } from '../text/span.ts';
import { inFile, type Code, type FileEdit } from './code.ts';
import { lineEnd, lineStart, nextLine } from './lines.ts';

/** Takes out the comment that holds a statement, with its line where it stands alone. Nothing of a comment of several lines. */
export function removeComment(code: Code, { start, end }: Span): readonly FileEdit[] | undefined {
  const { text } = code;
  const line = { start: lineStart(text, start), end: lineEnd(text, start) };
  const marker = /[ \t]*(?:#+|\/\/+|\/\*+)[ \t]*$/.exec(text.slice(line.start, start));
  if (marker === null) return undefined;
  const isBlock = marker[0].includes('/*');
  const rest = text.slice(end, line.end).trim();
  if (isBlock ? !/^\*+\/$/.test(rest) : rest !== '') return undefined;
  const alone = marker.index === 0;
  const cut = alone
    ? { start: line.start, end: nextLine(text, line.end) }
    : { start: line.start + marker.index, end: line.end };
  return inFile(code, [{ ...cut, text: '' }]);
}
