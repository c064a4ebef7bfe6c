// A headless Chromium with a profile of its own, and the addresses a VS Code server's page understands.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, type Page, chromium } from 'playwright-core';
import { chromiumPath } from './chromium.ts';
import type { Server } from './server.ts';

/** Width and height of the page in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Starts Chromium on `profile`, a folder it may fill. */
export async function startBrowser(profile: string, size: Size, scale = 1): Promise<Browser> {
  // Debian's Chromium blocks third-party cookies, and with them the service worker of a webview on another origin.
  const preferences = { profile: { block_third_party_cookies: false, cookie_controls_mode: 0 } };
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await chromiumPath(),
    headless: true,
    viewport: size,
    deviceScaleFactor: scale,
    // Root and most containers have no user namespaces to build the sandbox from; the page is our own server's.
    chromiumSandbox: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** What the workbench is told in its address: pairs of a name and a value, as desktop VS Code's flags. */
export type Payload = readonly (readonly [name: string, value: string])[];

/** The address of the server's page on a folder, a .code-workspace file or (undefined) an empty window. */
export function workbenchAddress(
  server: Server,
  workspace: string | undefined,
  payload: Payload = [],
): string {
  const query = new URLSearchParams({ tkn: server.token });
  if (workspace === undefined) query.set('ew', 'true');
  else query.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(workspace));
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${server.port}/?${query.toString()}`;
}

/** The URI by which the page names a file on the server's disk. */
export function remoteUri(server: Server, file: string): string {
  return `vscode-remote://127.0.0.1:${server.port}${encodeURI(path.resolve(file))}`;
}
