// Builds the extension and packs it as ackscope-<version>.vsix: `node scripts/package.mjs [--out FILE] [--no-build]`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const { values } = parseArgs({
  options: { out: { type: 'string' }, build: { type: 'boolean', default: true } },
  allowNegative: true,
});
const out = path.resolve(values.out ?? path.join(root, `ackscope-${version}.vsix`));

if (values.build) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
mkdirSync(path.dirname(out), { recursive: true });
// Everything is bundled into dist/, so no node_modules go along. Relative links in the README are rewritten
// to the manifest's repository, which needs no network.
await createVSIX({ cwd: root, packagePath: out, dependencies: false });
console.log(`${path.relative(process.cwd(), out)}: ${Math.ceil(statSync(out).size / 1024)} KB`);
