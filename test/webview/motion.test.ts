/** The probe as it happens in the webview: who is under way when, what takes effect when, and nothing for who wants no motion. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { wholeView } from '../../src/core/diagram/view.ts';
import { setScene } from './scene.ts';
import { droppedAtAcl, everything, panel, terraform } from './samples.ts';

/** Plays the probe from its beginning, and holds it there. */
async function replayHeld(page: Page): Promise<void> {
  await page.evaluate(() => {
    const picture = document.querySelector<SVGSVGElement>('.picture')!;
    picture.pauseAnimations();
    picture.dataset['start'] = String(picture.getCurrentTime());
    document.querySelector<HTMLElement>('[aria-label="Replay the packets"]')!.click();
    for (const running of document.getAnimations()) running.pause();
  });
}

/** Runs in the page: what is seen at a moment of a probe that is held. @param share of the whole, 1 for its end */
function momentOf(share: number): {
  readonly underWay: readonly string[];
  readonly x: number;
  readonly hidden: readonly string[];
  readonly drawn: number;
  readonly gate: string;
} {
  const picture = document.querySelector<SVGSVGElement>('.picture')!;
  const journeys = [...picture.querySelectorAll<SVGElement>('.traveller')].map(
    (each) =>
      Number(each.dataset['begin']) + parseFloat(each.querySelector('animateMotion')!.getAttribute('dur')!),
  );
  const seconds = Math.max(...journeys) * share;
  picture.setCurrentTime(Number(picture.dataset['start']) + seconds);
  for (const running of document.getAnimations()) running.currentTime = seconds * 1000;
  const underWay = [...picture.querySelectorAll('.traveller')].filter(
    (each) => getComputedStyle(each).visibility === 'visible',
  );
  const [drawn = '1', all = '2'] = getComputedStyle(picture.querySelector('.path > .line')!)
    .strokeDasharray.split(/[ ,]+/)
    .map((part) => (part === 'none' ? undefined : part));
  const named = ['outcome', 'rule', 'flow'].flatMap((what) =>
    [...picture.querySelectorAll(`.${what}`)]
      .filter((each) => getComputedStyle(each).opacity === '0')
      .map((each) => `${what} ${each.querySelector('.words')!.textContent}`),
  );
  return {
    underWay: underWay.map((each) => each.querySelector('.words')!.textContent),
    x: underWay[0]?.getBoundingClientRect().x ?? 0,
    hidden: named,
    drawn: (2 * parseFloat(drawn)) / parseFloat(all),
    gate: getComputedStyle(picture.querySelector('.box-network-acl > .frame')!).stroke,
  };
}

describe('the probe in motion', () => {
  const { show } = setScene();

  it('shows the probe as it happens: packets on their way, what they meet, where they die', async () => {
    const { page, faults } = await show(droppedAtAcl());
    await replayHeld(page);
    const at = (share: number) => page.evaluate(momentOf, share);
    const [early, late, after] = [await at(0.1), await at(0.9), await at(1.2)];
    deepEqual(early.underWay, ['ACK']);
    deepEqual(late.underWay, ['ACK']);
    ok(late.x > early.x + 100, JSON.stringify([early.x, late.x]));
    deepEqual(after.underWay, []);
    for (const moment of [early, late])
      deepEqual(moment.hidden, ['outcome no-response → filtered', 'rule rule *'], JSON.stringify(moment));
    deepEqual(after.hidden, []);
    ok(early.drawn < late.drawn && late.drawn < 1 && after.drawn === 1);
    ok(early.gate !== after.gate, 'the gate turns red when the packet is there');
    await page.getByRole('button', { name: 'Next hop' }).click();
    equal(await page.evaluate(() => document.getAnimations().length), 0);
    deepEqual(await faults(), []);
  });

  it('shows a reply set out when the request is there, and the tracked flow that lets it through', async () => {
    const state = panel(everything(), { target: 'aws_instance.db', source: 'aws_instance.web', type: 'syn' });
    const { page } = await show(state, { height: 1400 });
    await replayHeld(page);
    const [request, reply] = state.drawing.probe!.packets;
    const share = request!.length / (request!.length + reply!.length);
    const moment = async (of: number) => await page.evaluate(momentOf, of);
    const [before, meanwhile] = [await moment(share * 0.1), await moment(share + (1 - share) * 0.5)];
    deepEqual([before.underWay, meanwhile.underWay], [['SYN'], ['SYN-ACK or RST']]);
    ok(
      before.hidden.some((what) => what.startsWith('flow tcp 40000')),
      before.hidden.join(),
    );
    ok(!meanwhile.hidden.some((what) => what.startsWith('flow')), meanwhile.hidden.join());
  });

  it('shows nothing anew that only has another place now', async () => {
    const hosts = [0, 1].map((n) => {
      return { name: `aws_instance.web[${n}]`, ip: `10.0.0.${n + 4}`, publicIp: `54.0.0.${n + 4}` };
    });
    const probed = { target: 'aws_instance.web[1]' };
    const unfolded = { ...wholeView, unfolded: ['interfaces aws_instance.web[0]'] };
    const { page, send } = await show(panel(terraform({ hosts }), probed));
    // Counted where they begin, as on a busy machine they may be over when somebody looks.
    await page.evaluate(() => {
      const own = Object.getOwnPropertyDescriptor(Element.prototype, 'animate')!;
      const animate = own.value as (this: Element, ...how: unknown[]) => Animation;
      Element.prototype.animate = function (...how) {
        document.body.dataset['begun'] = String(Number(document.body.dataset['begun'] ?? 0) + 1);
        return animate.apply(this, how);
      };
    });
    const begun = async () => Number((await page.locator('body').getAttribute('data-begun')) ?? 0);
    await page.getByRole('button', { name: 'Next hop' }).click();
    await send(panel(terraform({ hosts }), { ...probed, view: unfolded }));
    equal(await page.locator('.box-instance').count(), 2);
    equal(await begun(), 0);
    await send(panel(terraform({ hosts, inbound: [] }), { ...probed, view: unfolded }));
    ok((await begun()) > 0, 'it dies elsewhere');
  });

  it('moves nothing for people who asked for less motion', async () => {
    const still = await show(droppedAtAcl(), { reducedMotion: true });
    equal(await still.page.locator('.run').count(), 0);
    equal(await still.page.getByLabel('Replay the packets').count(), 0);
    const moving = await show(droppedAtAcl());
    ok((await moving.page.locator('.run').count()) > 0);
  });

  it('moves nothing once VS Code is set to reduce motion', async () => {
    const { page } = await show(droppedAtAcl());
    await page.evaluate(() => {
      document.body.classList.add('vscode-reduce-motion');
    });
    await page.getByLabel('Replay the packets').waitFor({ state: 'detached' });
    equal(await page.locator('.run').count(), 0);
    equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});
