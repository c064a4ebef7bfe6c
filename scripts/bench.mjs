// Bundles bench/main.ts as the extension is bundled, runs it and prints its table.
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['bench/main.ts'],
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  mainFields: ['module', 'main'],
});
const { status } = spawnSync(process.execPath, ['-'], {
  input: outputFiles[0].text,
  stdio: ['pipe', 'inherit', 'inherit'],
});
process.exitCode = status ?? 1;
