// Drives the real workbench as a person would, with Playwright: opens files, runs commands, hovers, takes
// pictures. The extension runs from its folder (under development) or as an installed .vsix.
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { type Browser, type Size, remoteUri, startBrowser, workbenchAddress } from './browser.ts';
import type { HostKind } from './builds.ts';
import { installHost } from './install.ts';
import { type Server, seedSettings, serverCommand, startServer, temporaryFolder } from './server.ts';
import { separateWebviews } from './webviewOrigins.ts';

/** The themes VS Code brings that a webview must look right in. */
export const THEMES = {
  'dark': 'Default Dark Modern',
  'light': 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type ThemeName = keyof typeof THEMES;

export interface WorkbenchOptions {
  readonly kind?: HostKind;
  /** The folder to open. */
  readonly folder: string;
  /** An extension's folder, to run it as under development; toasts are hidden then. */
  readonly extensionDevelopmentPath?: string;
  /** A folder of installed extensions, see `installVsix`. */
  readonly extensionsDir?: string;
  readonly theme?: ThemeName;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: Size;
  /** Device pixels per CSS pixel of the pictures; 1 unless told. */
  readonly scale?: number;
}

const LIMIT_MS = 30_000;
/** Hovers open after a third of a second; on a slow machine, later. */
const HOVER_LIMIT_MS = 5000;
/** What a key opens is there at once; on a slow machine, later. */
const KEY_LIMIT_MS = 3000;

/** Installs a .vsix into `extensionsDir` with VS Code's own `--install-extension`. */
export async function installVsix(
  vsix: string,
  extensionsDir: string,
  kind: HostKind = 'floor',
): Promise<void> {
  const temporary = temporaryFolder();
  try {
    const args = ['--install-extension', path.resolve(vsix), '--extensions-dir', path.resolve(extensionsDir)];
    const more = ['--server-data-dir', temporary.path, '--user-data-dir', path.join(temporary.path, 'data')];
    const code = await serverCommand(await installHost(kind), [...args, ...more]);
    if (code !== 0) throw new Error(`VS Code could not install ${vsix} (${code})`);
  } finally {
    temporary.remove();
  }
}

/** Starts VS Code and a browser on it; resolves when the workbench is up. Close it whatever happens. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const temporary = temporaryFolder();
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    const userDataDir = path.join(temporary.path, 'data');
    seedSettings(userDataDir, {
      'workbench.colorTheme': THEMES[options.theme ?? 'dark'],
      'editor.cursorBlinking': 'solid',
      'window.menuBarVisibility': 'compact',
      ...options.settings,
    });
    const { extensionDevelopmentPath: development } = options;
    server = await startServer(await installHost(options.kind ?? 'floor'), {
      dataDir: path.join(temporary.path, 'server'),
      userDataDir,
      extensionsDir: options.extensionsDir,
      development: development !== undefined,
    });
    const size = options.size ?? { width: 1280, height: 800 };
    browser = await startBrowser(path.join(temporary.path, 'chromium'), size, options.scale);
    await separateWebviews(browser.context, server);
    const { page } = browser;
    page.setDefaultTimeout(LIMIT_MS);
    const link = development === undefined ? undefined : linkTo(development, temporary.path);
    const uri = link === undefined ? undefined : remoteUri(server, link);
    const payload = uri === undefined ? [] : [['extensionDevelopmentPath', uri] as const];
    await page.goto(workbenchAddress(server, options.folder, [['skipWelcome', 'true'], ...payload]));
    const workbench = new Workbench(browser, server, temporary.remove);
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    return workbench;
  } catch (error) {
    await browser?.context.close().catch(() => undefined);
    await server?.stop();
    temporary.remove();
    throw error;
  }
}

/**
 * Another name for the folder of an extension under development. VS Code takes the themes that lie in that folder for the
 * extension's, and puts one of them on: in this repository's lies VS Code itself.
 */
function linkTo(folder: string, place: string): string {
  const link = path.join(place, 'extension');
  symlinkSync(path.resolve(folder), link, 'dir');
  return link;
}

/** A running workbench. Positions on the page are CSS pixels; lines and columns count from 1. */
export class Workbench {
  readonly page: Page;
  /** What the page's console said, oldest first. */
  readonly logged: readonly string[];
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #remove: () => void;

  constructor(browser: Browser, server: Server, remove: () => void) {
    this.page = browser.page;
    const logged: string[] = [];
    this.logged = logged;
    this.page.on('console', (message) => logged.push(message.text().slice(0, 300)));
    this.#browser = browser;
    this.#server = server;
    this.#remove = remove;
  }

  /** Opens a file, named by its path in the folder, through Quick Open. */
  async openFile(name: string): Promise<void> {
    await this.#openQuickInput('ControlOrMeta+P');
    await this.#pick(name, path.basename(name));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
    await this.editorLines().first().waitFor();
  }

  /** Runs a command by its title in the Command Palette. */
  async runCommand(title: string): Promise<void> {
    await this.#openQuickInput('F1');
    await this.#pick(`>${title}`, title);
  }

  /** Puts the cursor at a line and column, and shows it. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#openQuickInput('Control+G');
    const input = this.#quickInput();
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
  }

  /** The lines of the active editor that are on the screen. */
  editorLines(): Locator {
    return this.page.locator('.editor-instance .monaco-editor .view-lines .view-line');
  }

  /** Squiggles of one severity in the active editor. */
  squiggles(severity: 'error' | 'warning' | 'info' = 'error'): Locator {
    return this.page.locator(`.editor-instance .monaco-editor .squiggly-${severity}`);
  }

  /**
   * Rests the mouse on something in the editor and returns the hover that opens. Squiggles are drawn again when text
   * scrolls or findings change, so a mouse that came too early goes there again.
   */
  async hoverOver(target: Locator): Promise<Locator> {
    const hovers = this.page.locator('.monaco-hover:not(.hidden)');
    const opened = hovers.locator('.hover-contents, .hover-row').first();
    for (const end = Date.now() + LIMIT_MS; ;) {
      await target.waitFor({ state: 'attached' });
      // Not locator.hover(): a squiggle lies under the text, and only its box tells where it is.
      const box = await target.boundingBox();
      if (box !== null) {
        await this.page.mouse.move(box.x + box.width / 2, box.y - 40);
        await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
        if (await appears(opened, HOVER_LIMIT_MS)) return hovers.first();
      } else {
        await this.page.waitForTimeout(100);
      }
      if (Date.now() > end) throw new Error('no hover opens over what should have one');
    }
  }

  /** Hovers over the first piece of editor text that holds `text`. */
  async hoverText(text: string): Promise<Locator> {
    return await this.hoverOver(
      this.page.locator('.editor-instance .view-line span span', { hasText: text }).first(),
    );
  }

  /** The rows of the Problems view, which this opens. */
  async problems(): Promise<Locator> {
    await this.page.keyboard.press('ControlOrMeta+Shift+M');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  /** Opens a view container by its name in the activity bar. */
  async openView(name: string): Promise<void> {
    await this.page.locator('.activitybar').getByRole('tab', { name, exact: false }).click();
  }

  /** Drags the border of the side bar until it is about `width` wide. */
  async resizeSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) throw new Error('no side bar is shown');
    const middle = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, middle, { steps: 8 });
    await this.page.mouse.up();
  }

  /** What is inside the webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Closes what pops up over the workbench: hovers, lists, notifications. */
  async clear(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.mouse.move(200, 8);
  }

  /** Writes a PNG of the page, or of a part of it; makes the folder. */
  async screenshot(file: string, part?: Locator): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await (part ?? this.page).screenshot({ path: file });
  }

  async close(): Promise<void> {
    await this.#browser.context.close().catch(() => undefined);
    await this.#server.stop();
    this.#remove();
  }

  #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }

  /** Presses its key until it opens: a webview that is loading has the focus and does not pass keys on yet. */
  async #openQuickInput(key: string): Promise<void> {
    for (const end = Date.now() + LIMIT_MS; ;) {
      await this.page.keyboard.press(key);
      if (await appears(this.#quickInput(), KEY_LIMIT_MS)) return;
      if (Date.now() > end) throw new Error(`nothing opens at ${key}`);
    }
  }

  /** Types into the open quick input and takes the first row that holds `text`. */
  async #pick(typed: string, text: string): Promise<void> {
    await this.#quickInput().fill(typed);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
    await row.click();
  }
}

/** Whether something is to be seen before the time is over. */
async function appears(what: Locator, milliseconds: number): Promise<boolean> {
  return await what.waitFor({ timeout: milliseconds }).then(
    () => true,
    () => false,
  );
}
