import assert from 'node:assert/strict';
import { parseHcl, parseHclExpression } from '../../../src/core/hcl/parser.ts';
import { parts, sources } from './syntax.ts';

function partsOf(text: string): { shape: string; errors: readonly string[] } {
  const { expression, errors } = parseHclExpression(text);
  assert.ok(expression.kind === 'template', 'a template');
  return {
    shape: parts(expression.parts).trim(),
    errors: errors.map((error) => text.slice(error.start, error.end)),
  };
}

/** Lines joined by `\n`, with a last newline: how heredocs are written here. */
function lines(...list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}

const valid: readonly (readonly [string, string])[] = [
  // Escapes
  ['"\\n\\r\\t\\"\\\\"', '"\\n\\r\\t\\"\\\\"'],
  ['"\\u00e9\\U0001F600"', '"é😀"'],
  ['"$${a} %%{b}"', '"${a} %{b}"'],
  ['"$$${a}"', '"$${a}"'],
  ['"$ % $$ %% { }"', '"$ % $$ %% { }"'],
  ['"100%"', '"100%"'],
  // Sequences
  ['"${a}"', '${a}'],
  ['"a${b}c"', '"a" ${b} "c"'],
  ['"${a}${b}"', '${a} ${b}'],
  ['"${"x${y}"}"', '${(string "x" ${y})}'],
  ['"${ {a = 1}["a"] }"', '${([] {a=1} (string "a"))}'],
  ['"${\n  a\n}"', '${a}'],
  ['"%{ if a }b%{ endif }"', '(if a (then "b") (else))'],
  ['"%{ if a }b%{ else }c%{ endif }d"', '(if a (then "b") (else "c")) "d"'],
  ['"%{ for v in l }${v},%{ endfor }"', '(for v in l ${v} ",")'],
  ['"%{ for k, v in l }%{ if v }${k}%{ endif }%{ endfor }"', '(for k,v in l (if v (then ${k}) (else)))'],
  // Strip markers
  ['"a ${~ b ~} c"', '"a" ${b} "c"'],
  ['"a\\n ${~ b} c"', '"a" ${b} " c"'],
  ['"a %{~ if b ~} c %{~ else ~} d %{~ endif ~} e"', '"a" (if b (then "c") (else "d")) "e"'],
  ['"  ${~ a }"', '"" ${a}'],
  // Heredocs
  [lines('<<EOT', 'a', '  b', 'EOT'), '"a\\n  b\\n"'],
  [lines('<<EOT', 'EOT'), ''],
  [lines('<<EOT', '', 'EOT'), '"\\n"'],
  [lines('<<EOT', 'a ${b} c', '  EOT'), '"a " ${b} " c\\n"'],
  [lines('<<EOT', '\\n "q" $${a}', 'EOT'), '"\\\\n \\"q\\" ${a}\\n"'],
  [lines('<<EOT', 'EOTX', ' EOT x', 'EOT'), '"EOTX\\n EOT x\\n"'],
  [lines('<<EOT', '${a}EOT', 'EOT'), '${a} "EOT\\n"'],
  [lines('<<A-B_1', 'x', '\tA-B_1 '), '"x\\n"'],
  [lines('<<EOT', '${<<IN', 'x', 'IN', '}', 'EOT'), '${(heredoc "x\\n")} "\\n"'],
  ['<<EOT\r\na\r\nEOT\r\n', '"a\\r\\n"'],
  // Indentation of <<-
  [lines('<<-EOT', '    a', '      b', '    EOT'), '"a\\n  b\\n"'],
  [lines('<<-EOT', '    a', '', '   ', '    b', 'EOT'), '"a\\n\\n   \\nb\\n"'],
  [lines('<<-EOT', '    a', '  ${b}', '    EOT'), '"  a\\n" ${b} "\\n"'],
  [lines('<<-EOT', '  a', '${b}', '  EOT'), '"  a\\n" ${b} "\\n"'],
  [lines('<<-EOT', '\t\ta', '\tb', 'EOT'), '"\\ta\\nb\\n"'],
  [lines('<<-EOT', '  a ${b} c', '    d', 'EOT'), '"a " ${b} " c\\n  d\\n"'],
  // A stripped newline joins two lines, and the second is then no line of its own
  [
    lines('<<-EOT', '  %{ if a ~}', '    b', '  %{ endif ~}', '  EOT'),
    '"" (if a (then "    b\\n") (else)) ""',
  ],
  [lines('<<EOT', '%{ for v in l ~}', '${v}', '%{ endfor ~}', 'EOT'), '(for v in l "" ${v} "\\n") ""'],
];

