import assert from 'node:assert/strict';
import { parseHclExpression } from '../../../src/core/hcl/parser.ts';
import { shape, sources } from './syntax.ts';

/** One production at a time: the source and the shape of its tree. */
const valid: readonly (readonly [string, string])[] = [
  ['1', '1'],
  ['1.50', '1.50'],
  ['1e5', '1e5'],
  ['2.5E-3', '2.5E-3'],
  ['true', '#true'],
  ['false', '#false'],
  ['null', '#null'],
  ['truely', 'truely'],
  ['aws_vpc', 'aws_vpc'],
  ['with-dash_2', 'with-dash_2'],
  ['größe', 'größe'],
  ['"plain"', '(string "plain")'],
  ['""', '(string)'],
  ['a.b.c', '(. (. a b) c)'],
  ['a . b', '(. a b)'],
  ['a.0.b', '(. ([] a 0) b)'],
  ['a[0]', '([] a 0)'],
  ['a["k"].x', '(. ([] a (string "k")) x)'],
  ['a[b.c][d]', '([] ([] a (. b c)) d)'],
  ['a[\n0\n]', '([] a 0)'],
  ['a[*].b[0].c', '([*] a (. ([] (. @ b) 0) c))'],
  ['a[*]', '([*] a @)'],
  ['a[*].b[*].c', '([*] a ([*] (. @ b) (. @ c)))'],
  ['a.*.b.c', '(.* a (. (. @ b) c))'],
  ['a.*.b.0', '(.* a ([] (. @ b) 0))'],
  ['a.*.b[0]', '([] (.* a (. @ b)) 0)'],
  ['a.*', '(.* a @)'],
  ['f()', '(call f)'],
  ['f(a)', '(call f a)'],
  ['f(a, b,)', '(call f a b)'],
  ['f(\n  a,\n  b\n)', '(call f a b)'],
  ['f(a, b...)', '(call f a b ...)'],
  ['f(a).b[0]', '([] (. (call f a) b) 0)'],
  ['provider::aws::arn_parse(x)', '(call provider::aws::arn_parse x)'],
  ['true(1)', '(call true 1)'],
  ['-a', '(- a)'],
  ['!a.b', '(! (. a b))'],
  ['!!a', '(! (! a))'],
  ['-1 + 2', '(+ (- 1) 2)'],
  ['a + b * c', '(+ a (* b c))'],
  ['a * b + c', '(+ (* a b) c)'],
  ['a - b - c', '(- (- a b) c)'],
  ['a / b % c', '(% (/ a b) c)'],
  ['a || b && c', '(|| a (&& b c))'],
  ['a && b == c', '(&& a (== b c))'],
  ['a == b < c', '(== a (< b c))'],
  ['a != b >= c + d', '(!= a (>= b (+ c d)))'],
  ['a > b <= c', '(<= (> a b) c)'],
  ['(a + b) * c', '(* (paren (+ a b)) c)'],
  ['(\n a\n)', '(paren a)'],
  ['a ? b : c', '(? a b c)'],
  ['a ? b : c ? d : e', '(? a b (? c d e))'],
  ['a ? b ? c : d : e', '(? a (? b c d) e)'],
  ['a == 1 ? b + 1 : c', '(? (== a 1) (+ b 1) c)'],
  ['[]', '[]'],
  ['[1, 2]', '[1 2]'],
  ['[\n  1,\n  2,\n]', '[1 2]'],
  ['[[1], []]', '[[1] []]'],
  ['{}', '{}'],
  ['{ a = 1 }', '{a=1}'],
  ['{ a : 1, b = 2, }', '{a=1 b=2}'],
  ['{\n  a = 1\n  b = 2\n}', '{a=1 b=2}'],
  ['{ "a b" = 1 }', '{(string "a b")=1}'],
  ['{ (a) = 1 }', '{(paren a)=1}'],
  ['{ "${a}" = 1 }', '{(string ${a})=1}'],
  ['{ true = 1, null = 2 }', '{true=1 null=2}'],
  ['{ a.b = 1 }', '{(. a b)=1}'],
  ['{ a = { b = [1] } }', '{a={b=[1]}}'],
  ['({\n a = 1\n b = 2\n})', '(paren {a=1 b=2})'],
  ['[for v in l : v]', '(for v in l v)'],
  ['[for k, v in l : v if v > 1]', '(for k,v in l v if (> v 1))'],
  ['{for v in l : v.k => v}', '(for v in l (. v k) => v)'],
  ['{for k, v in l : k => v... if k != ""}', '(for k,v in l k => v ... if (!= k (string)))'],
  ['{\n for v in l :\n v => v\n}', '(for v in l v => v)'],
  ['[\n for in in in : in\n]', '(for in in in in)'],
  ['a /* c */ + b # end', '(+ a b)'],
  ['a\n+\nb', '(+ a b)'],
];

