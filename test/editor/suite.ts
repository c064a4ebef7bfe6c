// The entry that VS Code loads in its extension host: runs every bundled *.test.cjs beside itself with mocha, and puts
// back after each test what it changed. Also used, in another folder, for the tests of the installed package.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Restorer } from './restore.ts';

/** Rejects when a test failed, or when there was none. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ reporter: 'spec', color: false, timeout: 30_000 });
  const restorer = new Restorer();
  mocha.rootHooks({ afterEach: () => restorer.restore() });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  await mocha.loadFilesAsync();
  const failed: { readonly title: string; readonly error: string }[] = [];
  const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => {
      if (runner.stats !== undefined) resolve(runner.stats);
    });
    runner.on('fail', (test, error: Error) => {
      failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
    });
  });
  const counts = process.env['ACKSCOPE_TEST_COUNTS'];
  if (counts)
    writeFileSync(counts, JSON.stringify({ passed: passes, failed: failures, pending, failures: failed }));
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed`);
  if (passes === 0) throw new Error('no test was run');
}
