/** `fileset()`: what Terraform 1.11 answers for a folder of such files, and what is unknown because something may lack. */
import assert from 'node:assert/strict';
import { evaluated } from './support.ts';

const files = [
  '.d.json',
  '.h/4.json',
  'a/1.json',
  'a/[z].json',
  'a/b.json',
  'a/b/2.json',
  'a/b/c/3.json',
  'a/b/x.txt',
  'a/{q}.json',
  'main.tf',
  'r.json',
  'x y/5.json',
];

const nested = ['a/b/2.json', 'a/b/c/3.json'];
const inA = ['a/1.json', 'a/[z].json', 'a/b.json', 'a/{q}.json'];
const error = 'is not a pattern of file names';

/** The pattern as Terraform's string, and what it finds. */
const cases: readonly (readonly [string, readonly string[] | string])[] = [
  ['*.json', ['.d.json', 'r.json']],
  [
    '**/*.json',
    ['.d.json', '.h/4.json', ...inA.slice(0, 3), ...nested, 'a/{q}.json', 'r.json', 'x y/5.json'],
  ],
  ['**.json', ['.d.json', 'r.json']],
  ['**', [...files]],
  ['**/', [...files]],
  ['a/**', [...inA.slice(0, 3), ...nested, 'a/b/x.txt', 'a/{q}.json']],
  ['a/**/*.json', [...inA.slice(0, 3), ...nested, 'a/{q}.json']],
  ['a/**.json', inA],
  ['a**/*.json', inA],
  ['**a/*.json', inA],
  ['{a,.h}/*.json', ['.h/4.json', ...inA]],
  ['{,a}/*.json', inA],
  ['a/{1,b}.json', ['a/1.json', 'a/b.json']],
  ['a/{1,b/2}.json', error],
  ['{r,}.json', ['r.json']],
  ['{**}', ['.d.json', 'main.tf', 'r.json']],
  ['***', ['.d.json', 'main.tf', 'r.json']],
  ['[a-s].json', ['r.json']],
  ['[^r].json', []],
  ['[!r].json', ['r.json']],
  ['[^.]*', ['main.tf', 'r.json']],
  ['a/[^a-z].json', ['a/1.json']],
  ['[a^r].json', ['r.json']],
  ['[-r].json', error],
  ['[r-].json', error],
  ['[]r].json', error],
  ['[]', error],
  ['[', error],
  ['{a', error],
  ['a}', []],
  ['{a,b}}', []],
  ['a/?.json', ['a/1.json', 'a/b.json']],
  ['a/[[]z].json', ['a/[z].json']],
  ['a/\\\\[z].json', ['a/[z].json']],
  ['a/\\\\{q\\\\}.json', ['a/{q}.json']],
  ['[\\\\]r].json', ['r.json']],
  ['./a//*.json', inA],
  ['a/../r.json', ['r.json']],
  ['a/1.json/', ['a/1.json']],
  ['r,json', []],
  ['**/b/**/3.json', ['a/b/c/3.json']],
  ['**/**/3.json', ['a/b/c/3.json']],
  ['x y/*', ['x y/5.json']],
  ['', []],
];

/** Files with names of braces and commas, beside another folder. The module's folder is called `fs`. */
const odd = [
  'a/,.json',
  'a/1.json',
  'a/1}.json',
  'a/b.json',
  'a/b/2.json',
  'a/q}.json',
  'a/{b.json',
  'a}',
  'main.tf',
  'r.json',
  'x y/5.json',
];
const beside = ['sib/1.txt', 'sib/k/2.txt'];