/** What is wrong, and the pieces of text the errors point at. */
const invalid: readonly (readonly [string, readonly string[]])[] = [
  ['"a\\qb"', ['\\q']],
  ['"\\u12"', ['\\u12']],
  ['"\\U0001F60"', ['\\U0001F60']],
  ['"\\ud83d"', ['\\ud83d']],
  ['"\\U00110000"', ['\\U00110000']],
  ['"%{ if a }b"', ['%{ if a }']],
  ['"%{ for v in l }b"', ['%{ for v in l }']],
  ['"%{ endif }"', ['%{ endif }']],
  ['"%{ else }"', ['%{ else }']],
  ['"%{ if a }%{ endfor }%{ endif }"', ['%{ endfor }']],
  ['"%{ if a }%{ else }%{ else }%{ endif }"', ['%{ else }']],
  ['"%{ while a }"', ['while']],
  ['"%{ if }a%{ endif }"', ['}']],
  ['"${a + }"', ['}']],
];

describe('HCL templates', () => {
  for (const [text, expected] of valid) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(partsOf(text), { shape: expected, errors: [] });
    });
  }

  for (const [text, expected] of invalid) {
    it(`reports ${JSON.stringify(text)}`, () => {
      assert.deepEqual(partsOf(text).errors, expected);
    });
  }

  it('keeps a faulty escape as it is written', () => {
    assert.equal(partsOf('"a\\qb"').shape, '"a\\\\qb"');
  });

  it('leaves out what a directive without end leaves open, and nothing else', () => {
    assert.equal(partsOf('"a%{ if b }c${d}"').shape, '"a" (if b (then "c" ${d}) (else))');
  });

  it('spans parts from their first to their last character', () => {
    const text = '"a%{ if b }c${d}%{ else }e%{ endif }f"';
    assert.deepEqual(sources(parseHclExpression(text).expression, text), [
      `template: ${text}`,
      'literal: a',
      'if: %{ if b }c${d}%{ else }e%{ endif }',
      'variable: b',
      'literal: c',
      'interpolation: ${d}',
      'variable: d',
      'literal: e',
      'literal: f',
    ]);
  });

  it('spans a heredoc from its introducer to its marker, and its text without the indentation taken away', () => {
    const text = 'a = <<-EOT\n    x\n      y\n    EOT\nb = 1\n';
    const [a, b] = parseHcl(text).body.items;
    assert.ok(a?.kind === 'attribute' && a.value.kind === 'template' && b?.kind === 'attribute');
    assert.equal(text.slice(a.value.start, a.value.end), '<<-EOT\n    x\n      y\n    EOT');
    assert.deepEqual(a.value.parts, [{ kind: 'literal', start: 15, end: 25, text: 'x\n  y\n' }]);
    assert.equal(a.end, a.value.end);
    assert.equal(b.start, text.indexOf('b ='));
  });

  it('takes a heredoc as an argument of a call', () => {
    const text = 'a = f(<<EOT\nx\nEOT\n, 1)\nb = 2\n';
    const { body, errors } = parseHcl(text);
    assert.deepEqual(errors, []);
    assert.equal(body.items.length, 2);
  });
});
