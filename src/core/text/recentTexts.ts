/** What texts were read as, up to so many characters of them in all: whoever reads many fills no memory. */
export class RecentTexts<T> {
  readonly #most: number;
  readonly #read = new Map<string, T>();
  #characters = 0;

  /** @param most characters of texts to keep; before there would be more, all are forgotten. A longer text is not kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param read reads the text where it is not kept. */
  get(text: string, read: (text: string) => T): T {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const made = read(text);
    if (text.length > this.#most) return made;
    if (this.#characters + text.length > this.#most) {
      this.#read.clear();
      this.#characters = 0;
    }
    this.#read.set(text, made);
    this.#characters += text.length;
    return made;
  }
}
