/** A plan or a state without its sources → resources. Every place is one in the JSON file. */
import { memberOf, type JsonNode } from '../json/tree.ts';
import type { Origin } from '../text/origin.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import { known, unknown, type Property, type Value } from '../value/value.ts';
import {
  itemsIn,
  membersIn,
  plannedResources,
  scalarValue,
  textOfNode,
  unknownMasks,
  type PlanFile,
  type PlannedResource,
} from './planFile.ts';
import { PlanReferences } from './planReferences.ts';

/** Attributes of a VPC that hold the ids of what AWS made with it. */
const partsOfVpc = [
  'default_network_acl_id',
  'default_security_group_id',
  'default_route_table_id',
  'main_route_table_id',
];

/** The resources of a plan as they will be, or of a state as they are. */
export function evaluatePlan(plan: PlanFile): Configuration {
  const { file } = plan;
  const all = plannedResources(plan);
  const managed = all.filter(({ mode }) => mode === 'managed');
  const reader = new Reader(plan, managed);
  return {
    root: file,
    language: 'terraform',
    files: [file],
    resources: managed.map((resource) => reader.resource(resource)),
    problems: [],
    unread: [],
  };
}

interface Place {
  readonly planned: PlannedResource;
  /** The argument the value is part of. */
  readonly argument: string;
  readonly path: string;
}

class Reader {
  readonly #file: string;
  readonly #masks: ReadonlyMap<string, JsonNode>;
  readonly #references: PlanReferences;
  /** What an id of AWS stands for. */
  readonly #ids = new Map<string, { readonly resource: string; readonly attribute: string }>();

  constructor(plan: PlanFile, managed: readonly PlannedResource[]) {
    this.#file = plan.file;
    this.#masks = unknownMasks(plan);
    this.#references = new PlanReferences(plan, new Set(managed.map(({ address }) => address)));
    for (const resource of managed) this.#note(resource, ['id', 'arn']);
    for (const resource of managed) if (resource.type === 'aws_vpc') this.#note(resource, partsOfVpc);
  }

  resource(planned: PlannedResource): Resource {
    const { address, type, module, node, values } = planned;
    const mask = this.#masks.get(address);
    const configured = this.#references.configured(module, address);
    const properties = new Map<string, Property>();
    for (const { key, value } of membersIn(values)) {
      const place = { planned, argument: key, path: `${address}.${key}` };
      if (value !== undefined) properties.set(key, this.#property(value, memberOf(mask, key), place));
    }
    for (const { key, value } of membersIn(mask)) {
      // What nobody configured and AWS fills in is absent here as it is in the sources.
      if (properties.has(key) || value === undefined || configured?.has(key) === false) continue;
      const place = { planned, argument: key, path: `${address}.${key}` };
      if (hasUnknown(value)) properties.set(key, this.#unknown(value, place));
    }
    return {
      address,
      type,
      origin: { file: this.#file, span: node.span, resource: address },
      header: { ...this.#headerOf(planned), extent: node.span },
      properties: { kind: 'object', properties },
      exists: known(true),
    };
  }

  #property(node: JsonNode, mask: JsonNode | undefined, place: Place): Property {
    const { address } = place.planned;
    const origin: Origin = { file: this.#file, span: node.span, resource: address };
    if (isTrue(mask)) return this.#unknown(node, place);
    switch (node.kind) {
      case 'array': {
        const masks = itemsIn(mask);
        const items = node.items.map((item, index) =>
          this.#property(item, masks[index], { ...place, path: `${place.path}[${index}]` }),
        );
        return { value: { kind: 'list', items }, origin };
      }
      case 'object': {
        const properties = new Map<string, Property>();
        const inside = (key: string): Place => ({ ...place, path: `${place.path}.${key}` });
        for (const { key, value } of node.members)
          if (value !== undefined)
            properties.set(key, this.#property(value, memberOf(mask, key), inside(key)));
        for (const { key, value } of membersIn(mask))
          if (!properties.has(key) && isTrue(value)) properties.set(key, this.#unknown(node, inside(key)));
        return { value: { kind: 'object', properties }, origin };
      }
      case 'scalar':
        return { value: this.#scalar(node.value, address), origin };
    }
  }

  /** An id of something in the same file is a reference to it. */
  #scalar(value: string | number | boolean | null, own: string): Value {
    const found = typeof value === 'string' ? this.#ids.get(value) : undefined;
    if (found === undefined || found.resource === own) return scalarValue(value);
    return { kind: 'reference', ...found };
  }

  #unknown(node: JsonNode, { planned, argument, path }: Place): Property {
    const { module, address } = planned;
    const origin: Origin = { file: this.#file, span: node.span, resource: address };
    const found = this.#references.of(module, address, argument) ?? [];
    const references = found.map(({ resource, attribute }): Property => ({
      value: { kind: 'reference', resource, attribute },
      origin,
    }));
    const [only] = references;
    // A list of ids has a name in the plural. The blocks of a kind are not told apart, so one of theirs may be of any.
    const isNested = path !== `${address}.${argument}`;
    const isList = path.endsWith('s');
    if (
      only !== undefined &&
      isList &&
      !(isNested && references.length > 1) &&
      found.every(({ attribute }) => attribute === 'id')
    )
      return { value: { kind: 'list', items: references }, origin };
    if (only !== undefined && references.length === 1 && !isList) return only;
    return { value: unknown(path, 'is known after apply', origin), origin };
  }

  #note({ address, values }: PlannedResource, attributes: readonly string[]): void {
    for (const attribute of attributes) {
      const id = textOfNode(memberOf(values, attribute));
      if (id !== undefined && id !== '') this.#ids.set(id, { resource: address, attribute });
    }
  }

  /** The address is what a reader looks for. */
  #headerOf({ address, node }: PlannedResource): Origin {
    const written = memberOf(node, 'address');
    return { file: this.#file, span: written?.span ?? node.span, resource: address };
  }
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function hasUnknown(node: JsonNode): boolean {
  switch (node.kind) {
    case 'scalar':
      return node.value === true;
    case 'array':
      return node.items.some(hasUnknown);
    case 'object':
      return node.members.some(({ value }) => value !== undefined && hasUnknown(value));
  }
}
