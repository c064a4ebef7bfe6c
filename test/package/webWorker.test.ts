// The extension where there is no Node, as in a browser's VS Code: in the workbench's own web worker.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench, type Workbench } from '../host/drive.ts';
import { ROOT } from '../host/install.ts';
import { tellOnFailure } from '../host/onFailure.ts';
import { temporaryFolder } from '../host/server.ts';

const EXPERIMENT = path.join(ROOT, 'examples/stateless-vs-stateful/terraform/nacl-closed');

describe('the extension in a web worker', function () {
  this.timeout(180_000);
  const temporary = temporaryFolder();
  const folder = path.join(temporary.path, 'nacl-closed');
  const lines = readFileSync(path.join(EXPERIMENT, 'main.tf'), 'utf8').split('\n');
  const acl = lines.findIndex((line) => line.startsWith('resource "aws_network_acl"')) + 1;
  let workbench: Workbench;
  tellOnFailure(() => workbench);

  before(async () => {
    cpSync(EXPERIMENT, folder, { recursive: true });
    workbench = await openWorkbench({
      folder,
      extensionDevelopmentPath: ROOT,
      settings: { 'remote.extensionKind': { 'ackscope.ackscope': ['web'] } },
    });
  });
  after(async () => {
    await workbench.close();
    temporary.remove();
  });

  it('is where it runs', async () => {
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.editor-instance .monaco-list-row', { hasText: 'ackscope' });
    await row.getByText('web worker').waitFor();
  });

  it('finds the dropped reply, and explains it', async () => {
    await workbench.openFile('main.tf');
    await workbench.goTo(acl);
    const squiggle = workbench.squiggles('warning').first();
    const hover = await workbench.hoverOver(squiggle);
    await hover.getByText('nacl-reply-blocked').waitFor();
    assert.match(await hover.innerText(), /are dropped by aws_network_acl\.public/);
  });

  it('draws the packet that dies', async () => {
    await workbench.openView('Ackscope');
    const diagram = workbench.webview();
    await diagram.getByText('Simulate ACK scan').click();
    await diagram.locator('.picture .outcome', { hasText: 'no-response → filtered' }).waitFor();
  });
});
