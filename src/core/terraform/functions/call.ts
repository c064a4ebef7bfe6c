/** Calls of functions: finds the implementation and spreads the last argument where `...` follows it. */
import type { Call } from '../../hcl/nodes.ts';
import { unknown, type Value } from '../../value/value.ts';
import type { Context } from '../context.ts';
import { entriesOf, isIteration } from '../iteration.ts';
import { invalid, originOf, tooLarge } from '../values.ts';
import { functions } from './functions.ts';

/** The result of a call; a function that is not implemented is unknown, not an error. */
export function callFunction(call: Call, values: readonly Value[], context: Context): Value {
  const name = call.name.text.replace(/^core::/, '');
  const implementation = functions.get(name);
  if (implementation === undefined) {
    return unknown(`function ${name}()`, 'is not evaluated yet', originOf(context, call));
  }
  const last = values.at(-1);
  const lastNode = call.arguments.at(-1);
  if (!call.expand || last === undefined || lastNode === undefined) {
    return implementation(values, call, context);
  }
  const iteration = entriesOf(last, lastNode, context);
  if (!isIteration(iteration)) return iteration;
  if (last.kind !== 'list') return invalid('spreads what is not a list', lastNode, context);
  if (iteration.open !== undefined) return iteration.open;
  if (!context.budget.spend(iteration.entries.length)) return tooLarge(call, context);
  return implementation([...values.slice(0, -1), ...last.items.map((item) => item.value)], call, context);
}
