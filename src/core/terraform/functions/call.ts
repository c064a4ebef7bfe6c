/**
 * Calls of functions: finds the implementation, spreads the last argument before `...`, and does with the arguments
 * what the signature says, in Terraform's order: count them, refuse null, convert, leave what is unknown.
 */
import type { Call } from '../../hcl/nodes.ts';
import { quote } from '../../hcl/printBlock.ts';
import { unknown, type Unknown, type Value } from '../../value/value.ts';
import type { Context, Evaluate } from '../context.ts';
import { convert } from '../convert.ts';
import { nameOf, numberText } from '../conversions.ts';
import { expressionStandIn, expressionText, isStandIn } from '../standIns.ts';
import type { Type } from '../types.ts';
import {
  combine,
  invalid,
  isInvalid,
  isTextReference,
  originOf,
  standInOf,
  textOfReference,
  tooLarge,
  typeOf,
  unknownAs,
  unknownText,
  unorderedOf,
  untyped,
} from '../values.ts';
import { keepWorkspace } from '../workspaceKey.ts';
import { Arguments } from './arguments.ts';
import type { Signature, TerraformFunction } from './function.ts';
import { functions } from './functions.ts';
import { unknownPart } from './unknownPart.ts';

/** `try()` and `can()`: what is an error in their arguments is a value to them. */
export function catchesErrors({ name }: Call): boolean {
  return functions.get(localName(name.text))?.takes === 'any';
}

/**
 * The result of a call; a function that is not Terraform's own is unknown, not an error.
 * @param doubts of `try()` and `can()`: for each argument, what in it may turn out to be an error.
 */
export function callFunction(
  call: Call,
  values: readonly Value[],
  context: Context,
  evaluate: Evaluate,
  doubts: readonly (Unknown | undefined)[] = [],
): Value {
  const name = localName(call.name.text);
  const called = functions.get(name);
  if (called === undefined) return notOurs(name, call, context);
  const spread = call.expand ? spreadLast(values, call, context) : values;
  if ('kind' in spread) return spread;
  const wrong = countError(called.signature, spread.length);
  if (wrong !== undefined) return invalid(`passes ${wrong} to ${name}()`, call, context);
  const given = new Arguments(spread, call, context, evaluate, doubts);
  if (called.takes === 'any') return called.compute(given);
  const prepared = prepare(called.signature, given);
  if ('kind' in prepared) return prepared;
  const isSame = prepared === spread;
  const result = compute(called, isSame ? given : new Arguments(prepared, call, context, evaluate));
  if (result.kind === 'unknown') return typed(result, called.signature.returns, prepared);
  return keepWorkspace(result, prepared);
}

/** An unknown result has the type of the function. An argument handed on as the reason has its own, which is none of it. */
function typed(result: Unknown, returns: Type, values: readonly Value[]): Unknown {
  const isText = returns.kind === 'dynamic' || returns.kind === 'string';
  if (isText && standInOf(result) !== undefined) return result;
  if (returns.kind === 'dynamic') return values.includes(result) ? untyped(result) : result;
  return typeOf(result).kind === returns.kind ? result : unknownAs(result, returns, true);
}

function compute(called: TerraformFunction, given: Arguments): Value {
  if (called.takes === 'open') return called.compute(given);
  let open: Unknown[] | undefined;
  for (let index = 0; index < given.count; index++) {
    const found = unknownPart(given.at(index), given, index);
    if (found !== undefined) (open ??= []).push(found);
  }
  return open === undefined ? called.compute(given) : openResult(called, given, open);
}

/** What a function makes of a string that something stands for has an expression to stand for it. */
function openResult({ signature }: TerraformFunction, given: Arguments, open: readonly Unknown[]): Unknown {
  const result = combine(open);
  const name = localName(given.call.name.text);
  const isMadeOf = given.values.some((value) => standInOf(value) !== undefined);
  if (!isMadeOf || signature.returns.kind !== 'string' || isNeverTheSame(name)) return result;
  const texts: string[] = [];
  for (const value of given.values) {
    const text = writtenOut(value);
    if (text === undefined) return result;
    texts.push(text);
  }
  const { strict } = given.context;
  if (strict !== undefined) strict.doubt ??= result;
  return unknownText(result, expressionStandIn(`${name}(${texts.join(', ')})`));
}

function isNeverTheSame(name: string): boolean {
  return name === 'bcrypt';
}

/** An argument as one would write it; two that are written alike are the same. */
function writtenOut(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return isStandIn(value.text) ? undefined : quote(value.text);
    case 'number':
      return numberText(value.number);
    case 'boolean':
      return String(value.boolean);
    case 'null':
      return 'null';
    case 'reference':
      return isTextReference(value) ? `${value.resource}.${value.attribute}` : undefined;
    default: {
      const standIn = standInOf(value);
      return standIn === undefined ? undefined : expressionText(standIn);
    }
  }
}

/** The arguments converted to the types of their parameters, or the first error. The same list where none changes. */
function prepare({ parameters, variadic }: Signature, given: Arguments): readonly Value[] | Unknown {
  let prepared: Value[] | undefined;
  for (let index = 0; index < given.count; index++) {
    const value = given.at(index);
    const parameter = parameters[index] ?? variadic;
    if (parameter === undefined || isInvalid(value)) return isInvalid(value) ? value : given.error('');
    if (value.kind === 'null' && !parameter.nullable) {
      return given.error(`is null where ${localName(given.call.name.text)}() needs a value`, index);
    }
    const converted = convert(value, parameter.type, given.span(index), given.context);
    if (isInvalid(converted)) return converted;
    if (converted !== value) prepared ??= given.values.slice();
    if (prepared !== undefined) prepared[index] = converted;
  }
  return prepared ?? given.values;
}

function countError({ parameters, variadic }: Signature, count: number): string | undefined {
  if (count >= parameters.length && (variadic !== undefined || count === parameters.length)) return undefined;
  return `${count} argument${count === 1 ? '' : 's'}`;
}

function localName(name: string): string {
  return name.startsWith('core::') ? name.slice('core::'.length) : name;
}

/** A provider's function runs inside the provider; any other name is no function of Terraform 1.11. */
function notOurs(name: string, call: Call, context: Context): Unknown {
  const why = name.startsWith('provider::') ? 'is computed by a provider' : 'is not evaluated yet';
  return unknown(`function ${name}()`, why, originOf(context, call));
}

function spreadLast(values: readonly Value[], call: Call, context: Context): readonly Value[] | Unknown {
  const last = values.at(-1);
  if (last === undefined) return values;
  const span = call.arguments.at(-1) ?? call;
  if (last.kind === 'unknown') return last;
  if (last.kind === 'reference') return textOfReference(last, span, context);
  if (last.kind !== 'list') return invalid(`is ${nameOf(last)} where ... needs a list`, span, context);
  const unplaced = last.open ?? unorderedOf(last);
  if (unplaced !== undefined) return unplaced;
  if (!context.budget.spend(last.items.length)) return tooLarge(call, context);
  return [...values.slice(0, -1), ...last.items.map((item) => item.value)];
}
