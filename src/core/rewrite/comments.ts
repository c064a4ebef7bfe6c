/** Comments to Ackscope in code: taken out, put above a line, and added to. */
import { idsIn, listOfIds } from '../text/annotation.ts';
import type { Span } from '../text/span.ts';
import { inFile, type Code, type FileEdit } from './code.ts';
import { isBlankLine, lineBreakOf, lineEnd, lineStart, nextLine } from './lines.ts';

/**
 * Takes out the comment that holds a statement, with its line where it stands alone. Nothing of a comment of several lines,
 * and the statement alone where another comment follows in the same one: `# ackscope:ignore sg-exposed # the bastion`.
 */
export function removeComment(code: Code, { start, end }: Span): readonly FileEdit[] | undefined {
  const { text } = code;
  const content = text.slice(start, end);
  // Behind `#12` stands the number of an issue.
  const other = /\s(?:#+(?!\d)|\/\/+)[ \t]*(?=[^\s#/])/.exec(content);
  if (other !== null && content.startsWith('ackscope:'))
    return inFile(code, [{ start, end: start + other.index + other[0].length, text: '' }]);
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

/**
 * Tells Ackscope to ignore a rule on the line of `offset`: in the comment above it that already tells it to ignore another
 * one, or in a new one. Nothing where the language has no comments, and no edits where it is told already.
 */
export function ignoreAt(code: Code, offset: number, rule: string): readonly FileEdit[] | undefined {
  const hasComments =
    code.kind === 'template' ? code.template.format === 'yaml' : code.tree.syntax === 'native';
  if (!hasComments) return undefined;
  const { text } = code;
  const line = lineStart(text, offset);
  for (let above = line; above > 0;) {
    above = lineStart(text, above - 1);
    const written = text.slice(above, lineEnd(text, above));
    const found = /^[ \t]*(?:#+|\/\/+)[ \t]*(ackscope:[ \t]*ignore[ \t]+(?=[\w,-]))?/.exec(written);
    if (found === null || isBlankLine(text, above)) break;
    const [before, opening] = found;
    if (opening === undefined) continue;
    const list = listOfIds(written.slice(before.length));
    if (idsIn(list).includes(rule)) return [];
    const end = above + before.length + list.length;
    const further = list.endsWith(',') ? rule : `${separatorIn(list)}${rule}`;
    return inFile(code, [{ start: end, end, text: further }]);
  }
  const [margin = ''] = /^[ \t]*/.exec(text.slice(line)) ?? [];
  return inFile(code, [
    { start: line, end: line, text: `${margin}# ackscope:ignore ${rule}${lineBreakOf(text)}` },
  ]);
}

/** Takes rules out of a comment that tells to ignore several; all of the comment where none is left. */
export function removeIgnored(
  code: Code,
  { start, end }: Span,
  isUnused: (rule: string) => boolean,
): readonly FileEdit[] | undefined {
  const content = code.text.slice(start, end);
  const before = /^ackscope:[ \t]*ignore[ \t]+/.exec(content)?.[0].length;
  const list = before === undefined ? '' : listOfIds(content.slice(before));
  const left = idsIn(list).filter((rule) => !isUnused(rule));
  if (before === undefined || left.length === 0) return removeComment(code, { start, end });
  const at = start + before;
  return inFile(code, [{ start: at, end: at + list.length, text: left.join(separatorIn(list)) }]);
}

/** What is put between the ids of a list. */
function separatorIn(list: string): string {
  return /,[ \t]/.test(list) ? ', ' : ',';
}
