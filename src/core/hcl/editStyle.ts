/** How a file is written: its line ends, its indentation, and where its lines begin and end. */
import type { Span } from '../text/span.ts';
import type { Attribute, Block, Body, SyntaxTree } from './nodes.ts';

/** A text with its tree. */
export interface Source {
  readonly text: string;
  readonly tree: SyntaxTree;
}

export type Item = Attribute | Block;

export function canEdit({ tree }: Source): boolean {
  return tree.syntax === 'native';
}

export function isJson({ tree }: Source): boolean {
  return tree.syntax === 'json';
}

/** The line end the file uses first, `\n` where it has none. */
export function lineEndOf(text: string): string {
  const feed = text.indexOf('\n');
  return feed > 0 && text.charCodeAt(feed - 1) === 0x0d ? '\r\n' : '\n';
}

/** One step of indentation: that of the first indented item of the file, two blanks where there is none. */
export function unitOf({ text, tree }: Source): string {
  for (const block of tree.body.items) {
    if (block.kind !== 'block') continue;
    const outer = indentAt(text, block.start);
    for (const { start } of block.body.items) {
      const inner = indentAt(text, start);
      if (startsLine(text, start) && inner.length > outer.length && inner.startsWith(outer)) {
        return inner.slice(outer.length);
      }
    }
  }
  return '  ';
}

/** The indentation of the items of a block, or of the file where `owner` is `undefined`. */
export function indentOf(source: Source, owner: Block | undefined): string {
  const { text, tree } = source;
  const body: Body = owner?.body ?? tree.body;
  const sibling = body.items.find(({ start }) => startsLine(text, start));
  if (sibling !== undefined) return indentAt(text, sibling.start);
  return owner === undefined ? '' : indentAt(text, owner.start) + unitOf(source);
}

/** The blanks that begin the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return text.slice(start, skipBlanks(text, start));
}

/** Whether nothing but blanks stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return skipBlanksBack(text, offset) === lineStart(text, offset);
}

/** The start of the line of `offset`, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
}

/** The start of the line below that of `offset`, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** The end of the line, before its line break, when only blanks and comments stand behind `offset` on it. */
export function endOfLineBehind({ text, tree }: Source, offset: number): number | undefined {
  let at = offset;
  let end = offset;
  for (;;) {
    at = skipBlanks(text, at);
    const comment = commentAt(tree, at);
    if (comment === undefined) break;
    at = comment.end;
    end = at;
  }
  return at >= text.length || text.charCodeAt(at) === 0x0a || text.startsWith('\r\n', at) ? end : undefined;
}

/** Whether the line that begins at `start` holds nothing. */
export function isBlankLine(text: string, start: number): boolean {
  const at = skipBlanks(text, start);
  return at >= text.length || text.charCodeAt(at) === 0x0a || text.startsWith('\r\n', at);
}

export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

export function skipBlanksBack(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function commentAt({ comments }: SyntaxTree, offset: number): Span | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const found = comments[low];
  return found?.start === offset ? found : undefined;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
