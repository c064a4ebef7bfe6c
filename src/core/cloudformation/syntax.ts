/**
 * What both parsers share: how a parse ends, how an error marks the nodes it lies in, and the check for keys that are
 * written twice.
 */
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import type { Entry, Node } from './node.ts';

/** A `Problem` before it is known which file it lies in. */
export type TextProblem = Omit<Problem, 'file'>;

export interface ParsedText {
  /** `undefined` when nothing could be read. */
  readonly root: Node | undefined;
  readonly problems: readonly TextProblem[];
}

/** Levels of lists and maps a template may be nested: the YAML composer recurses, and exhausting its stack ends the process. */
export const maxDepth = 100;

/** One broken line can make hundreds of errors; a file reports this many. */
export const maxProblems = 20;

export function tooDeep(span: Span): TextProblem {
  return {
    span,
    code: 'template-too-deep',
    message: `The template is nested more than ${maxDepth} levels deep, so it is not read`,
  };
}

/** The places of syntax errors, for asking which nodes they lie in. */
export class Damage {
  readonly #offsets: readonly number[];

  constructor(offsets: readonly number[]) {
    this.#offsets = [...offsets].sort((a, b) => a - b);
  }

  /** Whether an error lies in the span or at one of its ends. */
  touches(span: Span): boolean {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    return (this.#offsets[low] ?? Infinity) <= span.end;
  }
}

/** The entries with one entry for each key, the later one; every repetition is reported. */
export function withoutDuplicates(entries: readonly Entry[], problems: TextProblem[]): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    if (byKey.has(entry.key)) {
      problems.push({
        span: entry.keySpan,
        code: 'template-duplicate-key',
        message: `${JSON.stringify(shorten(entry.key))} is a key of this map already: rename or remove one of the two`,
      });
    }
    byKey.set(entry.key, entry);
  }
  return byKey.size === entries.length ? entries : [...byKey.values()];
}

/** At most 60 characters of a user's text, on one line. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
