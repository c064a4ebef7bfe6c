/**
 * What is known stays: a recorded expression in which one literal or one local is not known must never have another
 * value than Terraform gives it. And what must come true whatever the unknown turns out to be, is known.
 */
import assert from 'node:assert/strict';
import type { Expression } from '../../../src/core/hcl/nodes.ts';
import { parseHclExpression } from '../../../src/core/hcl/parser.ts';
import { boolType, listOf, mapOf, numberType, stringType, type Type } from '../../../src/core/terraform/types.ts';
import { unknownAs, unorderedOf } from '../../../src/core/terraform/values.ts';
import { unknown, type Unknown, type Value } from '../../../src/core/value/value.ts';
import { matchesInSomeOrder } from '../../support/matching.ts';
import { goldens, outcomeOf, valueOf, type Golden } from './evaluation.ts';

interface Leaf {
  readonly start: number;
  readonly end: number;
  readonly type: Type;
}

const open = unknown('it', 'is not known');

describe('terraform expressions with one part unknown', () => {
  const known = goldens.filter(
    ({ expression, isError }) => !isError && outcomeOf(valueOf(expression)).kind === 'value',
  );

  it('never say anything but what the whole expression is worth', () => {
    const wrong: string[] = [];
    let checked = 0;
    for (const golden of known) {
      for (const part of leavesOf(golden.expression)) {
        checked++;
        const text = `${golden.expression.slice(0, part.start)}local.leaf${golden.expression.slice(part.end)}`;
        wrong.push(...contradictions(golden, text, 'leaf', unknownAs(open, part.type, true)));
        // An error in a branch that is not taken takes the type from it, and without a type it is no error yet.
        if (golden.expression.includes(' ? ')) continue;
        wrong.push(...contradictions(golden, text, 'leaf', open));
      }
      const [, name] = /\blocal\.(\w+)/.exec(golden.expression) ?? [];
      if (name !== undefined) wrong.push(...contradictions(golden, golden.expression, name, open));
    }
    assert.deepEqual(wrong, []);
    assert.ok(checked > 5000);
  });
});

