/**
 * Data sources that find what the same code declares, by ids, tags and filters. Only what is certain counts: where a
 * criterion is not understood, or a resource may or may not fit, nothing is found.
 */
import { listOf, textOf } from '../value/read.ts';
import type { Resource } from '../value/resource.ts';
import { unknown, type Property, type Value } from '../value/value.ts';

/** What is asked of an attribute: one of some values. */
interface Criterion {
  /** `vpc_id`, or `tag:Name`. */
  readonly attribute: string;
  readonly values: readonly Value[];
}

/** The types that can be looked up, with what they find and whether they find any number of them. */
const types: ReadonlyMap<string, { readonly finds: string; readonly many: boolean }> = new Map([
  ['aws_vpc', { finds: 'aws_vpc', many: false }],
  ['aws_vpcs', { finds: 'aws_vpc', many: true }],
  ['aws_subnet', { finds: 'aws_subnet', many: false }],
  ['aws_subnets', { finds: 'aws_subnet', many: true }],
  ['aws_security_group', { finds: 'aws_security_group', many: false }],
  ['aws_security_groups', { finds: 'aws_security_group', many: true }],
]);

/** Arguments that are criteria themselves. */
const criteria: ReadonlySet<string> = new Set(['id', 'vpc_id', 'cidr_block', 'name', 'availability_zone']);

/** AWS' names of filters. */
const filters: ReadonlyMap<string, string> = new Map([
  ['vpc-id', 'vpc_id'],
  ['cidr', 'cidr_block'],
  ['cidr-block', 'cidr_block'],
  ['cidrBlock', 'cidr_block'],
  ['availability-zone', 'availability_zone'],
  ['group-name', 'name'],
  ['group-id', 'id'],
  ['subnet-id', 'id'],
]);

/** Whether a data source of the type can be looked up at all. */
export function canLookUp(type: string): boolean {
  return types.has(type);
}

/**
 * What a data source finds among resources of the code; `undefined` when that is nothing, or not certain.
 * @param address of the data source.
 * @param tagsAreWhole whether a resource has no other tags than it says, such as those of its provider.
 */
export function lookUp(
  address: string,
  type: string,
  properties: ReadonlyMap<string, Property>,
  resources: readonly Resource[],
  tagsAreWhole: boolean,
): ReadonlyMap<string, Property> | undefined {
  const looked = types.get(type);
  const asked = criteriaIn(properties);
  if (looked === undefined || asked === undefined || asked.length === 0) return undefined;
  const found: Resource[] = [];
  for (const resource of resources.filter((one) => one.type === looked.finds)) {
    const fits = fitsAll(resource, asked, tagsAreWhole);
    if (fits === undefined) return undefined;
    if (fits) found.push(resource);
  }
  const [first] = found;
  if (first === undefined) return undefined;
  if (!looked.many) return found.length === 1 ? attributesOf(first) : undefined;
  const items = found.map((resource) => idOf(resource));
  // There may be others that somebody else made.
  const open = unknown(address, 'is read from AWS', first.header);
  return new Map([['ids', { value: { kind: 'list', items, open }, origin: first.header }]]);
}

function criteriaIn(properties: ReadonlyMap<string, Property>): readonly Criterion[] | undefined {
  const found: Criterion[] = [];
  for (const [name, { value }] of properties) {
    if (value.kind === 'null') continue;
    if (name === 'tags') {
      if (value.kind !== 'object' || value.open !== undefined) return undefined;
      for (const [tag, property] of value.properties)
        found.push({ attribute: `tag:${tag}`, values: [property.value] });
    } else if (name === 'filter') {
      const list = listOf({ value, origin: { file: '', span: { start: 0, end: 0 } } });
      if (list.open !== undefined) return undefined;
      for (const item of list.items) {
        const filter = filterOf(item.value);
        if (filter === undefined) return undefined;
        found.push(filter);
      }
    } else if (criteria.has(name)) found.push({ attribute: name, values: [value] });
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
  return attribute === undefined ? undefined : { attribute, values: list.items.map((item) => item.value) };
}

/** Whether a resource fits every criterion; `undefined` when that is not certain. */
function fitsAll(
  resource: Resource,
  asked: readonly Criterion[],
  tagsAreWhole: boolean,
): boolean | undefined {
  const answers = asked.map((criterion) => fits(resource, criterion, tagsAreWhole));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) || resource.exists.kind === 'unknown' ? undefined : true;
}

function fits(
  resource: Resource,
  { attribute, values }: Criterion,
  tagsAreWhole: boolean,
): boolean | undefined {
  const own = ownValue(resource, attribute, tagsAreWhole);
  if (own === undefined) return undefined;
  if (own === 'none') return false;
  const answers = values.map((value) => isSame(own, value));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function ownValue(
  { address, properties }: Resource,
  attribute: string,
  tagsAreWhole: boolean,
): Value | 'none' | undefined {
  if (attribute === 'id') return { kind: 'reference', resource: address, attribute: 'id' };
  if (!attribute.startsWith('tag:')) return properties.properties.get(attribute)?.value;
  const tags = properties.properties.get('tags')?.value;
  const tag = tags?.kind === 'object' ? tags.properties.get(attribute.slice(4))?.value : undefined;
  if (tag !== undefined) return tag;
  const areKnown = tags === undefined || tags.kind === 'null' || (tags.kind === 'object' && !tags.open);
  return areKnown && tagsAreWhole && properties.open === undefined ? 'none' : undefined;
}

/** Whether two values are the same; an id that is written out may be that of any resource. */
function isSame(own: Value, asked: Value): boolean | undefined {
  if (own.kind === 'reference' && asked.kind === 'reference')
    return own.resource === asked.resource && own.attribute === asked.attribute;
  if (own.kind === 'reference' || asked.kind === 'reference') return undefined;
  const [text, pattern] = [textOf(own), textOf(asked)];
  if (text === undefined || pattern === undefined || /[*?]/.test(pattern)) return undefined;
  return text === pattern;
}

function attributesOf(resource: Resource): ReadonlyMap<string, Property> {
  const { address, type, header, properties } = resource;
  const found = new Map<string, Property>([...properties.properties]);
  for (const attribute of type === 'aws_vpc' ? ['id', 'arn', 'main_route_table_id'] : ['id', 'arn'])
    found.set(attribute, { value: { kind: 'reference', resource: address, attribute }, origin: header });
  return found;
}

function idOf({ address, header }: Resource): Property {
  return { value: { kind: 'reference', resource: address, attribute: 'id' }, origin: header };
}
