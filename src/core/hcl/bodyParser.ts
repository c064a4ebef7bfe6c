/** Bodies, blocks and arguments: what a file and the braces of a block hold. */
import { parseObjectContent } from './collectionParser.ts';
import { MAX_NESTING, type Cursor } from './cursor.ts';
import { parseExpression } from './expressionParser.ts';
import { parseBlockHeader } from './headerParser.ts';
import type { Attribute, Block, Body, Expression, Name } from './nodes.ts';
import { skipLine, skipTooDeep } from './synchronize.ts';
import { Token } from './tokens.ts';

/** The body of a file spans all of its text. */
export function parseFile(cursor: Cursor): Body {
  const items: (Attribute | Block)[] = [];
  const { tokens } = cursor;
  parseItems(cursor, undefined, items);
  while (tokens.kind(cursor.position) !== Token.Eof) {
    cursor.structureBroken = true;
    cursor.failHere('There is no block open that this brace could close');
    cursor.position++;
    parseItems(cursor, undefined, items);
  }
  return { start: 0, end: tokens.text.length, items };
}

/** Reads arguments and blocks up to a closing brace, which stays, or the end. `open` is the token that opened the body. */
function parseItems(cursor: Cursor, open: number | undefined, items: (Attribute | Block)[]): void {
  const { tokens, layout } = cursor;
  const names = new ArgumentNames();
  let first: number | undefined;
  for (;;) {
    const kind = tokens.kind(cursor.position);
    if (kind === Token.Newline) {
      cursor.position++;
      continue;
    }
    if (kind === Token.Eof) return;
    if (open !== undefined && layout?.isOutside(cursor.position, open, first) === true) return;
    if (kind === Token.CloseBrace) {
      if (open === undefined || layout?.isStray(cursor.position, open) !== true) return;
      cursor.failHere('There is nothing this brace could close');
      cursor.position++;
      continue;
    }
    first ??= layout?.indentAt(cursor.position);
    if (kind !== Token.Identifier) {
      failNoItem(cursor);
      continue;
    }
    const item = parseItem(cursor);
    if (item.kind === 'attribute') {
      const { name } = item;
      if (!names.add(name.text))
        cursor.fail(`"${name.text}" already has a value above`, name.start, name.end);
    }
    items.push(item);
  }
}

/** The names of a body's arguments. A few are compared sooner than hashed, many are not. */
class ArgumentNames {
  readonly #few: string[] = [];
  #all: Set<string> | undefined;