describe('terraform expressions that come true whatever the unknown part is', () => {
  const any = new Map<string, Value>([
    ['u', open],
    ['text', unknownAs(open, stringType, true)],
    ['port', unknownAs(open, numberType, true)],
    ['flag', unknownAs(open, boolType, true)],
    ['id', { kind: 'reference', resource: 'aws_vpc.main', attribute: 'id' }],
    ['other', { kind: 'reference', resource: 'aws_vpc.other', attribute: 'id' }],
  ]);
  const cases: readonly (readonly [expression: string, expected: unknown])[] = [
    ['false && local.u', false],
    ['local.u && false', false],
    ['true || local.u', true],
    ['local.u || true', true],
    ['local.text == null', false],
    ['"${local.u}x" != null', true],
    ['local.port == "a"', false],
    ['local.id == null', false],
    ['local.id == local.id', true],
    ['[1, local.u] == [2, local.u]', false],
    ['[local.u] == [1, 2]', false],
    ['local.flag ? 5 : 5', 5],
    ['length([local.u, local.u])', 2],
    ['length({ a = local.u })', 1],
    ['length(concat([local.u], ["a"]))', 2],
    ['length(toset([local.u]))', 1],
    ['length(toset([local.id, local.other, local.id]))', 2],
    ['length(sort([local.text, "a"]))', 2],
    ['length(formatlist("%s", [local.text, "a"]))', 2],
    ['length([for x in [local.u, 1] : x])', 2],
    ['length(flatten([[local.text], ["a"]]))', 2],
    ['length(setproduct([local.u, 1], ["a"]))', 2],
    ['length(reverse([local.u, 1]))', 2],
    ['length(keys({ a = local.u }))', 1],
    ['length(chunklist([local.u, 1, 2], 2))', 2],
    ['length(distinct([local.u]))', 1],
    ['length([local.text][*])', 1],
    ['contains(["a", local.u], "a")', true],
    ['contains([local.port], "a")', false],
    ['anytrue([local.u, true])', true],
    ['alltrue([local.u, false])', false],
    ['element([1, local.u], 2)', 1],
    ['slice([1, local.u, 3], 2, 3)', [3]],
    ['index(["a", local.u], "a")', 0],
    ['lookup({ a = 1, b = local.u }, "a", 0)', 1],
    ['lookup({ b = local.u }, "a", 0)', 0],
    ['merge({ a = local.u }, { a = 1 })', { a: 1 }],
    ['merge({ a = local.u, b = 2 }, {}).b', 2],
    ['keys({ a = local.u })', ['a']],
    ['zipmap(["a", "b"], [local.u, 1]).b', 1],
    ['coalesce("a", local.u)', 'a'],
    ['coalescelist([1], local.u)', [1]],
    ['try(5, local.u)', 5],
    ['try({ a = 1, b = local.u }, 0).a', 1],
    ['can(null.a)', false],
    ['one([{ a = 1, b = local.u }]).a', 1],
    ['{ for k, v in { a = local.u, b = 1 } : k => v }.b', 1],
    ['[{ a = 1, b = local.u }][*].a', [1]],
    ['values({ a = 1, b = local.u })[0]', 1],
    ['range(3)[1]', 1],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(outcomeOf(valueOf(expression, any)), { kind: 'value', json: expected });
    });
  }

  // Each of these is a number, a string or true or false once it is known, whatever its argument is.
  const typed: readonly (readonly [expression: string, reason: RegExp])[] = [
    'length(local.list) + 1',
    'length(local.list) > 0 ? 1 : 0',
    'max(length(local.list), 1) * 2',
    'length(distinct(local.list)) - 1',
    'length(local.list[0]) + 1',
    'length(flatten(local.list)) + 1',
    'length(keys(local.map)) + 1',
    'length(one(local.list[*])) + 1',
    'upper(element(local.list, 0))',
    'upper(lookup(local.map, "a", "b"))',
    'contains(local.list, "a") && true',
    'join(",", local.list) == "a"',
    '"${try(local.list[0], "")}"',
    'coalescelist(local.list, ["a"])[0] == "a"',
    'slice(local.list, 0, 1)[0] == "a"',
    'reverse(local.list)[0] == "a"',
    'merge(local.map, {})["a"] == "a"',
    'values(local.map)[0] == "a"',
    'zipmap(local.list, local.list)["a"] == "a"',
    '[for k, v in zipmap([local.list[0], "a"], [1, 2]) : v + 1]',
    'sum(local.numbers) + 1',
    'regex("a", local.list[0]) == "a"',
    'jsondecode(local.list[0]).a + 1',
    'index(local.list, "a") + 1',
    '[for x in local.list : upper(x)]',
    '{ for k, v in local.map : k => upper(v) }',
    'toset(local.list) == local.list',
    'local.list[*]',
  ].map((expression) => [expression, /^it is not known$/]);
  const unknowns = new Map<string, Value>([
    ['list', unknownAs(open, listOf(stringType), true)],
    ['numbers', unknownAs(open, listOf(numberType), true)],
    ['map', unknownAs(open, mapOf(stringType), true)],
  ]);
  for (const [expression, reason] of typed) {
    it(`${expression} is no error of types`, () => {
      const outcome = outcomeOf(valueOf(expression, unknowns));
      if (outcome.kind === 'value') return;
      assert.equal(outcome.kind, 'unknown', outcome.why);
      assert.match(outcome.why, reason);
    });
  }

  const lists: readonly (readonly [expression: string, known: readonly unknown[]])[] = [
    ['concat(["a"], local.u)', ['a']],
    ['compact(["a", local.u, ""])', ['a']],
    ['distinct(["a", local.u, "a", "b"])', ['a', 'b']],
    ['flatten([["a"], local.u, ["b"]])', ['a', 'b']],
    ['toset(["b", local.u, "a"])', ['a', 'b']],
    ['setunion(["b", local.text], ["a"])', ['a', 'b']],
    ['[for x in toset(["b", local.text, "a"]) : upper(x)]', ['A', 'B']],
  ];
  for (const [expression, known] of lists) {
    it(`${expression} holds ${JSON.stringify(known)}, and perhaps more`, () => {
      const value = valueOf(expression, any);
      assert.ok(value.kind === 'list' && value.open !== undefined);
      assert.deepEqual(
        value.items.map((item) => outcomeOf(item.value)),
        known.map((json) => ({ kind: 'value', json })),
      );
    });
  }

  it('an id stays what it stands for through lists, conditionals and functions', () => {
    for (const expression of [
      'tostring(local.id)',
      'coalesce(local.id, "a")',
      'compact([local.id, ""])[0]',
      'local.flag ? local.id : local.id',
      'tolist([local.id, "a"])[0]',
      'try(local.id, "a")',
      'element(flatten([[local.id]]), 0)',
      'lookup({ a = local.id }, "a", "b")',
    ]) {
      assert.deepEqual(valueOf(expression, any), any.get('id'), expression);
    }
  });
});

