/** Cuts long work into slices, so that the extension host answers keystrokes and other extensions in between. */

/**
 * Milliseconds of work at a stretch; one step more may follow, and the collection of what it left, before anybody else has
 * a turn.
 */
const longest = 10;

export class Slices {
  #started = performance.now();

  /** Takes every step of some work, with rests between them. */
  async through(work: Iterable<void>): Promise<void> {
    const steps = work[Symbol.iterator]();
    while (steps.next().done !== true) await this.rest();
  }

  /** Lets others run if this slice has been long enough. */
  async rest(): Promise<void> {
    if (performance.now() - this.#started < longest) return;
    await nextTurn();
    this.#started = performance.now();
  }
}

/** Resolves once others had a turn. A timer makes that a millisecond at least, which a slice is not worth in Node. */
async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}
