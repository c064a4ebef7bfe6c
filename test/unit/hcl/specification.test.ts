import assert from 'node:assert/strict';
import { parseHclJson } from '../../../src/core/hcl/jsonSyntax.ts';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import { evaluated } from '../terraform/support.ts';
import { bodyShape } from './syntax.ts';

// What the specification suite of hashicorp/hcl asks of every implementation, in cases of our own.

const comments: readonly string[] = [
  '# one',
  '// one',
  '/* one */',
  '/*\n  one\n*/\n',
  '# one\n// two\n/* three */\n',
  '/* a = 1 */ # b = 2',
];

/** The lines of a heredoc, and the text it stands for; interpolations stay as they are written. */
const heredocs: readonly (readonly [
  name: string,
  opening: string,
  lines: readonly string[],
  text: string,
])[] = [
  ['at the margin', '<<EOT', ['one', 'two', 'EOT'], 'one\ntwo\n'],
  ['indented', '<<EOT', ['    one', '    two', '  EOT'], '    one\n    two\n'],
  ['indented unevenly', '<<EOT', ['    one', '      two', '  EOT'], '    one\n      two\n'],
  ['with an interpolation', '<<EOT', ['    one', '    ${b}', '  EOT'], '    one\n    ${b}\n'],
  ['with blank lines', '<<EOT', ['one', '', 'two', 'EOT'], 'one\n\ntwo\n'],
  ['indented with blank lines', '<<EOT', ['    one', '', '    two', '  EOT'], '    one\n\n    two\n'],
  ['whose text ends with the marker', '<<EOT', ['    NO EOT', '  EOT'], '    NO EOT\n'],
  ['flush, at the margin', '<<-EOT', ['one', 'two', 'EOT'], 'one\ntwo\n'],
  ['flush, indented', '<<-EOT', ['    one', '    two', '  EOT'], 'one\ntwo\n'],
  ['flush, one line more', '<<-EOT', ['    one', '      two', '  EOT'], 'one\n  two\n'],
  ['flush, one line less', '<<-EOT', ['    one', '  two', '    three', '  EOT'], '  one\ntwo\n  three\n'],
  ['flush, with an interpolation', '<<-EOT', ['    one', '    ${b}', '  EOT'], 'one\n${b}\n'],
  ['flush, an interpolation more', '<<-EOT', ['    one', '      ${b}', '  EOT'], 'one\n  ${b}\n'],
  ['flush, an interpolation less', '<<-EOT', ['    one', '  ${b}', '  EOT'], '  one\n${b}\n'],
  ['flush, where a tab counts as one', '<<-EOT', ['\tone', '  two', '  EOT'], 'one\n two\n'],
  [
    'flush, where a wide blank counts as one',
    '<<-EOT',
    ['\u2003\u2003\u2003\u2003one', '  two', '  EOT'],
    '\u2003\u2003one\ntwo\n',
  ],
  ['flush, with blank lines', '<<-EOT', ['    one', '', '    two', '  EOT'], 'one\n\ntwo\n'],
];

const values: readonly (readonly [expression: string, value: unknown])[] = [
  ['"a" == "a"', true],
  ['"a" == "b"', false],
  ['"1" == 1', false],
  ['"true" == true', false],
  ['"a" != "b"', true],
  ['"1" != 1', true],
  ['1 < 1', false],
  ['1 <= 1', true],
  ['2 > 1', true],
  ['1 >= 2', false],
  ['2 + 3.5', 5.5],
  ['2 - 3.5', -1.5],
  ['2 * 4.5', 9],
  ['1 / 10', 0.1],
  ['11 % 5', 1],
  ['-11 % 5', -1],
  ['true && false', false],
  ['false || true', true],
  ['!true', false],
  ['true ? "a" : "b"', 'a'],
  ['false ? "a" : "b"', 'b'],
  ['1 + 2 * 3 == 7 && !(2 > 3) ? "a" : "b"', 'a'],
  ['"\u0416\u0416"', '\u0416\u0416'],
  ['"\u{1f469}\u200d\u{1f4bb}"', '\u{1f469}\u200d\u{1f4bb}'],
  ['"an\u0303os"', 'a\u00f1os'],
  ['"an\\u0303os" == "a\u00f1os"', true],
  ['{ "an\u0303os" = 1 }["a\u00f1os"]', 1],
];

const faults: readonly (readonly [text: string, pieces: readonly string[]])[] = [
  ['a = "x", b = "y"\n', [',']],
  ['a { b = "x", c = "y" }\n', [',']],
  ['a { b = "x"\n}\n', ['{']],
  ['a { b = "x"\n  c = "y" }\n', ['{', '}']],
  ['a { b = "x"\n  c = "y"\n}\n', ['{']],
  ['a { d {} }\n', ['d', '}']],
  ['a {', ['{']],
];

describe('HCL by its specification', () => {
  it('reads an empty file and an empty JSON object', () => {
    assert.deepEqual(parseHcl('').body.items, []);
    const schema = {
      blocks: new Map(),
      strings: new Map(),
      otherwise: 'template',
      nested: undefined,
    } as const;
    const { body, errors } = parseHclJson('{}', schema);
    assert.deepEqual([body.items, errors], [[], []]);
  });

  for (const text of comments) {
    it(`finds nothing but comments in ${JSON.stringify(text)}`, () => {
      const { body, errors } = parseHcl(text);
      assert.deepEqual([body.items, errors], [[], []]);
    });
  }

  for (const [name, opening, lines, text] of heredocs) {
    it(`reads a heredoc ${name}`, () => {
      const { body, errors } = parseHcl(`a = ${opening}\n${lines.join('\n')}\n`);
      assert.deepEqual(errors, []);
      const [item] = body.items;
      assert.ok(item?.kind === 'attribute' && item.value.kind === 'template');
      const written = item.value.parts.map((part) => (part.kind === 'literal' ? part.text : '${b}'));
      assert.equal(written.join(''), text);
    });
  }

  for (const [expression, value] of values) {
    it(`finds the value of ${expression}`, () => {
      assert.deepEqual(evaluated(expression), value);
    });
  }

  it('keeps every digit of a number', () => {
    const digits = '3.14159265358979323846264338327950288419716939937510582097494459';
    assert.equal(bodyShape(parseHcl(`a = ${digits}`).body), `a=${digits}`);
  });

  it('takes the words of the language for names where names stand', () => {
    const { body, errors } = parseHcl('true = true\nfalse = false\nnull = null\nfor = if\nif "in" {}\n');
    assert.deepEqual(errors, []);
    assert.equal(bodyShape(body), 'true=#true; false=#false; null=#null; for=if; if "in" {}');
  });

  for (const [text, pieces] of faults) {
    it(`reports ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        parseHcl(text).errors.map(({ start, end }) => text.slice(start, end)),
        pieces,
      );
    });
  }
});
