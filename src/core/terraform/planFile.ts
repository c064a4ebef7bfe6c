/**
 * What `terraform show -json` prints of a plan or a state, told by its content: the values of resources, which of them
 * are known after apply only, and what the configuration says about those.
 */
import { readJson } from '../json/readJson.ts';
import { memberOf, type JsonArray, type JsonNode, type JsonObject } from '../json/tree.ts';
import {
  booleanValue,
  nullValue,
  numberValue,
  stringValue,
  type Property,
  type Value,
} from '../value/value.ts';

export interface PlanFile {
  readonly file: string;
  readonly root: JsonObject;
}

/** A resource or data source as a plan or a state has it. */
export interface PlannedResource {
  /** With the modules around it: `module.vpc[0].aws_subnet.a["k"]`. */
  readonly address: string;
  /** The address of the module around it; empty for the root module. */
  readonly module: string;
  readonly type: string;
  readonly mode: string;
  readonly node: JsonObject;
  readonly values: JsonObject | undefined;
}

/** Levels a plan nests: modules in modules, and objects in values. */
const maxDepth = 300;

/** Reads a file; `undefined` when it is neither a plan nor a state. */
export function parsePlan(file: string, text: string): PlanFile | undefined {
  if (!/\.json$/i.test(file) || !text.includes('"format_version"')) return undefined;
  const { root } = readJson(text, maxDepth);
  if (root?.kind !== 'object' || textOfNode(memberOf(root, 'format_version')) === undefined) return undefined;
  const values = memberOf(root, 'planned_values') ?? memberOf(root, 'values');
  return memberOf(values, 'root_module') === undefined ? undefined : { file, root };
}

/** The values the root module's variables had. */
export function plannedVariables({ file, root }: PlanFile): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const { key, value } of membersIn(memberOf(root, 'variables'))) {
    const given = memberOf(value, 'value');
    if (given !== undefined) values.set(key, plainValue(given, file));
  }
  return values;
}

/** What data sources were read as, by address. */
export function readData(plan: PlanFile): ReadonlyMap<string, ReadonlyMap<string, Property>> {
  const { file, root } = plan;
  const data = new Map<string, ReadonlyMap<string, Property>>();
  const parts = [memberOf(memberOf(root, 'prior_state'), 'values'), ...valuesIn(plan)];
  for (const { address, mode, values } of parts.flatMap((part) => resourcesIn(part))) {
    if (mode !== 'data' || values === undefined) continue;
    data.set(address, propertiesOf(values, file));
  }
  return data;
}

/** All resources of a plan after it is applied, or of a state. */
export function plannedResources(plan: PlanFile): readonly PlannedResource[] {
  return valuesIn(plan).flatMap((values) => resourcesIn(values));
}

/** The masks of what is known after apply only, by address: `true` in place of the value. */
export function unknownMasks({ root }: PlanFile): ReadonlyMap<string, JsonNode> {
  const masks = new Map<string, JsonNode>();
  for (const change of itemsIn(memberOf(root, 'resource_changes'))) {
    const address = textOfNode(memberOf(change, 'address'));
    const mask = memberOf(memberOf(change, 'change'), 'after_unknown');
    if (address !== undefined && mask !== undefined) masks.set(address, mask);
  }
  return masks;
}

export function propertiesOf(object: JsonObject, file: string): ReadonlyMap<string, Property> {
  return new Map(
    membersIn(object).flatMap(({ key, value }) =>
      value === undefined
        ? []
        : [[key, { value: plainValue(value, file), origin: { file, span: value.span } }] as const],
    ),
  );
}

/** A value in which nothing is unknown. */
function plainValue(node: JsonNode, file: string): Value {
  switch (node.kind) {
    case 'array': {
      const items = node.items.map((item) => ({
        value: plainValue(item, file),
        origin: { file, span: item.span },
      }));
      return { kind: 'list', items };
    }
    case 'object':
      return { kind: 'object', properties: propertiesOf(node, file) };
    case 'scalar':
      return scalarValue(node.value);
  }
}

export function scalarValue(value: string | number | boolean | null): Value {
  if (typeof value === 'string') return stringValue(value);
  if (typeof value === 'boolean') return booleanValue(value);
  return typeof value === 'number' ? numberValue(value) : nullValue;
}

export function membersIn(node: JsonNode | undefined): JsonObject['members'] {
  return node?.kind === 'object' ? node.members : [];
}

export function itemsIn(node: JsonNode | undefined): JsonArray['items'] {
  return node?.kind === 'array' ? node.items : [];
}

export function textOfNode(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function valuesIn({ root }: PlanFile): readonly JsonNode[] {
  const values = memberOf(root, 'planned_values') ?? memberOf(root, 'values');
  return values === undefined ? [] : [values];
}

function resourcesIn(values: JsonNode | undefined): readonly PlannedResource[] {
  const found: PlannedResource[] = [];
  const modules = [{ node: memberOf(values, 'root_module'), address: '' }];
  // The list grows while it is gone through.
  for (const { node, address: module } of modules) {
    for (const resource of itemsIn(memberOf(node, 'resources'))) {
      const address = textOfNode(memberOf(resource, 'address'));
      const type = textOfNode(memberOf(resource, 'type'));
      const mode = textOfNode(memberOf(resource, 'mode')) ?? 'managed';
      const own = memberOf(resource, 'values');
      if (address === undefined || type === undefined || resource.kind !== 'object') continue;
      const object = own?.kind === 'object' ? own : undefined;
      found.push({ address, module, type, mode, node: resource, values: object });
    }
    for (const child of itemsIn(memberOf(node, 'child_modules')))
      modules.push({ node: child, address: textOfNode(memberOf(child, 'address')) ?? module });
  }
  return found;
}
