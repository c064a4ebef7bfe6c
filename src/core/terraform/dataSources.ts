/**
 * What a data source is worth where the code alone tells. Everything else in it is read from AWS and stays unknown with
 * that reason.
 */
import { listOf, textOf } from '../value/read.ts';
import { stringValue, unknown, type Because, type Property, type Value } from '../value/value.ts';
import type { Context } from './context.ts';
import type { ResourceDeclaration } from './declarations.ts';
import type { InstanceState, ModuleState } from './moduleState.ts';
import { zoneStandIn } from './standIns.ts';
import { listOf as listTypeOf, stringType } from './types.ts';
import { makeList, originOf, unknownText } from './values.ts';

/**
 * How many zones a Region is taken to have. Most have three; code that asks for more than there are fails, and the names
 * stay unknown.
 */
const zones = 3;

/** Whether what a data source of the type is worth hangs on the Region of its provider. */
export function tellsRegion(type: string): boolean {
  return type === 'aws_region';
}

/** Arguments that are the id of what is found, under another name than `id`. */
const idArguments: ReadonlyMap<string, string> = new Map([
  ['aws_prefix_list', 'prefix_list_id'],
  ['aws_route_table', 'route_table_id'],
  ['aws_internet_gateway', 'internet_gateway_id'],
  ['aws_instance', 'instance_id'],
]);

/**
 * Adds to an evaluated data source what it finds; answers with what was assumed for it.
 * @param read what it is known to have been read as.
 */
export function readDataSource(
  { type, provider, block }: ResourceDeclaration,
  { instance, properties }: InstanceState,
  read: ReadonlyMap<string, Property> | undefined,
  state: ModuleState,
  context: Context,
): Because | undefined {
  const origin = originOf(context, block.header);
  const set = (name: string, value: Value): void => {
    if (!properties.has(name)) properties.set(name, { value, origin });
  };
  if (read !== undefined) {
    for (const [name, { value }] of read) set(name, value);
    return undefined;
  }
  const asked = properties.get(idArguments.get(type) ?? '')?.value;
  if (asked !== undefined && asked.kind !== 'null') set('id', asked);
  switch (type) {
    case 'aws_region': {
      const named = properties.get('name') ?? properties.get('region');
      const region = named?.value ?? state.providerOf(provider ?? 'aws').region(origin);
      for (const name of ['id', 'name', 'region']) set(name, region);
      return undefined;
    }
    case 'aws_availability_zones': {
      for (const name of ['names', 'zone_ids']) {
        const items = Array.from({ length: zones }, (_, index): Property => ({
          value: unknownText(
            unknown(`${instance.address}.${name}[${index}]`, 'is read from AWS', origin),
            // Ids come in the order of the names, which says nothing about which of two is the first.
            name === 'names' ? zoneStandIn(`${instance.address}.names`, index) : undefined,
          ),
          origin,
        }));
        set(name, makeList(items, block.header, context, undefined, listTypeOf(stringType)));
      }
      return { what: instance.address, why: `is read from AWS and taken to have ${zones} zones`, origin };
    }
    case 'aws_availability_zone': {
      const name = properties.get('name')?.value;
      // A Region's code and a letter; of other zones the provider makes more of it (SEMANTICS P15).
      const [, region, suffix] = /^([a-z]+(?:-[a-z]+)+-\d+)([a-z])$/.exec((name && textOf(name)) ?? '') ?? [];
      if (name === undefined || region === undefined || suffix === undefined) return undefined;
      set('id', name);
      set('region', stringValue(region));
      set('name_suffix', stringValue(suffix));
      return undefined;
    }
    case 'aws_security_group': {
      const vpc = properties.get('vpc_id')?.value;
      const name = properties.get('name')?.value;
      if (name?.kind !== 'string' || name.text !== 'default' || vpc?.kind !== 'reference') return undefined;
      // Every VPC has one of that name, and no other can have it (SEMANTICS S34).
      if (vpc.attribute === 'id')
        set('id', { kind: 'reference', resource: vpc.resource, attribute: 'default_security_group_id' });
      return undefined;
    }
    case 'aws_prefix_list':
    case 'aws_ec2_managed_prefix_list': {
      const name = prefixListName(properties);
      // A list that AWS keeps is called by its service (SEMANTICS S33), and has no other address in the code.
      if (name?.startsWith('com.amazonaws.') === true)
        set('id', { kind: 'reference', resource: name, attribute: 'id' });
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The one name a list is asked for by; other filters beside it can only make that the wrong question. */
function prefixListName(properties: ReadonlyMap<string, Property>): string | undefined {
  const named = properties.get('name')?.value;
  if (named !== undefined && named.kind !== 'null') return textOf(named);
  for (const { value } of listOf(properties.get('filter')).items) {
    if (value.kind !== 'object') continue;
    const filter = value.properties.get('name')?.value;
    const { items, open } = listOf(value.properties.get('values'));
    const [only] = items;
    if (filter === undefined || textOf(filter) !== 'prefix-list-name') continue;
    const name =
      items.length === 1 && open === undefined && only !== undefined ? textOf(only.value) : undefined;
    if (name !== undefined && !/[*?\\]/.test(name)) return name;
  }
  return undefined;
}
