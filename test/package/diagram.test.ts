// The diagram as a person meets it, in a real VS Code: open the experiment, run the probe, watch it die at the network
// ACL, click the rule, and see the cursor on its line; and the same way back, and with the keyboard alone.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../host/drive.ts';
import { ROOT } from '../host/install.ts';
import { temporaryFolder } from '../host/server.ts';

const EXPERIMENT = path.join(ROOT, 'examples/stateless-vs-stateful/terraform/nacl-closed');

describe('the diagram, to a person', function () {
  this.timeout(180_000);
  const temporary = temporaryFolder();
  const folder = path.join(temporary.path, 'nacl-closed');
  const lines = readFileSync(path.join(EXPERIMENT, 'main.tf'), 'utf8').split('\n');
  const lineOf = (start: string): number => lines.findIndex((line) => line.trim().startsWith(start)) + 1;
  let workbench: Workbench;
  let diagram: FrameLocator;

  before(async () => {
    cpSync(EXPERIMENT, folder, { recursive: true });
    workbench = await openWorkbench({ folder, extensionDevelopmentPath: ROOT, theme: 'dark' });
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

  it('shows the packet die at the network ACL', async () => {
    await diagram.getByText('Simulate ACK scan').click();
    await diagram.locator('.picture .outcome', { hasText: 'no-response → filtered' }).waitFor();
    await diagram.locator('.box-network-acl.fate-dropped').waitFor();
    assert.equal(await diagram.locator('.box-security-group.fate-untouched').count(), 1);
    await diagram.getByRole('option', { name: /^0–65535 filtered/ }).waitFor();
  });

  it('leads to the line that killed it', async () => {
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
    await diagram.locator('.picture [tabindex="0"]').focus();
    for (let step = 0; step < 8 && !(await acl.evaluate((box) => box.matches(':focus'))); step++)
      await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await cursorOn(lineOf('resource "aws_network_acl" "public"'));
  });

  it('opens in an editor, leads to code beside it, and is there again when it was hidden', async () => {
    await workbench.runCommand('Ackscope: Open Diagram in Editor');
    await workbench.page.locator('.tab.active', { hasText: 'Diagram: nacl-closed' }).waitFor();
    const editor = workbench.page
      .frameLocator('iframe.webview.ready >> nth=-1')
      .frameLocator('iframe#active-frame');
    await editor.locator('.box-instance .label').click();
    await cursorOn(lineOf('resource "aws_instance" "web"'));
    await workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' }).click();
    await workbench.runCommand('File: New Untitled Text File');
    await workbench.page.locator('.tab', { hasText: 'Diagram: nacl-closed' }).click();
    await editor.locator('.box-network-acl.fate-dropped').waitFor();
  });
});
