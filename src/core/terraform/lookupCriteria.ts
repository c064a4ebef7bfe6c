/** What a data source asks of a resource, in its arguments and filters, and whether a resource fits. */
import { listOf, textOf } from '../value/read.ts';
import type { Property, Value } from '../value/value.ts';
import type { Origin } from '../text/origin.ts';
import { matchesFilter } from './filterPattern.ts';
import { addressFrom, seenFrom, tagOf, type Findable } from './findable.ts';
import { textKey } from './keys.ts';
import { compareTexts } from './standInOrder.ts';
import { isStandIn, someStandIn } from './standIns.ts';

/** What is asked of an attribute: one of some values. */
export interface Criterion {
  /** `vpc_id`, or `tag:Name`. */
  readonly attribute: string;
  readonly values: readonly Value[];
  /** Whether `*` and `?` stand for any text. */
  readonly isPattern: boolean;
}

/** A resource that fits or may fit, and the way to its root module; empty for the own one. */
export interface Candidate {
  readonly path: string;
  readonly findable: Findable;
  /** Why the data source may not see it, although it fits. */
  readonly doubt?: string;
}

/** Arguments that are criteria themselves. */
const criteria: ReadonlySet<string> = new Set(['id', 'vpc_id', 'cidr_block', 'name', 'availability_zone']);

/** AWS' names of filters. */
const filters: ReadonlyMap<string, string> = new Map([
  ['vpc-id', 'vpc_id'],
  ['attachment.vpc-id', 'vpc_id'],
  ['cidr', 'cidr_block'],
  ['cidr-block', 'cidr_block'],
  ['cidrBlock', 'cidr_block'],
  ['availability-zone', 'availability_zone'],
  ['availabilityZone', 'availability_zone'],
  ['group-name', 'name'],
  ['group-id', 'id'],
  ['subnet-id', 'id'],
]);

/** What is asked for; `undefined` where a part of it is not understood. */
export function criteriaIn(properties: ReadonlyMap<string, Property>): readonly Criterion[] | undefined {
  const found: Criterion[] = [];
  for (const [name, { value }] of properties) {
    if (value.kind === 'null') continue;
    if (name === 'tags') {
      if (value.kind !== 'object' || value.open !== undefined) return undefined;
      if (someStandIn(value.properties.keys())) return undefined;
      for (const [tag, property] of value.properties)
        found.push({ attribute: `tag:${tag}`, values: [property.value], isPattern: true });
    } else if (name === 'filter') {
      const list = listOf({ value, origin: { file: '', span: { start: 0, end: 0 } } });
      if (list.open !== undefined) return undefined;
      for (const item of list.items) {
        const filter = filterOf(item.value);
        if (filter === undefined) return undefined;
        found.push(filter);
      }
    } else if (criteria.has(name))
      found.push({ attribute: name, values: [value], isPattern: name === 'name' });
    else return undefined;
  }
  return found;
}

function filterOf(value: Value): Criterion | undefined {
  if (value.kind !== 'object') return undefined;
  const name = textOf(value.properties.get('name')?.value ?? value);
  const list = listOf(value.properties.get('values'));
  if (name === undefined || list.open !== undefined) return undefined;
  const attribute = name.startsWith('tag:') ? name : filters.get(name);
  if (attribute === undefined) return undefined;
  return { attribute, values: list.items.map((item) => item.value), isPattern: true };
}

/**
 * Whether a resource is what is asked for; `undefined` where that is not known.
 * @param at of who asks: the place of what is seen in another root module.
 */
export function fits(
  candidate: Candidate,
  { attribute, values, isPattern }: Criterion,
  at: Origin,
): boolean | undefined {
  const own = ownValue(candidate, attribute, at);
  if (own === 'unknown') return attribute === 'name' ? mayBeNamed(candidate, values) : undefined;
  if (own === 'none') return false;
  const answers = values.map((value) => isSame(own, value, isPattern));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function ownValue({ path, findable }: Candidate, attribute: string, at: Origin): Value | 'none' | 'unknown' {
  const { address, properties } = findable.resource;
  if (attribute === 'id') return { kind: 'reference', resource: addressFrom(path, address), attribute: 'id' };
  const own = attribute.startsWith('tag:')
    ? (tagOf(findable, attribute.slice(4)) ?? 'none')
    : (properties.properties.get(attribute)?.value ?? 'unknown');
  return typeof own === 'string' ? own : own.kind === 'null' ? 'unknown' : seenFrom(path, own, at);
}

/** The provider makes up a name that begins with `name_prefix`, or with its own. */
function mayBeNamed({ findable }: Candidate, values: readonly Value[]): false | undefined {
  const prefix = findable.resource.properties.properties.get('name_prefix')?.value;
  const beginning = prefix === undefined || prefix.kind === 'null' ? 'terraform-' : textOf(prefix);
  const others = values.map(textOf);
  const none = others.every(
    (text) =>
      text !== undefined && beginning !== undefined && !/[*?\\]/.test(text) && !text.startsWith(beginning),
  );
  return none ? false : undefined;
}

/** Whether two values are the same; an id that is written out may be that of any resource. */
function isSame(own: Value, asked: Value, isPattern: boolean): boolean | undefined {
  if (own.kind === 'reference' && asked.kind === 'reference')
    return own.resource === asked.resource && own.attribute === asked.attribute;
  if (own.kind === 'reference' || asked.kind === 'reference') return undefined;
  const [text, wanted] = [textKey(own), textKey(asked)];
  if (text === undefined || wanted === undefined) return undefined;
  if (isStandIn(text) || isStandIn(wanted)) {
    return isPattern && /[*?\\]/.test(wanted) ? undefined : compareTexts(text, wanted).equal;
  }
  return isPattern ? matchesFilter(text, wanted) : text === wanted;
}
