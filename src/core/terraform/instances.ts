/** `count` and `for_each`: which instances of a resource or a module there are, and what `count` and `each` stand for in them. */
import type { Expression } from '../hcl/nodes.ts';
import {
  known,
  numberValue,
  unknown,
  type Maybe,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { bind, type Context, type Names } from './context.ts';
import { toNumber } from './conversions.ts';
import type { ExpandableDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { entriesOf, isIteration } from './iteration.ts';
import { keyTextOf, unknownKey } from './keys.ts';
import { quotedText } from './standIns.ts';
import { combine, invalid, isInvalid, makeObject, originOf, stringOfReference } from './values.ts';

/** One instance of a resource or a module, or all of them where it cannot be told how many there are. */
export interface Instance {
  /** `aws_vpc.main`, `aws_subnet.a[0]`, `aws_subnet.a["eu-west-1a"]`. */
  readonly address: string;
  /** The key within the resource; `undefined` without `count` and `for_each`, and where the instances are not known. */
  readonly key: number | string | undefined;
  readonly names: Names | undefined;
  readonly exists: Maybe<true>;
}

export interface Instances {
  readonly kind: 'single' | 'count' | 'for_each';
  readonly instances: readonly Instance[];
  /** Set when there may be further instances; the last of `instances` then stands for them. */
  readonly open: Unknown | undefined;
}

const MAX_INSTANCES = 10_000;
/** What an instance costs even without properties, in properties. */
export const PROPERTIES_PER_INSTANCE = 8;
const STEPS_PER_PROPERTY = 3;

/** What is expanded. */
export interface Expandable {
  readonly declaration: ExpandableDeclaration;
  /** Its address with the module around it, without a key. */
  readonly address: string;
  /** How many properties one instance has, those of the resources in a module among them. */
  readonly weight: number;
}

/**
 * The instances of a resource or a module. Where `count` or `for_each` is unknown, one whose existence is unknown.
 * @param context of the file that says how many there are.
 */
export function expandInstances(expandable: Expandable, context: Context): Instances {
  const { count, forEach } = expandable.declaration;
  if (count !== undefined) return expandCount(expandable, count.value, context);
  if (forEach !== undefined) return expandForEach(expandable, forEach.value, context);
  const { address } = expandable;
  const instance = { address, key: undefined, names: undefined, exists: known(true as const) };
  return { kind: 'single', instances: [instance], open: undefined };
}

/** Where the instances cannot be told at all. */
export function openInstances(
  { declaration, address }: Expandable,
  open: Unknown,
  context: Context,
): Instances {
  const kind = declaration.count === undefined ? 'for_each' : 'count';
  const names =
    kind === 'count'
      ? boundTo(context, 'count', [['index', open]])
      : boundTo(context, 'each', [
          ['key', open],
          ['value', open],
        ]);
  return { kind, instances: [{ address, key: undefined, names, exists: open }], open };
}

function expandCount(expandable: Expandable, expression: Expression, context: Context): Instances {
  const count = toNumber(evaluate(expression, context), expression, context);
  if (count.kind === 'unknown') return openInstances(expandable, count, context);
  const { number } = count;
  if (!Number.isInteger(number) || number < 0) {
    const why = 'is not a whole number of instances';
    return openInstances(expandable, invalid(why, expression, context), context);
  }
  if (!canExpand(number, expandable, context)) {
    const origin = originOf(context, expression);
    return openInstances(expandable, unknown(`count = ${number}`, 'is too many to expand', origin), context);
  }
  const instances = Array.from({ length: number }, (_, index) => ({
    address: `${expandable.address}[${index}]`,
    key: index,
    names: boundTo(context, 'count', [['index', numberValue(index)]]),
    exists: known(true as const),
  }));
  return { kind: 'count', instances, open: undefined };
}

function expandForEach(expandable: Expandable, expression: Expression, context: Context): Instances {
  const value = evaluate(expression, context);
  const iteration = entriesOf(value, expression, context);
  if (!isIteration(iteration)) return openInstances(expandable, iteration, context);
  const { entries } = iteration;
  if (!canExpand(entries.length, expandable, context)) {
    const what = `for_each over ${entries.length} elements`;
    const origin = originOf(context, expression);
    return openInstances(expandable, unknown(what, 'is too many to expand', origin), context);
  }
  const open: Unknown[] = iteration.open === undefined ? [] : [iteration.open];
  const byKey = new Map<string, Instance>();
  for (const entry of entries) {
    const element = value.kind === 'list' ? entry.value : entry.key;
    const key = element.kind === 'reference' ? stringOfReference(element, expression, context) : element;
    if (isInvalid(key)) return openInstances(expandable, key, context);
    if (key.kind !== 'string' && key.kind !== 'unknown') {
      const why = 'is not a map or a set of strings';
      return openInstances(expandable, invalid(why, expression, context), context);
    }
    const text = keyTextOf(key);
    if (text === undefined) {
      open.push(key.kind === 'unknown' ? key : unknownKey(key.text, originOf(context, expression)));
      continue;
    }
    const names = boundTo(context, 'each', [
      ['key', element],
      ['value', value.kind === 'list' ? element : entry.value],
    ]);
    byKey.set(text, {
      address: `${expandable.address}[${quotedText(text)}]`,
      key: text,
      names,
      exists: known(true),
    });
  }
  if (open.length === 0) return { kind: 'for_each', instances: [...byKey.values()], open: undefined };
  const rest = openInstances(expandable, combine(open), context);
  return { ...rest, instances: [...byKey.values(), ...rest.instances] };
}

/** What an instance costs is known before it is evaluated: each of its properties takes some steps. */
function canExpand(count: number, { weight }: Expandable, { budget }: Context): boolean {
  return (
    count <= MAX_INSTANCES && budget.spend(count * (weight + PROPERTIES_PER_INSTANCE) * STEPS_PER_PROPERTY)
  );
}

/** `name` bound to an object with the entries, outside of everything else. */
function boundTo(
  context: Context,
  name: string,
  entries: readonly (readonly [string, Value])[],
): Names | undefined {
  const span = { start: 0, end: 0 };
  const origin = originOf(context, span);
  const properties = new Map<string, Property>(entries.map(([key, value]) => [key, { value, origin }]));
  return bind(context, name, makeObject(properties, span, context)).names;
}
