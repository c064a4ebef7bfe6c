/**
 * Conditions: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not` and `Condition` in the Conditions section, and `Fn::If`
 * everywhere else. Three-valued: what is not known stays unknown unless another operand decides.
 */
import type { Span } from '../../text/span.ts';
import { textOf } from '../../value/read.ts';
import { known, mapMaybe, type Maybe, type Unknown, type Value } from '../../value/value.ts';
import type { Node } from '../node.ts';
import { argumentsOf, misused, nameArgument, textArgument, unknownFrom, type Scope } from './intrinsic.ts';

/** A function of the Conditions section. */
export type Test = (argument: Node, scope: Scope, span: Span) => Maybe<boolean>;

export const tests: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['Condition', condition],
  ['Fn::Equals', equals],
  ['Fn::And', and],
  ['Fn::Or', or],
  ['Fn::Not', not],
]);

export function ifElse(argument: Node, scope: Scope, span: Span): Value | undefined {
  const [nameNode, then, otherwise, ...rest] = argumentsOf(argument) ?? [];
  const name = nameArgument(nameNode);
  if (name === undefined || then === undefined || otherwise === undefined || rest.length > 0) {
    return misused('Fn::If', 'takes the name of a condition and two values', scope, span);
  }
  const holds = scope.condition(name, span);
  if (holds.kind === 'known') return scope.evaluate(holds.value ? then : otherwise);
  const [first, second] = [then, otherwise].map((node) => scope.evaluate(node));
  return first !== undefined && second !== undefined && isSame(first, second) ? first : holds;
}

/** Whether two values are the same text or the same reference. */
function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'reference' && b.kind === 'reference') {
    return a.resource === b.resource && a.attribute === b.attribute;
  }
  const text = textOf(a);
  return text !== undefined && text === textOf(b);
}

function condition(argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  const name = nameArgument(argument);
  if (name === undefined) return misused('Condition', 'takes the name of a condition', scope, span);
  return scope.condition(name, span);
}

function equals(argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  const [left, right, ...rest] = argumentsOf(argument) ?? [];
  if (left === undefined || right === undefined || rest.length > 0) {
    return misused('Fn::Equals', 'takes two values', scope, span);
  }
  const first = textArgument(left, 'Fn::Equals', scope);
  const second = textArgument(right, 'Fn::Equals', scope);
  if (first.kind === 'known' && second.kind === 'known') return known(first.value === second.value);
  const told =
    first.kind === 'unknown' && second.kind === 'known' && isReference(left)
      ? scope.equals(first, second.value)
      : second.kind === 'unknown' && first.kind === 'known' && isReference(right)
        ? scope.equals(second, first.value)
        : undefined;
  if (told !== undefined) return known(told);
  return unknownFrom([first, second].filter((part): part is Unknown => part.kind === 'unknown'));
}

/** Whether a value is that of a parameter itself, not of something made from it. */
function isReference(node: Node): boolean {
  if (node.tag !== undefined) return node.tag === '!Ref';
  return node.kind === 'map' && node.entries.length === 1 && node.entries[0]?.key === 'Ref';
}

function and(argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  return decide('Fn::And', false, argument, scope, span);
}

function or(argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  return decide('Fn::Or', true, argument, scope, span);
}

function not(argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  const [operand, ...rest] = argumentsOf(argument) ?? [];
  if (operand === undefined || rest.length > 0) {
    return misused('Fn::Not', 'takes a list of one condition', scope, span);
  }
  return mapMaybe(scope.test(operand), (holds) => !holds);
}

/** One operand worth `decisive` decides, whatever the others are worth. */
function decide(name: string, decisive: boolean, argument: Node, scope: Scope, span: Span): Maybe<boolean> {
  const operands = argumentsOf(argument) ?? [];
  if (operands.length < 2) return misused(name, 'takes a list of conditions', scope, span);
  const results = operands.map((operand) => scope.test(operand));
  if (results.some((result) => result.kind === 'known' && result.value === decisive)) return known(decisive);
  const unknowns = results.filter((result): result is Unknown => result.kind === 'unknown');
  return unknowns.length > 0 ? unknownFrom(unknowns) : known(!decisive);
}
