import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { RuleId } from '../../../src/core/findings/finding.ts';

/** The compiler keeps this complete: a rule that is missing here does not type-check. */
const rules: Record<RuleId, string> = {
  'nacl-reply-blocked': 'naclReplyBlocked',
  'unresolved': 'unresolved',
};

describe('the rules', () => {
  for (const [id, file] of Object.entries(rules)) {
    it(`${id} has a page with an example, a reason and a fix`, () => {
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
      assert.ok(page.startsWith(`# ${id}\n`));
      for (const heading of ['## Example', '## Why', '## How to fix'])
        assert.ok(page.includes(heading), heading);
    });

    it(`${id} has a source and a test of its own`, () => {
      assert.ok(readdirSync('src/core/findings').includes(`${file}.ts`));
      assert.ok(readdirSync('test/unit/findings').includes(`${file}.test.ts`));
    });
  }

  it('and no page is left without a rule', () => {
    assert.deepEqual(
      readdirSync('docs/rules').sort(),
      Object.keys(rules)
        .map((id) => `${id}.md`)
        .sort(),
    );
  });
});
