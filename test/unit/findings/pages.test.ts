import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { proposers } from '../../../src/core/findings/fixes/proposers.ts';
import { ruleIds, type RuleId } from '../../../src/core/text/ruleIds.ts';
import { rules } from '../../../src/core/findings/rules.ts';

/** The name of a rule's file: `nacl-reply-blocked` is in `naclReplyBlocked.ts`. */
function fileOf(id: RuleId): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

describe('the rules', () => {
  for (const id of ruleIds) {
    it(`${id} has a page with an example, a reason and a fix`, () => {
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
      assert.ok(page.startsWith(`# ${id}\n`));
      for (const heading of ['## Example', '## Why', '## How to fix'])
        assert.ok(page.includes(heading), heading);
    });

    it(`${id} says so on its page where it has no quick fix`, () => {
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
      assert.equal(/^There is no quick fix: .+\.$/m.test(page), !proposers.has(id));
    });

    it(`${id} has a source and a test of its own`, () => {
      assert.ok(readdirSync('src/core/findings').includes(`${fileOf(id)}.ts`));
      assert.ok(readdirSync('test/unit/findings').includes(`${fileOf(id)}.test.ts`));
    });
  }

  it('are all run, each once', () => {
    assert.deepEqual(rules.map(({ id }) => id).sort(), [...ruleIds].sort());
  });

  it('and no page is left without a rule', () => {
    assert.deepEqual(readdirSync('docs/rules').sort(), ruleIds.map((id) => `${id}.md`).sort());
  });
});
