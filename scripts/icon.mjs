// Draws media/icon.png from media/icon.svg: `node scripts/icon.mjs`. Run it after changing the drawing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { tsImport } from 'tsx/esm/api';

const { chromiumPath } = await tsImport('../test/host/chromium.ts', import.meta.url);
const media = path.resolve(import.meta.dirname, '../media');
const browser = await chromium.launch({ executablePath: await chromiumPath(), chromiumSandbox: false });
try {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(path.join(media, 'icon.svg'), 'utf8')}`,
  );
  await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
