/**
 * The parser's place in the tokens, shared by the functions of every production: what comes next, whether newlines
 * count, how deep the nesting is, and the errors met so far.
 */
import type { Name, SyntaxError } from './nodes.ts';
import type { Layout } from './recovery.ts';
import { MAX_ERRORS } from './scannerState.ts';
import { Token, type TokenKind, type TokenList } from './tokens.ts';

/** Blocks in blocks, and expressions in expressions, no deeper than this: the parser recurses. */
export const MAX_NESTING = 250;

/** The tallest tree an expression may become, long chains such as `a + b + …` included: readers of the tree recurse. */
export const MAX_HEIGHT = 1000;

/** The lifetime of one pass over the tokens. */
export class Cursor {
  readonly tokens: TokenList;
  /** Knowledge of the file's indentation; `undefined` in the strict pass. */
  readonly layout: Layout | undefined;
  readonly errors: SyntaxError[] = [];
  /** Index of the next token; newlines before it are still there even where they are skipped. */
  position = 0;
  /** Set within parentheses, brackets and template sequences. */
  skipNewlines = false;
  /** Expressions or blocks open around the position. */
  nesting = 0;
  /** An upper bound for the height of the expressions read since their surrounding one began. */
  height = 0;
  /** Set when braces or brackets do not match, so that what was read may hang in the wrong place. */
  structureBroken = false;

  constructor(tokens: TokenList, layout?: Layout) {
    this.tokens = tokens;
    this.layout = layout;
  }

  /** The next token's kind. Moves over newlines where they are skipped. */
  kind(): TokenKind {
    if (this.skipNewlines) while (this.tokens.kind(this.position) === Token.Newline) this.position++;
    return this.tokens.kind(this.position);
  }

  /** Takes the next token and returns its index; `Eof` can be taken any number of times. */
  next(): number {
    const kind = this.kind();
    return kind === Token.Eof ? this.position : this.position++;
  }

  /** Takes the next token if it is of the kind. */
  accept(kind: TokenKind): boolean {
    if (this.kind() !== kind) return false;
    this.position++;
    return true;
  }

  /** Whether the next token is this very word. */
  isWord(word: string): boolean {
    return this.kind() === Token.Identifier && this.tokens.isWord(this.position, word);
  }

  /** Takes the next token, an identifier. */
  name(): Name {
    const index = this.next();
    return { start: this.tokens.start(index), end: this.tokens.end(index), text: this.tokens.slice(index) };
  }

  /** Offset of the next token. */
  start(): number {
    this.kind();
    return this.tokens.start(this.position);
  }

  /** Offset behind the last token taken, newlines aside. */
  previousEnd(): number {
    let index = this.position - 1;
    while (index >= 0 && this.tokens.kind(index) === Token.Newline) index--;
    return index < 0 ? 0 : this.tokens.end(index);
  }

  fail(message: string, start: number, end: number): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end, message });
  }

  /** Reports something at the next token, or at the end of the line's text when the line ends here. */
  failHere(message: string): void {
    const kind = this.kind();
    if (kind === Token.Newline || kind === Token.Eof) {
      const end = this.previousEnd();
      this.fail(message, Math.max(0, end - 1), end);
    } else {
      this.fail(message, this.tokens.start(this.position), this.tokens.end(this.position));
    }
  }

  /** Moves back before the newlines that precede the next token, so that its line begins anew. */
  rewindToLineEnd(): void {
    while (this.position > 0 && this.tokens.kind(this.position - 1) === Token.Newline) this.position--;
  }
}