/** The folder, the pattern as Terraform's string, and what it finds among such files. */
const oddCases: readonly (readonly [string, string, readonly string[] | string])[] = [
  ['.', 'a/{1,{b,q}}.json', ['a/1}.json', 'a/b.json', 'a/q}.json']],
  ['.', 'a/{{b,q}}.json', ['a/b.json', 'a/q}.json']],
  ['.', 'a/{{b,1},{q}}.json', []],
  ['.', 'a/{{{b}}}.json', ['a/b.json']],
  ['.', 'a/{b,1}}.json', ['a/1}.json']],
  ['.', 'a/{[b],1}.json', ['a/1.json', 'a/b.json']],
  ['.', 'a/{1,b[}.]json', ['a/b.json']],
  ['.', 'a/{\\\\,,1}.json', ['a/,.json', 'a/1.json']],
  ['.', 'a/{1\\\\}}.json', ['a/1}.json']],
  ['.', 'a/{\\\\{b,1}.json', ['a/1.json', 'a/{b.json']],
  ['.', '{a,{x y}}/*.json', ['x y/5.json']],
  ['.', 'a/{?,{}}.json', ['a/1}.json', 'a/q}.json']],
  ['.', 'a/{b,1}{.json,.tf}', ['a/1.json', 'a/b.json']],
  ['.', 'a/{}1.json', ['a/1.json']],
  ['.', 'a}', ['a}']],
  ['.', '*}', ['a}']],
  ['.', '{a,b}}', ['a}']],
  ['.', 'a/?}.json', ['a/1}.json', 'a/q}.json']],
  ['.', 'a/{b,{1}.json', error],
  ['.', 'a/{[b,1]}.json', error],
  ['.', 'a/{[b,],1}.json', error],
  ['.', 'a/{1,{b,q}', error],
  ['.', '{a/b,a/b/c}/*.json', error],
  ['.', `a/${'{[a],[b]}'.repeat(30)}`, 'is too large to evaluate'],
  ['.', '../sib/*', ['../sib/1.txt']],
  ['a', '../*.json', ['../r.json']],
  ['a', '../a/b*.json', ['b.json']],
  ['a', '../a', []],
  ['a/b', '../../*/b/*.json', ['2.json']],
  ['a/b', '../../../sib/**', ['../../../sib/1.txt', '../../../sib/k/2.txt']],
  ['a/b', '..', []],
  ['a', '../{r,a/b}.json', error],
  ['a', '../**/[25].json', ['../x y/5.json', 'b/2.json']],
  ['../sib', '*', ['1.txt']],
  ['../sib', '../fs/*.tf', ['../fs/main.tf']],
  ['a', '../../fs/*.tf', ['../../fs/main.tf']],
  ['a', '*/../b.json', ['b.json']],
  ['x y', '../x y/*', ['5.json']],
];

/** What lies in a folder of theirs. */
function oddIn(folder: string): readonly string[] {
  if (folder === '..') return [...odd.map((file) => `fs/${file}`), ...beside];
  const [all, prefix] = folder.startsWith('../')
    ? [beside, `${folder.slice(3)}/`]
    : [odd, folder === '.' ? '' : `${folder}/`];
  return all.flatMap((file) => (file.startsWith(prefix) ? file.slice(prefix.length) : []));
}

function filesIn(pattern: string, unlisted: readonly string[] = [], folder = '.'): unknown {
  return evaluated(`fileset("${folder}", "${pattern}")`, '', {
    files: { read: () => undefined, list: (path) => (path === '.' ? { files, unlisted } : undefined) },
  });
}

describe('fileset()', () => {
  for (const [pattern, expected] of cases) {
    it(`finds ${JSON.stringify(expected)} by ${JSON.stringify(pattern)}`, () => {
      const found = filesIn(pattern);
      if (typeof expected !== 'string') assert.deepEqual(found, expected);
      else assert.match((found as { readonly unknown: string }).unknown, new RegExp(`${expected}$`));
    });
  }

  for (const [folder, pattern, expected] of oddCases) {
    it(`finds ${JSON.stringify(expected)} by ${JSON.stringify(pattern)} from ${folder}`, () => {
      const found = evaluated(`fileset("${folder}", "${pattern}")`, '', {
        files: { read: () => undefined, list: (path) => ({ files: oddIn(path), unlisted: [] }) },
      });
      if (typeof expected !== 'string') assert.deepEqual(found, expected);
      else assert.match((found as { readonly unknown: string }).unknown, new RegExp(`${expected}$`));
    });
  }

  /** A folder that was not looked into, a pattern, and whether what it holds may be found. */
  const withUnlisted: readonly (readonly [string, string, boolean])[] = [
    ['.terraform', '*.json', false],
    ['.terraform', 'a/*', false],
    ['.terraform', '**/*.json', true],
    ['.terraform', '*/*.json', true],
    ['a/link', 'a/*', false],
    ['a/link', 'a/*/1.json', true],
    ['a/link', 'x/**', false],
    ['a/link', 'a/**', true],
  ];
  for (const [folder, pattern, isOpen] of withUnlisted) {
    it(`${isOpen ? 'does not tell' : 'tells'} what ${pattern} finds beside ${folder}`, () => {
      const found = filesIn(pattern, [folder]);
      if (!isOpen) assert.deepEqual(found, filesIn(pattern));
      else
        assert.deepEqual(found, {
          unknown: `"${pattern}" may match files in ${folder}, which are not known`,
        });
    });
  }

  it('does not tell what lies in folders nobody listed', () => {
    assert.deepEqual(evaluated('fileset(".", "*")'), {
      unknown: '"." names a folder whose files are not known',
    });
    assert.deepEqual(filesIn('*', [], 'other'), {
      unknown: '"other" names a folder whose files are not known',
    });
    assert.deepEqual(filesIn('*', [], '/etc'), { unknown: '"/etc" names a folder outside the workspace' });
    assert.deepEqual(filesIn('../x/*'), { unknown: '"../x/*" names a folder whose files are not known' });
    assert.deepEqual(filesIn('*', [], 'r[1]'), {
      unknown: '"r[1]" has characters of a pattern in the name of a folder',
    });
  });
});
