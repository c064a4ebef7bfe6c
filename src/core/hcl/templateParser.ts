/**
 * Templates: the parts of quoted strings and heredocs. First the parts are read in a row, literal text already
 * final; then directives are matched with their ends, without recursion.
 */
import { codeAt } from './characters.ts';
import { parseForIntroduction } from './collectionParser.ts';
import { type Cursor, MAX_HEIGHT, MAX_NESTING } from './cursor.ts';
import { isPlain, normalized, resolveHeredoc, resolveQuoted } from './escapes.ts';
import type {
  Expression,
  Interpolation,
  Name,
  Template,
  TemplateFor,
  TemplateIf,
  TemplateLiteral,
  TemplatePart,
} from './nodes.ts';
import type { Span } from '../text/span.ts';
import { removeIndentation, trimEnd, trimStart } from './templateText.ts';
import { Token, type TokenKind } from './tokens.ts';

type ParseExpression = (cursor: Cursor) => Expression;

interface IfPiece extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
}

interface ForPiece extends Span {
  readonly kind: 'for';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
}

interface MarkPiece extends Span {
  readonly kind: 'else' | 'endif' | 'endfor';
}

type Piece = TemplateLiteral | Interpolation | IfPiece | ForPiece | MarkPiece;

/** Reads a quoted string or a heredoc; its opening is next. */
export function parseTemplate(cursor: Cursor, parseExpression: ParseExpression): Template {
  const { tokens } = cursor;
  const open = cursor.next();
  const start = tokens.start(open);
  const quoted = tokens.kind(open) === Token.OpenQuote;
  if (quoted) {
    const plain = plainString(cursor, start);
    if (plain !== undefined) return plain;
  }
  const indented = !quoted && codeAt(tokens.text, start + 2) === 0x2d;
  const closing = quoted ? Token.CloseQuote : Token.CloseHeredoc;
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = false;
  const pieces = parsePieces(cursor, closing, parseExpression);
  cursor.skipNewlines = newlines;
  if (indented) removeIndentation(pieces);
  const parts = nest(cursor, join(pieces));
  const end = tokens.end(cursor.position);
  if (tokens.kind(cursor.position) === closing) cursor.position++;
  return { kind: 'template', start, end, heredoc: quoted ? 'none' : indented ? 'indented' : 'plain', parts };
}

/** Reads all that is left as a template without quotes. */
export function parseTemplateParts(
  cursor: Cursor,
  parseExpression: ParseExpression,
): readonly TemplatePart[] {
  return nest(cursor, join(parsePieces(cursor, Token.Eof, parseExpression)));
}

/** Reads the rest of a string without sequences, by far the most frequent template; `undefined` if it is another. */
function plainString(cursor: Cursor, start: number): Template | undefined {
  const { tokens } = cursor;
  const index = cursor.position;
  const text = tokens.kind(index) === Token.QuotedText;
  const close = text ? index + 1 : index;
  if (tokens.kind(close) !== Token.CloseQuote) return undefined;
  cursor.position = close + 1;
  const parts: TemplatePart[] = [];
  if (text) {
    const from = tokens.start(index);
    parts.push({
      kind: 'literal',
      start: from,
      end: tokens.end(index),
      text: literalText(cursor, index, Token.QuotedText),
    });
  }
  return { kind: 'template', start, end: tokens.end(close), heredoc: 'none', parts };
}

function parsePieces(cursor: Cursor, closing: TokenKind, parseExpression: ParseExpression): Piece[] {
  const { tokens } = cursor;
  const pieces: Piece[] = [];
  let trimNext = false;
  for (;;) {
    const index = cursor.position;
    const kind = tokens.kind(index);
    if (kind === closing || kind === Token.Eof) return pieces;
    if (kind === Token.QuotedText || kind === Token.HeredocText) {
      cursor.position++;
      const whole = literalText(cursor, index, kind);
      const text = trimNext ? trimStart(whole) : whole;
      pieces.push({ kind: 'literal', start: tokens.start(index), end: tokens.end(index), text });
      trimNext = false;
      continue;
    }
    if (tokens.end(index) - tokens.start(index) === 3) trimLast(pieces, index, cursor);
    cursor.position++;
    cursor.skipNewlines = true;
    const piece =
      kind === Token.Interpolation
        ? parseInterpolation(cursor, index, parseExpression)
        : parseDirective(cursor, index, parseExpression);
    cursor.skipNewlines = false;
    trimNext = tokens.end(cursor.position - 1) - tokens.start(cursor.position - 1) === 2;
    if (piece !== undefined) pieces.push(piece);
  }
}

function literalText(cursor: Cursor, index: number, kind: TokenKind): string {
  const raw = cursor.tokens.slice(index);
  if (isPlain(raw)) return raw;
  if (kind === Token.HeredocText) return normalized(resolveHeredoc(raw));
  return normalized(
    resolveQuoted(raw, cursor.tokens.start(index), (message, start, end) => cursor.fail(message, start, end)),
  );
}

/** `${~` and `%{~` at token `index` take the white space before them away, if literal text is what precedes. */
function trimLast(pieces: Piece[], index: number, cursor: Cursor): void {
  const last = pieces.at(-1);
  if (last?.kind !== 'literal' || last.end !== cursor.tokens.start(index)) return;
  pieces[pieces.length - 1] = { ...last, text: trimEnd(last.text) };
}

