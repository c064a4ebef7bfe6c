/** Files on disk for a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that lives as long as the tests of one `describe`. */
export function folder(files: Readonly<Record<string, string>>): { readonly path: string } {
  const at = { path: '' };
  before(() => {
    at.path = mkdtempSync(join(tmpdir(), 'ackscope-cli-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(at.path, name)), { recursive: true });
      writeFileSync(join(at.path, name), text);
    }
  });
  after(() => rmSync(at.path, { recursive: true }));
  return at;
}
