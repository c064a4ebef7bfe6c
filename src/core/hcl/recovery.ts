/**
 * What indentation tells about a file whose braces do not match. Used in the second pass alone: a file without
 * errors never meets these rules. A top-level block in column 0 begins a stretch of the file. Where all brackets of a stretch
 * match, its braces are trusted; elsewhere one is whose partner stands where its line begins. Only around the others does
 * indentation decide, and never across stretches.
 */
import { topLevelWords } from './characters.ts';
import { isClosing, isOpening, templateStep, Token, type TokenKind, type TokenList } from './tokens.ts';

/** Indentation and brace partners of one file, by token index. Indentations count UTF-16 code units. */
export class Layout {
  readonly #tokens: TokenList;
  /** Indentation of the line each token stands on. */
  readonly #indents: Int32Array;
  readonly #lines: Int32Array;
  /** The closing brace of each opening one and the other way round; -1 without. */
  readonly #partners: Int32Array;
  /** What the content of an opening brace is indented against; for other tokens as in `#indents`. */
  readonly #margins: Int32Array;
  /** 1 for the braces of stretches in which all brackets match. */
  readonly #sound: Uint8Array;
  /** For each token the last closing brace without partner in its stretch of the file; -1 without. */
  readonly #strays: Int32Array;

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
    this.#indents = new Int32Array(tokens.count);
    this.#lines = new Int32Array(tokens.count);
    this.#partners = new Int32Array(tokens.count).fill(-1);
    this.#strays = new Int32Array(tokens.count).fill(-1);
    this.#sound = new Uint8Array(tokens.count);
    this.#measure();
    this.#margins = this.#indents.slice();
    this.#matchBraces();
  }

  /** Whether a block of Terraform's top level begins here, in column 0. */
  startsTopLevelBlock(index: number): boolean {
    const tokens = this.#tokens;
    return (
      this.#indent(index) === 0 &&
      tokens.startsItem(index) &&
      tokens.kind(index + 1) !== Token.Assign &&
      topLevelWords.has(tokens.slice(index))
    );
  }

  /**
   * Whether the token cannot belong to the braces opened at `open`, because it begins a line as far left as theirs or
   * a top-level block. `first` is the indentation of their first line, `undefined` when none has been read.
   */
  isOutside(index: number, open: number, first: number | undefined): boolean {
    const tokens = this.#tokens;
    if (!tokens.startsLine(index) || tokens.kind(index) === Token.CloseBrace) return false;
    if (this.#isTrusted(open) && index < this.#partner(open)) return false;
    if (this.startsTopLevelBlock(index)) return true;
    const margin = this.#margin(open);
    return this.#indent(index) <= margin && (first === undefined || first > margin);
  }

  /** Whether the closing brace belongs to something further out than `open`. */
  closesOuter(close: number, open: number): boolean {
    if (!this.#tokens.startsLine(close)) return false;
    if (this.#isTrusted(open) && this.#partner(open) === close) return false;
    return this.#indent(close) < this.#margin(open);
  }

  /** Whether the closing brace is one too many: what follows is still indented as the content of `open`. */
  isStray(close: number, open: number): boolean {
    const tokens = this.#tokens;
    if ((this.#strays[close] ?? -1) < close) return false;
    if (this.#partner(close) === open && this.#line(close) === this.#line(open)) return false;
    const next = this.#nextLine(close);
    if (next === undefined) return false;
    const margin = this.#margin(open);
    const indent = this.#indent(next);
    if (tokens.kind(next) === Token.CloseBrace && indent === margin) return this.#indent(close) > margin;
    return indent > margin;
  }

  /** Whether the lines below `index` are indented as the content of braces that were never opened. */
  contentFollows(index: number): boolean {
    const next = this.#nextLine(index);
    if (next === undefined || !this.#tokens.startsItem(next)) return false;
    return this.#indent(next) > this.#indent(index);
  }

  /** Like {@link contentFollows}, and a closing brace without partner shows that an opening one is missing. */
  bracedContentFollows(index: number): boolean {
    return (this.#strays[index] ?? -1) > index && this.contentFollows(index);
  }

  /** Indentation of the line, if the token is the first on it. */
  indentAt(index: number): number | undefined {
    return this.#tokens.startsLine(index) ? this.#indent(index) : undefined;
  }

  /** The closing brace that answers `open`, where indentation confirms it. */
  trustedPartner(open: number): number | undefined {
    return this.#isTrusted(open) ? this.#partner(open) : undefined;
  }

  #isTrusted(open: number): boolean {
    const close = this.#partner(open);
    if (close <= open) return false;
    if (this.#sound[open] === 1 || this.#line(close) === this.#line(open)) return true;
    if (!this.#tokens.startsLine(close)) return false;
    return this.#indent(close) === this.#margin(open) || this.#isBetween(close);
  }

  /** Whether `}, {` stands on the line, which `terraform fmt` indents as the content above and below. */
  #isBetween(close: number): boolean {
    const tokens = this.#tokens;
    if (tokens.kind(close + 1) !== Token.Comma || tokens.kind(close + 2) !== Token.OpenBrace) return false;
    const above = close - 2;
    return tokens.kind(close + 3) === Token.Newline && this.#indent(above) === this.#indent(close);
  }

  #margin(index: number): number {
    return this.#margins[index] ?? 0;
  }

  #indent(index: number): number {
    return this.#indents[index] ?? 0;
  }

  #line(index: number): number {
    return this.#lines[index] ?? 0;
  }

  #partner(index: number): number {
    return this.#partners[index] ?? -1;
  }

  /** The first token on a line below that of `index`, if only newlines lie between. */
  #nextLine(index: number): number | undefined {
    const tokens = this.#tokens;
    let next = index + 1;
    while (tokens.kind(next) !== Token.Newline && tokens.kind(next) !== Token.Eof) next++;
    while (tokens.kind(next) === Token.Newline) next++;
    return tokens.kind(next) === Token.Eof ? undefined : next;
  }

  #measure(): void {
    const tokens = this.#tokens;
    let line = 0;
    let indent = 0;
    for (let index = 0; index < tokens.count; index++) {
      if (tokens.startsLine(index)) {
        const lineStart = index > 0 ? tokens.end(index - 1) : tokens.text.charCodeAt(0) === 0xfeff ? 1 : 0;
        indent = tokens.start(index) - lineStart;
      }
      this.#indents[index] = indent;
      this.#lines[index] = line;
      if (tokens.kind(index) === Token.Newline) line++;
    }
  }

  /**
   * Pairs braces as written, never across the bounds of a template; a top-level block in column 0 starts afresh, so that
   * damage stays in its stretch.
   */
  #matchBraces(): void {
    const tokens = this.#tokens;
    const open: number[] = [];
    const brackets: TokenKind[] = [];
    /** How many braces and how many brackets were open where each template around the token began. */
    const outside: { braces: number; brackets: number }[] = [];
    let stretch = 0;
    let stray = -1;
    let sound = true;
    const finish = (end: number): void => {
      if (stray >= 0) this.#strays.fill(stray, stretch, end);
      if (sound && brackets.length === 0) this.#sound.fill(1, stretch, end);
      open.length = 0;
      brackets.length = 0;
      for (const counts of outside) counts.braces = counts.brackets = 0;
      stretch = end;
      stray = -1;
      sound = true;
    };
    for (let index = 0; index < tokens.count; index++) {
      const kind = tokens.kind(index);
      const step = templateStep(kind);
      if (step > 0) {
        outside.push({ braces: open.length, brackets: brackets.length });
      } else if (step < 0) {
        const counts = outside.pop();
        if (counts !== undefined) {
          if (brackets.length !== counts.brackets) sound = false;
          open.length = Math.min(open.length, counts.braces);
          brackets.length = Math.min(brackets.length, counts.brackets);
        }
      }
      // A closing bracket's kind follows that of the opening one.
      if (isOpening(kind)) brackets.push(kind);
      else if (isClosing(kind) && kind !== Token.SequenceEnd && brackets.pop() !== kind - 1) sound = false;
      if (kind === Token.OpenBrace) {
        open.push(index);
        this.#margins[index] = this.#marginOf(index);
      } else if (kind === Token.CloseBrace) {
        const partner = open.pop();
        if (partner === undefined) {
          stray = index;
        } else {
          this.#partners[index] = partner;
          this.#partners[partner] = index;
        }
      } else if (kind === Token.Identifier && this.startsTopLevelBlock(index)) {
        finish(index);
      }
    }
    finish(tokens.count);
  }

  /** On a line `}, {` the margin of the brace that is closed there; else the line's indentation. */
  #marginOf(open: number): number {
    const close = open - 2;
    const partner = this.#partner(close);
    const isBetween = partner >= 0 && this.#tokens.startsLine(close) && this.#isBetween(close);
    return isBetween ? this.#margin(partner) : this.#indent(open);
  }
}
