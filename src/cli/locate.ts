/** Turns offsets into the lines and columns people and editors count, from 1. */
import type { Workspace } from '../core/workspace.ts';
import type { Span } from '../core/text/span.ts';
import { LineIndex } from '../core/text/lineIndex.ts';
import { printable } from '../core/probe/report/printable.ts';

export interface Location {
  readonly file: string;
  readonly line: number;
  /** In UTF-16 code units, as editors count. */
  readonly column: number;
}

interface Place {
  readonly file: string;
  readonly span: Span;
}

export class Locator {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #indexes = new Map<string, LineIndex>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** The same for the texts a workspace has now. */
  after(workspace: Workspace): Locator {
    const texts = [...this.#texts].map(([file, text]) => [file, workspace.textOf(file) ?? text] as const);
    return new Locator(new Map(texts));
  }

  /** Where a span starts. A file that was not read counts as empty. */
  at({ file, span }: Place): Location {
    const { line, character } = this.#index(file).positionAt(span.start);
    return { file, line: line + 1, column: character + 1 };
  }

  /** `main.tf:12:3`, safe to print. */
  text(place: Place): string {
    const { file, line, column } = this.at(place);
    return `${printable(file)}:${line}:${column}`;
  }

  /** The line a span starts on, and the part of it the span covers. Columns count from 0, `end` is exclusive. */
  excerpt({ file, span }: Place): { readonly text: string; readonly start: number; readonly end: number } {
    const text = this.#texts.get(file) ?? '';
    const { character } = this.#index(file).positionAt(span.start);
    const from = span.start - character;
    const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
    return { text: line, start: character, end: Math.min(line.length, span.end - from) };
  }

  #index(file: string): LineIndex {
    const known = this.#indexes.get(file);
    if (known !== undefined) return known;
    const index = new LineIndex(this.#texts.get(file) ?? '');
    this.#indexes.set(file, index);
    return index;
  }
}
