import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matches, parseGlob } from '../../../src/core/config/glob.ts';

const cases: readonly [pattern: string, matching: readonly string[], other: readonly string[]][] = [
  ['examples', ['examples', 'examples/a.tf', 'x/examples/a.tf'], ['example/a.tf', 'examples2/a.tf']],
  ['examples/', ['examples/a.tf', 'x/examples/b/a.tf'], ['examples', 'x/examples']],
  ['/examples', ['examples/a.tf', 'examples'], ['x/examples/a.tf']],
  ['./examples', ['examples/a.tf'], ['x/examples/a.tf']],
  ['a/b', ['a/b', 'a/b/c.tf'], ['x/a/b', 'a/c']],
  ['examples/**', ['examples/a.tf', 'examples/b/a.tf'], ['examples', 'x/examples/a.tf']],
  ['**/test/**', ['test/a.tf', 'x/y/test/a.tf'], ['x/test', 'testing/a.tf']],
  ['a/**/b.tf', ['a/b.tf', 'a/x/b.tf', 'a/x/y/b.tf'], ['b.tf', 'a/b.tfx']],
  ['**', ['a', 'a/b.tf'], []],
  ['*.tf', ['a.tf', 'x/a.tf', '.tf'], ['a.tfvars', 'tf']],
  ['a?.tf', ['ab.tf'], ['a.tf', 'abc.tf']],
  ['[a].tf', ['[a].tf'], ['a.tf']],
  ['', [], ['a']],
  ['/', [], ['a', '']],
];

describe('patterns of ignored paths', () => {
  for (const [pattern, matching, other] of cases) {
    it(`"${pattern}"`, () => {
      const glob = parseGlob(pattern);
      for (const path of matching) assert.ok(matches(glob, path), path);
      for (const path of other) assert.ok(!matches(glob, path), path);
    });
  }

  it('mean what a regular expression of the same pattern means', () => {
    const name = fc.stringMatching(/^[ab]{1,3}$/);
    const part = fc.oneof(fc.stringMatching(/^[ab*?]{1,4}$/), fc.constant('**'));
    const expression = (parts: readonly string[]): RegExp => {
      const words = parts.map((word) =>
        word === '**' ? '(?:[^/]+/)*' : `${word.replace(/\*+/g, '[^/]*').replace(/\?/g, '[^/]')}/`,
      );
      return new RegExp(`^${words.join('')}`);
    };
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        name,
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (parts, last, names) => {
          // A pattern that does not end in `**` and starts at the folder.
          const pattern = `/${[...parts, last].join('/')}`;
          assert.equal(
            matches(parseGlob(pattern), names.join('/')),
            expression([...parts, last]).test(`${names.join('/')}/`),
            `${pattern} and ${names.join('/')}`,
          );
        },
      ),
    );
  });

  it('cost no more than they are long, whatever is written', () => {
    const glob = parseGlob(`${'*a'.repeat(2000)}b`);
    assert.ok(!matches(glob, 'a'.repeat(4000)));
    assert.ok(!matches(parseGlob(`${'**/'.repeat(500)}b`), 'a/'.repeat(500)));
  });
});
