/** What is alike kept once and numbered, so that tables can be looked up by the number. */

/** One thing for each text. */
export class Numbered<T> {
  readonly all: T[] = [];
  readonly #byKey = new Map<string, T>();

  /** @param make what it is, told its place in {@link all}. */
  get(key: string, make: (id: number) => T): T {
    const found = this.#byKey.get(key);
    if (found !== undefined) return found;
    const made = make(this.all.length);
    this.#byKey.set(key, made);
    this.all.push(made);
    return made;
  }
}
