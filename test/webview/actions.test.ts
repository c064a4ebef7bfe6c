/** What the webview tells the host when the user does something, with the mouse or the keyboard, and what it remembers. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { PanelState } from '../../src/protocol.ts';
import type { OpenOptions, Opened } from './page.ts';
import { setScene } from './scene.ts';
import { openTab } from './tabs.ts';
import { wholeView } from '../../src/core/diagram/view.ts';
import { decodeMessage } from '../../src/editor/panel/messages.ts';
import { droppedAtAcl, everything, panel, scan, terraform } from './samples.ts';

const state = droppedAtAcl({ scan });
const idOf = (kind: string): string => state.drawing.boxes.find((box) => box.kind === kind)!.id;

describe('the webview tells the host', () => {
  const scene = setScene(async ({ faults }) => {
    deepEqual(await faults(), []);
  });
  let view: Opened;

  async function show(shown: PanelState = state, options?: OpenOptions): Promise<Opened['page']> {
    view = await scene.show(shown, options);
    return view.page;
  }

  /** What was posted after the first `ready`. */
  const posted = async () => (await view.posted()).slice(1);

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
    await view.send(state);
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
    await view.send(panel(terraform({ hosts }), { view: unfolded }));
    equal(await focused(), 'interface aws_instance.web[0]');
    await page.keyboard.press('End');
    equal(await focused(), 'interface aws_instance.web[1]');
    await page.keyboard.press('ArrowLeft');
    await view.send(panel(terraform({ hosts })));
    equal(await focused(), 'interfaces aws_instance.web[0]');
    deepEqual(await posted(), [
      { kind: 'view', view: unfolded },
      { kind: 'view', view: { ...wholeView, folded: unfolded.unfolded } },
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
    await view.point(idOf('network-acl'), packet!.hops.at(-1)!.revealId);
    const marked = page.locator('[aria-current=location]');
    equal(await marked.count(), 2);
    match((await marked.first().getAttribute('aria-label'))!, /^Network ACL public/);
    match(await marked.last().innerText(), /inbound rule \* denies/);
    await view.point();
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

  it('to scan, and to copy', async () => {
    const page = await show();
    await page.getByText('Simulate ACK scan').click();
    await openTab(page, 'nmap');
    equal(await page.locator('pre').textContent(), scan.text);
    await page.getByText('Copy', { exact: true }).click();
    await page.getByText('Copy as XML').click();
    deepEqual(await posted(), [
      { kind: 'scan' },
      { kind: 'copy-scan', format: 'text' },
      { kind: 'copy-scan', format: 'xml' },
    ]);
  });

  it('not to scan where there is no target', async () => {
    const page = await show({ ...state, probe: { ...state.probe, targets: [], target: '' } });
    await page.getByText('Simulate ACK scan').click({ force: true });
    deepEqual(await posted(), []);
  });

  it('the source and the target that were chosen', async () => {
    const many = panel(everything(), { target: 'aws_instance.web', port: 443 });
    const page = await show(many);
    await page.getByRole('combobox', { name: 'From' }).click();
    await page.getByRole('option', { name: 'aws_instance.db' }).first().click();
    await page.getByRole('combobox', { name: 'Target' }).focus();
    await page.keyboard.press('ArrowDown');
    deepEqual(await posted(), [
      { kind: 'choose', target: 'aws_instance.web', source: 'aws_instance.db', type: 'ack', port: 443 },
      { kind: 'choose', target: many.probe.targets[1]!.id, source: 'internet', type: 'ack', port: 443 },
    ]);
  });

  it('the scan that was chosen', async () => {
    const page = await show();
    await page.getByRole('combobox', { name: 'Scan' }).click();
    await page.getByRole('option', { name: 'UDP scan' }).click();
    deepEqual(await posted(), [
      { kind: 'choose', target: 'aws_instance.web', source: 'internet', type: 'udp', port: 22 },
    ]);
  });

  it('nothing of steps along the path, which it shows and reads out', async () => {
    const page = await show();
    const hops = state.drawing.probe!.packets.flatMap(({ hops: met }) => met);
    for (const [index, { text, at }] of hops.entries()) {
      await page.getByRole('button', { name: 'Next hop' }).click();
      equal(await page.locator('body > [role=status]').innerText(), text);
      equal(await page.locator('[aria-current=step]').getAttribute('data-hop'), String(index));
      equal(await page.locator('circle.step').getAttribute('cx'), String(at.x));
    }
    await page.locator('.hop .link-button').first().focus();
    await page.keyboard.press('ArrowDown');
    equal(await page.locator('[aria-current=step]').getAttribute('data-hop'), '1');
    deepEqual(await posted(), []);
    await page.keyboard.press('Enter');
    deepEqual(await posted(), [{ kind: 'reveal', id: hops[1]!.revealId }]);
  });

  it('what is looked for, and how to draw it', async () => {
    const hosts = Array.from({ length: 3 }, (_, n) => ({
      name: `aws_instance.web[${n}]`,
      ip: `10.0.0.${n}`,
    }));
    const folded = panel(terraform({ hosts }));
    const page = await show(folded);
    await page.getByRole('textbox', { name: 'Find' }).fill('web');
    await page.waitForFunction(() => window.posted.length === 2);
    await page.locator('.fold').click();
    await page.locator('.form-tile.box-instance').focus();
    await page.keyboard.press('ArrowRight');
    await view.send({ ...folded, view: { ...wholeView, query: 'web' } });
    await page.getByRole('button', { name: 'Only what is found' }).click();
    const unfolded = { ...wholeView, query: 'web', unfolded: ['interfaces aws_instance.web[0]'] };
    deepEqual(await posted(), [
      { kind: 'view', view: { ...wholeView, query: 'web' } },
      { kind: 'view', view: unfolded },
      { kind: 'view', view: unfolded },
      { kind: 'view', view: { ...wholeView, query: 'web', onlyFound: true } },
    ]);
  });

  it('nothing of the way through what is found, which it shows and reads out', async () => {
    const hosts = [3, 14, 33].map((n) => ({ name: `aws_instance.a${n}`, ip: `10.0.0.${n}` }));
    const page = await show(panel(terraform({ hosts }), { view: { ...wholeView, query: 'a3' } }));
    await page.getByRole('textbox', { name: 'Find' }).focus();
    const told: string[] = [];
    for (const key of ['Enter', 'Enter', 'Enter', 'Shift+Enter']) {
      await page.keyboard.press(key);
      told.push(await page.locator('body > [role=status]').innerText());
    }
    deepEqual(told, [
      '1 of 2: aws_instance.a3',
      '2 of 2: aws_instance.a33',
      '1 of 2: aws_instance.a3',
      '2 of 2: aws_instance.a33',
    ]);
    equal(await page.locator('.box.found.current .label').textContent(), 'a33');
    deepEqual(await posted(), []);
  });

  it('whose neighbourhood alone to draw', async () => {
    const page = await show();
    await page.locator('.box-instance').focus();
    await page.getByRole('button', { name: 'Only around web' }).click();
    await view.send({ ...state, view: { ...wholeView, focus: 'aws_instance.web' } });
    await page.getByRole('button', { name: 'Only around aws_instance.web' }).click();
    deepEqual(await posted(), [
      { kind: 'view', view: { ...wholeView, focus: 'aws_instance.web' } },
      { kind: 'view', view: wholeView },
    ]);
  });

  it('which line decided over a range of ports', async () => {
    const page = await show();
    await openTab(page, 'Ports');
    await page.getByRole('option', { name: /^0–1023 filtered/ }).click();
    match(await page.locator('.explanation').innerText(), /^Ports 0–1023 filtered \(no-response\)/);
    await page.keyboard.press('ArrowRight');
    match(await page.locator('.explanation').innerText(), /^Ports 1024–65535 unfiltered \(reset\)/);
    await page.locator('.explanation .link-button').first().click();
    deepEqual(await posted(), [{ kind: 'reveal', id: scan.map.spans[1]!.revealId }]);
    await page.getByRole('button', { name: 'Show fewer ports' }).click();
    equal(await page.getByRole('option').count(), 1);
    await page.getByRole('button', { name: 'Show all ports' }).click();
    equal(await page.getByRole('option').count(), 2);
    equal(await page.locator('.port-mark').count(), 1);
    deepEqual(await page.locator('.port-map .legend li').allInnerTexts(), ['unfiltered', 'filtered']);
  });

  it('nothing of a closer look at ports, which begins where the rules are', async () => {
    const page = await show();
    await openTab(page, 'Ports');
    for (let press = 0; press < 3; press++)
      await page.getByRole('button', { name: 'Show fewer ports' }).click();
    equal(await page.getByRole('option').count(), 2);
    equal(await page.locator('.port-mark').count(), 1);
    deepEqual(await posted(), []);
  });

  it('to save the picture, which it paints for that', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    const [svg, png] = await posted();
    deepEqual(svg, { kind: 'export', format: 'svg' });
    ok(png?.kind === 'export' && png.format === 'png');
    deepEqual(decodeMessage(png), png);
    const image = Buffer.from(png.data, 'base64');
    const { width, height } = state.drawing;
    deepEqual([image.readUInt32BE(16), image.readUInt32BE(20)], [width * 2, height * 2].map(Math.ceil));
    ok(image.length > 10_000, 'something is painted');
  });

  it('ports that are ports', async () => {
    const page = await show();
    const field = page.getByRole('textbox', { name: 'TCP port' });
    for (const text of ['443', '65536', 'http', '-1', '0']) {
      await field.fill(text);
      await field.press('Tab');
      equal(await page.getByRole('alert').count(), ['443', '0'].includes(text) ? 0 : 1, text);
    }
    const choice = { kind: 'choose', target: 'aws_instance.web', source: 'internet', type: 'ack' };
    deepEqual(await posted(), [
      { ...choice, port: 443 },
      { ...choice, port: 0 },
    ]);
  });

  it('shows the choices of a snapshot, and those of the next', async () => {
    const page = await show();
    const shown = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('vscode-dropdown')].map(
          (each) =>
            each.shadowRoot!.querySelector('.selected-value')!.textContent.trim() ||
            (each as unknown as { displayValue: string }).displayValue,
        ),
      );
    deepEqual(await shown(), ['the internet', 'aws_instance.web', 'ACK scan']);
    await view.send(panel(everything(), { target: 'aws_instance.db', source: 'aws_instance.web' }));
    deepEqual(await shown(), ['aws_instance.web', 'aws_instance.db', 'ACK scan']);
    await view.send(
      panel(terraform({ hosts: [{ name: 'aws_instance.new' }] }), { target: 'aws_instance.new' }),
    );
    deepEqual(await shown(), ['the internet', 'aws_instance.new', 'ACK scan']);
  });

  it('nothing of its own settings, which it keeps, and finds again in another width', async () => {
    const page = await show(state, { width: 500 });
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await openTab(page, 'nmap');
    await page.locator('.box-instance').focus();
    await page.locator('.canvas').evaluate((canvas) => {
      canvas.scrollTo({ left: 210 });
    });
    await page.waitForFunction(() => {
      const { zoom, centre } = window.stored as { zoom: number; centre: { x: number } };
      const canvas = document.querySelector('.canvas')!;
      return Math.abs(centre.x * zoom - 210 - canvas.clientWidth / 2) < 1;
    });
    const stored = (await page.evaluate(() => window.stored)) as { zoom: number; centre: { x: number } };
    deepEqual(await posted(), []);
    await page.context().close();

    const again = await show(state, { stored, width: 400 });
    equal(await again.getByRole('tab', { selected: true }).innerText(), 'nmap');
    equal(await again.locator('.picture [tabindex="0"]').getAttribute('data-id'), idOf('instance'));
    const seen = await again.evaluate(() => {
      const [canvas, picture] = ['.canvas', '.picture'].map((name) => document.querySelector(name)!);
      return { scale: picture!.clientWidth, middle: canvas!.scrollLeft + canvas!.clientWidth / 2 };
    });
    equal(seen.scale, Math.round(state.drawing.width * stored.zoom));
    ok(Math.abs(seen.middle - stored.centre.x * stored.zoom) <= 1, JSON.stringify([seen, stored]));
  });

  it('nothing of what was stored in another shape', async () => {
    const page = await show(state, { stored: { zoom: 99, tab: '<b>', centre: 'x', probe: 3 } });
    equal(await page.getByRole('tab', { selected: true }).innerText(), 'Hops');
    deepEqual(await posted(), []);
  });
});
