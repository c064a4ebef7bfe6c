/**
 * The webview's bundle in a real browser, on a page like the one the editor makes: the same strict content security
 * policy, a stand-in for VS Code's API that keeps what is posted, and the variables of a theme.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../host/chromium.ts';
import type { FromWebview, PanelState, ToWebview } from '../../src/protocol.ts';
import { themes, type ThemeName } from './themes.ts';

declare global {
  interface Window {
    readonly posted: FromWebview[];
    readonly violations: string[];
    stored: unknown;
  }
}

export interface Opened {
  readonly page: Page;
  /** Breaches of the content security policy, errors of scripts, and errors on the console. */
  readonly faults: () => Promise<readonly string[]>;
  readonly send: (state: PanelState) => Promise<void>;
  /** Any message at all. Resolves when it is heard and drawn, as for the others. */
  readonly post: (message: unknown) => Promise<void>;
  /** Says what the editor's cursor is on. */
  readonly point: (...ids: readonly string[]) => Promise<void>;
  readonly posted: () => Promise<readonly FromWebview[]>;
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** The system's own few colours in the place of all others, on a light ground or a dark one. */
  readonly forcedColors?: 'light' | 'dark' | undefined;
  /** What `getState` answers at first. */
  readonly stored?: unknown;
}

/** A browser and a server for the page; one for all tests of a file. */
export class Stage {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;
  /** Bytes of the script as it is published. */
  readonly scriptSize: number;

  private constructor(browser: Browser, server: Server, scriptSize: number) {
    this.scriptSize = scriptSize;
    this.#browser = browser;
    this.#server = server;
    this.#origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Stage> {
    const files = await bundle();
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const file = files.get(pathname);
      if (file !== undefined) {
        response.writeHead(200, {
          'content-type': pathname.endsWith('.css') ? 'text/css' : 'text/javascript',
        });
        response.end(file);
        return;
      }
      if (pathname !== '/') {
        response.writeHead(204);
        response.end();
        return;
      }
      const nonce = randomBytes(16).toString('base64');
      const theme = themes[(searchParams.get('theme') ?? 'dark-modern') as ThemeName];
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(document(theme, nonce, searchParams.get('stored') ?? 'undefined'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
    return new Stage(browser, server, Buffer.byteLength(files.get('/webview.js') ?? ''));
  }

  async open(options: OpenOptions = {}): Promise<Opened> {
    const { theme = 'dark-modern', width = 900, height = 900, reducedMotion = false, forcedColors } = options;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
      forcedColors: forcedColors === undefined ? 'none' : 'active',
      colorScheme: forcedColors ?? 'light',
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    const query = new URLSearchParams({ theme });
    if (options.stored !== undefined) query.set('stored', JSON.stringify(options.stored));
    const post = async (message: unknown): Promise<void> => {
      await page.evaluate(
        (sent) =>
          new Promise((done) => {
            // Who listened before has heard it by then; the drawing follows, and the controls' own delayed updates.
            window.addEventListener(
              'message',
              () => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done))),
              { once: true },
            );
            window.postMessage(sent, '*');
          }),
        message,
      );
    };
    const say = (message: ToWebview): Promise<void> => post(message);
    await page.goto(`${this.#origin}/?${query.toString()}`);
    return {
      page,
      faults: async () => [...faults, ...(await page.evaluate(() => window.violations))],
      post,
      send: (state) => say({ kind: 'state', state }),
      point: (...ids) => say({ kind: 'cursor', ids }),
      posted: () => page.evaluate(() => window.posted),
    };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The bundle as it is published, by its path on the page. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const options = {
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    legalComments: 'none',
  } as const;
  const [script, style] = await Promise.all([
    build({
      ...options,
      entryPoints: ['webview/main.ts'],
      format: 'iife',
      mainFields: ['module', 'main'],
      outfile: 'webview.js',
    }),
    build({ ...options, entryPoints: ['webview/styles.css'], outfile: 'webview.css' }),
  ]);
  return new Map([
    ['/webview.js', script.outputFiles[0]!.text],
    ['/webview.css', style.outputFiles[0]!.text],
  ]);
}

function document(theme: (typeof themes)[ThemeName], nonce: string, stored: string): string {
  const variables = Object.entries(theme.variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const policy = [
    "default-src 'none'",
    `style-src 'self' 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "font-src 'self'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Ackscope</title>
<style nonce="${nonce}">:root { ${variables.join(' ')} } html { background: var(--vscode-sideBar-background); }</style>
<link rel="stylesheet" href="/webview.css">
<script nonce="${nonce}">
window.posted = [];
window.violations = [];
window.stored = ${stored};
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.posted.push(message),
  getState: () => window.stored,
  setState: (state) => { window.stored = state; },
});
</script>
</head>
<body class="${theme.kind}" data-vscode-theme-kind="${theme.kind}">
<main id="app"></main>
<script nonce="${nonce}" src="/webview.js"></script>
</body>
</html>`;
}
