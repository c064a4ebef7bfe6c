import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import { breakages, damageOf, type Damage } from '../../support/hclBreakage.ts';

const folder = 'test/fixtures/hcl';

/** The files as they are, and with the line ends of Windows. */
const files = readdirSync(folder).flatMap((name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  return [text, text.replaceAll('\n', '\r\n')].map((version) => ({ text: version, tree: parseHcl(version) }));
});

/** What breaking one thing leaves, at every place of every file. */
function measure(kind: string): readonly Damage[] {
  return files.flatMap(({ text, tree }) =>
    (breakages[kind]?.(text, tree) ?? []).map((edit) => damageOf(text, tree, edit)),
  );
}

function share(damages: readonly Damage[]): number {
  const untouched = damages.reduce((sum, damage) => sum + damage.untouched, 0);
  return damages.reduce((sum, damage) => sum + damage.kept, 0) / untouched;
}

describe('HCL recovery, measured', () => {
  it('starts from files without errors', () => {
    assert.deepEqual(
      files.flatMap(({ tree }) => tree.errors),
      [],
    );
  });

  for (const kind of Object.keys(breakages)) {
    it(`keeps 95 % of the arguments where ${kind}`, () => {
      const damages = measure(kind);
      assert.ok(damages.length >= 10, `${damages.length} places`);
      assert.ok(share(damages) >= 0.95, `${(100 * share(damages)).toFixed(2)} %`);
    });
  }

  it('keeps 98 % of all and reads at most two wrong ones a file', () => {
    const all = Object.keys(breakages).flatMap(measure);
    const wrong = all.reduce((sum, damage) => sum + damage.wrong, 0) / all.length;
    assert.ok(all.length > 3000, `${all.length} places`);
    assert.ok(share(all) >= 0.98, `${(100 * share(all)).toFixed(2)} %`);
    assert.ok(wrong <= 2, `${wrong.toFixed(2)} wrong`);
  });
});
