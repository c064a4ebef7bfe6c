/**
 * Text to tokens, in one pass without recursion. This file reads code: names, numbers, operators, comments; the text
 * of strings and heredocs is read by templateScanner.ts. An unterminated string or sequence never swallows the
 * lines below it.
 */
import {
  characterLength,
  codeAt,
  isDigit,
  nameStartLength,
  newlineLength,
  skipName,
  skipNumber,
} from './characters.ts';
import type { Comment, SyntaxError } from './nodes.ts';
import { ScannerState, type SequenceFrame } from './scannerState.ts';
import { scanBare, scanHeredoc, scanPlainString, scanQuoted, tryOpenHeredoc } from './templateScanner.ts';
import { Token, type TokenKind, type TokenList } from './tokens.ts';

/** What the scanner found. The errors are those of single characters and of templates without an end. */
export interface Scan {
  readonly tokens: TokenList;
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxError[];
}

/**
 * Scans a whole text. A byte order mark at its start is passed over; offsets count it.
 * @param from where to begin instead: a place outside of everything.
 */
export function scanHcl(text: string, from = 0): Scan {
  return scanAll(new ScannerState(text, from));
}

/** Scans a whole text as a template without quotes around it. */
export function scanHclTemplate(text: string): Scan {
  const state = new ScannerState(text);
  state.openBare();
  return scanAll(state);
}

function scanAll(state: ScannerState): Scan {
  const { text } = state;
  for (;;) {
    const frame = state.frame;
    if (frame === undefined) {
      if (state.position >= text.length) break;
      scanCode(state, undefined);
    } else if (frame.kind === 'sequence') {
      if (state.position >= text.length) state.abandonSequence();
      else scanCode(state, frame);
    } else if (frame.kind === 'quoted') {
      scanQuoted(state, frame.mark.position);
    } else if (frame.kind === 'bare') {
      scanBare(state);
    } else {
      scanHeredoc(state, frame);
    }
  }
  state.tokens.add(Token.Eof, text.length, text.length);
  return { tokens: state.tokens, comments: state.comments, errors: state.errors };
}

/** Reads code until the text ends or the innermost template changes. */
function scanCode(state: ScannerState, sequence: SequenceFrame | undefined): void {
  const { text, tokens } = state;
  let at = state.position;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09) {
      at++;
      continue;
    }
    const start = at;
    const name = nameStartLength(text, at);
    if (name > 0) {
      at = skipName(text, at + name);
      tokens.add(Token.Identifier, start, at);
      continue;
    }
    const lone = code < 128 ? ((loneKinds[code] ?? Token.Invalid) as TokenKind) : Token.Invalid;
    if (lone !== Token.Invalid && (sequence === undefined || lone === Token.Comma)) {
      at++;
      tokens.add(lone, start, at);
      continue;
    }
    if (isDigit(code)) {
      at = skipNumber(text, at);
      tokens.add(Token.Number, start, at);
      continue;
    }
    const newline = newlineLength(text, at);
    if (newline > 0) {
      if (state.bound) {
        state.position = at;
        state.closeBound();
        return;
      }
      at += newline;
      tokens.add(Token.Newline, start, at);
      if (sequence?.braces === 0 && startsItemLine(text, at, sequence, state)) {
        state.position = at;
        state.abandonSequence();
        return;
      }
      continue;
    }
    const next = codeAt(text, at + 1);
    if (code === 0x23 || (code === 0x2f && (next === 0x2f || next === 0x2a))) {
      at = scanComment(state, at, next);
      continue;
    }
    if (code === 0x22) {
      if (state.bound && endsSequence(state, sequence)) {
        state.position = at;
        tokens.add(Token.SequenceEnd, at, at);
        state.fail('This template sequence has no closing brace', sequence?.mark.position ?? at, at);
        state.close();
        return;
      }
      const end = scanPlainString(state, at);
      if (end > 0) {
        at = end;
        continue;
      }
      state.position = at;
      state.openQuote();
      return;
    }
    if (code === 0x3c && next === 0x3c && !state.bound) {
      state.position = at;
      if (tryOpenHeredoc(state)) return;
    }
    if (sequence?.braces === 0 && (code === 0x7d || (code === 0x7e && next === 0x7d))) {
      state.position = at + (code === 0x7d ? 1 : 2);
      tokens.add(Token.SequenceEnd, at, state.position);
      state.close();
      return;
    }
    const pair = pairKind(code, next);
    if (pair !== Token.Invalid) {
      at += 2;
      tokens.add(pair, start, at);
      continue;
    }
    if (code === 0x2e && next === 0x2e && codeAt(text, at + 2) === 0x2e) {
      at += 3;
      tokens.add(Token.Ellipsis, start, at);
      continue;
    }
    const kind = code < 128 ? ((singles[code] ?? Token.Invalid) as TokenKind) : Token.Invalid;
    at += kind === Token.Invalid ? characterLength(text, at) : 1;
    tokens.add(kind, start, at);
    if (kind === Token.Invalid) state.fail(complaint(text.slice(start, at)), start, at);
    else if (sequence !== undefined) {
      count(sequence, kind);
      if (sequence.brackets < 0 && !state.bound) {
        state.position = at;
        state.abandonSequence();
        return;
      }
    }
  }
  state.position = at;
}

