/** `[for v in c : …]` and `{for k, v in c : … => …}` over known, open and unknown collections. */
import type { ForExpression } from '../hcl/nodes.ts';
import type { Property, Unknown, Value } from '../value/value.ts';
import { bind, type Context, type Evaluate } from './context.ts';
import { toBoolean, toText } from './conversions.ts';
import { entriesOf, isIteration, type Entry } from './iteration.ts';
import { keyTextOf, maybeSame, unknownKey } from './keys.ts';
import { shownText } from './standIns.ts';
import { dynamicType } from './types.ts';
import {
  combine,
  invalid,
  makeList,
  makeObject,
  originOf,
  propertyAt,
  tooLarge,
  unknownAs,
  withoutOrder,
} from './values.ts';

export function evaluateFor(expression: ForExpression, context: Context, evaluate: Evaluate): Value {
  const { collection } = expression;
  const iteration = entriesOf(evaluate(collection, context), collection, context);
  if (!isIteration(iteration)) return unknownAs(iteration, dynamicType, true);
  const chosen: Context[] = [];
  const open: Unknown[] = iteration.open === undefined ? [] : [iteration.open];
  for (const entry of iteration.entries) {
    if (!context.budget.spend()) return tooLarge(expression, context);
    const inner = bindEntry(expression, entry, context);
    const keep = keeps(expression, inner, evaluate);
    if (keep === true) chosen.push(inner);
    else if (keep !== false) open.push(keep);
  }
  return expression.key === undefined
    ? toTuple(expression, chosen, open, iteration.unordered, context, evaluate)
    : toObject(expression, expression.key, chosen, open, iteration.unordered, context, evaluate);
}

function bindEntry({ keyName, valueName }: ForExpression, { key, value }: Entry, context: Context): Context {
  const outer = keyName === undefined ? context : bind(context, keyName.text, key);
  return bind(outer, valueName.text, value);
}

/** Whether the element passes the condition. Where that is unknown it is one of the further items there may be. */
function keeps({ condition }: ForExpression, inner: Context, evaluate: Evaluate): boolean | Unknown {
  if (condition === undefined) return true;
  const flag = toBoolean(evaluate(condition, inner), condition, inner);
  return flag.kind === 'unknown' ? flag : flag.boolean;
}

function toTuple(
  expression: ForExpression,
  chosen: readonly Context[],
  open: readonly Unknown[],
  unordered: Unknown | undefined,
  context: Context,
  evaluate: Evaluate,
): Value {
  const { value } = expression;
  const items = chosen.map((inner) => propertyAt(evaluate(value, inner), value, context));
  const list = makeList(items, expression, context, open.length === 0 ? undefined : combine(open));
  return withoutOrder(list, unordered);
}

function toObject(
  expression: ForExpression,
  key: NonNullable<ForExpression['key']>,
  chosen: readonly Context[],
  known: readonly Unknown[],
  unordered: Unknown | undefined,
  context: Context,
  evaluate: Evaluate,
): Value {
  const { value, group } = expression;
  const groups = new Map<string, Property[]>();
  const open = [...known];
  for (const inner of chosen) {
    const text = toText(evaluate(key, inner), key, inner);
    const name = keyTextOf(text);
    if (name === undefined) {
      open.push(text.kind === 'unknown' ? text : unknownKey(text.text, originOf(inner, key)));
      continue;
    }
    const found = groups.get(name);
    if (found !== undefined && !group) {
      return invalid(`gives the key "${shownText(name)}" twice`, expression, context);
    }
    const item = propertyAt(evaluate(value, inner), value, context);
    if (found === undefined) groups.set(name, [item]);
    else found.push(item);
  }
  const same = maybeSame([...groups.keys()], originOf(context, key), context.budget);
  if (same !== undefined && group) open.push(same);
  const further = open.length === 0 ? undefined : combine(open);
  // Without groups Terraform refuses what gives a key twice: where it does not, all keys differ.
  if (!group && context.strict !== undefined) context.strict.doubt ??= same ?? further;
  const properties = new Map<string, Property>();
  const origin = originOf(context, value);
  for (const [name, items] of groups) {
    const [first] = items;
    const whole =
      group || first === undefined
        ? withoutOrder(makeList(items, value, context, further), unordered)
        : first.value;
    properties.set(name, { value: whole, origin });
  }
  return makeObject(properties, expression, context, further);
}
