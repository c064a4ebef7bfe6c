/**
 * What parts of a template came to, each evaluated once, with the questions it asked on the way: they count as asked by
 * whoever asks for the result. A part that asks for itself is told so.
 */
import type { Assumptions, Question } from './assumptions.ts';

/** Results by name. */
export class Memory<T> {
  readonly #assumptions: Assumptions;
  readonly #results = new Map<string, { readonly result: T; readonly asked: readonly Question[] }>();
  readonly #running = new Set<string>();

  constructor(assumptions: Assumptions) {
    this.#assumptions = assumptions;
  }

  /** @param circular the result for whoever asks while `run` goes on. */
  of(key: string, circular: () => T, run: () => T): T {
    const before = this.#results.get(key);
    if (before !== undefined) {
      this.#assumptions.note(before.asked);
      return before.result;
    }
    if (this.#running.has(key)) return circular();
    this.#running.add(key);
    const done = this.#assumptions.asking(run);
    this.#running.delete(key);
    this.#results.set(key, done);
    return done.result;
  }
}