/** Reads a comment and returns the offset behind it; the newline after a line comment stays. */
function scanComment(state: ScannerState, start: number, second: number): number {
  const { text } = state;
  const block = second === 0x2a && text.charCodeAt(start) === 0x2f;
  const close = block ? text.indexOf('*/', start + 2) : -1;
  let end: number;
  if (close >= 0) {
    end = close + 2;
  } else {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    else if (text.charCodeAt(end - 1) === 0x0d) end--;
    if (block) state.fail('This comment has no closing "*/"', start, start + 2);
  }
  state.comments.push({ start, end, text: text.slice(start, end) });
  return end;
}

function count(sequence: SequenceFrame, kind: TokenKind): void {
  if (kind === Token.OpenBrace) sequence.braces++;
  else if (kind === Token.CloseBrace) sequence.braces--;
  if (kind === Token.OpenBrace || kind === Token.OpenBracket || kind === Token.OpenParen) sequence.brackets++;
  else if (kind === Token.CloseBrace || kind === Token.CloseBracket || kind === Token.CloseParen)
    sequence.brackets--;
}

/**
 * Whether a quote within a confined sequence must be the one that closes the string around it: behind an operand no
 * string can begin.
 */
function endsSequence(state: ScannerState, sequence: SequenceFrame | undefined): boolean {
  if (sequence === undefined || state.enclosing?.kind !== 'quoted') return false;
  switch (state.tokens.kind(state.tokens.count - 1)) {
    case Token.Identifier:
    case Token.Number:
    case Token.CloseQuote:
    case Token.CloseBracket:
    case Token.CloseParen:
      return true;
    default:
      return false;
  }
}

const assignment = /[ \t]*[A-Za-z_][\w-]*[ \t]*=(?![=>])/y;
const header = /[ \t]*(?!i[fn][ \t])[A-Za-z_][\w-]*[ \t]+["{]/y;
const loneBrace = /[ \t]*\}[ \t]*(?:\r?\n|$)/y;

/**
 * Whether the line at `at` proves that the sequence above it was never closed. Outside braces a sequence cannot hold
 * `name =`, nor an interpolation `name "`, and a lone brace would leave the quoted string around it open over a newline.
 */
function startsItemLine(text: string, at: number, sequence: SequenceFrame, state: ScannerState): boolean {
  const matches = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    return pattern.test(text);
  };
  if (matches(assignment)) return true;
  if (!sequence.directive && matches(header)) return true;
  return state.enclosing?.kind === 'quoted' && matches(loneBrace);
}

const singles = new Uint8Array(128).fill(Token.Invalid);
for (const [character, kind] of Object.entries({
  '{': Token.OpenBrace,
  '}': Token.CloseBrace,
  '[': Token.OpenBracket,
  ']': Token.CloseBracket,
  '(': Token.OpenParen,
  ')': Token.CloseParen,
  ',': Token.Comma,
  '.': Token.Dot,
  ':': Token.Colon,
  '?': Token.Question,
  '=': Token.Assign,
  '<': Token.Less,
  '>': Token.Greater,
  '!': Token.Not,
  '+': Token.Plus,
  '-': Token.Minus,
  '*': Token.Star,
  '/': Token.Slash,
  '%': Token.Percent,
})) {
  singles[character.charCodeAt(0)] = kind;
}

/** The kinds of characters that are a token whatever follows. Brackets count in a sequence, and may end it. */
const loneKinds = new Uint8Array(128).fill(Token.Invalid);
for (const character of '{}[](),?') {
  const code = character.charCodeAt(0);
  loneKinds[code] = singles[code] ?? Token.Invalid;
}

/** The operator of two characters that begins here, or `Invalid`. */
function pairKind(first: number, second: number): TokenKind {
  switch (first) {
    case 0x3d:
      return second === 0x3d ? Token.Equal : second === 0x3e ? Token.Arrow : Token.Invalid;
    case 0x21:
      return second === 0x3d ? Token.NotEqual : Token.Invalid;
    case 0x3c:
      return second === 0x3d ? Token.LessEqual : Token.Invalid;
    case 0x3e:
      return second === 0x3d ? Token.GreaterEqual : Token.Invalid;
    case 0x26:
      return second === 0x26 ? Token.And : Token.Invalid;
    case 0x7c:
      return second === 0x7c ? Token.Or : Token.Invalid;
    case 0x3a:
      return second === 0x3a ? Token.DoubleColon : Token.Invalid;
    default:
      return Token.Invalid;
  }
}

function complaint(character: string): string {
  switch (character) {
    case "'":
      return 'Strings are written in double quotes, not in single quotes';
    case '&':
    case '|':
      return `HCL has no operator "${character}"; the logical one is "${character}${character}"`;
    case ';':
      return 'Arguments are separated by newlines, not by semicolons';
    default:
      return 'HCL does not use this character outside of strings and comments';
  }
}
