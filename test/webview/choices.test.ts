/** What the webview tells the host of what is chosen, looked for and gone through beside the picture, and what it remembers. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { openTab } from './tabs.ts';
import { idOf, setToldHost, state } from './toldHost.ts';
import { wholeView } from '../../src/core/diagram/view.ts';
import { decodeMessage } from '../../src/editor/panel/messages.ts';
import { everything, panel, scan, terraform } from './samples.ts';

describe('the webview tells the host', () => {
  const host = setToldHost();
  const { show, posted } = host;

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
      { kind: 'choose', change: { source: 'aws_instance.db' } },
      { kind: 'choose', change: { target: many.probe.targets[1]!.id } },
    ]);
  });

  it('the scan that was chosen', async () => {
    const page = await show();
    await page.getByRole('combobox', { name: 'Scan' }).click();
    await page.getByRole('option', { name: 'UDP scan' }).click();
    deepEqual(await posted(), [{ kind: 'choose', change: { type: 'udp' } }]);
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
    await host.view.send({ ...folded, view: { ...wholeView, query: 'web' } });
    await page.getByRole('button', { name: 'Only what is found' }).click();
    const fold = { id: 'interfaces aws_instance.web[0]', isFolded: false };
    deepEqual(await posted(), [
      { kind: 'view', change: { query: 'web' } },
      { kind: 'view', change: { fold } },
      { kind: 'view', change: { fold } },
      { kind: 'view', change: { onlyFound: true } },
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
    await host.view.send({ ...state, view: { ...wholeView, focus: 'aws_instance.web' } });
    await page.getByRole('button', { name: 'Only around aws_instance.web' }).click();
    deepEqual(await posted(), [
      { kind: 'view', change: { focus: 'aws_instance.web' } },
      { kind: 'view', change: { focus: null } },
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
    deepEqual(await posted(), [
      { kind: 'choose', change: { port: 443 } },
      { kind: 'choose', change: { port: 0 } },
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
    await host.view.send(panel(everything(), { target: 'aws_instance.db', source: 'aws_instance.web' }));
    deepEqual(await shown(), ['aws_instance.web', 'aws_instance.db', 'ACK scan']);
    await host.view.send(
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
