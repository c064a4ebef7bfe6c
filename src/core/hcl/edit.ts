/**
 * Changes to a file that leave all the rest of it as its author wrote it: arguments and blocks put in, changed and taken
 * out. New lines take the file's indentation, line ends and columns, so that a file `terraform fmt` is content with
 * stays one. Lists have a file of their own, editList.ts, and so has the JSON syntax, editJsonSyntax.ts. Every function
 * gives `undefined` where the place is too broken.
 */
import type { TextEdit } from '../text/textEdit.ts';
import { keepColumns } from './alignment.ts';
import {
  appendBlockInJson,
  insertBlockInJson,
  removeItemInJson,
  replaceExpressionInJson,
  setAttributeInJson,
} from './editJsonSyntax.ts';
import {
  canEdit,
  endOfLineBehind,
  indentAt,
  indentOf,
  isBlankLine,
  lineEndOf,
  lineStart,
  nextLine,
  skipBlanks,
  skipBlanksBack,
  startsLine,
  isJson,
  unitOf,
  type Item,
  type Source,
} from './editStyle.ts';
import type { Block, Expression } from './nodes.ts';
import { printAttribute, printBlock, type NewAttribute, type NewBlock } from './printBlock.ts';

export type Edits = readonly TextEdit[] | undefined;

/** Puts another expression in the place of one. @param value as the value of a {@link NewAttribute}. */
export function replaceExpression(source: Source, expression: Expression, value: string): Edits {
  if (isJson(source)) return replaceExpressionInJson(source, expression, value);
  if (!canEdit(source)) return undefined;
  const { text } = source;
  const { start, end } = expression;
  const indented = value.replaceAll('\n', lineEndOf(text) + indentAt(text, start));
  // Where a value is missing, so is the blank before it.
  const inserted = expression.kind === 'error' && start === end ? ` ${indented}` : indented;
  return keepColumns(text, [{ start, end, text: inserted }]);
}

/** Gives an argument of a block a value: in its place where the block has it, else below the block's last argument. */
export function setAttribute(source: Source, owner: Block, attribute: NewAttribute): Edits {
  if (isJson(source)) return setAttributeInJson(source, owner, attribute);
  const attributes = owner.body.items.filter((item) => item.kind === 'attribute');
  const present = attributes.find(({ name }) => name.text === attribute.name);
  if (present !== undefined) return replaceExpression(source, present.value, attribute.value);
  return insertLines(source, owner, printAttribute(attribute), attributes.at(-1), 'top', false);
}

/**
 * Puts a block into another one: below `after`, or else below the last one of its type, or else at the end. In JSON blocks
 * of a type stand together.
 */
export function insertBlock(source: Source, owner: Block, block: NewBlock, after?: Item): Edits {
  if (isJson(source)) return insertBlockInJson(source, owner, block);
  const { items } = owner.body;
  const alike = items.filter((item) => item.kind === 'block' && item.type.text === block.type);
  const previous = after ?? alike.at(-1) ?? items.at(-1);
  const lines = printBlock(block, unitOf(source));
  return insertLines(source, owner, lines, previous, 'bottom', !standClose(source, items, alike));
}

/** Puts a block at the top level of a file: below `after`, or else at the end; in JSON below the last of its type. */
export function appendBlock(source: Source, block: NewBlock, after?: Block): Edits {
  if (isJson(source)) return appendBlockInJson(source, block);
  const previous = after ?? source.tree.body.items.at(-1);
  return insertLines(source, undefined, printBlock(block, unitOf(source)), previous, 'bottom', true);
}

/** Takes an argument or a block out, with a comment behind it on its line. Comments above it stay. */
export function removeItem(source: Source, item: Item): Edits {
  if (isJson(source)) return removeItemInJson(source, item);
  const { text } = source;
  if (!canEdit(source) || (item.kind === 'block' && item.close === undefined)) return undefined;
  const behind = endOfLineBehind(source, item.end);
  if (!startsLine(text, item.start) || behind === undefined) {
    // The only argument of a block on one line.
    const start = skipBlanksBack(text, item.start);
    return keepColumns(text, [{ start, end: skipBlanks(text, item.end), text: '' }]);
  }
  let start = lineStart(text, item.start);
  let end = nextLine(text, behind);
  const above = start > 0 ? lineStart(text, start - 1) : undefined;
  // Of blank lines above and below one stays; where nothing follows or nothing precedes, none does.
  const last = end >= text.length || text.charAt(skipBlanks(text, end)) === '}';
  const first = above === undefined || text.slice(above, start).trimEnd().endsWith('{');
  if (above !== undefined && isBlankLine(text, above)) {
    if (last || isBlankLine(text, end)) start = above;
  } else if (first && !last && isBlankLine(text, end)) {
    end = nextLine(text, end);
  }
  return keepColumns(text, [{ start, end, text: '' }]);
}

