// Files that change without VS Code being told, as in folders it does not watch: they are seen when a person comes back.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench, type Workbench } from '../host/drive.ts';
import { ROOT } from '../host/install.ts';
import { temporaryFolder } from '../host/server.ts';

const EXPERIMENTS = path.join(ROOT, 'examples/stateless-vs-stateful/terraform');

describe('a file that changes unnoticed', function () {
  this.timeout(180_000);
  const temporary = temporaryFolder();
  const file = path.join(temporary.path, 'network/unwatched/main.tf');
  let workbench: Workbench | undefined;

  before(async () => {
    cpSync(path.join(EXPERIMENTS, 'nacl-closed'), path.dirname(file), { recursive: true });
    workbench = await openWorkbench({
      folder: path.join(temporary.path, 'network'),
      extensionDevelopmentPath: ROOT,
      settings: { 'files.watcherExclude': { '**/unwatched/**': true } },
    });
  });
  after(async () => {
    await workbench?.close();
    temporary.remove();
  });

  const running = (): Workbench => {
    assert.ok(workbench);
    return workbench;
  };

  /** Tells the workbench that its window lost or got the focus; no page of a headless browser ever does. */
  async function focus(has: boolean): Promise<void> {
    await running().page.evaluate((focused) => {
      document.hasFocus = () => focused;
      document.dispatchEvent(new Event('visibilitychange'));
    }, has);
  }

  it('is read when the window has the focus again', async () => {
    const rows = await running().problems();
    const reply = rows.filter({ hasText: 'nacl-reply-blocked' });
    await reply.waitFor();
    writeFileSync(file, readFileSync(path.join(EXPERIMENTS, 'nacl-ephemeral/main.tf')));
    await running().page.waitForTimeout(2000);
    assert.equal(await reply.count(), 1, 'VS Code was told of the change');
    await focus(false);
    await focus(true);
    await reply.waitFor({ state: 'detached' });
    await rows.filter({ hasText: 'nacl-ephemeral-exposes' }).waitFor();
  });
});
