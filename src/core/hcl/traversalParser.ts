/**
 * What may follow a term: `.name`, `[key]`, the splats `[*]` and `.*`, and the index `.0` left over from Terraform 0.11.
 */
import { type Cursor, MAX_HEIGHT, MAX_NESTING } from './cursor.ts';
import type { Expression, GetAttribute, GetIndex, SplatItem } from './nodes.ts';
import { closeBracket, skipTooDeep } from './synchronize.ts';
import { Token } from './tokens.ts';

/** Reads everything that goes on from `source`; `parseExpression` reads the keys in brackets. */
export function parseTraversals(
  cursor: Cursor,
  source: Expression,
  parseExpression: (cursor: Cursor) => Expression,
): Expression {
  let result = source;
  for (;;) {
    const kind = cursor.kind();
    if (kind === Token.Dot) {
      result = parseDot(cursor, result);
    } else if (kind === Token.OpenBracket) {
      // A bracket on a new line begins the next item of a list whose comma or bracket is missing.
      if (cursor.layout !== undefined && cursor.skipNewlines && cursor.tokens.startsLine(cursor.position))
        return result;
      result = parseBrackets(cursor, result, parseExpression);
    } else {
      return result;
    }
    if (++cursor.height > MAX_HEIGHT) {
      skipTooDeep(cursor);
      return result;
    }
  }
}

function parseDot(cursor: Cursor, source: Expression): Expression {
  const { tokens } = cursor;
  const dot = cursor.next();
  switch (cursor.kind()) {
    case Token.Identifier:
      if (cursor.skipNewlines && tokens.startsItem(cursor.position)) break;
      return getAttribute(cursor, source);
    case Token.Number:
      return legacyIndex(cursor, source);
    case Token.Star:
      return attributeSplat(cursor, source, dot);
    default:
      break;
  }
  const end = tokens.end(dot);
  cursor.fail('A name is missing after this dot', tokens.start(dot), end);
  return { kind: 'get-attribute', start: source.start, end, source, name: { start: end, end, text: '' } };
}

/** The name is next. */
function getAttribute(cursor: Cursor, source: Expression): GetAttribute {
  const name = cursor.name();
  return { kind: 'get-attribute', start: source.start, end: name.end, source, name };
}

/** `.0`. In `.0.1` the scanner sees one number; HashiCorp rejects it, and we report it but keep both indexes. */
function legacyIndex(cursor: Cursor, source: Expression): GetIndex {
  const index = cursor.next();
  const text = cursor.tokens.slice(index);
  let start = cursor.tokens.start(index);
  if (text.includes('.')) {
    cursor.fail(
      'Two indexes in a row are written in brackets, as in [0][1]',
      start,
      cursor.tokens.end(index),
    );
  }
  let result: Expression = source;
  for (const part of text.split('.').filter((digits) => digits !== '')) {
    const end = start + part.length;
    const key: Expression = { kind: 'number', start, end, text: part };
    result = { kind: 'get-index', start: source.start, end, source: result, key };
    start = end + 1;
    if (++cursor.height > MAX_HEIGHT) break;
  }
  return result as GetIndex;
}

/** `.*` and the names and numbers after it, which apply to every element; brackets then apply to the whole list. */
function attributeSplat(cursor: Cursor, source: Expression, dot: number): Expression {
  const star = cursor.next();
  const item: SplatItem = {
    kind: 'splat-item',
    start: cursor.tokens.start(dot),
    end: cursor.tokens.end(star),
  };
  let each: Expression = item;
  while (cursor.kind() === Token.Dot && cursor.height <= MAX_HEIGHT) {
    const next = cursor.next();
    cursor.height++;
    const kind = cursor.kind();
    if (kind === Token.Identifier && !(cursor.skipNewlines && cursor.tokens.startsItem(cursor.position))) {
      each = getAttribute(cursor, each);
    } else if (kind === Token.Number) {
      each = legacyIndex(cursor, each);
    } else {
      const end = cursor.tokens.end(next);
      cursor.fail('Only a name can follow a dot after ".*"', cursor.tokens.start(next), end);
      each = {
        kind: 'get-attribute',
        start: each.start,
        end,
        source: each,
        name: { start: end, end, text: '' },
      };
      break;
    }
  }
  return { kind: 'splat', start: source.start, end: each.end, source, full: false, each };
}

function parseBrackets(
  cursor: Cursor,
  source: Expression,
  parseExpression: (cursor: Cursor) => Expression,
): Expression {
  const open = cursor.next();
  if (cursor.kind() === Token.Star) return fullSplat(cursor, source, open, parseExpression);
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = true;
  const key = parseExpression(cursor);
  const end = closeBracket(cursor, Token.CloseBracket, open);
  cursor.skipNewlines = newlines;
  return { kind: 'get-index', start: source.start, end, source, key };
}

/** `[*]`: all that follows, brackets included, applies to every element. */
function fullSplat(
  cursor: Cursor,
  source: Expression,
  open: number,
  parseExpression: (cursor: Cursor) => Expression,
): Expression {
  cursor.next();
  const end = closeBracket(cursor, Token.CloseBracket, open);
  const item: SplatItem = { kind: 'splat-item', start: cursor.tokens.start(open), end };
  if (cursor.nesting >= MAX_NESTING) {
    skipTooDeep(cursor);
    return { kind: 'splat', start: source.start, end, source, full: true, each: item };
  }
  cursor.nesting++;
  const each = parseTraversals(cursor, item, parseExpression);
  cursor.nesting--;
  return { kind: 'splat', start: source.start, end: each.end, source, full: true, each };
}
