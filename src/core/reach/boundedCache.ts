/** Answers kept by text, up to a number of them: who asks for a great many different ones does not fill the memory. */
export class BoundedCache<T> {
  readonly #most: number;
  readonly #kept = new Map<string, T>();

  /** @param most answers to keep; when there are as many, all are forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param make works the answer out where it is not kept. */
  get(key: string, make: () => T): T {
    const found = this.#kept.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (this.#kept.size >= this.#most) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }
}
