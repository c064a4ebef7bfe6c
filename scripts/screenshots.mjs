// Takes the pictures of docs/images/ in a real VS Code with the packaged extension:
// `node scripts/screenshots.mjs [--theme dark,light,high-contrast,high-contrast-light] [--out FOLDER] [--no-build]
// [--no-code] [--no-diagram]`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    theme: { type: 'string', default: 'dark,light' },
    out: { type: 'string', default: path.join(root, 'docs/images') },
    build: { type: 'boolean', default: true },
    code: { type: 'boolean', default: true },
    diagram: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const FILE = 'main.tf';
const EXAMPLE = 'stateless-vs-stateful/terraform/nacl-closed';
const PORTS_EXAMPLE = 'stateless-vs-stateful/terraform/nacl-ephemeral';
const VIEW = 'Ackscope';
const FIX_ALL = 'Fix all Ackscope problems';
/** The block that carries the squiggle, and the rule in it to hover over. */
const BLOCK = 'resource "aws_network_acl"';
const RULE = 'egress';
const SETTLED_MS = 700;
const SIZE = { width: 1360, height: 850 };
const CODE_SIZE = { width: 1000, height: 640 };
const WIDE_SIDE_BAR = 860;
const QUIET = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'workbench.reduceMotion': 'on',
};

const DIFF = {
  'diffEditor.hideUnchangedRegions.enabled': true,
  'diffEditor.renderSideBySide': false,
};

const BESIDE = { 'ackscope.codeLens.enabled': true, 'ackscope.inlayHints.enabled': true };

const { THEMES, installVsix, openWorkbench } = await tsImport('../test/host/drive.ts', import.meta.url);

/** Lets what fades in or is laid out anew come to rest: a picture cannot wait for the end of an animation. */
async function settle({ page }) {
  await page.waitForTimeout(SETTLED_MS);
}

/** The finding with what it is related to, a hover, and all fixes of the file as they are previewed. */
async function pictures(theme, extensionsDir, folder) {
  const file = (name) => path.join(values.out, `${name}-${theme}.png`);
  const settings = { ...QUIET, ...DIFF };
  const workbench = await openWorkbench({ folder, extensionsDir, theme, settings, size: CODE_SIZE });
  const { page } = workbench;
  try {
    await workbench.openFile(FILE);
    await workbench.runCommand('View: Close Primary Side Bar');
    const lines = readFileSync(path.join(folder, FILE), 'utf8').split('\n');
    const line = lines.findIndex((text) => text.startsWith(BLOCK)) + 1;
    await workbench.goTo(line);
    const squiggle = workbench.squiggles('error').or(workbench.squiggles('warning')).first();
    await squiggle.waitFor({ state: 'attached' });
    await workbench.hoverOver(squiggle);
    await settle(workbench);
    await workbench.screenshot(file('finding'));
    await workbench.clear();

    await workbench.hoverText(RULE);
    await settle(workbench);
    await workbench.screenshot(file('hover'));
    await workbench.clear();

    await workbench.goTo(line);
    await page.keyboard.press('ControlOrMeta+Period');
    const offered = page.locator('.action-widget .monaco-list-row');
    await offered.filter({ hasText: FIX_ALL }).waitFor();
    // It is the last, which stands above the first.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const changes = page.locator('.bulk-edit-panel .monaco-list-row');
    await changes.first().waitFor();
    // What is to be looked at first is not ticked.
    await changes.first().locator('input').click();
    await changes.last().click();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await settle(workbench);
    await workbench.screenshot(file('preview'));
  } catch (error) {
    await workbench.screenshot(path.join(root, 'out', `screenshot-failed-${theme}.png`));
    throw error;
  } finally {
    await workbench.close();
  }
}

/** What stands above and beside the code where the settings want it. */
async function pictureBeside(theme, extensionsDir, folder) {
  const settings = { ...QUIET, ...BESIDE };
  const workbench = await openWorkbench({ folder, extensionsDir, theme, settings, size: CODE_SIZE });
  try {
    await workbench.openFile(FILE);
    await workbench.runCommand('View: Close Primary Side Bar');
    const lines = readFileSync(path.join(folder, FILE), 'utf8').split('\n');
    await workbench.goTo(lines.findIndex((line) => line.startsWith(BLOCK)) + 1);
    await workbench.page.locator('.codelens-decoration a').first().waitFor();
    await settle(workbench);
    await workbench.screenshot(path.join(values.out, `beside-${theme}.png`));
  } finally {
    await workbench.close();
  }
}

/** The diagram: the packet dead at the network ACL with the cursor on its line. */
async function pictureOfDiagram(theme, extensionsDir, folder) {
  await inDiagram('diagram', theme, extensionsDir, folder, async (diagram) => {
    await diagram.locator('.hop.fate-dropped .link-button').click();
    await diagram.locator('.box-network-acl.here').waitFor();
  });
}

/** What becomes of all ports where the network ACL lets some replies in, and why. */
async function pictureOfPorts(theme, extensionsDir, folder) {
  await inDiagram('diagram-ports', theme, extensionsDir, folder, async (diagram) => {
    await diagram.getByText('Simulate ACK scan').click();
    await diagram.locator('.port-range').first().click();
    await diagram.locator('.explanation').waitFor();
  });
}

async function inDiagram(name, theme, extensionsDir, folder, act) {
  const workbench = await openWorkbench({ folder, extensionsDir, theme, settings: QUIET, size: SIZE });
  try {
    await workbench.openFile(FILE);
    await workbench.openView(VIEW);
    await workbench.resizeSideBar(WIDE_SIDE_BAR);
    await act(workbench.webview());
    await settle(workbench);
    await workbench.screenshot(path.join(values.out, `${name}-${theme}.png`));
  } catch (error) {
    await workbench.screenshot(path.join(root, 'out', `screenshot-failed-${theme}.png`));
    throw error;
  } finally {
    await workbench.close();
  }
}

const themes = values.theme.split(',');
for (const theme of themes) {
  if (!(theme in THEMES))
    throw new Error(`no theme is called "${theme}": ${Object.keys(THEMES).join(', ')} are`);
}
const work = mkdtempSync(path.join(tmpdir(), 'ackscope-pictures-'));
try {
  const vsix = path.join(work, 'ackscope.vsix');
  const flags = values.build ? [] : ['--no-build'];
  const { status } = spawnSync(process.execPath, ['scripts/package.mjs', '--out', vsix, ...flags], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the package could not be made');
  const extensionsDir = path.join(work, 'extensions');
  await installVsix(vsix, extensionsDir);
  // A copy: the folder's name is in every picture, and nothing done for a picture must change the example.
  const [folder, folderOfPorts] = [EXAMPLE, PORTS_EXAMPLE].map((example) => {
    const copy = path.join(work, path.basename(example));
    cpSync(path.join(root, 'examples', example), copy, { recursive: true });
    return copy;
  });
  for (const theme of themes) {
    console.log(`Pictures in ${THEMES[theme]} …`);
    if (values.code) {
      await pictures(theme, extensionsDir, folder);
      await pictureBeside(theme, extensionsDir, folder);
    }
    if (values.diagram) {
      await pictureOfDiagram(theme, extensionsDir, folder);
      await pictureOfPorts(theme, extensionsDir, folderOfPorts);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
