/**
 * The tokens of HCL native syntax and the compact list the scanner fills and the parser reads twice.
 * Kinds and offsets live in typed arrays: a large module has hundreds of thousands of tokens.
 */

/** Kinds of tokens. Comments and blanks are not tokens; a newline is one, because it ends an argument. */
export const Token = {
  Eof: 0,
  Newline: 1,
  Identifier: 2,
  Number: 3,
  OpenQuote: 4,
  CloseQuote: 5,
  /** Literal text between quotes, escapes as written. */
  QuotedText: 6,
  /** `<<EOT` or `<<-EOT` with its newline. */
  OpenHeredoc: 7,
  /** The line of the end marker without its newline. */
  CloseHeredoc: 8,
  /** At most one line of heredoc text, with its newline. */
  HeredocText: 9,
  /** `${` or `${~`. */
  Interpolation: 10,
  /** `%{` or `%{~`. */
  Directive: 11,
  /** `}` or `~}` that ends an interpolation or a directive. */
  SequenceEnd: 12,
  OpenBrace: 13,
  CloseBrace: 14,
  OpenBracket: 15,
  CloseBracket: 16,
  OpenParen: 17,
  CloseParen: 18,
  Comma: 19,
  Dot: 20,
  Ellipsis: 21,
  Colon: 22,
  DoubleColon: 23,
  Question: 24,
  Assign: 25,
  Arrow: 26,
  Equal: 27,
  NotEqual: 28,
  Less: 29,
  LessEqual: 30,
  Greater: 31,
  GreaterEqual: 32,
  And: 33,
  Or: 34,
  Not: 35,
  Plus: 36,
  Minus: 37,
  Star: 38,
  Slash: 39,
  Percent: 40,
  /** A character the language does not use; the scanner has already reported it. */
  Invalid: 41,
} as const;

export type TokenKind = (typeof Token)[keyof typeof Token];

/** Whether a bracket of code opens here. Brackets may lack their partners; compare {@link templateStep}. */
export function isOpening(kind: TokenKind): boolean {
  return kind === Token.OpenBrace || kind === Token.OpenBracket || kind === Token.OpenParen;
}

/** Whether a bracket of code, or a sequence of a template, closes here. */
export function isClosing(kind: TokenKind): boolean {
  switch (kind) {
    case Token.SequenceEnd:
    case Token.CloseBrace:
    case Token.CloseBracket:
    case Token.CloseParen:
      return true;
    default:
      return false;
  }
}

/**
 * 1 where a string, a heredoc or a sequence begins, -1 where one ends, else 0. The scanner sees to it that these
 * always match, in broken files too, so they bound every search for anything else.
 */
export function templateStep(kind: TokenKind): -1 | 0 | 1 {
  switch (kind) {
    case Token.OpenQuote:
    case Token.OpenHeredoc:
    case Token.Interpolation:
    case Token.Directive:
      return 1;
    case Token.CloseQuote:
    case Token.CloseHeredoc:
    case Token.SequenceEnd:
      return -1;
    default:
      return 0;
  }
}

/** Tokens in the order of the text, the last one {@link Token.Eof}. Reading past the end gives `Eof` at the end. */
export class TokenList {
  readonly text: string;
  #count = 0;
  #kinds: Uint8Array;
  #starts: Int32Array;
  #ends: Int32Array;

  constructor(text: string) {
    this.text = text;
    // V8 makes small typed arrays far more cheaply; strings of the JSON syntax come by the thousand. Dense code has a token
    // for every three or four characters.
    const capacity = text.length < 100 ? (text.length >> 2) + 8 : Math.ceil(text.length / 3);
    this.#kinds = new Uint8Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  /** Appends a token that covers `start` to `end`, UTF-16 code units, `end` exclusive. */
  add(kind: TokenKind, start: number, end: number): void {
    if (this.#count === this.#kinds.length) this.#grow();
    const index = this.#count++;
    this.#kinds[index] = kind;
    this.#starts[index] = start;
    this.#ends[index] = end;
  }

  /** Forgets every token from `count` on; the scanner does so before it reads a stretch of text again. */
  truncate(count: number): void {
    this.#count = count;
  }

  kind(index: number): TokenKind {
    return index < this.#count ? ((this.#kinds[index] ?? Token.Eof) as TokenKind) : Token.Eof;
  }

  start(index: number): number {
    return index < this.#count ? (this.#starts[index] ?? 0) : this.text.length;
  }

  end(index: number): number {
    return index < this.#count ? (this.#ends[index] ?? 0) : this.text.length;
  }

  /** The token's characters as written. */
  slice(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** Whether the token's characters are these, without a string made of them. */
  isWord(index: number, word: string): boolean {
    const start = this.start(index);
    return this.end(index) - start === word.length && this.text.startsWith(word, start);
  }

  /** Whether only blanks and comments stand before the token on its line. */
  startsLine(index: number): boolean {
    return index === 0 || this.kind(index - 1) === Token.Newline;
  }

  /**
   * Whether an argument or a block begins here, at the start of a line: `name =`, `name {`, `name "label"` or
   * `name label {`. No expression can begin with these tokens; `v if "…"` of a `for` expression looks like the last
   * form and is none.
   */
  startsItem(index: number): boolean {
    if (this.kind(index) !== Token.Identifier || !this.startsLine(index)) return false;
    switch (this.kind(index + 1)) {
      case Token.Assign:
      case Token.OpenBrace:
        return true;
      case Token.OpenQuote:
        return this.start(index + 1) > this.end(index);
      case Token.Identifier: {
        const third = this.kind(index + 2);
        if (third !== Token.OpenBrace && third !== Token.OpenQuote) return false;
        return !this.isWord(index + 1, 'if') && !this.isWord(index + 1, 'in');
      }
      default:
        return false;
    }
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    const starts = new Int32Array(capacity);
    const ends = new Int32Array(capacity);
    kinds.set(this.#kinds);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#kinds = kinds;
    this.#starts = starts;
    this.#ends = ends;
  }
}
