// Gives each kind of webview an origin of its own, as VS Code does on a desktop and on the web. A server build on one address
// puts them all on the page's origin: there the service worker of each takes the place of the one before, and a webview
// that loads just then may wait for an answer that went to another.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { Server } from './server.ts';

/** The policy of the server's page for what may be in a frame, as the build has it and as these origins need it. */
const PAGE_ALONE = "frame-src 'self' ";
const PAGE_AND_WEBVIEWS = "frame-src 'self' http://*.webviews.localhost:* ";

/** Lets the page of a server build hold frames of other names of this machine. Throws when its policy is not found. */
export function admitWebviewOrigins(server: string): void {
  const file = path.join(server, 'out/server-main.js');
  const parts = readFileSync(file, 'utf8').split(PAGE_ALONE);
  if (parts.length !== 2)
    throw new Error(`${file}: expected one policy for frames, found ${parts.length - 1}`);
  writeFileSync(file, parts.join(PAGE_AND_WEBVIEWS));
}

/** The names of this machine that webviews get are `<a hash>.webviews.localhost`; browsers look none of them up. */
const DOMAIN = 'webviews.localhost';

/** From the next page on, the webviews of this browser get origins of their own from the server. */
export async function separateWebviews(context: BrowserContext, server: Server): Promise<void> {
  const { token, port } = server;
  // What the page of the server has as a cookie too: without it nothing is served.
  const cookie = { name: 'vscode-tkn', value: token, domain: `.${DOMAIN}`, path: '/' };
  await context.addCookies([{ ...cookie, secure: true, sameSite: 'None' }]);
  await context.addInitScript((origin) => {
    document.addEventListener('readystatechange', () => {
      const meta = document.getElementById('vscode-workbench-web-configuration');
      const settings = meta?.dataset['settings'];
      // The workbench's own script runs after this.
      if (meta === null || settings === undefined || document.readyState !== 'interactive') return;
      const configuration = JSON.parse(settings) as { webviewEndpoint: string };
      const { pathname } = new URL(configuration.webviewEndpoint, location.href);
      meta.dataset['settings'] = JSON.stringify({
        ...configuration,
        webviewEndpoint: `${origin}${pathname}`,
      });
    });
  }, `http://{{uuid}}.${DOMAIN}:${port}`);
}
