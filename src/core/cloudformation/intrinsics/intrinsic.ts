/** What an intrinsic function sees of the stack, and how the functions read their arguments. */
import type { Origin } from '../../text/origin.ts';
import type { Span } from '../../text/span.ts';
import { textOf } from '../../value/read.ts';
import {
  known,
  stringValue,
  unknown,
  unknownOf,
  type Because,
  type ListValue,
  type Maybe,
  type Property,
  type Unknown,
  type Value,
} from '../../value/value.ts';
import { literalText, type Node } from '../node.ts';
import type { Texts } from '../parameters.ts';
import type { Template } from '../template.ts';

/** The stack while it is evaluated. */
export interface Scope {
  readonly template: Template;
  /** The value of a node; `undefined` where `AWS::NoValue` takes the thing away that has it. */
  evaluate(node: Node): Value | undefined;
  /** Whether a condition's expression holds. */
  test(node: Node): Maybe<boolean>;
  /** Whether a condition holds, by its name. */
  condition(name: string, span: Span): Maybe<boolean>;
  /** A parameter's value; the caller asked whether there is such a parameter. */
  parameter(name: string, span: Span): Value | Texts;
  /** A pseudo parameter's value, such as that of `AWS::Region`. */
  pseudoParameter(name: string, span: Span): Value;
  /** Whether an unknown value is a text, where the values it may have tell. */
  equals(value: Unknown, text: string): boolean | undefined;
  /** Whether a resource of the template exists, which its condition decides. */
  exists(resource: string, span: Span): Maybe<boolean>;
  /** A resource's property as configured; `undefined` when it is not, or not for certain. */
  configured(resource: string, property: string): Value | undefined;
  /** What a nested stack puts out; `undefined` when the resource is no nested stack. */
  output(resource: string, name: string, span: Span): Value | undefined;
  /** What another stack exports under a name. */
  exported(name: string, span: Span): Value;
  /** Says what an evaluation took for granted without knowing it. */
  assume(assumption: Because): void;
  /** The address of a resource of this template, which a reference to it carries. */
  address(resource: string): string;
  /** The result of a function that depends on a text alone, made once for each text. */
  once(key: string, make: () => Value): Value;
  /** What is being evaluated, for reasons: the address of a resource, or `The template`. */
  subject(): string;
  origin(span: Span): Origin;
  /**
   * Pays for a result of so many characters or nodes. `false` when the template asks for more than it may: functions
   * that double each other's results would otherwise fill the memory.
   */
  spend(cost: number): boolean;
}

/**
 * An intrinsic function.
 * @param argument the node behind the function's name, without the short form's tag.
 * @param span the call, for reasons.
 * @returns its value; unknown with a reason where it is called wrongly; `undefined` for `AWS::NoValue`.
 */
export type Intrinsic = (argument: Node, scope: Scope, span: Span) => Value | undefined;

/** Unknown since CloudFormation would reject the call: `Fn::Select takes …`. */
export function misused(name: string, why: string, scope: Scope, span: Span): Unknown {
  return unknown(name, why, scope.origin(span));
}

/** Unknown for the reasons of all parts, or of the first of very many. */
export function unknownFrom(parts: readonly Unknown[]): Unknown {
  return unknownOf(parts.slice(0, 20));
}

/** The items of a list as it is written; `undefined` when the argument is something else. */
export function argumentsOf(argument: Node): readonly Node[] | undefined {
  return argument.kind === 'sequence' && argument.tag === undefined ? argument.items : undefined;
}

/** A node's value as text. */
export function textArgument(node: Node, name: string, scope: Scope): Maybe<string> {
  return asText(scope.evaluate(node), name, scope, node.span);
}

/** A value as text: a value that AWS chooses has none before the stack is created. */
export function asText(value: Value | undefined, name: string, scope: Scope, span: Span): Maybe<string> {
  if (value?.kind === 'unknown') return value;
  if (value?.kind === 'reference') return unknownReference(value.resource, value.attribute, scope, span);
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined ? misused(name, `takes text, not ${nameOf(value)}`, scope, span) : known(text);
}

/** A node's value as the items of a list whose length is known. */
export function listArgument(node: Node, name: string, scope: Scope): Maybe<readonly Property[]> {
  const value = scope.evaluate(node);
  if (value?.kind === 'unknown') return unknownFrom([value]);
  if (value?.kind === 'reference') {
    return unknownReference(value.resource, value.attribute, scope, node.span);
  }
  if (value?.kind !== 'list') return misused(name, `takes a list, not ${nameOf(value)}`, scope, node.span);
  return value.open ?? known(value.items);
}

/** A whole number of an argument, also when written as text. */
export function integerArgument(node: Node, name: string, scope: Scope): Maybe<number> {
  const text = textArgument(node, name, scope);
  if (text.kind === 'unknown') return text;
  if (!/^\s*\d{1,9}\s*$/.test(text.value)) {
    return misused(name, 'takes a whole number', scope, node.span);
  }
  return known(Number(text.value));
}

/** A name that must be written out, such as a condition's. */
export function nameArgument(node: Node | undefined): string | undefined {
  return literalText(node);
}

/** Text as a value: a dynamic reference in it is only resolved by CloudFormation. */
export function textValue(text: string, scope: Scope, span: Span): Value {
  const dynamic = text.includes('{{resolve:') ? /\{\{resolve:[^{}]{1,200}\}\}/.exec(text) : null;
  if (dynamic === null) return stringValue(text);
  return unknown(dynamic[0], 'is looked up when the stack is created', scope.origin(span));
}

/** A list of texts that all come from one place. */
export function listValue(
  texts: readonly string[],
  name: string,
  scope: Scope,
  span: Span,
): ListValue | Unknown {
  if (!scope.spend(texts.length * 8)) return tooLong(name, scope, span);
  const origin = scope.origin(span);
  return { kind: 'list', items: texts.map((text) => ({ value: textValue(text, scope, span), origin })) };
}

/** Texts put together, unless the result is too long. */
export function joined(
  texts: readonly string[],
  delimiter: string,
  name: string,
  scope: Scope,
  span: Span,
): Value {
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
  if (!scope.spend(length)) return tooLong(name, scope, span);
  return textValue(texts.join(delimiter), scope, span);
}

export function tooLong(name: string, scope: Scope, span: Span): Unknown {
  return unknown(name, 'makes the template larger than is evaluated', scope.origin(span));
}

function unknownReference(resource: string, attribute: string, scope: Scope, span: Span): Unknown {
  const what = attribute === 'Ref' ? resource : `${resource}.${attribute}`;
  return unknown(what, 'is chosen by AWS when it is created', scope.origin(span));
}

function nameOf(value: Value | undefined): string {
  switch (value?.kind) {
    case undefined:
      return 'AWS::NoValue';
    case 'list':
      return 'a list';
    case 'object':
      return 'a map';
    case 'null':
      return 'nothing';
    default:
      return 'text';
  }
}
