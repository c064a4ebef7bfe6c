// The launcher against a tiny extension: its result is the tests' own, and an extension host that ends in
// another way than by finished tests is never a success.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { BUILDS, hostKind } from './builds.ts';
import { launcherPath } from './editorRun.ts';
import { ROOT } from './install.ts';

const FIXTURE = path.join(ROOT, 'test/fixtures/host-extension');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

async function launchTests(name: string): Promise<Ended> {
  const child = spawn(
    launcherPath(),
    [
      path.join(FIXTURE, 'workspace'),
      '--disable-extensions',
      `--extensionDevelopmentPath=${FIXTURE}`,
      `--extensionTestsPath=${path.join(FIXTURE, 'tests', name)}`,
    ],
    {
      env: { ...process.env, FIXTURE_VARIABLE: 'from outside', ACKSCOPE_HOST_TIMEOUT: '120000' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

describe('launcher', function () {
  this.timeout(180_000);

  it('ends with 0 and shows what the tests print when they pass', async () => {
    const { code, output } = await launchTests('passing.cjs');
    assert.equal(code, 0, output);
    const { vscode } = BUILDS[hostKind(process.env['ACKSCOPE_HOST'])];
    assert.ok(output.includes(`fixture tests done in VS Code ${vscode} on Node `), output);
  });

  const failures = [
    { tests: 'failing.cjs', how: 'a run() that rejects', says: /the fixture fails on purpose/ },
    { tests: 'crashing.cjs', how: 'a killed extension host', says: /extension host ended/ },
    { tests: 'exiting.cjs', how: 'process.exit(0) inside a test', says: /extension host ended/ },
    { tests: 'missing.cjs', how: 'an entry that is not there', says: /Cannot find module/ },
  ];
  for (const { tests, how, says } of failures) {
    it(`does not pass for ${how}`, async () => {
      const { code, output } = await launchTests(tests);
      assert.equal(code, 1, output);
      assert.match(output, says);
    });
  }
});
