// Starts and ends one VS Code server process, on 127.0.0.1 alone and behind a token.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InstalledHost } from './install.ts';

export interface ServerOptions {
  /** Folder for everything the server writes; user data goes to `data` inside unless named. */
  readonly dataDir: string;
  readonly userDataDir?: string | undefined;
  readonly extensionsDir?: string | undefined;
  /**
   * Honour an extension under development and a tests' entry named in the page's address. A built workbench does
   * so only with its smoke-test driver on, which also hides notification toasts.
   */
  readonly development: boolean;
  /** Further variables for the server and the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /** Sees every line the server prints. */
  readonly onLine?: (line: string) => void;
  readonly onExit?: (code: number | null) => void;
}

export interface Server {
  readonly port: number;
  readonly token: string;
  /** Ends the server with its extension host, pty host and file watcher. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 90_000;

/** Starts the server and resolves once its page can be opened. Rejects with its output when it ends before. */
export async function startServer(host: InstalledHost, options: ServerOptions): Promise<Server> {
  const userData = options.userDataDir ?? path.join(options.dataDir, 'data');
  const token = randomBytes(16).toString('hex');
  const child = spawn(
    host.node,
    [
      path.join(host.server, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      ...['--accept-server-license-terms', '--force-disable-user-env', '--telemetry-level', 'off'],
      ...(options.development ? ['--enable-smoke-test-driver'] : []),
      ...['--server-data-dir', options.dataDir, '--user-data-dir', userData],
      ...['--extensions-dir', options.extensionsDir ?? path.join(options.dataDir, 'extensions')],
      ...(options.args ?? []),
    ],
    { env: serverEnvironment(options.env), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const group = child.pid;
  const end = (signal: NodeJS.Signals): void => {
    try {
      if (group !== undefined) process.kill(-group, signal);
    } catch {
      // The group is gone already.
    }
  };
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    const limit = setTimeout(() => {
      end('SIGKILL');
      reject(new Error(`the VS Code server did not start:\n${output}`));
    }, START_LIMIT_MS);
    let partial = '';
    const see = (chunk: Buffer): void => {
      const text = chunk.toString();
      output += text;
      const lines = (partial + text).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
      const found = /Web UI available at http:\/\/[^:\s]+:(\d+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(limit);
      resolve(Number(found));
    };
    child.stdout.on('data', see);
    child.stderr.on('data', see);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(limit);
      options.onExit?.(code);
      reject(new Error(`the VS Code server ended with ${String(code)}:\n${output}`));
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(() => end('SIGKILL'), 4000);
        child.once('exit', () => {
          clearTimeout(limit);
          resolve();
        });
        end('SIGTERM');
      });
    }
    end('SIGKILL');
  };
  return { port, token, stop };
}

/** Runs the server's own extension commands (`--install-extension`, `--list-extensions`); resolves to its exit code. */
export async function serverCommand(host: InstalledHost, args: readonly string[]): Promise<number> {
  const main = path.join(host.server, 'out/server-main.js');
  const child = spawn(host.node, [main, '--accept-server-license-terms', ...args], {
    env: serverEnvironment({}),
    stdio: 'inherit',
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** This process' variables without those of a VS Code it may have been started from. */
function serverEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  // An empty gallery: nothing is looked up outside. VSCODE_CLI: no login shell is started to read its variables.
  return { ...own, EXTENSIONS_GALLERY: '{}', VSCODE_CLI: '1', ...extra };
}

/** Settings for a quiet workbench; written where the server reads them, unless a file is there already. */
export function seedSettings(userDataDir: string, settings: Readonly<Record<string, unknown>> = {}): void {
  const file = path.join(userDataDir, 'User/settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const quiet = {
    'chat.commandCenter.enabled': false,
    'chat.disableAIFeatures': true,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    // In a browser it is on: what a test types would be in its file a second later, on a slow machine before the test is over.
    'files.autoSave': 'off',
    'git.enabled': false,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
  };
  writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, null, 2));
}

/** A new folder under the system's temporary one, and a way to be rid of it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'ackscope-host-'));
  return {
    path: folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
