import assert from 'node:assert/strict';
import { readJson } from '../../../src/core/json/readJson.ts';
import { memberOf, type JsonNode } from '../../../src/core/json/tree.ts';

function read(text: string) {
  return readJson(text, 100);
}

/** What a tree says, as JSON.parse would have it. */
function plain(node: JsonNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
}

/** The text each node of a tree stands for, in order. */
function* pieces(text: string, node: JsonNode): Generator<string> {
  yield text.slice(node.span.start, node.span.end);
  if (node.kind === 'array') for (const item of node.items) yield* pieces(text, item);
  if (node.kind === 'object')
    for (const { keySpan, value } of node.members) {
      yield text.slice(keySpan.start, keySpan.end);
      if (value !== undefined) yield* pieces(text, value);
    }
}

describe('json', () => {
  for (const text of [
    '{"a": [1, -2.5e3, "x\\u00e9\\n", true, false, null], "b": {"c": {}}, "d": []}',
    '[]',
    '"alone"',
    '17',
  ])
    it(`says what JSON.parse says of ${text}`, () => {
      const { root, errors, repeated, tooDeep } = read(text);
      assert.deepEqual(plain(root), JSON.parse(text));
      assert.deepEqual([errors, repeated, tooDeep], [[], [], undefined]);
    });

  it('gives every node the span of its text, with quotes, behind characters of two code units', () => {
    const text = '{"😀": ["😀", 7], "b": {}}';
    const { root } = read(text);
    assert.ok(root);
    assert.deepEqual([...pieces(text, root)], [text, '"😀"', '["😀", 7]', '"😀"', '7', '"b"', '{}']);
  });

  it('counts a byte order mark as one code unit that says nothing', () => {
    const { root, errors } = read('\uFEFF{"a": 1}');
    assert.deepEqual(errors, []);
    assert.deepEqual(memberOf(root, 'a')?.span, { start: 7, end: 8 });
  });

  it('accepts comments and commas at the end of a list', () => {
    const { root, errors } = read('// head\n{"a": [1, 2,], /* why */ "b": 3,}');
    assert.deepEqual(errors, []);
    assert.deepEqual(plain(root), { a: [1, 2], b: 3 });
  });

  it('keeps every member of a key written twice, reports the later ones and answers with the last', () => {
    const text = '{"a": 1, "b": {"a": 5}, "a": 2, "a": 3}';
    const { root, errors, repeated } = read(text);
    assert.deepEqual(errors, []);
    assert.deepEqual(
      repeated.map(({ key, keySpan }) => [key, keySpan.start]),
      [
        ['a', text.indexOf('"a": 2')],
        ['a', text.indexOf('"a": 3')],
      ],
    );
    assert.equal(root?.kind === 'object' && root.members.length, 4);
    assert.deepEqual(plain(memberOf(root, 'a')), 3);
  });

  it('has __proto__ and constructor as keys like any other', () => {
    const { root } = read('{"__proto__": 1}');
    assert.equal(plain(memberOf(root, '__proto__')), 1);
    assert.equal(memberOf(root, 'constructor'), undefined);
  });

  const broken: readonly (readonly [text: string, message: RegExp, left: unknown])[] = [
    ['{"a": 1 "b": 2}', /comma/, { a: 1, b: 2 }],
    ['{"a": , "b": 2}', /value/, { a: undefined, b: 2 }],
    ['{"a", "b": 2}', /colon/, { a: undefined, b: 2 }],
    ['{"a": {"b": 2', /brace/, { a: { b: 2 } }],
    ['{"a": [2', /bracket/, { a: [2] }],
    ['{"a": "open', /quote/, { a: 'open' }],
    ['{"a": yes, "b": 2}', /double quotes/, { a: undefined, b: 2 }],
    ['{"a": 1} {"b": 2}', /behind the end/, { a: 1 }],
    ['{"a": 1} /* open', /comment/, { a: 1 }],
    ['', /value/, undefined],
  ];
  for (const [text, message, left] of broken)
    it(`goes on behind the error of ${JSON.stringify(text)}`, () => {
      const { root, errors } = read(text);
      assert.match(errors.map((error) => error.message).join('; '), message);
      assert.deepEqual(plain(root), left);
      for (const { span } of errors) assert.ok(span.start >= 0 && span.end <= text.length);
    });

  it('reads nothing of what is nested too deep, and says where', () => {
    assert.equal(readJson('[[[1]]]', 3).tooDeep, undefined);
    const { root, tooDeep } = readJson('[[[[1]]]]', 3);
    assert.deepEqual([root, tooDeep], [undefined, { start: 3, end: 4 }]);
    for (const text of ['['.repeat(200_000), '{"a":'.repeat(100_000), '[}'.repeat(100_000)])
      assert.deepEqual(read(text).root, undefined);
  });
});
