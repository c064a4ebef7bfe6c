// The tests as one script, each file of them evaluated when it is asked for, over changed files of ours. The script is a function
// of the number of a mutant: what the engine learns about its code in one call speeds up the next one.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * @param changed the texts of files that are not as they stand on the disk.
 * @returns by test file, all files it reaches.
 */
export async function bundleTests(root, tests, changed, outfile) {
  const entry = `export const files = {${tests.map((file) => `${JSON.stringify(file)}: () => require('./${file}')`).join()}};`;
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: root },
    outfile,
    bundle: true,
    metafile: true,
    absWorkingDir: root,
    platform: 'node',
    format: 'iife',
    globalName: 'bundle',
    banner: { js: '(($mutant) => {' },
    footer: { js: 'return bundle; })' },
    packages: 'external',
    logLevel: 'error',
    plugins: [{ name: 'mutants', setup: (set) => replace(set, root, changed) }],
  });
  const reached = new Map();
  for (const test of tests) {
    const seen = new Set([test]);
    for (const file of seen)
      for (const { path: next } of metafile.inputs[file]?.imports ?? []) seen.add(next);
    reached.set(test, seen);
  }
  return reached;
}

function replace(set, root, changed) {
  const given = new Map([
    ['mocha', 'export const { describe, it, before, after } = globalThis;'],
    ['fast-check', 'export default globalThis.fastCheck;'],
  ]);
  set.onResolve({ filter: /^(mocha|fast-check)$/ }, ({ path: name }) => ({
    path: name,
    namespace: 'worker',
  }));
  set.onLoad({ filter: /./, namespace: 'worker' }, ({ path: name }) => ({ contents: given.get(name) }));
  set.onLoad({ filter: /\.ts$/ }, ({ path: at }) => {
    const text = changed.get(path.relative(root, at)) ?? readFileSync(at, 'utf8');
    return {
      loader: 'ts',
      contents: text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(at).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(at))),
    };
  });
}
