import assert from 'node:assert/strict';
import { nearest } from '../../src/cli/suggest.ts';

describe('nearest', () => {
  const cases: readonly (readonly [
    word: string,
    candidates: readonly string[],
    expected: string | undefined,
  ])[] = [
    ['aws_instance.wbe', ['aws_instance.db', 'aws_instance.web'], 'aws_instance.web'],
    ['WEB', ['db', 'web'], 'web'],
    ['x', ['abc', 'abd'], 'abc'],
    ['', ['a'], 'a'],
    ['x', [], undefined],
    [`${'a'.repeat(100_000)}b`, ['a'.repeat(100_000), 'b'], 'a'.repeat(100_000)],
  ];
  for (const [word, candidates, expected] of cases) {
    it(`of ${candidates.length} names to ${JSON.stringify(word.slice(0, 20))}`, () => {
      assert.equal(nearest(word, candidates), expected);
    });
  }
});
