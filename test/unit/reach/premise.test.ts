import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fewest } from '../../../src/core/reach/premise.ts';

const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** What is told to be the fewest where each of these is enough, with how often it was asked. */
function told(
  enough: readonly string[],
  of: readonly string[] = all,
): { readonly some: string; readonly asked: number } {
  let asked = 0;
  const some = fewest(of, (given) => {
    asked++;
    return enough.some((one) => one.split('').every((name) => given.includes(name)));
  });
  return { some: some.join(''), asked };
}

describe('the fewest that are enough', () => {
  const cases: readonly (readonly [name: string, enough: readonly string[], expected: string])[] = [
    ['the one that is needed', ['c'], 'c'],
    ['several, in the order of the list', ['gbd'], 'bdg'],
    ['all of them', ['abcdefgh'], 'abcdefgh'],
    ['one where either will do', ['b', 'g'], 'b'],
    ['some where some others will do', ['ab', 'gh'], 'ab'],
  ];
  for (const [name, enough, expected] of cases) {
    it(`are ${name}`, () => assert.equal(told(enough).some, expected));
  }

  it('are not asked for where there is only one', () => {
    assert.deepEqual(told(['a'], ['a']), { some: 'a', asked: 0 });
    assert.deepEqual(told([], []), { some: '', asked: 0 });
  });

  it('are enough, and none of them can be left out', () => {
    const subset = fc.subarray(all, { minLength: 1 }).map((names) => names.join(''));
    fc.assert(
      fc.property(fc.array(subset, { minLength: 1, maxLength: 4 }), (enough) => {
        const isEnough = (some: string): boolean =>
          enough.some((one) => one.split('').every((name) => some.includes(name)));
        const { some } = told(enough);
        assert.ok(isEnough(some));
        for (const name of some) assert.ok(!isEnough(some.replace(name, '')), `${name} of ${some}`);
      }),
    );
  });

  it('are enough, and may be too many, where nobody can tell any more', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.nat(12), (needed, tellable) => {
        let asked = 0;
        const some = fewest(
          all,
          (given) => asked++ < tellable && needed.every((name) => given.includes(name)),
        );
        assert.ok(needed.every((name) => some.includes(name)));
      }),
    );
  });
});