  /** Whether the name is new. */
  add(name: string): boolean {
    if (this.#all === undefined) {
      if (this.#few.includes(name)) return false;
      if (this.#few.push(name) > 12) this.#all = new Set(this.#few);
      return true;
    }
    if (this.#all.has(name)) return false;
    this.#all.add(name);
    return true;
  }
}

function failNoItem(cursor: Cursor): void {
  const quoted = cursor.tokens.kind(cursor.position) === Token.OpenQuote;
  cursor.failHere(
    quoted ? 'Names of arguments are written without quotes' : 'Only an argument or a block can stand here',
  );
  const before = cursor.position;
  skipLine(cursor);
  if (cursor.position === before) cursor.position++;
}

function parseItem(cursor: Cursor): Attribute | Block {
  const { tokens } = cursor;
  const index = cursor.position;
  const name = cursor.name();
  switch (tokens.kind(cursor.position)) {
    case Token.Assign:
      return parseAttribute(cursor, name, false);
    case Token.OpenQuote:
    case Token.OpenBrace:
    case Token.Identifier:
      return parseBlock(cursor, name, index);
    case Token.Colon:
      cursor.failHere('An argument takes "=", not ":"');
      return parseAttribute(cursor, name, false);
    case Token.Newline:
      if (cursor.layout?.bracedContentFollows(index) === true) return parseBlock(cursor, name, index);
      break;
    default:
      break;
  }
  cursor.fail('After this name "=" and a value, or "{" and a block, must follow', name.start, name.end);
  skipLine(cursor);
  const value: Expression = { kind: 'error', start: name.end, end: name.end };
  return { kind: 'attribute', start: name.start, end: name.end, name, value };
}

/** Reads an argument from its sign on. `single` is set for the only one of a block on one line. */
function parseAttribute(cursor: Cursor, name: Name, single: boolean): Attribute {
  const { tokens } = cursor;
  const assign = cursor.position++;
  const end = tokens.end(assign);
  const faults = cursor.errors.length;
  const next = tokens.kind(cursor.position);
  let value: Expression;
  if (next === Token.Newline || next === Token.Eof || next === Token.CloseBrace) {
    cursor.fail(`"${name.text}" has no value`, name.start, end);
    const braceless = next === Token.Newline && cursor.layout?.bracedContentFollows(assign) === true;
    value = braceless
      ? parseObjectContent(cursor, assign, parseExpression)
      : { kind: 'error', start: end, end };
  } else {
    value = parseExpression(cursor);
  }
  endAttribute(cursor, single, cursor.errors.length > faults);
  return { kind: 'attribute', start: name.start, end: Math.max(value.end, end), name, value };
}

/** Takes the newline after an argument. `quiet` when the value was faulty and has been reported. */
function endAttribute(cursor: Cursor, single: boolean, quiet: boolean): void {
  const { tokens } = cursor;
  const kind = tokens.kind(cursor.position);
  if (kind === Token.Newline) {
    if (!single) cursor.position++;
    return;
  }
  if (kind === Token.Eof || (kind === Token.CloseBrace && single)) return;
  if (!quiet) {
    const comma = kind === Token.Comma;
    cursor.failHere(
      comma ? 'Arguments are separated by newlines, not by commas' : 'An argument must end with its line',
    );
  }
  skipLine(cursor);
}

function parseBlock(cursor: Cursor, type: Name, typeIndex: number): Block {
  const { tokens } = cursor;
  const { labels, open } = parseBlockHeader(cursor);
  const header = { start: type.start, end: labels.at(-1)?.end ?? type.end };
  if (open !== undefined) {
    const { body, close } = parseBody(cursor, open, typeIndex);
    endBlock(cursor, close);
    return { kind: 'block', start: type.start, end: body.end, type, labels, header, body, close };
  }
  const kind = tokens.kind(cursor.position);
  if (kind !== Token.Assign) cursor.structureBroken = true;
  const message =
    kind === Token.Assign ? 'A block takes no "="' : 'This block has no "{" on the line of its type';
  cursor.fail(message, header.start, header.end);
  if (kind === Token.Newline && cursor.layout?.contentFollows(typeIndex) === true) {
    const { body, close } = parseBody(cursor, typeIndex, typeIndex);
    return { kind: 'block', start: type.start, end: body.end, type, labels, header, body, close };
  }
  skipLine(cursor);
  const { end } = header;
  return {
    kind: 'block',
    start: type.start,
    end,
    type,
    labels,
    header,
    body: { start: end, end, items: [] },
    close: undefined,
  };
}

/**
 * Reads a body and its closing brace. It spans both braces; one that was never closed ends with its last item.
 * `open` is the opening brace, just taken, or the block's type where the brace is missing.
 */
function parseBody(
  cursor: Cursor,
  open: number,
  typeIndex: number,
): { body: Body; close: number | undefined } {
  const { tokens } = cursor;
  const missingOpen = open === typeIndex;
  const start = missingOpen ? cursor.previousEnd() : tokens.start(open);
  const items: (Attribute | Block)[] = [];
  if (cursor.nesting >= MAX_NESTING) {
    skipTooDeep(cursor);
  } else {
    cursor.nesting++;
    if (tokens.kind(cursor.position) !== Token.Newline) parseOneLine(cursor, open, items);
    parseItems(cursor, open, items);
    cursor.nesting--;
  }
  const at = cursor.position;
  if (tokens.kind(at) === Token.CloseBrace && cursor.layout?.closesOuter(at, open) !== true) {
    cursor.position++;
    return { body: { start, end: tokens.end(at), items }, close: tokens.start(at) };
  }
  cursor.structureBroken = true;
  if (!missingOpen) cursor.fail('This block has no closing "}"', tokens.start(open), tokens.end(open));
  return { body: { start, end: Math.max(start, cursor.previousEnd()), items }, close: undefined };
}

/** Reads the argument that follows `{` on its line. Anything else there is reported and left to the caller. */
function parseOneLine(cursor: Cursor, open: number, items: (Attribute | Block)[]): void {
  const { tokens } = cursor;
  const kind = tokens.kind(cursor.position);
  if (kind === Token.CloseBrace || kind === Token.Eof) return;
  if (kind !== Token.Identifier || tokens.kind(cursor.position + 1) !== Token.Assign) {
    cursor.failHere('A block on one line can hold nothing but one argument');
    return;
  }
  const faults = cursor.errors.length;
  items.push(parseAttribute(cursor, cursor.name(), true));
  if (tokens.kind(cursor.position) !== Token.CloseBrace && cursor.errors.length === faults) {
    cursor.fail(
      'A block with an argument on its first line must end on that line',
      tokens.start(open),
      tokens.end(open),
    );
  }
}

function endBlock(cursor: Cursor, close: number | undefined): void {
  const kind = cursor.tokens.kind(cursor.position);
  if (close === undefined || kind === Token.Eof) return;
  if (kind === Token.Newline) cursor.position++;
  else cursor.failHere('A block must end with its line');
}
