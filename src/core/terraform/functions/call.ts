/** Calls of functions: finds the implementation, spreads the last argument before `...`, counts the arguments. */
import type { Call } from '../../hcl/nodes.ts';
import { unknown, type Unknown, type Value } from '../../value/value.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../conversions.ts';
import { invalid, originOf, tooLarge } from '../values.ts';
import { functions } from './functions.ts';

/** The result of a call; a function that is not implemented is unknown, not an error. */
export function callFunction(call: Call, values: readonly Value[], context: Context): Value {
  const name = call.name.text.replace(/^core::/, '');
  const implementation = functions.get(name);
  if (implementation === undefined) {
    return unknown(`function ${name}()`, 'is not evaluated yet', originOf(context, call));
  }
  const spread = call.expand ? spreadLast(values, call, context) : values;
  if ('kind' in spread) return spread;
  const { minimum, maximum, compute } = implementation;
  if (spread.length < minimum || spread.length > maximum) {
    return invalid(`passes ${spread.length} arguments to ${name}()`, call, context);
  }
  return compute(spread, call, context);
}

function spreadLast(values: readonly Value[], call: Call, context: Context): readonly Value[] | Unknown {
  const last = values.at(-1);
  if (last === undefined) return values;
  const span = call.arguments.at(-1) ?? call;
  if (last.kind === 'unknown') return last;
  if (last.kind !== 'list') return invalid(`is ${nameOf(last)} where ... needs a list`, span, context);
  if (last.open !== undefined) return last.open;
  if (!context.budget.spend(last.items.length)) return tooLarge(call, context);
  return [...values.slice(0, -1), ...last.items.map((item) => item.value)];
}
