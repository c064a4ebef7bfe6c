/** What the webview tells the host of what is done to the picture and the results, with the mouse or the keyboard. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { openTab } from './tabs.ts';
import { idOf, setToldHost, state } from './toldHost.ts';
import { wholeView } from '../../src/core/diagram/view.ts';
import { everything, panel, terraform } from './samples.ts';

describe('the webview tells the host', () => {
  const host = setToldHost();
  const { show, posted } = host;

  it('which box was clicked', async () => {
    const page = await show();
    await page.locator('.box-network-acl .label').click();
    await page.locator('.box-security-group .slit').click({ position: { x: 12, y: 6 } });
    deepEqual(await posted(), [
      { kind: 'reveal', id: idOf('network-acl') },
      { kind: 'reveal', id: idOf('security-group') },
    ]);
  });

  it('which rule was clicked in the picture, and where a packet dies', async () => {
    const answered = panel(terraform(), { target: 'aws_instance.web' });
    const [request, reply] = answered.drawing.probe!.packets;
    const page = await show(answered);
    const rules = page.locator('.picture .rule');
    for (const place of ['first', 'last'] as const) await rules[place]().click();
    const decided = [...request!.hops, ...reply!.hops].filter(({ direction, rule }) => direction && rule);
    const died = state.drawing.probe!.packets.at(-1)!.hops.at(-1)!.revealId;
    await host.view.send(state);
    for (const sign of ['.rule-dropped', '.path > .badge', '.outcome'])
      await page.locator(`.picture ${sign}`).click();
    deepEqual(await posted(), [
      ...[decided[0], decided.at(-1)].map((hop) => ({ kind: 'reveal', id: hop!.revealId })),
      ...Array.from({ length: 3 }, () => ({ kind: 'reveal', id: died })),
    ]);
    const told = await page.locator('.picture .rule-dropped > title').textContent();
    match(told!, /inbound rule \* denies what no other rule matches/);
  });

  it('nothing when the wheel zooms with Ctrl, about the mouse, and scrolls without', async () => {
    const page = await show(panel(everything()), { width: 600 });
    const frame = (await page.locator('.canvas').boundingBox())!;
    const mouse = { x: frame.x + 120, y: frame.y + 90 };
    await page.mouse.move(mouse.x, mouse.y);
    /** The place of the picture under the mouse, and the scale. */
    const seen = () =>
      page.evaluate(({ x, y }) => {
        const picture = document.querySelector<SVGSVGElement>('.picture')!;
        const { left, top } = picture.getBoundingClientRect();
        const scale = picture.clientWidth / picture.viewBox.baseVal.width;
        return { x: (x - left) / scale, y: (y - top) / scale, scale };
      }, mouse);
    const before = await seen();
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForFunction(() => typeof (window.stored as { zoom?: unknown }).zoom === 'number');
    const zoomed = await seen();
    ok(zoomed.scale > before.scale * 1.2, JSON.stringify([before, zoomed]));
    ok(Math.hypot(zoomed.x - before.x, zoomed.y - before.y) < 3, JSON.stringify([before, zoomed]));
    await page.mouse.wheel(0, 100);
    await page.waitForFunction(() => document.querySelector('.canvas')!.scrollTop > 0);
    equal((await seen()).scale, zoomed.scale);
    deepEqual(await posted(), []);
  });

  it('nothing when keys zoom, about the box that has the focus', async () => {
    const page = await show(state, { width: 1100 });
    const gate = page.locator('.box-network-acl');
    await gate.focus();
    const seen = async () => {
      const { x, y, width, height } = (await gate.locator('.frame').boundingBox())!;
      return { x: x + width / 2, y: y + height / 2, width };
    };
    const fit = await seen();
    for (const key of ['+', '=', '+', '+']) await page.keyboard.press(key);
    const large = await seen();
    ok(large.width > 1.5 * fit.width, JSON.stringify([fit, large]));
    ok(Math.abs(large.x - fit.x) < 3, JSON.stringify([fit, large]));
    for (let press = 0; press < 20; press++) await page.keyboard.press('-');
    ok((await seen()).width < fit.width / 2);
    await page.keyboard.press('Control+-');
    await page.keyboard.press('0');
    deepEqual(await seen(), fit);
    ok(await gate.evaluate((box) => box.matches(':focus')));
    equal(((await page.evaluate(() => window.stored)) as { zoom: unknown }).zoom, 'fit');
    await page.getByRole('textbox', { name: 'TCP port' }).focus();
    await page.keyboard.press('0');
    match((await page.getByRole('tree').getAttribute('aria-description'))!, /Plus and minus zoom, 0 fits/);
    deepEqual(await posted(), []);
  });

  it('to unfold and to fold, where the focus stays', async () => {
    const hosts = [0, 1].map((n) => ({ name: `aws_instance.web[${n}]`, ip: `10.0.0.${n + 4}` }));
    const unfolded = { ...wholeView, unfolded: ['interfaces aws_instance.web[0]'] };
    const page = await show(panel(terraform({ hosts })));
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute('data-id'));
    await page.locator('.form-tile.box-instance').focus();
    await page.keyboard.press('ArrowRight');
    await host.view.send(panel(terraform({ hosts }), { view: unfolded }));
    equal(await focused(), 'interface aws_instance.web[0]');
    await page.keyboard.press('End');
    equal(await focused(), 'interface aws_instance.web[1]');
    await page.keyboard.press('ArrowLeft');
    await host.view.send(panel(terraform({ hosts })));
    equal(await focused(), 'interfaces aws_instance.web[0]');
    deepEqual(await posted(), [
      { kind: 'view', change: { fold: { id: 'interfaces aws_instance.web[0]', isFolded: false } } },
      { kind: 'view', change: { fold: { id: 'interfaces aws_instance.web[0]', isFolded: true } } },
    ]);
  });

  it('nothing when the mouse drags the picture, which moves with it', async () => {
    const page = await show(state, { width: 400 });
    const canvas = page.locator('.canvas');
    const start = (await page.locator('.box-network-acl .label').boundingBox())!;
    const before = await canvas.evaluate((each) => each.scrollLeft);
    ok(before > 50, 'it shows where the packet dies');
    await page.mouse.move(start.x + 2, start.y + 2);
    await page.mouse.down();
    await page.mouse.move(start.x + 42, start.y + 2, { steps: 4 });
    await page.mouse.up();
    equal(await canvas.evaluate((each) => each.scrollLeft), before - 40);
    deepEqual(await posted(), []);
    await page.locator('.box-network-acl .label').click();
    deepEqual(await posted(), [{ kind: 'reveal', id: idOf('network-acl') }]);
  });

  it('nothing when the cursor moves in the editor, and marks what that is on', async () => {
    const page = await show();
    const [packet] = state.drawing.probe!.packets;
    await host.view.point(idOf('network-acl'), packet!.hops.at(-1)!.revealId);
    const marked = page.locator('[aria-current=location]');
    equal(await marked.count(), 2);
    match((await marked.first().getAttribute('aria-label'))!, /^Network ACL public/);
    match(await marked.last().innerText(), /inbound rule \* denies/);
    await host.view.point();
    equal(await marked.count(), 0);
    deepEqual(await posted(), []);
  });

  it('nothing of boxes without code', async () => {
    const page = await show();
    await page.locator('.box-internet .label').click();
    deepEqual(await posted(), []);
  });

  it('which box Enter or Space was pressed on', async () => {
    const page = await show();
    await page.locator('.box-internet').focus();
    for (const key of ['ArrowDown', 'Enter', 'End', 'Space']) await page.keyboard.press(key);
    deepEqual(await posted(), [
      { kind: 'reveal', id: idOf('vpc') },
      { kind: 'reveal', id: idOf('instance') },
    ]);
  });

  it('where the arrow keys went, as in any tree', async () => {
    const page = await show();
    const focused = async (): Promise<string> =>
      (await page.evaluate(() => document.activeElement!.getAttribute('data-id')))!;
    await page.locator('.box-internet').focus();
    const walk: readonly (readonly [string, string])[] = [
      ['ArrowUp', 'internet'],
      ['ArrowDown', 'vpc'],
      ['ArrowRight', 'internet-gateway'],
      ['ArrowLeft', 'vpc'],
      ['End', 'instance'],
      ['ArrowLeft', 'subnet'],
      ['ArrowRight', 'network-acl'],
      ['Home', 'internet'],
    ];
    for (const [key, kind] of walk) {
      await page.keyboard.press(key);
      equal(await focused(), idOf(kind), key);
    }
    equal(await page.locator('.picture [tabindex="0"]').count(), 1);
  });

  it('which line of the results was clicked, once', async () => {
    const page = await show();
    await page.locator('.hop .link-button').last().click();
    await openTab(page, 'Ports');
    await page.locator('.ports tbody tr').first().locator('td').first().click();
    await page.locator('.ports tbody .link-button').nth(1).click();
    deepEqual(await posted(), [
      { kind: 'reveal', id: state.drawing.probe!.packets.at(-1)!.hops.at(-1)!.revealId },
      { kind: 'reveal', id: 'r0' },
      { kind: 'reveal', id: 'r1' },
    ]);
  });
});
