import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHclJson, type BodySchema } from '../../../src/core/hcl/jsonSyntax.ts';
import type { StringReading } from '../../../src/core/hcl/jsonString.ts';
import type { SyntaxTree } from '../../../src/core/hcl/nodes.ts';
import { parseHclExpression } from '../../../src/core/hcl/parser.ts';
import type { Span } from '../../../src/core/text/span.ts';
import { printedExpression } from '../../property/hclGenerators.ts';
import { bodyShape, shape, visit } from './syntax.ts';

function schemaOf(blocks: Readonly<Record<string, number>>, nested?: BodySchema): BodySchema {
  const inner: BodySchema = { blocks: new Map(), strings: new Map(), otherwise: 'template', nested };
  return {
    blocks: new Map(Object.entries(blocks).map(([type, labels]) => [type, { labels, body: inner }])),
    strings: new Map<string, StringReading>([
      ['type', 'native'],
      ['text', 'literal'],
    ]),
    otherwise: 'template',
    nested,
  };
}

const schema = schemaOf({ none: 0, one: 1, two: 2 });

function read(text: string): SyntaxTree {
  return parseHclJson(text, schema);
}

const valid: readonly (readonly [name: string, text: string, expected: string])[] = [
  // Values
  ['numbers as written', '{"a": 1.50, "b": 1e3, "c": -2}', 'a=1.50; b=1e3; c=(- 2)'],
  ['booleans and null', '{"a": true, "b": false, "c": null}', 'a=#true; b=#false; c=#null'],
  ['arrays and objects', '{"a": [1, {"b": []}, {}]}', 'a=[1 {(string "b")=[]} {}]'],
  ['strings', '{"a": "", "b": "x"}', 'a=(string); b=(string "x")'],
  ['escapes of JSON', '{"a": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"}', 'a=(string "\\"\\\\/\\b\\f\\n\\r\\té")'],
  ['a surrogate pair in escapes', '{"a": "\\ud83d\\ude00"}', 'a=(string "😀")'],
  // Templates
  ['an interpolation alone', '{"a": "${b.c}"}', 'a=(string ${(. b c)})'],
  ['text around an interpolation', '{"a": "x-${b}-y"}', 'a=(string "x-" ${b} "-y")'],
  ['quotes within an interpolation', '{"a": "${b[\\"c\\"]}"}', 'a=(string ${([] b (string "c"))})'],
  [
    'escapes of HCL within quotes within',
    '{"a": "${f(\\"\\\\n\\")}"}',
    'a=(string ${(call f (string "\\n"))})',
  ],
  ['a backslash, which means itself', '{"a": "\\\\n${b}"}', 'a=(string "\\\\n" ${b})'],
  ['newlines, which mean themselves', '{"a": "x\\n${b}\\ny"}', 'a=(string "x\\n" ${b} "\\ny")'],
  ['an escaped interpolation', '{"a": "$${b}"}', 'a=(string "${b}")'],
  ['a doubled escape', '{"a": "%%{b} ${c}"}', 'a=(string "%{b} " ${c})'],
  ['directives', '{"a": "%{ if b }x%{ endif }"}', 'a=(string (if b (then "x") (else)))'],
  ['strip markers up to the end of a line', '{"a": "x \\n${~ b ~}\\n y"}', 'a=(string "x" ${b} " y")'],
  ['keys of objects', '{"a": {"${b}": 1, "c d": 2}}', 'a={(string ${b})=1 (string "c d")=2}'],
  ['dollars and percents alone', '{"a": "$5 100% $$ }"}', 'a=(string "$5 100% $$ }")'],
  // Other readings
  ['types', '{"type": "list(string)"}', 'type=(call list string)'],
  ['types in parts', '{"type": ["a.b", "c[0]"]}', 'type=[(. a b) ([] c 0)]'],
  ['what is no expression as a template', '{"type": "${a}"}', 'type=(string ${a})'],
  ['literal text', '{"text": "${a} %{b} $${"}', 'text=(string "${a} %{b} $${")'],
  ['literal keys', '{"text": {"${a}": "${b}"}}', 'text={(string "${a}")=(string "${b}")}'],
  // Blocks
  ['a block', '{"none": {"a": 1}}', 'none {a=1}'],
  ['an empty block', '{"none": {}}', 'none {}'],
  ['blocks in an array', '{"none": [{"a": 1}, {"a": 2}]}', 'none {a=1}; none {a=2}'],
  ['no blocks', '{"none": []}', ''],
  ['null in place of blocks', '{"none": null, "one": null}', ''],
  ['a label', '{"one": {"x": {"a": 1}}}', 'one "x" {a=1}'],
  ['several labels', '{"one": {"x": {}, "y": {}}}', 'one "x" {}; one "y" {}'],
  ['the same label twice', '{"one": {"x": {"a": 1}, "x": {"a": 2}}}', 'one "x" {a=1}; one "x" {a=2}'],
  ['an array below a label', '{"one": {"x": [{"a": 1}, {"a": 2}]}}', 'one "x" {a=1}; one "x" {a=2}'],
  ['an array above labels', '{"one": [{"x": {}}, {"y": {}, "z": {}}]}', 'one "x" {}; one "y" {}; one "z" {}'],
  ['two labels', '{"two": {"x": {"y": {}, "z": {}}}}', 'two "x" "y" {}; two "x" "z" {}'],
  [
    'arrays at every level',
    '{"two": [{"x": [{"y": [{"a": 1}, {}]}, {"z": {}}]}]}',
    'two "x" "y" {a=1}; two "x" "y" {}; two "x" "z" {}',
  ],
  ['a type twice', '{"none": {"a": 1}, "b": 2, "none": {"a": 3}}', 'none {a=1}; b=2; none {a=3}'],
  ['a label that is no name', '{"one": {"${a} b": {}}}', 'one "${a} b" {}'],
  ['an argument by a name unknown to the schema', '{"other": {"a": 1}}', 'other={(string "a")=1}'],
  // Bodies
  ['an array of bodies', '[{"a": 1}, {"b": 2, "none": {}}]', 'a=1; b=2; none {}'],
  ['comments', '{"//": "x", "a": 1, "none": {"//": ["y"]}}', 'a=1; none {}'],
  ['no comment in an argument', '{"a": {"//": 1}}', 'a={(string "//")=1}'],
  ['a byte order mark', '\ufeff{"a": "${b}"}', 'a=(string ${b})'],
  ['CRLF', '{\r\n"a": "${b}",\r\n"c": 1\r\n}\r\n', 'a=(string ${b}); c=1'],
  [
    'keys of the object prototype',
    '{"__proto__": 1, "constructor": {"__proto__": 2}}',
    '__proto__=1; constructor={(string "__proto__")=2}',
  ],
];

