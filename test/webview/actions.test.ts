/** What the webview tells the host when the user does something, with the mouse or the keyboard, and what it remembers. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { PanelState } from '../../src/protocol.ts';
import { Stage, type OpenOptions, type Opened } from './page.ts';
import { droppedAtAcl, everything, panel, scan, terraform } from './samples.ts';

const state = droppedAtAcl({ scan });
const idOf = (kind: string): string => state.drawing.boxes.find((box) => box.kind === kind)!.id;

describe('the webview tells the host', () => {
  let stage: Stage;
  let view: Opened;
  before(async () => {
    stage = await Stage.start();
  });
  after(async () => {
    await stage.stop();
  });
  afterEach(async () => {
    deepEqual(await view.faults(), []);
    await view.page.context().close();
  });

  async function show(shown: PanelState = state, options?: OpenOptions): Promise<Opened['page']> {
    view = await stage.open(options);
    await view.send(shown);
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
    await page.getByRole('tab', { name: 'Ports' }).click();
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
    await page.getByRole('tab', { name: 'nmap' }).click();
    equal(await page.locator('pre').textContent(), scan.text);
    await page.getByText('Copy', { exact: true }).click();
    deepEqual(await posted(), [{ kind: 'scan' }, { kind: 'copy-scan', format: 'text' }]);
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

  it('ports that are ports', async () => {
    const page = await show();
    const field = page.locator('vscode-text-field input');
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
    deepEqual(await shown(), ['the internet', 'aws_instance.web']);
    await view.send(panel(everything(), { target: 'aws_instance.db', source: 'aws_instance.web' }));
    deepEqual(await shown(), ['aws_instance.web', 'aws_instance.db']);
    await view.send(
      panel(terraform({ hosts: [{ name: 'aws_instance.new' }] }), { target: 'aws_instance.new' }),
    );
    deepEqual(await shown(), ['the internet', 'aws_instance.new']);
  });

  it('nothing of its own settings, which it keeps', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('tab', { name: 'nmap' }).click();
    await page.locator('.canvas').evaluate((canvas) => {
      canvas.scrollTo({ left: 40 });
    });
    await page.waitForFunction(() => (window.stored as { left: number }).left === 40);
    const stored = await page.evaluate(() => window.stored);
    deepEqual(await posted(), []);
    await page.context().close();

    const again = await show(state, { stored });
    equal(await again.getByRole('tab', { selected: true }).innerText(), 'nmap');
    equal(await again.locator('.canvas').evaluate((canvas) => canvas.scrollLeft), 40);
    ok((await again.locator('.picture').evaluate((picture) => picture.clientWidth)) >= 878);
  });

  it('nothing of what was stored in another shape', async () => {
    const page = await show(state, { stored: { zoom: 99, tab: '<b>', left: 'x', probe: 3 } });
    equal(await page.getByRole('tab', { selected: true }).innerText(), 'Hops');
    deepEqual(await posted(), []);
  });
});
