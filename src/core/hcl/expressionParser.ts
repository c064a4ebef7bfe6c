/**
 * Expressions: conditionals, operators by precedence, terms and calls. Traversals, collections and templates have
 * files of their own and are handed {@link parseExpression} to read what is inside them.
 */
import { isDigit } from './characters.ts';
import { parseObject, parseTuple } from './collectionParser.ts';
import { type Cursor, MAX_HEIGHT, MAX_NESTING } from './cursor.ts';
import type { BinaryOperator, ErrorExpression, Expression } from './nodes.ts';
import { closeBracket, skipTooDeep } from './synchronize.ts';
import { parseTemplate } from './templateParser.ts';
import { Token, type TokenKind } from './tokens.ts';
import { parseTraversals } from './traversalParser.ts';

/** Reads one expression. Where none stands, an `error` expression without width comes back and the cursor stays. */
export function parseExpression(cursor: Cursor): Expression {
  if (cursor.nesting >= MAX_NESTING) return skipTooDeep(cursor);
  const surrounding = cursor.height;
  cursor.height = 0;
  cursor.nesting++;
  const expression = parseConditional(cursor);
  cursor.nesting--;
  cursor.height = Math.max(surrounding, cursor.height + 1);
  return expression;
}

function parseConditional(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (cursor.kind() !== Token.Question) return condition;
  cursor.position++;
  const then = parseExpression(cursor);
  let otherwise: Expression;
  if (cursor.accept(Token.Colon)) {
    otherwise = parseExpression(cursor);
  } else {
    cursor.failHere('A conditional needs ":" and a second result after its first');
    otherwise = { kind: 'error', start: then.end, end: then.end };
  }
  return { kind: 'conditional', start: condition.start, end: otherwise.end, condition, then, otherwise };
}

const precedence = new Int8Array(64).fill(-1);
const operators: readonly (readonly TokenKind[])[] = [
  [Token.Or],
  [Token.And],
  [Token.Equal, Token.NotEqual],
  [Token.Less, Token.LessEqual, Token.Greater, Token.GreaterEqual],
  [Token.Plus, Token.Minus],
  [Token.Star, Token.Slash, Token.Percent],
];
operators.forEach((level, binding) => {
  for (const kind of level) precedence[kind] = binding;
});

/** Operators that bind at least as tightly as `minimum`; all of them group from the left. */
function parseBinary(cursor: Cursor, minimum: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const binding = precedence[cursor.kind()] ?? -1;
    if (binding < minimum) return left;
    if (++cursor.height > MAX_HEIGHT) {
      skipTooDeep(cursor);
      return left;
    }
    const operator = cursor.tokens.slice(cursor.position++) as BinaryOperator;
    const right = parseBinary(cursor, binding + 1);
    left = { kind: 'binary', start: left.start, end: right.end, operator, left, right };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const kind = cursor.kind();
  if (kind !== Token.Minus && kind !== Token.Not)
    return parseTraversals(cursor, parseTerm(cursor), parseExpression);
  if (cursor.nesting >= MAX_NESTING) return skipTooDeep(cursor);
  const start = cursor.tokens.start(cursor.position++);
  cursor.nesting++;
  const operand = parseUnary(cursor);
  cursor.nesting--;
  cursor.height++;
  return { kind: 'unary', start, end: operand.end, operator: kind === Token.Minus ? '-' : '!', operand };
}

function parseTerm(cursor: Cursor): Expression {
  switch (cursor.kind()) {
    case Token.Identifier:
      return parseNamed(cursor);
    case Token.OpenQuote:
    case Token.OpenHeredoc:
      return parseTemplate(cursor, parseExpression);
    case Token.Number:
      return parseNumber(cursor);
    case Token.OpenBracket:
      return parseTuple(cursor, parseExpression);
    case Token.OpenBrace:
      return parseObject(cursor, parseExpression);
    case Token.OpenParen:
      return parseParentheses(cursor);
    case Token.Invalid: {
      const index = cursor.next();
      return { kind: 'error', start: cursor.tokens.start(index), end: cursor.tokens.end(index) };
    }
    default:
      return missing(cursor);
  }
}

function missing(cursor: Cursor): ErrorExpression {
  cursor.failHere('An expression is missing here');
  const at = cursor.previousEnd();
  return { kind: 'error', start: at, end: at };
}

function parseNumber(cursor: Cursor): Expression {
  const index = cursor.next();
  const text = cursor.tokens.slice(index);
  const start = cursor.tokens.start(index);
  const end = cursor.tokens.end(index);
  if (!isNumber(text)) cursor.fail('This is not a number', start, end);
  return { kind: 'number', start, end, text };
}

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++)
    if (!isDigit(text.charCodeAt(at))) return /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text);
  return true;
}

function parseParentheses(cursor: Cursor): Expression {
  const open = cursor.next();
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = true;
  const inner = parseExpression(cursor);
  const end = closeBracket(cursor, Token.CloseParen, open);
  cursor.skipNewlines = newlines;
  return { kind: 'parentheses', start: cursor.tokens.start(open), end, inner };
}

/** What begins with a name: a variable, a keyword or a call. */
function parseNamed(cursor: Cursor): Expression {
  const { tokens } = cursor;
  // Within brackets this is the next line's argument: a bracket above was never closed.
  if (cursor.skipNewlines && cursor.position > 0 && tokens.startsItem(cursor.position))
    return missing(cursor);
  const index = cursor.next();
  const start = tokens.start(index);
  let end = tokens.end(index);
  let text = tokens.slice(index);
  const namespaced = cursor.kind() === Token.DoubleColon;
  while (cursor.accept(Token.DoubleColon)) {
    if (cursor.kind() !== Token.Identifier) {
      cursor.failHere('A function name is missing after "::"');
      return { kind: 'error', start, end: cursor.previousEnd() };
    }
    const part = cursor.next();
    text += `::${tokens.slice(part)}`;
    end = tokens.end(part);
  }
  if (cursor.kind() === Token.OpenParen) return parseCall(cursor, { start, end, text });
  if (namespaced) {
    cursor.fail('A name with "::" is a function and needs its arguments in parentheses', start, end);
    return { kind: 'error', start, end };
  }
  if (text === 'true' || text === 'false') return { kind: 'boolean', start, end, value: text === 'true' };
  if (text === 'null') return { kind: 'null', start, end };
  return { kind: 'variable', start, end, name: text };
}

function parseCall(cursor: Cursor, name: { start: number; end: number; text: string }): Expression {
  const open = cursor.next();
  const newlines = cursor.skipNewlines;
  cursor.skipNewlines = true;
  const list: Expression[] = [];
  let expand = false;
  while (cursor.kind() !== Token.CloseParen && cursor.kind() !== Token.Eof) {
    if (cursor.tokens.startsItem(cursor.position)) break;
    list.push(parseExpression(cursor));
    if (cursor.accept(Token.Ellipsis)) {
      expand = true;
      break;
    }
    if (!cursor.accept(Token.Comma)) break;
  }
  const end = closeBracket(cursor, Token.CloseParen, open);
  cursor.skipNewlines = newlines;
  return { kind: 'call', start: name.start, end, name, arguments: list, expand };
}
