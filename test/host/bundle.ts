// Bundles tests that run inside VS Code's extension host, which loads CommonJS and knows no TypeScript.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './install.ts';

/**
 * Bundles every *.test.ts under `folder` and the mocha entry into `out`; both relative to the repository's root.
 * Returns the entry's path, to be given as `extensionTestsPath`.
 */
export async function bundleTests(folder: string, out: string): Promise<string> {
  const from = path.join(ROOT, folder);
  const into = path.join(ROOT, out);
  rmSync(into, { recursive: true, force: true });
  const tests = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  if (tests.length === 0) throw new Error(`there is no *.test.ts under ${folder}`);
  // Flat names: the entry looks beside itself.
  const entries = tests.map((name) => ({
    in: path.join(from, name),
    out: name.slice(0, -'.ts'.length).replaceAll(path.sep, '.'),
  }));
  await build({
    entryPoints: [...entries, { in: path.join(ROOT, 'test/editor/suite.ts'), out: 'suite' }],
    outdir: into,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // `yaml` publishes its ES modules for browsers and CommonJS for Node; as in the extension's own bundle.
    mainFields: ['module', 'main'],
  });
  return path.join(into, 'suite.cjs');
}
