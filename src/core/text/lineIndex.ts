/** A place as an editor shows it: `line` and `character` count from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Turns offsets into positions and back for one text. Lines end at `\n`, `\r\n` or a lone `\r`, as in VS Code.
 * Offsets are UTF-16 code units everywhere else; only the edges of the product speak of lines.
 */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    const breaks = /\r\n|\n|\r/g;
    while (breaks.exec(text) !== null) starts.push(breaks.lastIndex);
    this.#starts = starts;
    this.#length = text.length;
  }

  /** The position of `offset`, which is clamped to the text. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  /** The offset of a position; a line or character past the end is clamped. */
  offsetAt(position: Position): number {
    const start = this.#starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.#length;
    const next = this.#starts[position.line + 1] ?? this.#length;
    return Math.min(start + Math.max(0, position.character), next);
  }
}
