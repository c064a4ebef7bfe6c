/**
 * Getting back in step after a fault: to the end of the line, to the bracket that should have come, or out of an
 * expression nested too deeply. Each moves forward or stays; none can loop.
 */
import type { Cursor } from './cursor.ts';
import type { ErrorExpression } from './nodes.ts';
import { isClosing, isOpening, templateStep, Token, type TokenKind } from './tokens.ts';

/**
 * Moves to the newline that ends the line, passing over brackets opened on it, or to a closing brace or the end of a
 * template sequence opened before it.
 */
export function skipLine(cursor: Cursor): void {
  const { tokens } = cursor;
  let open = 0;
  for (; ; cursor.position++) {
    const kind = tokens.kind(cursor.position);
    const step = templateStep(kind);
    if (step > 0) skipTemplate(cursor);
    if (kind === Token.Eof || step < 0) return;
    if (kind === Token.Newline) {
      if (open <= 0) return;
      if (tokens.startsItem(cursor.position + 1) || tokens.kind(cursor.position + 1) === Token.CloseBrace) {
        cursor.structureBroken = true;
        return;
      }
    } else if (isOpening(kind)) {
      const partner = kind === Token.OpenBrace ? cursor.layout?.trustedPartner(cursor.position) : undefined;
      if (partner === undefined) open++;
      else cursor.position = partner;
    } else if (isClosing(kind)) {
      if (kind === Token.CloseBrace && open <= 0) return;
      open--;
    }
  }
}

/** Moves from the opening of a string, a heredoc or a sequence to its end. */
function skipTemplate(cursor: Cursor): void {
  for (let open = 0; ; cursor.position++) {
    open += templateStep(cursor.tokens.kind(cursor.position));
    if (open === 0) return;
  }
}

const closers = new Map<TokenKind, string>([
  [Token.CloseBrace, '}'],
  [Token.CloseBracket, ']'],
  [Token.CloseParen, ')'],
]);

/**
 * Takes the closing bracket of the kind for the one opened at `open` and returns the offset behind it. When it is
 * missing, that is reported, and the bracket ends where its line or its content does.
 */
export function closeBracket(cursor: Cursor, kind: TokenKind, open: number): number {
  const { tokens } = cursor;
  if (cursor.kind() === kind) {
    const outer = kind === Token.CloseBrace && cursor.layout?.closesOuter(cursor.position, open) === true;
    if (!outer) return tokens.end(cursor.position++);
  }
  cursor.structureBroken = true;
  const opening = tokens.slice(open);
  const closing = closers.get(kind) ?? '';
  cursor.fail(`This "${opening}" has no closing "${closing}"`, tokens.start(open), tokens.end(open));
  if (tokens.startsLine(cursor.position)) {
    const end = cursor.previousEnd();
    cursor.rewindToLineEnd();
    return end;
  }
  const rest = findOnLine(cursor, kind);
  if (rest !== undefined) {
    cursor.position = rest + 1;
    return tokens.end(rest);
  }
  return cursor.previousEnd();
}

/**
 * The bracket of the kind further on the line, outside of brackets opened in between. Where there is none, moves to
 * what ends the line or encloses the bracket.
 */
function findOnLine(cursor: Cursor, kind: TokenKind): number | undefined {
  const { tokens } = cursor;
  let open = 0;
  for (; ; cursor.position++) {
    const found = tokens.kind(cursor.position);
    const step = templateStep(found);
    if (step > 0) skipTemplate(cursor);
    if (found === Token.Newline || found === Token.Eof || step < 0) return undefined;
    if (open === 0 && found === kind) return cursor.position;
    if (isOpening(found)) open++;
    else if (isClosing(found) && open-- === 0) return undefined;
  }
}

/** Reports an expression nested too deeply and moves over the rest of it. */
export function skipTooDeep(cursor: Cursor): ErrorExpression {
  const start = cursor.start();
  cursor.failHere('This expression is nested too deeply to be read');
  let open = 0;
  for (; ; cursor.position++) {
    const kind = cursor.kind();
    const step = templateStep(kind);
    if (step > 0) skipTemplate(cursor);
    if (kind === Token.Eof || step < 0) break;
    if (open === 0 && (kind === Token.Comma || kind === Token.Newline)) break;
    if (isOpening(kind)) open++;
    else if (isClosing(kind) && open-- === 0) break;
  }
  return { kind: 'error', start, end: Math.max(start, cursor.previousEnd()) };
}
