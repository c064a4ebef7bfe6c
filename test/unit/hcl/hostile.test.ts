import assert from 'node:assert/strict';
import { parseHcl, parseHclExpression } from '../../../src/core/hcl/parser.ts';
import { attributesOf, spanFaults } from './syntax.ts';

const DEEP = 200_000;

/** Nested as deep as nobody writes; each would exhaust the call stack of a parser without guard. */
const nested: readonly (readonly [string, string])[] = [
  ['parentheses', '('.repeat(DEEP) + '1' + ')'.repeat(DEEP)],
  ['parentheses never closed', '('.repeat(DEEP)],
  ['lists', '['.repeat(DEEP) + ']'.repeat(DEEP)],
  ['objects', '{a='.repeat(DEEP) + '1' + '}'.repeat(DEEP)],
  ['objects never closed', '{a='.repeat(DEEP)],
  ['calls', 'f('.repeat(DEEP) + ')'.repeat(DEEP)],
  ['minus signs', '-'.repeat(DEEP) + '1'],
  ['conditionals', 'a ? b : '.repeat(DEEP) + 'c'],
  ['conditionals in the middle', 'a ? '.repeat(DEEP) + 'b' + ' : c'.repeat(DEEP)],
  ['a chain of operators', 'a + '.repeat(DEEP) + 'a'],
  ['a chain of attributes', 'a' + '.b'.repeat(DEEP)],
  ['a chain of indexes', 'a' + '[0]'.repeat(DEEP)],
  ['a chain of legacy indexes', 'a' + '.0'.repeat(DEEP)],
  ['a chain of splats', 'a' + '[*]'.repeat(DEEP)],
  ['attributes of a splat', 'a.*' + '.b'.repeat(DEEP)],
  ['for expressions', '[for a in '.repeat(DEEP)],
  ['templates', '"${'.repeat(DEEP) + '}"'.repeat(DEEP)],
  ['templates never closed', '"${'.repeat(DEEP)],
  ['templates over lines', '"${\n'.repeat(DEEP)],
  ['directives', `"${'%{if a}'.repeat(DEEP)}${'%{endif}'.repeat(DEEP)}"`],
  ['directives never closed', `"${'%{for a in b}'.repeat(DEEP)}"`],
  ['heredocs in heredocs', '<<A\n${'.repeat(DEEP)],
  ['heredocs never closed', '<<A\n'.repeat(DEEP)],
  ['indexes in indexes', 'a['.repeat(DEEP) + '0' + ']'.repeat(DEEP)],
  ['mixed brackets', '([{'.repeat(DEEP)],
];

/** Depth of the tallest object tree below `root`, counted without recursion. */
function heightOf(root: unknown): number {
  let height = 0;
  let level: unknown[] = [root];
  while (level.length > 0) {
    height++;
    level = level.flatMap((node): unknown[] =>
      typeof node === 'object' && node !== null ? Object.values(node) : [],
    );
  }
  return height;
}

describe('HCL against hostile input', () => {
  for (const [name, text] of nested) {
    it(`reads ${DEEP} ${name} into a tree of bounded height`, () => {
      const tree = parseHcl(`x = ${text}\n`);
      assert.ok(tree.errors.length > 0, 'an error');
      assert.ok(heightOf(tree.body) < 10_000);
    });
  }

  for (const [name, text] of [
    ['never closed', 'a {\n'.repeat(DEEP)],
    ['closed', 'a {\n'.repeat(DEEP) + '}\n'.repeat(DEEP)],
    ['on one line', 'a { '.repeat(DEEP)],
  ] as const) {
    it(`reads ${DEEP} nested blocks ${name}`, () => {
      const tree = parseHcl(text);
      assert.ok(tree.errors.length > 0, 'an error');
      assert.ok(heightOf(tree.body) < 10_000);
    });
  }

  it('reads closing brackets without opening ones', () => {
    for (const text of ['}\n'.repeat(DEEP), ')'.repeat(DEEP), 'a = ]\n'.repeat(DEEP), '}}'.repeat(DEEP)]) {
      assert.ok(parseHcl(text).errors.length > 0);
    }
  });

  it('keeps what stands beside an expression nested too deeply', () => {
    const text = `a = 1\nb = ${'('.repeat(1000)}1${')'.repeat(1000)}\nc = 2\n`;
    const tree = parseHcl(text);
    assert.equal(tree.errors.length, 1);
    assert.deepEqual(
      attributesOf(tree, text).map((found) => found.node.name.text),
      ['a', 'b', 'c'],
    );
  });

  it('reads a line of 20 MB', () => {
    const size = 20 << 20;
    for (const text of [`a = "${'x'.repeat(size)}"`, `#${' '.repeat(size)}`, `a = "${'$'.repeat(size)}"`]) {
      assert.deepEqual(parseHcl(text).errors, []);
    }
    assert.ok(parseHcl('x'.repeat(size >> 2)).errors.length > 0);
    assert.ok(parseHcl('\u0000'.repeat(1 << 20)).errors.length > 0);
    assert.ok(parseHcl(`a = ["${'x", "'.repeat(size >> 6)}`).errors.length > 0);
    assert.ok(parseHcl('}{'.repeat(1 << 18)).errors.length > 0);
  });

  it('reports no more errors than anyone reads', () => {
    assert.ok(parseHcl('@'.repeat(100_000)).errors.length <= 200);
    assert.ok(parseHcl('a = \n'.repeat(100_000)).errors.length <= 200);
  });

  for (const [name, text] of [
    ['an empty text', ''],
    ['a byte order mark alone', '\ufeff'],
    ['NUL', 'a = \u0000\nb = 1'],
    ['what stands for bytes that were no UTF-8', 'a = "\ufffd\ufffd"\n\ufffd = 1\nb = 1'],
    ['lone surrogates in code', 'a = \ud800\ud800\udc00\udfff'],
    ['lone surrogates in a string', 'a = "\ud800"'],
    ['a lone carriage return', 'a = 1\rb = 2'],
    ['a lone carriage return in a string', 'a = "b\rc"\nd = 1'],
    ['a backslash at the end', 'a = "\\'],
    ['an interpolation at the end', 'a = "${'],
    ['a dollar at the end', 'a = "$'],
    ['a heredoc at the end', 'a = <<E\n'],
    ['a heredoc introducer at the end', 'a = <<'],
    ['a comment at the end', 'a = 1 /*'],
    ['a name of the object prototype', '__proto__ = 1\nconstructor = 2\n'],
  ] as const) {
    it(`reads ${name}`, () => {
      const tree = parseHcl(text);
      assert.deepEqual(spanFaults(tree, text.length), []);
      assert.deepEqual(spanFaults({ ...parseHcl(`{${text}`) }, text.length + 1), []);
    });
  }

  it('gives text with lone surrogates as it stands', () => {
    const { expression, errors } = parseHclExpression('"\ud800x"');
    assert.ok(expression.kind === 'template' && expression.parts[0]?.kind === 'literal');
    assert.equal(expression.parts[0].text, '\ud800x');
    assert.deepEqual(errors, []);
  });
});