/** The expression where its value with an unknown part is not what Terraform says. */
function contradictions(golden: Golden, text: string, name: string, value: Unknown): readonly string[] {
  const result = valueOf(text, new Map([[name, value]]));
  if (agrees(result, golden.value)) return [];
  return [`${text}: ${JSON.stringify(outcomeOf(result))} where it is ${JSON.stringify(golden.value)}`];
}

/** Whether the JSON is one that the value leaves possible. */
function agrees(value: Value, json: unknown): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'reference':
      return true;
    case 'null':
      return json === null;
    // What is unknown may turn out to be a string or none, which decides whether what it shares a list with is one.
    case 'boolean':
      return value.boolean === json || String(value.boolean) === json;
    case 'number':
      return value.number === json || String(value.number) === json;
    case 'string':
      return value.text === String(json);
    case 'list': {
      if (!Array.isArray(json)) return false;
      // Where there may be more, the items that are known are there, wherever they are.
      const items = json as readonly unknown[];
      if (value.open !== undefined) {
        return value.items.every((item) => items.some((other) => agrees(item.value, other)));
      }
      if (unorderedOf(value) !== undefined) {
        return matchesInSomeOrder(value.items, items, (item, other) => agrees(item.value, other));
      }
      return (
        value.items.length === items.length &&
        value.items.every((item, index) => agrees(item.value, items[index]))
      );
    }
    case 'object': {
      if (typeof json !== 'object' || json === null) return false;
      const entries = new Map(Object.entries(json));
      return (
        (value.open !== undefined || value.properties.size === entries.size) &&
        [...value.properties].every(([key, item]) => entries.has(key) && agrees(item.value, entries.get(key)))
      );
    }
  }
}

/** The literals of an expression that a reference could stand for. */
function leavesOf(text: string): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const add = ({ start, end }: Expression, type: Type): void => {
    leaves.push({ start, end, type });
  };
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case 'number':
        { add(expression, numberType); return; }
      case 'boolean':
        { add(expression, boolType); return; }
      case 'template': {
        const [part, second] = expression.parts;
        if (expression.heredoc === 'none' && second === undefined && part?.kind === 'literal') {
          add(expression, stringType);
        }
        for (const inner of expression.parts) if (inner.kind === 'interpolation') visit(inner.expression);
        return;
      }
      case 'call':
        { expression.arguments.forEach(visit); return; }
      case 'tuple':
        { expression.items.forEach(visit); return; }
      case 'object':
        { expression.items.forEach((item) => visit(item.value)); return; }
      case 'binary':
        { ;[expression.left, expression.right].forEach(visit); return; }
      case 'unary':
        { visit(expression.operand); return; }
      case 'parentheses':
        { visit(expression.inner); return; }
      case 'conditional':
        { ;[expression.condition, expression.then, expression.otherwise].forEach(visit); return; }
      case 'for':
        visit(expression.collection);
        visit(expression.value);
        if (expression.condition !== undefined) visit(expression.condition);
        return;
      case 'get-index':
        { ;[expression.source, expression.key].forEach(visit); return; }
      case 'get-attribute':
      case 'splat':
        { visit(expression.source); return; }
      default:
        return;
    }
  };
  visit(parseHclExpression(text).expression);
  return leaves;
}
