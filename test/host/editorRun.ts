// Runs a bundled mocha suite inside a VS Code, through @vscode/test-electron, and chooses which VS Code that is.
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { BUILDS, type HostKind } from './builds.ts';
import { ROOT, installHost } from './install.ts';
import { say } from './run.ts';
import { seedSettings, temporaryFolder } from './server.ts';

export interface EditorRun {
  readonly kind: HostKind;
  /** The folder of the extension under development. */
  readonly extension: string;
  /** The bundled entry, from `bundleTests`. */
  readonly entry: string;
  /** A folder copied for the run and opened, so that tests may edit it. */
  readonly workspace: string;
  /** The name of an empty folder in it. VS Code on Linux may never watch what lies in a folder that came later. */
  readonly scratch?: string;
  /** The name of an empty folder that is opened beside it, so that the workspace has two. */
  readonly second?: string;
  /** Extensions that were installed before; without it only the one under development runs. */
  readonly extensionsDir?: string;
  /** Where the suite writes its counts as JSON; not at all when undefined. */
  readonly counts?: string | undefined;
}

/** Runs the suite; rejects when a test failed or VS Code did not end as it should. */
export async function runInEditor(options: EditorRun): Promise<void> {
  const executable = await vscodeExecutable(options.kind);
  const temporary = temporaryFolder();
  try {
    const workspace = path.join(temporary.path, 'workspace');
    mkdirSync(workspace);
    if (existsSync(options.workspace)) cpSync(options.workspace, workspace, { recursive: true });
    if (options.scratch !== undefined) mkdirSync(path.join(workspace, options.scratch));
    const opened = options.second === undefined ? workspace : withSecond(temporary.path, options.second);
    const userDataDir = path.join(temporary.path, 'data');
    seedSettings(userDataDir);
    await runTests({
      ...(executable === undefined
        ? { version: desktopVersion(options.kind) }
        : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: options.extension,
      extensionTestsPath: options.entry,
      extensionTestsEnv: { ACKSCOPE_HOST: options.kind, ACKSCOPE_TEST_COUNTS: options.counts ?? '' },
      launchArgs: [
        opened,
        `--user-data-dir=${userDataDir}`,
        `--extensions-dir=${options.extensionsDir ?? path.join(temporary.path, 'extensions')}`,
        ...(options.extensionsDir === undefined ? ['--disable-extensions'] : []),
      ],
    });
  } finally {
    temporary.remove();
  }
}

/** A file that opens the workspace's folder and another one. */
function withSecond(folder: string, second: string): string {
  mkdirSync(path.join(folder, second));
  const file = path.join(folder, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'workspace' }, { path: second }] }));
  return file;
}

/**
 * VSCODE_EXECUTABLE where it is set. Else undefined (test-electron downloads desktop VS Code) on macOS and
 * Windows and with ACKSCOPE_DESKTOP=1, and the launcher of the npm-carried VS Code server elsewhere.
 */
export async function vscodeExecutable(kind: HostKind): Promise<string | undefined> {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named !== undefined && named !== '') {
    say(`VS Code: ${named} (VSCODE_EXECUTABLE)`);
    return named;
  }
  if (process.env['ACKSCOPE_DESKTOP'] === '1' || ['darwin', 'win32'].includes(process.platform)) {
    say(`VS Code: the desktop's, ${desktopVersion(kind)}, downloaded where it is not in .vscode-test yet`);
    return undefined;
  }
  const { build } = await installHost(kind);
  say(`VS Code: the server build ${build.vscode} that npm's code-server carries, in headless Chromium`);
  return launcherPath();
}

/** The launcher, made executable: not every way of copying a repository keeps that. */
export function launcherPath(): string {
  const launcher = path.join(ROOT, 'test/host/launcher.mjs');
  chmodSync(launcher, 0o755);
  return launcher;
}

function desktopVersion(kind: HostKind): string {
  return kind === 'floor' ? BUILDS.floor.vscode : 'stable';
}
