/**
 * Lists and objects in brackets and braces, and the `for` expressions that build them.
 */
import type { Cursor } from './cursor.ts';
import type { Expression, ForExpression, Name, ObjectItem } from './nodes.ts';
import { closeBracket, skipLine } from './synchronize.ts';
import { isClosing, Token, type TokenKind } from './tokens.ts';

type ParseExpression = (cursor: Cursor) => Expression;

/** Reads `[…]`, a list or a `for` expression; the bracket is next. */
export function parseTuple(cursor: Cursor, parseExpression: ParseExpression): Expression {
  const { tokens } = cursor;
  const open = cursor.next();
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = true;
  let result: Expression;
  if (cursor.isWord('for')) {
    result = parseFor(cursor, open, false, parseExpression);
  } else {
    const items: Expression[] = [];
    while (cursor.kind() !== Token.CloseBracket && cursor.kind() !== Token.Eof) {
      if (tokens.startsItem(cursor.position)) break;
      const item = parseExpression(cursor);
      items.push(item);
      if (cursor.accept(Token.Comma)) continue;
      if (!forgottenComma(cursor)) break;
      cursor.fail('A comma is missing after this item', Math.max(item.start, item.end - 1), item.end);
    }
    const end = closeBracket(cursor, Token.CloseBracket, open);
    result = { kind: 'tuple', start: tokens.start(open), end, items };
  }
  cursor.skipNewlines = newlines;
  return result;
}

/** Whether the next line goes on with an item of the same list. */
function forgottenComma(cursor: Cursor): boolean {
  const { tokens, position } = cursor;
  if (!tokens.startsLine(position) || tokens.startsItem(position)) return false;
  switch (tokens.kind(position)) {
    case Token.Identifier:
    case Token.Number:
    case Token.OpenQuote:
    case Token.OpenHeredoc:
    case Token.OpenBrace:
    case Token.OpenBracket:
    case Token.OpenParen:
      return true;
    default:
      return false;
  }
}

/** Reads `{…}`, an object or a `for` expression; the brace is next. */
export function parseObject(cursor: Cursor, parseExpression: ParseExpression): Expression {
  const open = cursor.next();
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = true;
  const isFor = cursor.isWord('for');
  if (!isFor) cursor.position = open + 1;
  const result = isFor
    ? parseFor(cursor, open, true, parseExpression)
    : parseObjectContent(cursor, open, parseExpression);
  cursor.skipNewlines = newlines;
  return result;
}

/** Reads the items of an object and its closing brace. `open` is the brace, or what stands in for a missing one. */
export function parseObjectContent(
  cursor: Cursor,
  open: number,
  parseExpression: ParseExpression,
): Expression {
  const { tokens, layout } = cursor;
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = false;
  const items: ObjectItem[] = [];
  let first: number | undefined;
  for (;;) {
    const kind = cursor.kind();
    if (kind === Token.Newline) {
      cursor.position++;
      continue;
    }
    if (layout?.isOutside(cursor.position, open, first) === true) break;
    if (kind === Token.CloseBrace && layout?.isStray(cursor.position, open) === true) {
      cursor.failHere('There is nothing this brace could close');
      cursor.position++;
      continue;
    }
    if (
      (kind === Token.CloseBracket || kind === Token.CloseParen) &&
      layout?.trustedPartner(open) !== undefined
    ) {
      cursor.failHere('There is nothing this bracket could close');
      cursor.position++;
      continue;
    }
    if (kind === Token.Eof || isClosing(kind)) break;
    first ??= layout?.indentAt(cursor.position);
    if (!parseObjectItem(cursor, items, parseExpression)) break;
  }
  const end = closeBracket(cursor, Token.CloseBrace, open);
  cursor.skipNewlines = newlines;
  return { kind: 'object', start: tokens.start(open), end, items };
}

