/**
 * What the scanner knows between two tokens: where it stands, which templates are open, and what to do when one
 * of them cannot end. Templates nest through an explicit stack, so no depth of nesting can exhaust the call stack.
 */
import { codeAt } from './characters.ts';
import type { Comment, SyntaxError } from './nodes.ts';
import { Token, TokenList } from './tokens.ts';

/** A file of garbage yields one error per character; nobody reads more than this many. */
export const MAX_ERRORS = 200;

/** After this many templates without an end, the scanner stops reading ahead for ends: the work stays linear. */
const PATIENCE = 3;

/** Where a template began, to go back to. */
interface Mark {
  readonly position: number;
  readonly tokens: number;
  readonly comments: number;
  readonly errors: number;
}

interface QuotedFrame {
  readonly kind: 'quoted';
  readonly mark: Mark;
}

/** A template without quotes, which only the end of the text ends. It is the outermost frame. */
interface BareFrame {
  readonly kind: 'bare';
  readonly mark: Mark;
}

/** An open heredoc. */
export interface HeredocFrame {
  readonly kind: 'heredoc';
  readonly mark: Mark;
  readonly marker: string;
  /** Offset at which the heredoc is over even without its end marker. */
  readonly limit: number;
}

/** The code between `${` or `%{` and its closing brace. */
export interface SequenceFrame {
  readonly kind: 'sequence';
  readonly mark: Mark;
  readonly directive: boolean;
  /** Braces open inside the sequence. */
  braces: number;
  /** Braces, brackets and parentheses open inside the sequence. */
  brackets: number;
}

type Frame = QuotedFrame | BareFrame | HeredocFrame | SequenceFrame;

/** The lifetime of one scan. */
export class ScannerState {
  readonly text: string;
  readonly tokens: TokenList;
  readonly comments: Comment[] = [];
  readonly errors: SyntaxError[] = [];
  position: number;
  readonly #frames: Frame[] = [];
  /** Index of the frame that must end on its own line; -1 when there is none. */
  #bound = -1;
  #failures = 0;

  /** @param from where to begin: a place outside of everything. */
  constructor(text: string, from = 0) {
    this.text = text;
    this.tokens = new TokenList(text);
    this.position = from === 0 && codeAt(text, 0) === 0xfeff ? 1 : from;
  }

  get frame(): Frame | undefined {
    return this.#frames[this.#frames.length - 1];
  }

  /** The frame right below the innermost one. */
  get enclosing(): Frame | undefined {
    return this.#frames[this.#frames.length - 2];
  }

  /** Whether a template is being read that must end before the next newline. */
  get bound(): boolean {
    return this.#bound >= 0;
  }

  /** Whether so many templates lacked their end that new ones are confined from the start. */
  get impatient(): boolean {
    return this.#failures > PATIENCE;
  }

  fail(message: string, start: number, end: number): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end, message });
  }

  /** Enters a quoted string; the position is at its quote. */
  openQuote(): void {
    const confined = this.impatient && this.#frames.length === 0;
    this.#push({ kind: 'quoted', mark: this.#mark() });
    if (confined) this.#bound = 0;
    this.tokens.add(Token.OpenQuote, this.position, this.position + 1);
    this.position++;
  }

  /** Enters a template that is the whole text. A byte order mark is part of it. */
  openBare(): void {
    this.position = 0;
    this.#push({ kind: 'bare', mark: this.#mark() });
  }

  /** Enters a heredoc whose introducer, newline included, is `length` long. */
  openHeredoc(marker: string, length: number, limit: number): void {
    this.#push({ kind: 'heredoc', mark: this.#mark(), marker, limit });
    this.tokens.add(Token.OpenHeredoc, this.position, this.position + length);
    this.position += length;
  }

  /** Enters `${` or `%{`; the position is at its first character. */
  openSequence(): void {
    const directive = this.text.charCodeAt(this.position) === 0x25;
    const confined = this.impatient && this.#frames.length === 1 && this.#bound < 0;
    this.#push({ kind: 'sequence', mark: this.#mark(), directive, braces: 0, brackets: 0 });
    if (confined) this.#bound = 1;
    const end = this.position + (codeAt(this.text, this.position + 2) === 0x7e ? 3 : 2);
    this.tokens.add(directive ? Token.Directive : Token.Interpolation, this.position, end);
    this.position = end;
  }

  /** Leaves the innermost frame. */
  close(): void {
    this.#frames.pop();
    if (this.#frames.length === this.#bound) this.#bound = -1;
  }

  /** Goes back to where `frame`, the innermost one, was opened and reads it again with a limit. */
  reopenHeredoc(frame: HeredocFrame, limit: number): void {
    this.#failures++;
    this.close();
    const length = this.tokens.end(frame.mark.tokens) - frame.mark.position;
    this.#restore(frame.mark);
    this.openHeredoc(frame.marker, length, limit);
  }

  /**
   * Gives up on the innermost sequence: its end is nowhere. The first time the outermost string, or the outermost
   * sequence of a heredoc or a bare template, is read again within its line, so that the lines below keep their meaning.
   */
  abandonSequence(): void {
    if (this.#bound >= 0) {
      this.closeBound();
      return;
    }
    const outermost = this.#frames[0]?.kind;
    const index = outermost === 'heredoc' || outermost === 'bare' ? 1 : 0;
    const frame = this.#frames[index];
    if (frame === undefined) return;
    this.#failures++;
    this.#frames.length = index;
    this.#restore(frame.mark);
    if (frame.kind === 'quoted') this.openQuote();
    else this.openSequence();
    this.#bound = index;
  }

  /** Ends the confined template and all within it at the present position. */
  closeBound(): void {
    const start = this.#frames[this.#bound]?.mark.position ?? this.position;
    while (this.#frames.length > this.#bound) {
      const kind = this.#frames.pop()?.kind;
      const closing =
        kind === 'sequence' ? Token.SequenceEnd : kind === 'quoted' ? Token.CloseQuote : Token.CloseHeredoc;
      this.tokens.add(closing, this.position, this.position);
    }
    this.#bound = -1;
    this.fail('This template sequence has no closing brace on its line', start, this.position);
  }

  #push(frame: Frame): void {
    this.#frames.push(frame);
  }

  #mark(): Mark {
    return {
      position: this.position,
      tokens: this.tokens.count,
      comments: this.comments.length,
      errors: this.errors.length,
    };
  }

  #restore(mark: Mark): void {
    this.position = mark.position;
    this.tokens.truncate(mark.tokens);
    this.comments.length = mark.comments;
    this.errors.length = mark.errors;
  }
}
