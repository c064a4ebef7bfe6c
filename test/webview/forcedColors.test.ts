/** The webview where the system forces its own few colours upon every page: nothing may be told by a colour alone. */
import { deepEqual, notEqual, ok } from 'node:assert/strict';
import type { ElementHandle } from 'playwright-core';
import type { PanelState } from '../../src/protocol.ts';
import { breaches } from './axe.ts';
import { droppedAtAcl, everything, panel, scan, terraform } from './samples.ts';
import { setScene } from './scene.ts';
import { openTab } from './tabs.ts';
import { wholeView } from '../../src/core/diagram/view.ts';

const hosts = Array.from({ length: 3 }, (_, n) => ({
  name: `aws_instance.web[${n}]`,
  ip: `10.0.0.${n + 4}`,
}));
const found = panel(terraform({ hosts }), { view: { ...wholeView, query: 'web', onlyFound: true }, scan });

const states: Readonly<Record<string, PanelState>> = {
  'empty': { kind: 'empty', message: 'No network here yet.' },
  'an error': { kind: 'error', message: 'main.tf is too large to read.' },
  'a probe that dies': droppedAtAcl({ scan, stale: true }),
  'a probe that cannot be told': panel(terraform({ inbound: [{ cidr: '?', protocol: 6, ports: '22' }] }), {
    target: 'aws_instance.web',
    scan,
  }),
  'many things, some found': {
    ...panel(everything()),
    view: { ...wholeView, query: 'web', onlyFound: true },
  },
};

/** The themes VS Code takes then. axe is told of their grounds, which the system paints over. */
const themes = { light: 'light-high-contrast', dark: 'dark-high-contrast' } as const;

type Clip = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** What an element is called, and the place of the page it takes with what stands right around it. */
async function placeOf(focused: ElementHandle): Promise<{ readonly name: string; readonly clip: Clip }> {
  return await focused.evaluate((node) => {
    const element = node as Element;
    const { x, y, width, height } = element.getBoundingClientRect();
    const by = 8;
    return {
      name: `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim()}`,
      clip: {
        x: Math.max(0, x - by),
        y: Math.max(0, y - by),
        width: width + 2 * by,
        height: height + 2 * by,
      },
    };
  });
}

describe('the webview in forced colours', () => {
  const { show } = setScene(async ({ faults }) => {
    deepEqual(await faults(), []);
  });

  for (const forcedColors of ['light', 'dark'] as const) {
    for (const [name, state] of Object.entries(states)) {
      it(`is clean to assistive technology: ${name}, ${forcedColors}`, async () => {
        const { page } = await show(state, { forcedColors, theme: themes[forcedColors] });
        for (const tab of await page.getByRole('tab').all()) {
          await openTab(page, tab);
          deepEqual(await breaches(page), []);
        }
        deepEqual(await breaches(page), []);
      });
    }

    it(`shows where the focus is, ${forcedColors}`, async () => {
      const { page } = await show(found, { forcedColors, width: 1200, height: 1600, reducedMotion: true });
      await openTab(page, 'Ports');
      const stops: string[] = [];
      await page.locator('h1').click();
      for (;;) {
        await page.keyboard.press('Tab');
        const focused = (await page.evaluateHandle(() => document.activeElement)).asElement()!;
        if (await focused.evaluate((element) => element === document.body)) break;
        const { name, clip } = await placeOf(focused);
        const seen = await page.screenshot({ clip });
        // The same element without the focus, where it stands: what scrolls must not pass for a sign of it.
        await focused.evaluate((element) => {
          (element as HTMLElement).blur();
        });
        deepEqual((await placeOf(focused)).clip, clip, name);
        ok(!seen.equals(await page.screenshot({ clip })), name);
        await focused.evaluate((element) => {
          (element as HTMLElement).focus({ preventScroll: true });
        });
        stops.push(name);
      }
      ok(stops.length > 15, stops.join('\n'));
    });
  }

  it('tells what is switched on from what is not', async () => {
    const { page } = await show(found, { forcedColors: 'dark' });
    await page.locator('.form-tile.box-instance').focus();
    const background = async (name: string): Promise<string> =>
      await page.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).backgroundColor);
    notEqual(await background('Only what is found'), await background('3 alike, one by one'));
  });

  it('marks the hop that the cursor is on', async () => {
    const state = droppedAtAcl();
    const { page, point } = await show(state, { forcedColors: 'dark', reducedMotion: true });
    const hop = page.locator('.hop').last();
    const before = await hop.screenshot();
    await point(state.drawing.probe!.packets.at(-1)!.hops.at(-1)!.revealId);
    ok(!before.equals(await hop.screenshot()));
  });
});
