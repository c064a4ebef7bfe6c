/** Input variables: the value given by the caller or for the run, or else the default, as the variable's type. */
import { nullValue, unknown, type Unknown, type Value } from '../value/value.ts';
import type { Context, Module } from './context.ts';
import type { VariableDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { convertToType, parseType } from './typeConstraints.ts';
import { originOf } from './values.ts';

/** A default, and a value in a file of its own, may use no reference at all. */
export const noReferences: Module = {
  resolve: (root, name, origin): Unknown =>
    unknown(`${root}.${name}`, 'cannot be used in the declaration of a variable', origin),
};

/**
 * The value of a variable. Without a value and a default it is unknown: `has no default`. Custom conditions are not
 * looked at: what they would refuse is never deployed.
 * @param prefix of the module's addresses: empty, or `module.vpc[0].`.
 * @param contextOf what the code of a file is evaluated in; nothing in it may be referred to.
 */
export function evaluateVariable(
  declaration: VariableDeclaration,
  given: Value | undefined,
  prefix: string,
  contextOf: (file: string) => Context,
): Value {
  const { name, file, block } = declaration;
  const { header } = block;
  const context = contextOf(file);
  const nullable = declaration.nullable?.value;
  const type = parseType(declaration.type?.value);
  const refusesNull = nullable?.kind === 'boolean' && !nullable.value;
  if (given !== undefined && !(refusesNull && given.kind === 'null')) {
    return convertToType(given, type, header, context, evaluate);
  }
  const what = `${prefix}var.${name}`;
  if (declaration.default === undefined) {
    const why = prefix === '' ? 'has no default' : 'has no default and is not set by the call';
    return convertToType(unknown(what, why, originOf(context, header)), type, header, context, evaluate);
  }
  const { value: fallback, file: writtenIn } = declaration.default;
  const inDefault = contextOf(writtenIn);
  if (fallback.kind === 'error') {
    return unknown(what, 'has a syntax error', originOf(context, header));
  }
  const value = fallback.kind === 'null' ? nullValue : evaluate(fallback, inDefault);
  return convertToType(value, type, fallback, inDefault, evaluate);
}
