// The diagram as a person meets it, in a real VS Code: open the experiment, run the probe, watch it die at the network
// ACL, click the rule, and see the cursor on its line; and the same way back, and with the keyboard alone.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../host/drive.ts';
import { ROOT } from '../host/install.ts';
import { tellOnFailure } from '../host/onFailure.ts';
import { temporaryFolder } from '../host/server.ts';

const EXPERIMENT = path.join(ROOT, 'examples/stateless-vs-stateful/terraform/nacl-closed');

describe('the diagram, to a person', function () {
  this.timeout(180_000);
  const temporary = temporaryFolder();
  const folder = path.join(temporary.path, 'nacl-closed');
  const lines = readFileSync(path.join(EXPERIMENT, 'main.tf'), 'utf8').split('\n');
  const lineOf = (start: string): number => lines.findIndex((line) => line.trim().startsWith(start)) + 1;
  let workbench: Workbench;
  tellOnFailure(() => workbench);
  let diagram: FrameLocator;
  /** What the policies of the page and of its frames refused. */
  const refused: string[] = [];

  before(async () => {
    cpSync(EXPERIMENT, folder, { recursive: true });
    workbench = await openWorkbench({ folder, extensionDevelopmentPath: ROOT, theme: 'dark' });
    await workbench.page.locator('.monaco-workbench.vs-dark').waitFor();
    workbench.page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
    });
    await workbench.openFile('main.tf');
    await workbench.openView('Ackscope');
    await workbench.resizeSideBar(560);
    diagram = workbench.webview();
  });
  after(async () => {
    await workbench.close();
    temporary.remove();
  });

  /** Waits until the status bar says that the cursor is on a line. */
  async function cursorOn(line: number): Promise<void> {
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
  }

  /** The diagram in an editor: the one in the side bar is there before it, whether or not this is. */
  function inEditor(): FrameLocator {
    return workbench.page.frameLocator('iframe.webview.ready >> nth=1').frameLocator('iframe#active-frame');
  }

  it('shows the packet die at the network ACL', async () => {
    await diagram.getByText('Simulate ACK scan').click();
    await diagram.locator('.picture .outcome', { hasText: 'no-response → filtered' }).waitFor();
    await diagram.locator('.box-network-acl.fate-dropped').waitFor();
    assert.equal(await diagram.locator('.box-security-group.fate-untouched').count(), 1);
    await diagram.getByRole('option', { name: /^0–65535 filtered/ }).waitFor();
  });

  it('leads to the line that killed it, from the rule in the picture', async () => {
    await diagram.locator('.picture .rule-dropped').click();
    await cursorOn(lineOf('resource "aws_network_acl" "public"'));
    await diagram.locator('.box-network-acl.here').waitFor();
  });

  it('leads there from the list of hops', async () => {
    await workbench.goTo(1);
    await diagram.getByRole('tab', { name: 'Hops' }).click();
    await diagram.locator('.hop.fate-dropped .link-button', { hasText: 'rule *' }).click();
    await cursorOn(lineOf('resource "aws_network_acl" "public"'));
    await diagram.locator('.box-network-acl.here').waitFor();
  });

  it('is in step with the cursor', async () => {
    await workbench.goTo(lineOf('ingress {') + 1);
    await diagram.locator('.box-security-group.here').waitFor();
    assert.equal(await diagram.locator('.box.here').count(), 1);
  });

  it('takes the same way with the keyboard alone', async () => {
    await workbench.goTo(1);
    await workbench.runCommand('Ackscope: Open Diagram');
    const acl = diagram.locator('.box-network-acl');
    // The palette gives the focus back before the command takes it into the diagram.
    while (!(await diagram.locator('body').evaluate(() => document.hasFocus())))
      await workbench.page.waitForTimeout(50);
    await diagram.locator('.picture [tabindex="0"]').focus();
    const focused = diagram.locator('.picture .box:focus');
    for (let step = 0; step < 8 && !(await acl.evaluate((box) => box.matches(':focus'))); step++) {
      const at = await focused.getAttribute('data-id');
      await workbench.page.keyboard.press('ArrowDown');
      // The next key counts from where this one leads.
      await diagram.locator(`.picture .box:focus:not([data-id="${at ?? ''}"])`).waitFor();
    }
    await workbench.page.keyboard.press('Enter');
    await cursorOn(lineOf('resource "aws_network_acl" "public"'));
  });

  it('opens in an editor, leads to code beside it, and is there again when it was hidden', async () => {
    await workbench.runCommand('Ackscope: Open Diagram in Editor');
    await workbench.page.locator('.tab.active', { hasText: 'Diagram: nacl-closed' }).waitFor();
    const editor = inEditor();
    await editor.locator('.box-instance .label').click();
    await cursorOn(lineOf('resource "aws_instance" "web"'));
    await workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' }).click();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' }).click();
    await editor.locator('.box-network-acl.fate-dropped').waitFor();
  });

  it('goes on in the group of editors it is moved to', async () => {
    const probed = (port: string): Promise<void> =>
      inEditor()
        .locator('.packet-title', { hasText: `:${port}` })
        .waitFor();
    const probe = async (port: string): Promise<void> => {
      const input = inEditor().getByRole('textbox', { name: 'TCP port' });
      await input.fill(port);
      await input.press('Tab');
      await probed(port);
    };
    await workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' }).click();
    await probe('22');
    await workbench.runCommand('View: Move Editor into First Group');
    await workbench.page
      .locator('.editor-group-container')
      .first()
      .locator('.tab', { hasText: 'Diagram' })
      .waitFor();
    await probed('22');
    await probe('25');
    await workbench.runCommand('View: Move Editor into Last Group');
    await probed('25');
    await probe('443');
  });

  it('stands as it was left when the window is loaded again', async () => {
    const tab = workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' });
    await tab.click();
    await inEditor().getByRole('combobox', { name: 'Scan' }).click();
    await inEditor().getByRole('option', { name: 'SYN scan' }).click();
    const port = inEditor().getByRole('textbox', { name: 'TCP port' });
    await port.fill('8443');
    await port.press('Tab');
    await inEditor().locator('.packet-title', { hasText: ':8443' }).waitFor();
    for (let turn = 0; turn < 3; turn++) await inEditor().getByRole('button', { name: 'Zoom in' }).click();
    await inEditor().locator('.box-security-group').focus();
    const seen = async (): Promise<readonly [scale: number, middle: number]> =>
      await inEditor()
        .locator('.canvas')
        .evaluate((canvas) => {
          const picture = canvas.querySelector<SVGSVGElement>('.picture')!;
          const scale = picture.clientWidth / picture.viewBox.baseVal.width;
          return [scale, (canvas.scrollLeft + canvas.clientWidth / 2) / scale];
        });
    const [scale, middle] = await seen();
    // What a page keeps is written a moment later.
    await workbench.page.waitForTimeout(1500);

    await workbench.page.evaluate(() => Object.assign(window, { isOld: true }));
    await workbench.runCommand('Developer: Reload Window');
    await workbench.page.waitForFunction(() => !('isOld' in window));
    await tab.waitFor();
    await tab.click();
    await inEditor().locator('.packet-title', { hasText: ':8443' }).waitFor();
    assert.match(await inEditor().locator('.packet-title').first().innerText(), /^SYN /);
    assert.equal(await inEditor().getByRole('textbox', { name: 'TCP port' }).inputValue(), '8443');
    assert.match(
      (await inEditor().locator('.picture [tabindex="0"]').getAttribute('data-id'))!,
      /^security-group /,
    );
    const [scaleAfter, middleAfter] = await seen();
    assert.ok(Math.abs(scaleAfter - scale) < 0.01, `${scale} became ${scaleAfter}`);
    assert.ok(Math.abs(middleAfter - middle) < 4, `${middle} became ${middleAfter}`);
  });

  it('asked for nothing that its policy refuses', () => {
    assert.deepEqual(refused, []);
  });
});
