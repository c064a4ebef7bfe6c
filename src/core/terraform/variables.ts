/** Input variables: the value given for the run, or else the default, as the variable's type. */
import { nullValue, unknown, type Unknown, type Value } from '../value/value.ts';
import type { Budget } from './budget.ts';
import type { Context, Module } from './context.ts';
import type { VariableDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { attributeOf } from './members.ts';
import { convertToType, parseType } from './typeConstraints.ts';
import { originOf } from './values.ts';

/** A default may use no reference at all. */
const noReferences: Module = {
  resolve: (root, name, origin): Unknown =>
    unknown(`${root}.${name}`, 'cannot be used in the declaration of a variable', origin),
};

/** The value of every declared variable. Without a value and a default it is unknown: `has no default`. */
export function evaluateVariables(
  declarations: Iterable<VariableDeclaration>,
  given: ReadonlyMap<string, Value>,
  budget: Budget,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const declaration of declarations) {
    budget.begin();
    values.set(declaration.name, evaluateVariable(declaration, given.get(declaration.name), budget));
  }
  return values;
}

function evaluateVariable(
  { name, file, block }: VariableDeclaration,
  given: Value | undefined,
  budget: Budget,
): Value {
  const context: Context = { file, resource: undefined, names: undefined, module: noReferences, budget };
  const { body, header } = block;
  const fallback = attributeOf(body, 'default')?.value;
  const nullable = attributeOf(body, 'nullable')?.value;
  const type = parseType(attributeOf(body, 'type')?.value);
  const refusesNull = nullable?.kind === 'boolean' && !nullable.value;
  if (given !== undefined && !(refusesNull && given.kind === 'null')) {
    return convertToType(given, type, header, context, evaluate);
  }
  if (fallback === undefined) return unknown(`var.${name}`, 'has no default', originOf(context, header));
  if (fallback.kind === 'error') {
    return unknown(`var.${name}`, 'has a syntax error', originOf(context, header));
  }
  const value = fallback.kind === 'null' ? nullValue : evaluate(fallback, context);
  return convertToType(value, type, fallback, context, evaluate);
}
