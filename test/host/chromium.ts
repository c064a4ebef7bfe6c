// The Chromium that shows the workbench and the webview tests: one that is on the machine, else it is installed.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './install.ts';
import { run, say } from './run.ts';

const USUAL_PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome. ACKSCOPE_CHROMIUM names one; else the usual places and Playwright's own
 * are looked at; else it is installed: Debian's package when this is root on Debian, Playwright's otherwise.
 */
export async function chromiumPath(): Promise<string> {
  const named = process.env['ACKSCOPE_CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`ACKSCOPE_CHROMIUM names ${named}, which is not there`);
    return named;
  }
  const found = foundChromium();
  if (found !== undefined) return found;
  await install();
  const installed = foundChromium();
  if (installed === undefined) throw new Error('Chromium was installed, but is in none of the usual places');
  return installed;
}

/** The path of one that is on the machine already. */
export function foundChromium(): string | undefined {
  return [...USUAL_PLACES, chromium.executablePath()].find((file) => existsSync(file));
}

async function install(): Promise<void> {
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('Chromium is missing: apt-get update, then apt-get install chromium (about 130 MB) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
    return;
  }
  say('Chromium is missing: playwright-core install chromium …');
  const cli = path.join(ROOT, 'node_modules/playwright-core/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { show: true });
}
