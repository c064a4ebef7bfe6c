/** Work that many ask for and that is done once for all of them, now and then. */

export class Paced {
  readonly #work: () => Promise<void>;
  readonly #pause: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;
  #last = Number.NEGATIVE_INFINITY;
  #disposed = false;

  /**
   * @param work never rejects.
   * @param pause milliseconds between the end of one run and the beginning of the next.
   */
  constructor(work: () => Promise<void>, pause: number) {
    this.#work = work;
    this.#pause = pause;
  }

  /** Has the work done as soon as the pause allows. Who asks while it is under way has it done once more. */
  want(): void {
    this.#isWanted = true;
    if (this.#timer !== undefined || this.#disposed) return;
    const wait = Math.max(0, this.#last + this.#pause - Date.now());
    this.#timer = setTimeout(() => {
      this.#isWanted = false;
      void this.#run();
    }, wait);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    await this.#work();
    this.#last = Date.now();
    this.#timer = undefined;
    if (this.#isWanted) this.want();
  }
}
