// Puts a VS Code server build into .vscode-test/hosts, from npm alone and without a compiler.
// The work is done beside the final place and moved there whole, so a build that is there is complete;
// one that lost files since is noticed and made anew.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BUILDS, type Build, type HostKind } from './builds.ts';
import { run, say } from './run.ts';
import { admitWebviewOrigins } from './webviewOrigins.ts';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** A build ready to run. */
export interface InstalledHost {
  readonly build: Build;
  /** Folder of the server build; `out/server-main.js` is inside. */
  readonly server: string;
  /** The Node that runs it. */
  readonly node: string;
}

/** Raise it when the steps below change: builds installed by other steps are then made anew. */
const LAYOUT = 3;
const MARKER = 'complete.json';
/** Where npm carries Node itself; on other machines a build runs on the Node that is there. */
const NODE_PLATFORMS: ReadonlySet<string> = new Set(['linux-x64', 'linux-arm64', 'darwin-x64']);
const HOSTS = path.join(ROOT, '.vscode-test/hosts');

/** The build of this kind, installed on first use (some seconds and 100 to 300 MB). Says what it does. */
export async function installHost(kind: HostKind, hosts: string = HOSTS): Promise<InstalledHost> {
  const build = BUILDS[kind];
  const home = path.join(hosts, `${kind}-${build.vscode}`);
  if (!isComplete(build, home)) {
    if (existsSync(home)) say(`VS Code ${build.vscode} in ${home} is not whole: installing it anew`);
    await install(build, home, hosts);
  }
  return { build, server: path.join(home, 'vscode'), node: nodeFor(build, home) };
}

/** Whether everything a run needs is in `home`, as these steps would have put it. */
export function isComplete(build: Build, home: string): boolean {
  const needed = [
    'vscode/out/server-main.js',
    'vscode/node_modules/@vscode/spdlog/index.js',
    ripgrepPath(build),
  ];
  if (!needed.every((file) => existsSync(path.join(home, file)))) return false;
  return existsSync(nodeFor(build, home)) && readMarker(home) === markerOf(build);
}

async function install(build: Build, home: string, hosts: string): Promise<void> {
  if (process.platform === 'win32') {
    throw new Error('on Windows the tests run in a desktop VS Code: name one in VSCODE_EXECUTABLE');
  }
  say(`Installing VS Code ${build.vscode} (npm's code-server@${build.codeServer}) into ${home} …`);
  mkdirSync(hosts, { recursive: true });
  const work = mkdtempSync(path.join(hosts, '.partial-'));
  try {
    await unpack(`code-server@${build.codeServer}`, work, 2, 'package/lib/vscode');
    const server = path.join(work, 'vscode');
    // `npm install` honours the build's npm-shrinkwrap.json, which `npm ci` refuses. No scripts: they would compile.
    await run(
      'npm',
      ['install', '--prefix', '.', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
      {
        cwd: server,
      },
    );
    for (const [name, file] of Object.entries(build.standIns)) {
      copyFileSync(
        path.join(import.meta.dirname, 'standIns', file),
        path.join(server, 'node_modules', name, 'index.js'),
      );
    }
    admitWebviewOrigins(server);
    if (build.ripgrep !== undefined) await addRipgrep(build, build.ripgrep, work);
    if (!runsOnThisNode(build)) await addNode(build, work);
    for (const name of build.unused) rmSync(path.join(server, name), { recursive: true, force: true });
    writeFileSync(path.join(work, MARKER), markerOf(build));
    moveInto(build, work, home);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function moveInto(build: Build, work: string, home: string): void {
  try {
    rmSync(home, { recursive: true, force: true });
    renameSync(work, home);
  } catch (error) {
    // Another process may have finished the same installation in between.
    if (!isComplete(build, home)) throw error;
  }
}

/** `rg` comes as a download from elsewhere in the floor's build; npm has the same program in one package. */
async function addRipgrep(build: Build, version: string, work: string): Promise<void> {
  const target = path.join(work, path.dirname(ripgrepPath(build)));
  mkdirSync(target, { recursive: true });
  await unpack(`@vscode/ripgrep-universal@${version}`, target, 3, `package/bin/${platform()}/rg`);
  chmodSync(path.join(target, 'rg'), 0o755);
}

async function addNode(build: Build, work: string): Promise<void> {
  say(`Adding Node ${build.node} from npm: VS Code ${build.vscode} is built for Node ${build.nodeMajor} …`);
  const target = path.join(work, 'node');
  mkdirSync(target);
  await unpack(`node-${platform()}@${build.node}`, target, 1, 'package/bin/node');
  chmodSync(path.join(target, 'bin/node'), 0o755);
}

/** Takes `member` out of an npm package, without the first `strip` parts of its path. */
async function unpack(spec: string, into: string, strip: number, member: string): Promise<void> {
  const parcels = mkdtempSync(path.join(into, '.pack-'));
  try {
    await run('npm', ['pack', '--silent', '--pack-destination', parcels, spec], { cwd: parcels });
    const [name, version] = splitSpec(spec);
    const archive = path.join(parcels, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    await run('tar', ['-xzf', archive, '-C', into, `--strip-components=${strip}`, member]);
  } finally {
    rmSync(parcels, { recursive: true, force: true });
  }
}

function splitSpec(spec: string): readonly [name: string, version: string] {
  const at = spec.lastIndexOf('@');
  return [spec.slice(0, at), spec.slice(at + 1)];
}

function ripgrepPath(build: Build): string {
  return build.ripgrep === undefined
    ? `vscode/node_modules/@vscode/ripgrep-universal/bin/${platform()}/rg`
    : 'vscode/node_modules/@vscode/ripgrep/bin/rg';
}

function nodeFor(build: Build, home: string): string {
  return runsOnThisNode(build) ? process.execPath : path.join(home, 'node/bin/node');
}

function runsOnThisNode(build: Build): boolean {
  const major = Number(process.versions.node.split('.')[0]);
  return major === build.nodeMajor || !NODE_PLATFORMS.has(platform());
}

function platform(): string {
  return `${process.platform}-${process.arch}`;
}

function markerOf(build: Build): string {
  return `${JSON.stringify({ layout: LAYOUT, codeServer: build.codeServer, platform: platform() })}\n`;
}

function readMarker(home: string): string | undefined {
  const file = path.join(home, MARKER);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