function parseInterpolation(cursor: Cursor, open: number, parseExpression: ParseExpression): Piece {
  let expression: Expression;
  if (cursor.kind() === Token.SequenceEnd) {
    const at = cursor.tokens.end(open);
    cursor.fail('An expression is missing between the braces', cursor.tokens.start(open), cursor.start());
    expression = { kind: 'error', start: at, end: at };
  } else {
    expression = parseExpression(cursor);
  }
  const end = endSequence(cursor);
  return { kind: 'interpolation', start: cursor.tokens.start(open), end, expression };
}

/** Reads what follows `%{`. A directive of no known word is reported and left out. */
function parseDirective(cursor: Cursor, open: number, parseExpression: ParseExpression): Piece | undefined {
  const start = cursor.tokens.start(open);
  const word = cursor.kind() === Token.Identifier ? cursor.tokens.slice(cursor.position) : '';
  switch (word) {
    case 'if': {
      cursor.next();
      const condition = parseExpression(cursor);
      return { kind: 'if', start, end: endSequence(cursor), condition };
    }
    case 'for': {
      cursor.next();
      const { keyName, valueName } = parseForIntroduction(cursor);
      const collection = parseExpression(cursor);
      return { kind: 'for', start, end: endSequence(cursor), keyName, valueName, collection };
    }
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.next();
      return { kind: word, start, end: endSequence(cursor) };
    default:
      cursor.failHere('A directive begins with if, else, endif, for or endfor');
      skipSequence(cursor);
      return undefined;
  }
}

function endSequence(cursor: Cursor): number {
  if (cursor.kind() !== Token.SequenceEnd) {
    cursor.failHere('A closing brace is missing before this');
    return skipSequence(cursor);
  }
  return cursor.tokens.end(cursor.position++);
}

/** Moves behind the end of the present sequence, which the scanner has placed in any case. */
function skipSequence(cursor: Cursor): number {
  const { tokens } = cursor;
  let open = 0;
  for (; tokens.kind(cursor.position) !== Token.Eof; cursor.position++) {
    const kind = tokens.kind(cursor.position);
    if (kind === Token.Interpolation || kind === Token.Directive) open++;
    else if (kind === Token.SequenceEnd && open-- === 0) return tokens.end(cursor.position++);
  }
  return tokens.start(cursor.position);
}

/** Makes one piece of neighbouring texts. */
function join(pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(({ kind }, at) => kind === 'literal' && pieces[at + 1]?.kind === 'literal')) return pieces;
  const joined: Piece[] = [];
  let run: TemplateLiteral[] = [];
  const flush = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) return;
    joined.push({
      kind: 'literal',
      start: first.start,
      end: last.end,
      text: run.map((piece) => piece.text).join(''),
    });
    run = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'literal') {
      run.push(piece);
    } else {
      flush();
      joined.push(piece);
    }
  }
  flush();
  return joined;
}

/** A directive whose end has not come yet. */
interface Open {
  readonly piece: IfPiece | ForPiece;
  readonly parts: TemplatePart[];
  otherwise: TemplatePart[] | undefined;
}

function nest(cursor: Cursor, pieces: readonly Piece[]): readonly TemplatePart[] {
  if (pieces.every((piece) => piece.kind === 'literal' || piece.kind === 'interpolation')) return pieces;
  const root: TemplatePart[] = [];
  const stack: Open[] = [];
  const target = (): TemplatePart[] => {
    const open = stack.at(-1);
    return open === undefined ? root : (open.otherwise ?? open.parts);
  };
  const close = (end: number): void => {
    const open = stack.pop();
    if (open !== undefined) target().push(finish(open, end));
  };
  let deepest = 0;
  for (const piece of pieces) {
    const open = stack.at(-1);
    switch (piece.kind) {
      case 'literal':
      case 'interpolation':
        target().push(piece);
        break;
      case 'if':
      case 'for':
        if (stack.length >= MAX_NESTING || cursor.height + stack.length >= MAX_HEIGHT) {
          cursor.fail('Directives are nested too deeply to be read', piece.start, piece.end);
          break;
        }
        stack.push({ piece, parts: [], otherwise: undefined });
        deepest = Math.max(deepest, stack.length);
        break;
      case 'else':
        if (open?.piece.kind === 'if' && open.otherwise === undefined) open.otherwise = [];
        else cursor.fail('There is no "if" directive this "else" could belong to', piece.start, piece.end);
        break;
      case 'endif':
      case 'endfor':
        if (piece.kind === `end${open?.piece.kind ?? ''}`) close(piece.end);
        else cursor.fail(`There is no directive open that "${piece.kind}" could end`, piece.start, piece.end);
        break;
    }
  }
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const { piece, parts, otherwise } = open;
    cursor.fail(`This directive has no "end${piece.kind}"`, piece.start, piece.end);
    close((otherwise?.at(-1) ?? parts.at(-1) ?? piece).end);
  }
  cursor.height += deepest;
  return root;
}

function finish({ piece, parts, otherwise }: Open, end: number): TemplateIf | TemplateFor {
  const { start } = piece;
  if (piece.kind === 'if')
    return { kind: 'if', start, end, condition: piece.condition, then: parts, otherwise: otherwise ?? [] };
  const { keyName, valueName, collection } = piece;
  return { kind: 'for', start, end, keyName, valueName, collection, body: parts };
}
