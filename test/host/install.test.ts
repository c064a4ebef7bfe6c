// A build that lost something is noticed before a run stumbles over it.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILDS, hostKind } from './builds.ts';
import { installHost, isComplete } from './install.ts';
import { temporaryFolder } from './server.ts';

const build = BUILDS[hostKind(process.env['ACKSCOPE_HOST'])];

describe('installed VS Code build', function () {
  this.timeout(300_000);
  const temporary = temporaryFolder();
  after(() => temporary.remove());

  /** The files that decide, without the build's other 200 MB. */
  async function copy(): Promise<string> {
    const { server } = await installHost(build.kind);
    const home = path.dirname(server);
    const target = path.join(temporary.path, 'copy');
    rmSync(target, { recursive: true, force: true });
    const large = path.join(server, 'node_modules');
    const kept = path.join(large, '@vscode');
    cpSync(home, target, {
      recursive: true,
      filter: (file) =>
        (!file.startsWith(`${large}${path.sep}`) || file.startsWith(kept)) &&
        !file.startsWith(path.join(server, 'extensions')),
    });
    return target;
  }

  it('is whole after installing', async () => {
    assert.equal(isComplete(build, await copy()), true);
  });

  const losses = [
    'complete.json',
    'vscode/out/server-main.js',
    'vscode/node_modules/@vscode/spdlog',
    'vscode/node_modules',
  ];
  for (const lost of losses) {
    it(`is not whole without ${lost}`, async () => {
      const home = await copy();
      rmSync(path.join(home, lost), { recursive: true });
      assert.equal(isComplete(build, home), false);
    });
  }

  it('is not whole when other steps or another version left the marker', async () => {
    const home = await copy();
    writeFileSync(path.join(home, 'complete.json'), '{"layout":0}\n');
    assert.equal(isComplete(build, home), false);
  });

  it('is not whole as an empty folder', () => {
    const home = path.join(temporary.path, 'empty');
    mkdirSync(home, { recursive: true });
    assert.equal(isComplete(build, home), false);
  });
});
