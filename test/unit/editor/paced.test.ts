import assert from 'node:assert/strict';
import { Paced } from '../../../src/editor/paced.ts';

/** Work that lasts until it is told to end, and what became of it. */
class Runs {
  started = 0;
  readonly #ends: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  readonly work = (): Promise<void> => {
    this.started++;
    for (const go of this.#waiting.splice(0)) go();
    return new Promise((resolve) => this.#ends.push(resolve));
  };

  /** Resolves when the next run begins. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}

/** Time in which everything that is due has begun. */
async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('paced work', () => {
  it('is done once for all who asked before it began', async () => {
    const runs = new Runs();
    const paced = new Paced(runs.work, 1);
    const begun = runs.next();
    for (let ask = 0; ask < 5; ask++) paced.want();
    await begun;
    runs.end();
    await later();
    assert.equal(runs.started, 1);
  });

  it('is done once more for who asked while it was under way, and never twice at a time', async () => {
    const runs = new Runs();
    const paced = new Paced(runs.work, 1);
    const first = runs.next();
    paced.want();
    await first;
    paced.want();
    paced.want();
    await later();
    assert.equal(runs.started, 1);
    const second = runs.next();
    runs.end();
    await second;
    runs.end();
    await later();
    assert.equal(runs.started, 2);
  });

  it('is not lost when it is asked for within the pause', async () => {
    const runs = new Runs();
    const paced = new Paced(runs.work, 200);
    const first = runs.next();
    paced.want();
    await first;
    runs.end();
    await later();
    const second = runs.next();
    paced.want();
    await second;
    assert.equal(runs.started, 2);
  });

  for (const isUnderWay of [false, true])
    it(`is not begun after the end${isUnderWay ? ', nor once more' : ''}`, async () => {
      const runs = new Runs();
      const paced = new Paced(runs.work, 1);
      const begun = runs.next();
      paced.want();
      if (isUnderWay) {
        await begun;
        paced.want();
      }
      paced.dispose();
      runs.end();
      await later();
      paced.want();
      await later();
      assert.equal(runs.started, isUnderWay ? 1 : 0);
    });
});
