// The launcher: takes the flags @vscode/test-electron gives to desktop VS Code, runs the same tests in the real
// workbench and extension host of a VS Code server build, prints what they print and ends as they do.
// Variables: ACKSCOPE_HOST (floor, newest), ACKSCOPE_HOST_VERBOSE, ACKSCOPE_HOST_TIMEOUT (ms),
// ACKSCOPE_HOST_SCREENSHOT (a PNG of the page when a run gives no result).
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { type Browser, type Payload, remoteUri, startBrowser, workbenchAddress } from './browser.ts';
import { hostKind } from './builds.ts';
import { type Flags, readFlags, toPath } from './flags.ts';
import { type InstalledHost, installHost } from './install.ts';
import { say } from './run.ts';
import { type Server, seedSettings, serverCommand, startServer, temporaryFolder } from './server.ts';
import { separateWebviews } from './webviewOrigins.ts';

/** How a run ended: with the tests' exit code, or (`why`) with no result from them. */
interface Outcome {
  readonly code: number;
  readonly why?: string;
}

const SIZE = { width: 1400, height: 900 };
const DEFAULT_LIMIT_MS = 600_000;
/** Time for a result that is already on its way when the server tells that the extension host ended. */
const GRACE_MS = 5000;

/** Does what the flags ask; resolves to the exit code. */
export async function launch(argv: readonly string[]): Promise<number> {
  const flags = readFlags(argv);
  const host = await installHost(hostKind(process.env['ACKSCOPE_HOST']));
  if (flags.has('version')) {
    const product = JSON.parse(readFileSync(path.join(host.server, 'product.json'), 'utf8')) as {
      commit: string;
    };
    process.stdout.write(`${host.build.vscode}\n${product.commit}\n${process.arch}\n`);
    return 0;
  }
  if (['install-extension', 'uninstall-extension', 'list-extensions'].some((name) => flags.has(name))) {
    return await serverCommand(host, argv);
  }
  const tests = flags.last('extensionTestsPath');
  if (tests === undefined) {
    say('launcher: --extensionTestsPath is missing; this host only runs tests');
    return 2;
  }
  return await runTests(host, flags, toPath(tests));
}

async function runTests(host: InstalledHost, flags: Flags, entry: string): Promise<number> {
  const verbose = Boolean(process.env['ACKSCOPE_HOST_VERBOSE']);
  const temporary = temporaryFolder();
  const log = path.join(temporary.path, 'tests.log');
  const mark = path.join(temporary.path, 'tests.resolved');
  const userDataDir = toPath(flags.last('user-data-dir') ?? path.join(temporary.path, 'data'));
  const extensionsDir = flags.last('extensions-dir');
  seedSettings(userDataDir);

  const { promise: outcome, settle } = outcomeOf();
  const fail = (why: string): void => settle({ code: 1, why });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => fail(`stopped by ${signal}`));
  }
  const limit = Number(process.env['ACKSCOPE_HOST_TIMEOUT'] ?? DEFAULT_LIMIT_MS);
  const timer = setTimeout(() => fail(`no result within ${limit / 1000} s`), limit);
  const stopFollowing = follow(log);
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    server = await startServer(host, {
      dataDir: path.join(temporary.path, 'server'),
      userDataDir,
      extensionsDir: extensionsDir === undefined ? undefined : toPath(extensionsDir),
      development: true,
      env: { ACKSCOPE_HOST_ENTRY: entry, ACKSCOPE_HOST_LOG: log, ACKSCOPE_HOST_MARK: mark },
      args: flags.has('disable-workspace-trust') ? ['--disable-workspace-trust'] : [],
      onExit: (code) => fail(`the VS Code server ended with ${String(code)}`),
      onLine: (line) => {
        if (verbose) say(line);
        const ended = /Extension Host Process exited with code: (\S+), signal: (\S+)\./.exec(line);
        if (ended === null) return;
        const how = `code ${ended[1] ?? ''}, signal ${ended[2] ?? ''}`;
        setTimeout(() => fail(`the extension host ended (${how}) without a result`), GRACE_MS).unref();
      },
    });
    browser = await startBrowser(path.join(temporary.path, 'chromium'), SIZE);
    await separateWebviews(browser.context, server);
    browser.page.on('crash', () => fail('the workbench page crashed'));
    browser.context.on('close', () => fail('the browser closed'));
    // The workbench looks for these two on its window, so they must be there before it loads.
    await browser.page.exposeFunction('codeAutomationLog', (_level: string, values: readonly unknown[]) => {
      if (verbose) say(format(...values));
    });
    await browser.page.exposeFunction('codeAutomationExit', (code: number) => settle({ code }));
    await browser.page.goto(workbenchAddress(server, workspaceOf(flags), payloadOf(flags, server)));
    return await judge(await outcome, mark, browser);
  } catch (error) {
    say(`launcher: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    clearTimeout(timer);
    stopFollowing();
    await browser?.context.close().catch(() => undefined);
    await server?.stop();
    temporary.remove();
  }
}

/** The exit code: the tests' own, but never 0 unless their run() resolved. */
async function judge(outcome: Outcome, mark: string, browser: Browser): Promise<number> {
  const resolved = existsSync(mark);
  const why =
    outcome.why ??
    (outcome.code === 0 && !resolved ? 'the extension host ended before its tests did' : undefined);
  if (why === undefined) return outcome.code;
  say(`launcher: ${why}`);
  const picture = process.env['ACKSCOPE_HOST_SCREENSHOT'];
  if (picture !== undefined) await browser.page.screenshot({ path: picture }).catch(() => undefined);
  return outcome.code === 0 ? 1 : outcome.code;
}

function payloadOf(flags: Flags, server: Server): Payload {
  const entry = path.join(import.meta.dirname, 'testsEntry.cjs');
  return [
    ['skipWelcome', 'true'],
    ...(flags.has('enable-proposed-api') ? [['enableProposedApi', ''] as const] : []),
    ...(flags.has('disable-extensions') ? [['disableExtensions', 'true'] as const] : []),
    ...flags
      .all('extensionDevelopmentPath')
      .map((folder) => ['extensionDevelopmentPath', remoteUri(server, toPath(folder))] as const),
    ['extensionTestsPath', remoteUri(server, entry)],
  ];
}

function workspaceOf(flags: Flags): string | undefined {
  const named = flags.last('folder-uri') ?? flags.rest[0];
  return named === undefined ? undefined : toPath(named);
}

/** The first outcome told wins. */
function outcomeOf(): { readonly promise: Promise<Outcome>; readonly settle: (outcome: Outcome) => void } {
  let settle: (outcome: Outcome) => void = () => undefined;
  const promise = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

/** Copies a growing file to stdout; the returned function copies the rest and ends it. */
function follow(file: string): () => void {
  const handle = openSync(file, 'a+');
  const buffer = Buffer.alloc(65536);
  let at = 0;
  const copy = (): void => {
    for (let read = readSync(handle, buffer, 0, buffer.length, at); read > 0;) {
      process.stdout.write(Buffer.from(buffer.subarray(0, read)));
      at += read;
      read = readSync(handle, buffer, 0, buffer.length, at);
    }
  };
  const timer = setInterval(copy, 100);
  return () => {
    clearInterval(timer);
    copy();
    closeSync(handle);
  };
}