const invalid: readonly (readonly [
  name: string,
  text: string,
  expected: string,
  faults: readonly string[],
])[] = [
  ['an argument twice', '{"a": 1, "a": 2}', 'a=1; a=2', ['"a"']],
  ['a key twice', '{"a": {"b": 1, "b": 2}}', 'a={(string "b")=1}', ['"b"']],
  ['a string in place of a block', '{"none": "x", "a": 1}', 'a=1', ['"x"']],
  ['a number among blocks', '{"none": [1, {}]}', 'none {}', ['1']],
  ['a string in place of labels', '{"one": "x"}', '', ['"x"']],
  ['a string in place of a file', '"x"', '', ['"x"']],
  ['an interpolation without end', '{"a": "${b", "c": 1}', 'a=(string ${b}); c=1', ['${b']],
  ['an interpolation without expression', '{"a": "\\u0041${}"}', 'a=(string "A" ${(error)})', ['${']],
  [
    'half an expression behind escapes',
    '{"a": "\\n\\"${b + }"}',
    'a=(string "\\n\\"" ${(+ b (error))})',
    ['}'],
  ],
  ['a value that is missing', '{"a": , "c": 1}', 'a=(error); c=1', [',']],
  ['half a property', '{\n"none": {\n"x": 1,\n"y"\n},\n"c": 1\n}', 'none {x=1; y=(error)}; c=1', ['}']],
  ['a key without quotes', '{"a": 1, b: 2, "c": 3}', 'a=1; c=3', ['b', ':', ',']],
  ['a comment without end', '{"a": 1 /*', 'a=1', ['/*', '']],
  ['a comment without end in a block', '{"none":{/*', 'none {}', ['/*', '', '']],
];