/** Every node with the text of its span, outermost first. */
const spans: readonly (readonly [string, readonly string[]])[] = [
  [' a + b ', ['binary: a + b', 'variable: a', 'variable: b']],
  ['( a )', ['parentheses: ( a )', 'variable: a']],
  ['- a.b', ['unary: - a.b', 'get-attribute: a.b', 'variable: a']],
  ['x.0[k]', ['get-index: x.0[k]', 'get-index: x.0', 'variable: x', 'number: 0', 'variable: k']],
  ['x[*].y', ['splat: x[*].y', 'variable: x', 'get-attribute: [*].y', 'splat-item: [*]']],
  ['x.*.y', ['splat: x.*.y', 'variable: x', 'get-attribute: .*.y', 'splat-item: .*']],
  ['n::f( a , b ... )', ['call: n::f( a , b ... )', 'variable: a', 'variable: b']],
  ['a ? b : c', ['conditional: a ? b : c', 'variable: a', 'variable: b', 'variable: c']],
  ['[ 1 , "é" ]', ['tuple: [ 1 , "é" ]', 'number: 1', 'template: "é"', 'literal: é']],
  ['{ k = v }', ['object: { k = v }', 'variable: k', 'variable: v']],
  ['[for v in l : v]', ['for: [for v in l : v]', 'variable: l', 'variable: v']],
  ['"😀${ x }"', ['template: "😀${ x }"', 'literal: 😀', 'interpolation: ${ x }', 'variable: x']],
];

/** What is rejected, and the text the first error points at. */
const invalid: readonly (readonly [string, string])[] = [
  ['', ''],
  ['a b', 'b'],
  ['1.2.3', '1.2.3'],
  ['1..2', '1..2'],
  ['a +', '+'],
  ['a = b', '='],
  ['a.', '.'],
  ['a.0.1', '0.1'],
  ['a.*.*', '.'],
  ['a[', '['],
  ['a[0', '['],
  ['f(', '('],
  ['f(a', '('],
  ['f(a b)', '('],
  ['f(a..., b)', '('],
  ['f(a...,)', '('],
  ['a::', ':'],
  ['a::b', 'a::b'],
  ['(a', '('],
  ['[a', '['],
  ['[a b]', '['],
  ['[,]', ','],
  ['{ a }', 'a'],
  ['{ a = }', '='],
  ['{ a = 1 b = 2 }', 'b'],
  ['{ a = 1', '{'],
  ['a ? b', 'b'],
  ['a ?', '?'],
  ['a & b', '&'],
  ['a | b', '|'],
  ["'a'", "'"],
  ['`a`', '`'],
  ['a; b', ';'],
  ['[for v in l : k => v]', 'k'],
  ['[for v in l : v...]', '...'],
  ['{for v in l : v}', 'v'],
  ['{for v in l v => v}', 'v'],
  ['[for in l : v]', 'l'],
  ['[for 1 in l : v]', '1'],
  ['"a', '"a'],
  ['"a\nb"', '"a'],
  ['"${a"', '${a'],
  ['"${}"', '${'],
  ['"${a b}"', 'b'],
  ['/* a', '/*'],
  ['a\u0000', '\u0000'],
  ['\ud800', '\ud800'],
];

describe('HCL expressions', () => {
  for (const [text, expected] of valid) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const { expression, errors } = parseHclExpression(text);
      assert.deepEqual(errors, []);
      assert.equal(shape(expression), expected);
    });
  }

  for (const [text, expected] of spans) {
    it(`gives each node of ${JSON.stringify(text)} its span`, () => {
      assert.deepEqual(sources(parseHclExpression(text).expression, text), expected);
    });
  }

  for (const [text, expected] of invalid) {
    it(`rejects ${JSON.stringify(text)} at ${JSON.stringify(expected)}`, () => {
      const [first] = parseHclExpression(text).errors;
      assert.ok(first !== undefined, 'an error');
      assert.equal(text.slice(first.start, first.end), expected);
      assert.notEqual(first.message, '');
    });
  }

  it('spans the names of calls, attributes and for expressions', () => {
    const text = 'a::f([for k, v in x.y : v])';
    const { expression } = parseHclExpression(text);
    assert.ok(expression.kind === 'call');
    assert.equal(text.slice(expression.name.start, expression.name.end), 'a::f');
    const [loop] = expression.arguments;
    assert.ok(loop?.kind === 'for' && loop.collection.kind === 'get-attribute');
    assert.deepEqual(loop.keyName, { start: 10, end: 11, text: 'k' });
    assert.deepEqual(loop.valueName, { start: 13, end: 14, text: 'v' });
    assert.deepEqual(loop.collection.name, { start: 20, end: 21, text: 'y' });
  });

  it('keeps a reference whose last name is being typed', () => {
    const { expression } = parseHclExpression('aws_vpc.');
    assert.ok(expression.kind === 'get-attribute');
    assert.deepEqual(expression.name, { start: 8, end: 8, text: '' });
    assert.deepEqual([expression.start, expression.end], [0, 8]);
    assert.equal(shape(expression.source), 'aws_vpc');
  });

  it('gives a missing operand the place where it is missing', () => {
    const { expression } = parseHclExpression('a ==');
    assert.ok(expression.kind === 'binary');
    assert.deepEqual(expression.right, { kind: 'error', start: 4, end: 4 });
  });
});
