// The drive for pictures and people's eyes, against the tiny extension: from its folder, in each theme.
import assert from 'node:assert/strict';
import path from 'node:path';
import { hostKind } from './builds.ts';
import { type Workbench, openWorkbench } from './drive.ts';
import { ROOT } from './install.ts';
import { tellOnFailure } from './onFailure.ts';

const FIXTURE = path.join(ROOT, 'test/fixtures/host-extension');

describe('workbench drive', function () {
  this.timeout(180_000);
  let workbench: Workbench;
  tellOnFailure(() => workbench);
  before(async () => {
    workbench = await openWorkbench({
      kind: hostKind(process.env['ACKSCOPE_HOST']),
      folder: path.join(FIXTURE, 'workspace'),
      extensionDevelopmentPath: FIXTURE,
      theme: 'high-contrast-light',
    });
  });
  after(async () => {
    await workbench.close();
  });

  it('opens in the theme asked for', async () => {
    await workbench.page.locator('.monaco-workbench.hc-light').waitFor();
  });

  it('opens a file, and shows the squiggle, the hover and the problem', async () => {
    await workbench.openFile('sample.fixture');
    const hover = await workbench.hoverOver(workbench.squiggles('error').first());
    assert.match(await hover.innerText(), /Fixture: something is left to do/);
    await workbench.clear();
    const rows = await workbench.problems();
    const texts = await rows.allInnerTexts();
    assert.ok(
      texts.some((text) => text.includes('Fixture: something is left to do')),
      texts.join('\n'),
    );
  });

  it('gives kinds of webviews origins of their own', async () => {
    await workbench.runCommand('Host fixture: Show Two Webviews');
    const webviews = workbench.page.locator('iframe.webview.ready');
    for (const nth of [0, 1]) {
      const page = webviews.nth(nth).contentFrame().locator('iframe#active-frame').contentFrame();
      await page.getByText('shown by the fixture').waitFor();
    }
    const addresses = await webviews.evaluateAll((frames) =>
      frames.map((frame) => frame.getAttribute('src')),
    );
    const origins = addresses.map((address) => new URL(address ?? '', workbench.page.url()).origin);
    assert.equal(new Set([...origins, new URL(workbench.page.url()).origin]).size, 3, origins.join('\n'));
  });

  it('runs a command by its title', async () => {
    await workbench.runCommand('Host fixture: Print');
    await workbench.page.locator('.panel .view-line').getByText('printed by the fixture').waitFor();
  });
});