describe('HCL in JSON', () => {
  for (const [name, text, expected] of valid) {
    it(`reads ${name}`, () => {
      const tree = read(text);
      assert.equal(bodyShape(tree.body), expected);
      assert.deepEqual(tree.errors, []);
    });
  }

  for (const [name, text, expected, faults] of invalid) {
    it(`reports ${name}`, () => {
      const tree = read(text);
      assert.equal(bodyShape(tree.body), expected);
      assert.deepEqual(
        tree.errors.map(({ start, end }) => text.slice(start, end)),
        faults,
      );
      visit(tree.body, (node) => assert.ok(node.end <= text.length));
      for (const error of tree.errors) assert.ok(error.end <= text.length);
    });
  }

  it('takes a property that holds a block for a block, where blocks are not known', () => {
    const nested = schemaOf({ dynamic: 1 });
    const text = '{"a": {"dynamic": {"x": {}}}, "b": [{"dynamic": [{"y": {}}]}], "c": {"dynamic": "z"}}';
    const tree = parseHclJson(text, schemaOf({}, nested));
    assert.equal(
      bodyShape(tree.body),
      'a {dynamic "x" {}}; b {dynamic "y" {}}; c={(string "dynamic")=(string "z")}',
    );
  });

  it('keeps comments with the place of their text', () => {
    const text = '{"//": "one", "none": {"//": "t\\u0077o"}}';
    assert.deepEqual(
      read(text).comments.map(({ start, end, text: comment }) => [text.slice(start, end), comment]),
      [
        ['"one"', 'one'],
        ['"t\\u0077o"', 'two'],
      ],
    );
  });

  it('places blocks at their innermost label, and blocks of an array at their braces', () => {
    const text = '{"two": {"x": {"y": {"a": 1}, "z": [{}, {"b": 2}]}}, "none": {}}';
    const places = read(text).body.items.map((item) => {
      assert.ok(item.kind === 'block');
      const { header, body, close } = item;
      assert.equal(close, item.end - 1);
      return [item, header, body].map(({ start, end }) => text.slice(start, end));
    });
    assert.deepEqual(places, [
      ['"y": {"a": 1}', '"y"', '{"a": 1}'],
      ['{}', '{', '{}'],
      ['{"b": 2}', '{', '{"b": 2}'],
      ['"none": {}', '"none"', '{}'],
    ]);
  });

  it('leaves a block without its closing brace open', () => {
    const [item] = read('{"none": {"a": 1').body.items;
    assert.ok(item?.kind === 'block');
    assert.equal(item.close, undefined);
    assert.equal(bodyShape(item.body), 'a=1');
  });

  it('says so where text is nested deeper than anyone writes', () => {
    for (const text of [
      `{"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      '{"a":'.repeat(10_000),
      `{"a": "${'${['.repeat(10_000)}"}`,
      `{"a": "${'%{ if a }'.repeat(10_000)}"}`,
    ]) {
      assert.ok(read(text).errors.length > 0);
    }
  });

  it('reads long lines', () => {
    const size = 20 << 20;
    assert.deepEqual(read(`{"a": "${'x'.repeat(size)}"}`).errors, []);
    assert.deepEqual(read(`{"a": [${'"${b}",'.repeat(size >> 7)}1]}`).errors, []);
  });

  it('resolves escapes as JSON does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.func(fc.boolean()), (text, escaped) => {
        const json = `{"text": ${print(text, escaped)}}`;
        const [item] = read(json).body.items;
        assert.ok(item?.kind === 'attribute' && item.value.kind === 'template');
        const [part] = item.value.parts;
        assert.equal(
          part?.kind === 'literal' ? part.text : '',
          (JSON.parse(json) as { text: string }).text.normalize(),
        );
      }),
    );
  });

  it('gives every expression its shape in the native syntax and its place in the JSON text', () => {
    fc.assert(
      fc.property(printedExpression, fc.func(fc.boolean()), ({ text }, escaped) => {
        const native = parseHclExpression(text).expression;
        const json = `{"a": ${print(`\${${text}}`, escaped)}, "type": ${print(text, escaped)}}`;
        const tree = read(json);
        assert.deepEqual(tree.errors, []);
        const [template, typed] = tree.body.items.flatMap((item) =>
          item.kind === 'attribute' ? item.value : [],
        );
        assert.ok(typed !== undefined && template?.kind === 'template');
        const [part] = template.parts;
        assert.ok(part?.kind === 'interpolation');
        const places: string[] = [];
        visit(native, (node, kind) => places.push(`${kind}: ${text.slice(node.start, node.end)}`));
        for (const expression of [typed, part.expression]) {
          assert.equal(shape(expression), shape(native));
          const found: string[] = [];
          visit(expression, ({ start, end }, kind) =>
            found.push(`${kind}: ${JSON.parse(`"${json.slice(start, end)}"`) as string}`),
          );
          assert.deepEqual(found, places);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads any text', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '"a"',
        '"none":',
        '"one":',
        '"//":',
        '1',
        'null',
        '${',
        '\\',
        '\\u',
      ],
      ...['/*', '//', '\n', 'tru', '"${b}"', '"x', '-', '\ufeff', '\ud800'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const tree = read(text);
        const within = ({ start, end }: Span): void =>
          assert.ok(start >= 0 && start <= end && end <= text.length);
        visit(tree.body, within);
        tree.errors.forEach(within);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A JSON string in which the characters that `escaped` picks are written as escapes. */
function print(text: string, escaped: (index: number) => boolean): string {
  const units = text.split('').map((unit, index) => {
    const needed = /["\\\u0000-\u001f]/.test(unit);
    return needed || escaped(index) ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit;
  });
  return `"${units.join('')}"`;
}
