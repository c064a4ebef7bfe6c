// The .vsix as people get it: what is in it, how large it is, and that VS Code installs and starts it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleTests } from '../host/bundle.ts';
import { installVsix } from '../host/drive.ts';
import { runInEditor } from '../host/editorRun.ts';
import { ROOT } from '../host/install.ts';
import { temporaryFolder } from '../host/server.ts';
import { archivedFiles } from './archive.ts';

const LARGEST_BYTES = 1024 * 1024;

/** Every file of the package; whoever adds one adds it here and to .vscodeignore. */
const FILES = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/THIRD_PARTY_NOTICES.md',
  'extension/changelog.md',
  'extension/dist/cli.js',
  'extension/dist/extension.js',
  'extension/dist/webview.css',
  'extension/dist/webview.js',
  'extension/docs/schema/check.json',
  'extension/docs/schema/config.json',
  'extension/docs/schema/connect.json',
  'extension/docs/schema/model.json',
  'extension/docs/schema/reach.json',
  'extension/docs/schema/scan.json',
  'extension/media/activity.svg',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  'extension/package.json',
  'extension/readme.md',
];

describe('package', function () {
  this.timeout(300_000);
  const temporary = temporaryFolder();
  const vsix = path.join(temporary.path, 'ackscope.vsix');
  const node = promisify(execFile).bind(undefined, process.execPath);

  before(async () => {
    await node(['scripts/package.mjs', '--no-build', '--out', vsix], { cwd: ROOT });
  });
  after(() => temporary.remove());

  it('holds exactly the files that are meant to ship', () => {
    assert.deepEqual(archivedFiles(vsix), [...FILES].sort());
  });

  it('is no larger than 1 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size <= LARGEST_BYTES, `${size} bytes`);
  });

  it('names the licence of every package it bundles', async () => {
    await node(['scripts/notices.mjs', '--check'], { cwd: ROOT });
  });

  it('installs into VS Code and starts there', async () => {
    const extensionsDir = path.join(temporary.path, 'extensions');
    await installVsix(vsix, extensionsDir);
    await runInEditor({
      kind: 'floor',
      // Something has to be under development for VS Code to run tests at all; not the sources of Ackscope.
      extension: path.join(ROOT, 'test/fixtures/host-extension'),
      entry: await bundleTests('test/package/installed', 'out/test/package'),
      workspace: path.join(ROOT, 'examples/stateless-vs-stateful/terraform/nacl-closed'),
      extensionsDir,
    });
  });
});
