// `npm start` where there is no desktop VS Code: it prints an address that works, and Ctrl-C ends it.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { startBrowser } from '../host/browser.ts';
import { ROOT } from '../host/install.ts';
import { temporaryFolder } from '../host/server.ts';

/** The address in the output, or the output when the program ends without one. */
async function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return await new Promise((resolve, reject) => {
    const see = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /^ +(http:\/\/127\.0\.0\.1:\d+\/\?\S+)$/m.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', see);
    child.stderr?.on('data', see);
    child.once('close', () => reject(new Error(`ended without an address:\n${output}`)));
  });
}

describe('npm start', function () {
  this.timeout(300_000);

  it('serves VS Code with the extension on the examples until Ctrl-C', async () => {
    const temporary = temporaryFolder();
    const child = spawn(process.execPath, ['scripts/start.mjs', '--served'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const address = await addressOf(child);
    const { context, page } = await startBrowser(path.join(temporary.path, 'chromium'), {
      width: 1200,
      height: 800,
    });
    try {
      await page.goto(address);
      await page.getByRole('treeitem', { name: 'stateless-vs-stateful' }).waitFor();
      await page.locator('.activitybar').getByRole('tab', { name: 'Ackscope' }).waitFor();
      const withoutToken = new URL(address);
      withoutToken.searchParams.delete('tkn');
      const refused = await fetch(withoutToken);
      assert.equal(refused.status, 403);
    } finally {
      await context.close();
      child.kill('SIGINT');
      temporary.remove();
    }
    assert.equal(await ended, 0);
    await assert.rejects(fetch(address));
  });
});
