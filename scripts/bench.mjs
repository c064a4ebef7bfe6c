// Bundles bench/main.ts as the extension is bundled, runs it and prints its table.
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';

const outfile = 'out/bench/main.mjs';
await build({
  entryPoints: ['bench/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2022',
  mainFields: ['module', 'main'],
  // Some libraries are CommonJS for Node, and ask for parts of Node themselves.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  // They start programs that lie beside them.
  external: ['esbuild', 'playwright-core'],
});
const { status } = spawnSync(process.execPath, [outfile], { stdio: 'inherit' });
process.exitCode = status ?? 1;
