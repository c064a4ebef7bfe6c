// What a window showed when a test in it failed: without it a wait that ran out says nothing of what was there instead.
import { afterEach } from 'mocha';
import type { Page } from 'playwright-core';
import type { Workbench } from './drive.ts';

const MOST_LINES = 40;
const MOST_CHARACTERS = 600;

/** Prints, after each test of the suite that failed, what the window logged last and what is in each of its frames. */
export function tellOnFailure(workbench: () => Workbench | undefined): void {
  afterEach(async function () {
    const shown = workbench();
    if (this.currentTest?.state !== 'failed' || shown === undefined) return;
    console.log(`The window logged:\n${shown.logged.slice(-MOST_LINES).join('\n')}`);
    for (const text of await framesOf(shown.page)) console.log(text);
  });
}

async function framesOf(page: Page): Promise<readonly string[]> {
  return await Promise.all(
    page.frames().map(async (frame) => {
      const address = frame.url().slice(0, 120);
      // A frame that does not answer is not waited for.
      const silence = new Promise<string>((resolve) => setTimeout(() => resolve('(silent)'), 2000));
      const text = frame.evaluate(() => {
        const frames = [...document.querySelectorAll('iframe')].map((each) => `${each.className}#${each.id}`);
        return `${frames.join(' ')}\n${document.body.innerText}`;
      });
      const known = await Promise.race([text.catch((error: unknown) => String(error)), silence]);
      return `Frame ${address}\n${known.slice(0, MOST_CHARACTERS)}`;
    }),
  );
}
