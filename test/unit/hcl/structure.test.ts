import assert from 'node:assert/strict';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import type { Block } from '../../../src/core/hcl/nodes.ts';
import { attributesOf, bodyShape, spanFaults } from './syntax.ts';

const valid: readonly (readonly [string, string])[] = [
  ['', ''],
  ['\n\n', ''],
  ['# only a comment', ''],
  ['a = 1', 'a=1'],
  ['a = 1\nb = 2\n', 'a=1; b=2'],
  ['  a=1 # c\n', 'a=1'],
  ['a = [\n  1, # one\n  2, // two\n]\n', 'a=[1 2]'],
  ['/* a = 0\n */ b = 1', 'b=1'],
  ['b {}', 'b {}'],
  ['b {\n}\n', 'b {}'],
  ['b { a = 1 }', 'b {a=1}'],
  ['b { a = [\n1\n] }', 'b {a=[1]}'],
  ['b "x" "y" {\n  a = 1\n}', 'b "x" "y" {a=1}'],
  ['b x y-z { }', 'b "x" "y-z" {}'],
  ['b "a\\"b" { }', 'b "a\\"b" {}'],
  ['b "a$${c}" { }', 'b "a${c}" {}'],
  ['a {\n  b {\n    c { d = 1 }\n  }\n  e = 2\n}', 'a {b {c {d=1}}; e=2}'],
  ['variable a {\n  type = "string"\n}', 'variable "a" {type=(string "string")}'],
  ['a = <<E\nx\nE\nb = 1\n', 'a=(heredoc "x\\n"); b=1'],
  ['a = 1\r\nb {\r\n  c = 2\r\n}\r\n', 'a=1; b {c=2}'],
  ['\ufeffa = 1\n', 'a=1'],
];

/** The faulty text and the pieces the errors point at. */
const invalid: readonly (readonly [string, readonly string[]])[] = [
  ['a = 1 b = 2', ['b']],
  ['a = 1, b = 2', [',']],
  ['a = 1\na = 2', ['a']],
  ['"a" = 1', ['"']],
  ['1', ['1']],
  ['a: 1', [':']],
  ['a', ['a']],
  ['a =', ['a =']],
  ['a =\nb = 1', ['a =']],
  ['b "x"', ['b "x"']],
  ['b "x" = 1', ['b "x"']],
  ['b {', ['{']],
  ['b { a = 1', ['{', '{']],
  ['b { a = 1, c = 2 }', [',']],
  ['b { a = 1\n}', ['{']],
  ['b { c { } }', ['c', '}']],
  ['b { } c { }', ['c']],
  ['b {\n  a = 1 }', ['}']],
  ['}', ['}']],
  ['b {}\n}', ['}']],
  ['b "${a}" {}', ['${']],
  ['b "x\n{\n}', ['b "x', '"x', '{']],
  ['b 1 {}', ['b']],
  ['a = <<E\nx', ['<<E']],
  ['a = <<E\nx\nE', ['E']],
  ['a = << E\nx\nE\n', ['<', '<', 'x', 'E']],
];

describe('HCL structure', () => {
  for (const [text, expected] of valid) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const tree = parseHcl(text);
      assert.deepEqual(tree.errors, []);
      assert.equal(bodyShape(tree.body), expected);
      assert.deepEqual(spanFaults(tree, text.length), []);
    });
  }

  for (const [text, expected] of invalid) {
    it(`reports ${JSON.stringify(text)}`, () => {
      const tree = parseHcl(text);
      assert.deepEqual(
        tree.errors.map((error) => text.slice(error.start, error.end)),
        expected,
      );
      assert.deepEqual(spanFaults(tree, text.length), []);
    });
  }

  it('spans a block, its header, its labels, its body and its closing brace', () => {
    const text = '\n  resource "aws_vpc" main { # c\n    a = 1\n  }\n';
    const block = parseHcl(text).body.items[0] as Block;
    const slice = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
    assert.equal(slice(block), 'resource "aws_vpc" main { # c\n    a = 1\n  }');
    assert.equal(slice(block.header), 'resource "aws_vpc" main');
    assert.equal(slice(block.type), 'resource');
    assert.deepEqual(
      block.labels.map((label) => [label.text, label.quoted, slice(label)]),
      [
        ['aws_vpc', true, '"aws_vpc"'],
        ['main', false, 'main'],
      ],
    );
    assert.equal(slice(block.body), '{ # c\n    a = 1\n  }');
    assert.equal(block.close, text.lastIndexOf('}'));
  });

  it('spans a header without labels as its type', () => {
    const block = parseHcl('locals {\n}\n').body.items[0] as Block;
    assert.deepEqual(block.header, { start: 0, end: 6 });
  });

  it('spans an argument from its name to the end of its value, comments aside', () => {
    const text = 'b {\n  name   = f(1) # c\n}\n';
    const [found] = attributesOf(parseHcl(text), text);
    assert.equal(found?.source, 'name   = f(1)');
    assert.deepEqual(found.node.name, { start: 6, end: 10, text: 'name' });
  });

  it('counts offsets in UTF-16 code units, the byte order mark included', () => {
    const text = '\ufeffa = "😀é" /* 😀 */\nb = 1\n';
    const tree = parseHcl(text);
    assert.deepEqual(
      attributesOf(tree, text).map((found) => found.source),
      ['a = "😀é"', 'b = 1'],
    );
    assert.deepEqual(
      tree.comments.map((comment) => comment.text),
      ['/* 😀 */'],
    );
  });

  it('keeps comments with their markers and spans', () => {
    const text = '# one\r\na = 1 // two\n/* three\n   lines */ b = "# no"\n#';
    const { comments } = parseHcl(text);
    assert.deepEqual(
      comments.map((comment) => comment.text),
      ['# one', '// two', '/* three\n   lines */', '#'],
    );
    for (const comment of comments) assert.equal(text.slice(comment.start, comment.end), comment.text);
  });

  it('spans the body of a file from its first to its last character', () => {
    const text = '\n a = 1\n\n';
    const { body } = parseHcl(text);
    assert.deepEqual([body.start, body.end], [0, text.length]);
  });
});
