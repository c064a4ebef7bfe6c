/** Functions that choose between their arguments or speak about them: `try`, `can`, `coalesce`, `sensitive` and its kin. */
import type { Expression } from '../../hcl/nodes.ts';
import type { Span } from '../../text/span.ts';
import { booleanValue, explain, type Unknown, type Value } from '../../value/value.ts';
import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { compareTexts } from '../standInOrder.ts';
import { dynamicType, unify } from '../types.ts';
import {
  combine,
  isInvalid,
  isNotNull,
  isResourceObject,
  notTold,
  standInOf,
  textOfReference,
  tooLarge,
  typeOf,
  unknownAs,
  untyped,
} from '../values.ts';
import type { Arguments } from './arguments.ts';
import { ofAny, ofOpen, type Family } from './function.ts';

export const controlFunctions: Family = {
  can: ofAny('(expression: any) bool', can),
  coalesce: ofOpen('(...vals?: any) any', coalesce),
  ephemeralasnull: ofOpen('(value?: any) any', (given) => aboutMarks(given, 'ephemeral')),
  issensitive: ofOpen('(value?: any) bool', (given) => aboutMarks(given, 'sensitive')),
  nonsensitive: ofOpen('(value?: any) any', (given) => given.at(0)),
  sensitive: ofOpen('(value?: any) any', (given) => given.at(0)),
  try: ofAny('(...expressions: any) any', tryEach),
};

/** What keeps a value from being used as it is. */
interface Flaws {
  error: Unknown | undefined;
  unknown: Unknown | undefined;
}

/** Which values are sensitive or ephemeral is not followed. */
function aboutMarks(given: Arguments, mark: string): Value {
  return given.unknown(`may or may not be ${mark}`, 0);
}

/**
 * The first argument that is no error. What is not known may yet turn out to be one, so then no later argument is
 * looked at; parts that are known stay, unless the very expression that made them may fail.
 */
function tryEach(given: Arguments): Value {
  if (given.count === 0) return given.error('has no argument at all');
  let last = '';
  for (const [index, value] of given.values.entries()) {
    const flaws = flawsOf(value, given, index);
    if (flaws.error !== undefined) {
      last = explain(flaws.error.because);
      continue;
    }
    const doubt = given.doubts[index];
    if (flaws.unknown === undefined || value.kind === 'unknown') {
      const isSure = doubt === undefined || (value.kind === 'unknown' && standInOf(value) === undefined);
      return isSure ? value : combine([doubt]);
    }
    const expression = given.call.expand ? undefined : given.call.arguments[index];
    if (doubt === undefined && expression !== undefined && cannotFail(expression, value)) return value;
    // The type of a part is not that of the whole.
    return untyped(doubt ?? flaws.unknown);
  }
  return given.error(`has no argument without an error: ${last}`);
}

function can(given: Arguments): Value {
  const value = given.at(0);
  const flaws = flawsOf(value, given, 0);
  if (flaws.error !== undefined) return booleanValue(false);
  const doubt = flaws.unknown ?? given.doubts[0];
  return doubt === undefined ? booleanValue(true) : combine([doubt]);
}

/**
 * Whether no part that is unknown now can make an error of the expression later. Reading a part of a known value
 * cannot; anything computed from an unknown one can.
 */
function cannotFail(expression: Expression, value: Value): boolean {
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
    case 'variable':
      return true;
    case 'parentheses':
      return cannotFail(expression.inner, value);
    case 'get-attribute':
      return value.kind !== 'unknown' || expression.source.kind === 'variable';
    case 'get-index':
      return value.kind !== 'unknown';
    case 'splat':
      return value.kind === 'list' && value.items.every((item) => item.value.kind !== 'unknown');
    case 'template':
      return value.kind === 'string';
    case 'tuple':
      return (
        value.kind === 'list' &&
        value.items.length === expression.items.length &&
        expression.items.every((item, index) => cannotFail(item, value.items[index]?.value ?? value))
      );
    case 'object':
      return (
        value.kind === 'object' &&
        value.open === undefined &&
        expression.items.every(({ key, value: item }) => {
          const name = key.kind === 'variable' ? key.name : literalText(key);
          const found = name === undefined ? undefined : value.properties.get(name)?.value;
          return found !== undefined && cannotFail(item, found);
        })
      );
    default:
      return value.kind !== 'unknown' && value.kind !== 'list' && value.kind !== 'object';
  }
}

function literalText(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined;
  const [part, second] = expression.parts;
  return part?.kind === 'literal' && second === undefined ? part.text : undefined;
}

/** The first argument that is neither null nor an empty string, as the type all of them have in common. */
function coalesce(given: Arguments): Value {
  const types = given.values.map(typeOf);
  const type = types.length === 0 ? undefined : unify(types);
  if (type === undefined) return given.error('mixes types that have none in common');
  for (const [index, argument] of given.values.entries()) {
    const value = convert(argument, type, given.span(index), given.context);
    if (isInvalid(value)) return value;
    const standIn = standInOf(value);
    if (standIn !== undefined && compareTexts(standIn, '').equal === false) return value;
    if (value.kind === 'unknown') return unknownAs(value, type.kind === 'dynamic' ? dynamicType : type, true);
    if (value.kind === 'null' || (value.kind === 'string' && value.text === '')) continue;
    if (value.kind === 'reference' && !isNotNull(value)) {
      return textOfReference(value, given.span(index), given.context);
    }
    return value;
  }
  return given.error('has no argument that is not null or empty');
}

/**
 * Looks for errors and unknown parts anywhere in a value. Of an error that was made elsewhere, which Terraform has stopped
 * with there, there is nothing to catch.
 */
function flawsOf(value: Value, given: Arguments, index: number): Flaws {
  const { context } = given;
  const span = given.span(index);
  const flaws: Flaws = { error: undefined, unknown: undefined };
  const visit = (part: Value): void => {
    if (flaws.error !== undefined) return;
    if (!given.spend(1)) flaws.unknown ??= tooLarge(span, context);
    else if (isInvalid(part) && isMadeIn(span, part, context)) flaws.error = part;
    else if (part.kind === 'unknown') flaws.unknown ??= part;
    else if (part.kind === 'reference') flaws.unknown ??= textOfReference(part, span, context);
    else if (part.kind === 'list') {
      if (part.open !== undefined) visit(part.open);
      for (const item of part.items) visit(item.value);
    } else if (part.kind === 'object') {
      if (isResourceObject(part)) {
        flaws.unknown ??= notTold('is a whole resource', span, context);
        return;
      }
      if (part.open !== undefined) visit(part.open);
      for (const item of part.properties.values()) visit(item.value);
    }
  };
  visit(value);
  return flaws;
}

/** Whether an error is one of the code at `span`, and not of what that refers to. */
function isMadeIn(span: Span, { because }: Unknown, { file }: Context): boolean {
  const origin = because[0]?.origin;
  return origin?.file === file.file && origin.span.start >= span.start && origin.span.end <= span.end;
}
