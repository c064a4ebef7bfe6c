/** Which texts are read again. */
import assert from 'node:assert/strict';
import { RecentTexts } from '../../../src/core/text/recentTexts.ts';

describe('recent texts', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['reads a text once', ['aa', 'bb', 'aa', 'bb'], ['aa', 'bb']],
    [
      'forgets all before there would be too many characters',
      ['aa', 'bbb', 'c', 'aa'],
      ['aa', 'bbb', 'c', 'aa'],
    ],
    [
      'keeps no text that is too long, and nothing is forgotten for it',
      ['aa', 'bbbbbb', 'aa', 'bbbbbb'],
      ['aa', 'bbbbbb', 'bbbbbb'],
    ],
  ];
  for (const [what, texts, expected] of cases) {
    it(what, () => {
      const recent = new RecentTexts<string>(5);
      const read: string[] = [];
      for (const text of texts) {
        const made = recent.get(text, (one) => {
          read.push(one);
          return one.toUpperCase();
        });
        assert.equal(made, text.toUpperCase());
      }
      assert.deepEqual(read, expected);
    });
  }
});