/** Reads one item and what separates it from the next. Returns false when the object cannot go on. */
function parseObjectItem(cursor: Cursor, items: ObjectItem[], parseExpression: ParseExpression): boolean {
  const { tokens } = cursor;
  const before = cursor.position;
  const faults = cursor.errors.length;
  const key = asKey(cursor, parseExpression(cursor));
  const separator = cursor.kind();
  if (separator !== Token.Assign && separator !== Token.Colon) {
    if (cursor.errors.length === faults) cursor.fail('This key needs "=" and a value', key.start, key.end);
    items.push({ key, value: { kind: 'error', start: key.end, end: key.end } });
    if (separator !== Token.Newline && separator !== Token.Comma) skipLine(cursor);
    if (cursor.kind() === Token.Comma) cursor.position++;
    return cursor.position > before;
  }
  const assign = cursor.next();
  const next = cursor.kind();
  if (next === Token.Newline || next === Token.CloseBrace) {
    cursor.fail('A value is missing after this sign', tokens.start(assign), tokens.end(assign));
    items.push({ key, value: { kind: 'error', start: tokens.end(assign), end: tokens.end(assign) } });
  } else {
    items.push({ key, value: parseExpression(cursor) });
  }
  const end = cursor.kind();
  if (end === Token.Comma || end === Token.Newline) {
    cursor.position++;
  } else if (end !== Token.Eof && !isClosing(end)) {
    cursor.failHere('Items of an object are separated by commas or newlines');
    skipLine(cursor);
  }
  return true;
}

/** A bare word before `=` means its own text, keywords included. */
function asKey(cursor: Cursor, key: Expression): Expression {
  if (key.kind !== 'boolean' && key.kind !== 'null') return key;
  return {
    kind: 'variable',
    start: key.start,
    end: key.end,
    name: cursor.tokens.text.slice(key.start, key.end),
  };
}

/** Reads a `for` expression from its `for` on; `open` is the bracket or brace before it. */
function parseFor(
  cursor: Cursor,
  open: number,
  object: boolean,
  parseExpression: ParseExpression,
): ForExpression {
  cursor.next();
  const { keyName, valueName } = parseForIntroduction(cursor);
  const collection = parseExpression(cursor);
  if (!cursor.accept(Token.Colon)) cursor.failHere('A "for" expression needs ":" after what it goes through');
  let value = parseExpression(cursor);
  let key: Expression | undefined;
  if (cursor.accept(Token.Arrow)) {
    key = value;
    value = parseExpression(cursor);
    if (!object)
      cursor.fail('A "for" expression in brackets builds a list and takes no key', key.start, key.end);
  } else if (object) {
    cursor.fail(
      'A "for" expression in braces builds an object and needs a key before "=>"',
      value.start,
      value.end,
    );
  }
  const group = cursor.kind() === Token.Ellipsis;
  if (group) {
    if (!object) cursor.failHere('Only a "for" expression in braces can group with "..."');
    cursor.next();
  }
  let condition: Expression | undefined;
  if (cursor.isWord('if')) {
    cursor.next();
    condition = parseExpression(cursor);
  }
  const closing: TokenKind = object ? Token.CloseBrace : Token.CloseBracket;
  const end = closeBracket(cursor, closing, open);
  return {
    kind: 'for',
    start: cursor.tokens.start(open),
    end,
    keyName,
    valueName,
    collection,
    key,
    value,
    condition,
    group,
  };
}

/** Reads `name in` or `key, name in`, as in `for` expressions and `%{for}` directives. */
export function parseForIntroduction(cursor: Cursor): { keyName: Name | undefined; valueName: Name } {
  let keyName: Name | undefined;
  let valueName = parseForName(cursor);
  if (cursor.accept(Token.Comma)) {
    keyName = valueName;
    valueName = parseForName(cursor);
  }
  if (cursor.isWord('in')) cursor.next();
  else cursor.failHere('A "for" needs "in" after its names');
  return { keyName, valueName };
}

function parseForName(cursor: Cursor): Name {
  if (cursor.kind() === Token.Identifier) return cursor.name();
  cursor.failHere('A "for" needs a name for the elements');
  const at = cursor.previousEnd();
  // Something else may stand in the place of the name.
  const { tokens, position } = cursor;
  const goesOn = tokens.kind(position + 1) === Token.Comma || tokens.slice(position + 1) === 'in';
  if (goesOn && !isClosing(tokens.kind(position))) cursor.position++;
  return { start: at, end: at, text: '' };
}