/** Puts a comment on lines of its own above an item; JSON has none above a block. @param lines without markers. */
export function insertCommentAbove(source: Source, item: Item, lines: readonly string[]): Edits {
  const { text } = source;
  if (!canEdit(source) || !startsLine(text, item.start)) return undefined;
  const at = lineStart(text, item.start);
  const margin = indentAt(text, item.start);
  const inserted = lines.map((line) => `${margin}# ${line}${lineEndOf(text)}`).join('');
  return keepColumns(text, [{ start: at, end: at, text: inserted }]);
}

/** Whether the blocks of `alike` that follow each other do so without blank lines; `false` where none do. */
function standClose({ text }: Source, items: readonly Item[], alike: readonly Item[]): boolean {
  const following = items.filter((item, index) => {
    const previous = items[index - 1];
    return previous !== undefined && alike.includes(item) && alike.includes(previous);
  });
  const isApart = ({ start }: Item): boolean =>
    isBlankLine(text, lineStart(text, lineStart(text, start) - 1));
  return following.length > 0 && !following.some(isApart);
}

/**
 * Puts lines into a body, or into the file where `owner` is `undefined`.
 * @param lines as if they stood in column 0.
 * @param after the item they follow. Where there is none they stand at the top or the bottom of the body.
 * @param apart whether blank lines keep them from what stands above and below.
 */
function insertLines(
  source: Source,
  owner: Block | undefined,
  lines: readonly string[],
  after: Item | undefined,
  place: 'top' | 'bottom',
  apart: boolean,
): Edits {
  const { text } = source;
  if (!canEdit(source) || (owner !== undefined && owner.close === undefined)) return undefined;
  const newline = lineEndOf(text);
  const margin = indentOf(source, owner);
  const inserted = lines.map((line) => (line === '' ? '' : margin + line)).join(newline);
  const put = (at: number, what: string): Edits => keepColumns(text, [{ start: at, end: at, text: what }]);
  if (after !== undefined) {
    const behind = endOfLineBehind(source, after.end);
    if (behind !== undefined && startsLine(text, after.start)) {
      const above = apart ? newline : '';
      const below = apart && !endsBelow(text, behind) ? newline : '';
      return put(behind, newline + above + inserted + below);
    }
  }
  if (owner?.close === undefined) {
    if (after !== undefined) return undefined;
    const above = text.trim() === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
    return put(text.length, above + inserted + newline);
  }
  const open = owner.body.start + 1;
  if (!text.slice(open, owner.close).includes('\n')) return unfold(source, owner, inserted, apart);
  const behind = endOfLineBehind(source, open);
  if (place === 'top' && behind !== undefined) {
    return put(behind, newline + inserted + (endsBelow(text, behind) ? '' : newline));
  }
  return startsLine(text, owner.close) ? put(lineStart(text, owner.close), inserted + newline) : undefined;
}

/** Puts lines into a block that stands on one line. */
function unfold(source: Source, owner: Block, inserted: string, apart: boolean): Edits {
  const { text } = source;
  const newline = lineEndOf(text);
  const open = owner.body.start + 1;
  const close = owner.close ?? open;
  const end = `${newline}${inserted}${newline}${indentAt(text, owner.start)}`;
  const start = skipBlanks(text, open);
  if (start >= close) return keepColumns(text, [{ start: open, end: close, text: end }]);
  return keepColumns(text, [
    { start: open, end: start, text: newline + indentOf(source, owner) },
    { start: skipBlanksBack(text, close), end: close, text: (apart ? newline : '') + end },
  ]);
}

/** Whether the line below the one that ends at `end` is blank, closes a block, or is not there. */
function endsBelow(text: string, end: number): boolean {
  const below = nextLine(text, end);
  return below >= text.length || isBlankLine(text, below) || text.charAt(skipBlanks(text, below)) === '}';
}
