// Runs the editor suite in a real VS Code: `tsx test/editor/runTest.ts [--host floor|newest]`.
// The extension must be built (dist/). The suite works on a copy of examples/.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests } from '../host/bundle.ts';
import { hostKind } from '../host/builds.ts';
import { runInEditor } from '../host/editorRun.ts';
import { ROOT } from '../host/install.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { host: { type: 'string' } } });
  await runInEditor({
    kind: hostKind(values.host ?? process.env['ACKSCOPE_HOST']),
    extension: ROOT,
    entry: await bundleTests('test/editor', 'out/test/editor'),
    workspace: path.join(ROOT, 'examples'),
    scratch: 'scratch',
    second: 'second',
    counts: process.env['ACKSCOPE_TEST_COUNTS'],
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
