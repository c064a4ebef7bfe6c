// `npm start`: builds the extension and opens VS Code with it on examples/. Where there is no desktop VS Code, the
// one that npm carries is served on a printed 127.0.0.1 address until Ctrl-C (`npm start -- --served`: in any case).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(import.meta.dirname, '..');
const examples = path.join(root, 'examples');

function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** The desktop's `code`: on the PATH, or inside the application on macOS; undefined without a screen to show it on. */
function desktopCode() {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium'];
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  const application = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
  return [...onPath, application].find((file) => existsSync(file));
}

async function openDesktop(code) {
  console.log(`Opening ${code} with the extension on examples/ …`);
  const windows = process.platform === 'win32';
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples];
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(windows ? `"${code}"` : code, quoted, { stdio: 'inherit', shell: windows });
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
}

async function openServed() {
  const { serve } = await tsImport('../test/host/serve.ts', import.meta.url);
  console.log('Serving the VS Code that npm carries, with the extension installed …');
  const vsix = path.join(root, 'out/start/ackscope.vsix');
  node('scripts/package.mjs', '--no-build', '--out', vsix);
  let ended = () => {};
  const end = new Promise((resolve) => {
    ended = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => ended(0));
  const serving = await serve(vsix, examples, () => ended(1));
  console.log('Ackscope is running; Ctrl-C ends it. Open this in a browser:');
  console.log(`\n  ${serving.address}\n`);
  process.exitCode = await end;
  await serving.stop();
}

console.log('Building the extension …');
node('scripts/build.mjs');
const code = process.argv.includes('--served') ? undefined : desktopCode();
if (code === undefined) await openServed();
else await openDesktop(code);
