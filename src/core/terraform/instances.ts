/** `count` and `for_each`: which instances of a resource there are, and what `count` and `each` stand for in them. */
import {
  known,
  numberValue,
  stringValue,
  unknown,
  type Maybe,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { bind, type Context, type Names } from './context.ts';
import { toNumber } from './conversions.ts';
import type { ResourceDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { entriesOf, isIteration } from './iteration.ts';
import { combine, invalid, isInvalid, makeObject, originOf, textOfReference } from './values.ts';

/** One instance of a resource, or all of them where it cannot be told how many there are. */
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
const PROPERTIES_PER_INSTANCE = 8;
const STEPS_PER_PROPERTY = 3;

/** The instances of a resource. Where `count` or `for_each` is unknown, one whose existence is unknown. */
export function expandInstances(declaration: ResourceDeclaration, context: Context): Instances {
  const { address, count, forEach } = declaration;
  if (count !== undefined) return expandCount(declaration, count, context);
  if (forEach !== undefined) return expandForEach(declaration, forEach, context);
  const instance = { address, key: undefined, names: undefined, exists: known(true as const) };
  return { kind: 'single', instances: [instance], open: undefined };
}

/** Where the instances cannot be told at all. */
export function openInstances(declaration: ResourceDeclaration, open: Unknown, context: Context): Instances {
  const kind = declaration.count === undefined ? 'for_each' : 'count';
  const names =
    kind === 'count'
      ? boundTo(context, 'count', [['index', open]])
      : boundTo(context, 'each', [
          ['key', open],
          ['value', open],
        ]);
  return { kind, instances: [{ address: declaration.address, key: undefined, names, exists: open }], open };
}

function expandCount(
  declaration: ResourceDeclaration,
  expression: NonNullable<ResourceDeclaration['count']>,
  context: Context,
): Instances {
  const count = toNumber(evaluate(expression, context), expression, context);
  if (count.kind === 'unknown') return openInstances(declaration, count, context);
  const { number } = count;
  if (!Number.isInteger(number) || number < 0) {
    const why = 'is not a whole number of instances';
    return openInstances(declaration, invalid(why, expression, context), context);
  }
  if (!canExpand(number, declaration, context)) {
    const origin = originOf(context, expression);
    return openInstances(declaration, unknown(`count = ${number}`, 'is too many to expand', origin), context);
  }
  const instances = Array.from({ length: number }, (_, index) => ({
    address: `${declaration.address}[${index}]`,
    key: index,
    names: boundTo(context, 'count', [['index', numberValue(index)]]),
    exists: known(true as const),
  }));
  return { kind: 'count', instances, open: undefined };
}

function expandForEach(
  declaration: ResourceDeclaration,
  expression: NonNullable<ResourceDeclaration['forEach']>,
  context: Context,
): Instances {
  const value = evaluate(expression, context);
  const iteration = entriesOf(value, expression, context);
  if (!isIteration(iteration)) return openInstances(declaration, iteration, context);
  const { entries } = iteration;
  if (!canExpand(entries.length, declaration, context)) {
    const what = `for_each over ${entries.length} elements`;
    const origin = originOf(context, expression);
    return openInstances(declaration, unknown(what, 'is too many to expand', origin), context);
  }
  const open: Unknown[] = iteration.open === undefined ? [] : [iteration.open];
  const byKey = new Map<string, Instance>();
  for (const entry of entries) {
    const element = value.kind === 'list' ? entry.value : entry.key;
    const key = element.kind === 'reference' ? textOfReference(element, expression, context) : element;
    if (isInvalid(key)) return openInstances(declaration, key, context);
    if (key.kind === 'unknown') {
      open.push(key);
      continue;
    }
    if (key.kind !== 'string') {
      const why = 'is not a map or a set of strings';
      return openInstances(declaration, invalid(why, expression, context), context);
    }
    const { text } = key;
    const names = boundTo(context, 'each', [
      ['key', stringValue(text)],
      ['value', value.kind === 'list' ? stringValue(text) : entry.value],
    ]);
    const address = `${declaration.address}[${quote(text)}]`;
    byKey.set(text, { address, key: text, names, exists: known(true) });
  }
  if (open.length === 0) return { kind: 'for_each', instances: [...byKey.values()], open: undefined };
  const rest = openInstances(declaration, combine(open), context);
  return { ...rest, instances: [...byKey.values(), ...rest.instances] };
}

/** What an instance costs is known before it is evaluated: each of its properties takes some steps. */
function canExpand(count: number, { members }: ResourceDeclaration, { budget }: Context): boolean {
  return (
    count <= MAX_INSTANCES &&
    budget.spend(count * (members.size + PROPERTIES_PER_INSTANCE) * STEPS_PER_PROPERTY)
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

/** A key as Terraform writes it in an address. */
function quote(key: string): string {
  const escaped = key
    .replace(/["\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/([$%])\{/g, '$1$1{');
  return `"${escaped}"`;
}
