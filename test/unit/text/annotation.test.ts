import assert from 'node:assert/strict';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import { findAnnotations, type Annotation } from '../../../src/core/text/annotation.ts';

function annotationsOf(text: string): readonly Annotation[] {
  return findAnnotations(text, parseHcl(text).comments);
}

/** An annotation as text: what it says, its source, and the line it speaks of. */
function shown(text: string): readonly string[] {
  const cut = (span: { start: number; end: number } | undefined): string =>
    span === undefined ? '-' : text.slice(span.start, span.end);
  return annotationsOf(text).map((found) => {
    const says =
      found.kind === 'ignore'
        ? `ignore(${found.rules.join()}|${found.reason})`
        : found.kind === 'listening'
          ? `listening(${found.ports})`
          : `unknown(${found.word})`;
    return `${says} <${cut(found.span)}> ${cut(found.line)}`;
  });
}

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  [
    'a comment above a line',
    '# ackscope:ignore a-rule because of this\na = 1\n',
    ['ignore(a-rule|because of this) <ackscope:ignore a-rule because of this> a = 1'],
  ],
  ['a comment behind code', 'a = 1 # ackscope:ignore x\nb = 2\n', ['ignore(x|) <ackscope:ignore x> a = 1']],
  [
    'slashes',
    '  // ackscope: listening 80,443\n  a = 1\n',
    ['listening(80,443) <ackscope: listening 80,443> a = 1'],
  ],
  [
    'a block comment',
    '/* ackscope: listening T:443,U:53 */ a = 1\n',
    ['listening(T:443,U:53) <ackscope: listening T:443,U:53> a = 1'],
  ],
  [
    'several lines of a block comment',
    '/*\n * ackscope:ignore x y\n * says more\n   ackscope:ignore z\n */\nb {\n}\n',
    ['ignore(x|y) <ackscope:ignore x y> b {', 'ignore(z|) <ackscope:ignore z> b {'],
  ],
  [
    'comments in between',
    '# ackscope:ignore x\n# more\n/* and\n more */ // here\na = 1',
    ['ignore(x|) <ackscope:ignore x> a = 1'],
  ],
  [
    'code behind the end of a comment',
    '# ackscope:ignore x\n/* a\n */ b = 2',
    ['ignore(x|) <ackscope:ignore x> b = 2'],
  ],
  ['a blank line below', '# ackscope:ignore x\n\na = 1\n', ['ignore(x|) <ackscope:ignore x> -']],
  ['the end of the file', 'a = 1\n# ackscope:ignore x', ['ignore(x|) <ackscope:ignore x> -']],
  ['the end of a block', 'a {\n  # ackscope:ignore x\n}\n', ['ignore(x|) <ackscope:ignore x> }']],
  ['CRLF', '# ackscope:ignore x why \r\na = 1 \r\n', ['ignore(x|why) <ackscope:ignore x why> a = 1']],
  [
    'blanks and tabs',
    '#\t ackscope:\tignore\t x \t y z\t\na=1',
    ['ignore(x|y z) <ackscope:\tignore\t x \t y z> a=1'],
  ],
  ['several rules', '# ackscope:ignore x,y,, z\na=1', ['ignore(x,y|z) <ackscope:ignore x,y,, z> a=1']],
  [
    'blanks behind a comma, before the id of a rule',
    '# ackscope:ignore x, sg-exposed,y, \tunresolved, which is fine\na=1',
    [
      'ignore(x,sg-exposed,y,unresolved|which is fine) <ackscope:ignore x, sg-exposed,y, \tunresolved, which is fine> a=1',
    ],
  ],
  [
    'a reason that begins with the id of a rule',
    '# ackscope:ignore x sg-exposed, unresolved\na=1',
    ['ignore(x|sg-exposed, unresolved) <ackscope:ignore x sg-exposed, unresolved> a=1'],
  ],
  ['no rule', '# ackscope:ignore\na=1', ['ignore(|) <ackscope:ignore> a=1']],
  ['no ports', '# ackscope: listening\na=1', ['listening() <ackscope: listening> a=1']],
  ['another word', '# ackscope: ignroe x\na=1', ['unknown(ignroe) <ackscope: ignroe x> a=1']],
  ['no word', '# ackscope:\na=1', ['unknown() <ackscope:> a=1']],
  [
    'markers in a row',
    '## ackscope:ignore x\na=1\n/** ackscope:ignore y **/\nb=1',
    ['ignore(x|) <ackscope:ignore x> a=1', 'ignore(y|) <ackscope:ignore y> b=1'],
  ],
  [
    'behind the end of a comment',
    '/* a\n */ b = 2 # ackscope:ignore x',
    ['ignore(x|) <ackscope:ignore x> b = 2'],
  ],
  [
    'several on a line',
    'a = 1 /* ackscope:ignore x */ // ackscope:ignore y',
    ['ignore(x|) <ackscope:ignore x> a = 1', 'ignore(y|) <ackscope:ignore y> a = 1'],
  ],
  ['the word further on', '# see ackscope:ignore x\n# Ackscope:ignore\n# ackscope ignore\na=1', []],
  ['a string', 'a = "# ackscope:ignore x"', []],
  ['a heredoc', 'a = <<E\n# ackscope:ignore x\nE\n', []],
  ['a byte order mark', '\ufeff# ackscope:ignore x\na=1', ['ignore(x|) <ackscope:ignore x> a=1']],
];

describe('annotations', () => {
  for (const [name, text, expected] of cases) {
    it(`are found: ${name}`, () => assert.deepEqual(shown(text), expected));
  }

  it('are placed at the whole comment where its text is not that of the file', () => {
    const text = '{"//": "ackscope:ign\\u006fre x", "a": 1}';
    const [found] = findAnnotations(text, [{ start: 7, end: 31, text: 'ackscope:ignore x' }]);
    assert.deepEqual(found, {
      kind: 'ignore',
      rules: ['x'],
      reason: '',
      span: { start: 7, end: 31 },
      line: { start: 0, end: 6 },
    });
  });

  it('takes time in proportion to the text', () => {
    const size = 1 << 20;
    assert.equal(annotationsOf(`# ackscope:ignore x${' '.repeat(size)}y\na = 1`).length, 1);
    assert.equal(annotationsOf(`# ackscope:ignore x,${' sg-exposed,'.repeat(100_000)}\na = 1`).length, 1);
    assert.equal(annotationsOf(`/*${'*'.repeat(size)} ackscope:ignore x */`).length, 1);
    assert.equal(annotationsOf(`a = 1 ${'/* ackscope:ignore x */ '.repeat(100_000)}`).length, 100_000);
    assert.equal(annotationsOf('# ackscope:ignore x\n'.repeat(100_000)).length, 100_000);
  });
});
