/** What a folder of describe output lists, and the reason why something it names is not there. */
import type { Component } from '../../aws/component.ts';
import { outputs } from '../../describe/outputs.ts';
import type { Configuration, Resource } from '../../value/resource.ts';
import { unknown, type Because, type ObjectValue, type Unknown } from '../../value/value.ts';
import { blocks, field } from '../fields.ts';

/** The kinds of things listed, by the noun in the type of their resources: `describe:Subnet`. */
export type Kind =
  | 'Vpc'
  | 'Subnet'
  | 'NetworkAcl'
  | 'SecurityGroup'
  | 'SecurityGroupRule'
  | 'PrefixList'
  | 'PrefixListEntries'
  | 'RouteTable'
  | 'InternetGateway'
  | 'EgressOnlyInternetGateway'
  | 'NatGateway'
  | 'VpcPeeringConnection'
  | 'VpcEndpoint'
  | 'TransitGateway'
  | 'TransitGatewayVpcAttachment'
  | 'TransitGatewayAttachment'
  | 'TransitGatewayRouteTable'
  | 'TransitGatewayRoutes'
  | 'Instance'
  | 'NetworkInterface'
  | 'Address';

const commands: ReadonlyMap<string, string> = new Map(outputs.map(({ type, command }) => [type, command]));

export class Folder {
  readonly #byType = new Map<string, Resource[]>();
  readonly #byId = new Map<string, Resource>();
  readonly #unlisted: ReadonlyMap<string, Because>;

  constructor({ resources, unlisted }: Configuration) {
    for (const resource of resources) {
      const { type, address } = resource;
      if (this.#byType.get(type)?.push(resource) === undefined) this.#byType.set(type, [resource]);
      if (!this.#byId.has(keyOf(type, address))) this.#byId.set(keyOf(type, address), resource);
    }
    this.#unlisted = unlisted ?? new Map<string, Because>();
  }

  /** All of a kind, in the order of the files. */
  all(kind: Kind): readonly Resource[] {
    return this.#byType.get(typeOf(kind)) ?? [];
  }

  find(kind: Kind, id: string): Resource | undefined {
    return this.#byId.get(keyOf(typeOf(kind), id));
  }

  /** Why there may be more of a kind than the folder lists; `undefined` when it lists them all. */
  unlisted(kind: Kind): Unknown | undefined {
    const because = this.#unlisted.get(typeOf(kind));
    return because === undefined ? undefined : { kind: 'unknown', because: [because] };
  }

  /** Why what has this id, which the folder names, is not known. */
  absent(kind: Kind, id: string): Unknown {
    return this.unlisted(kind) ?? unknown(id, `is not in the ${commands.get(typeOf(kind)) ?? kind} output`);
  }
}

function typeOf(kind: Kind): string {
  return `describe:${kind}`;
}

function keyOf(type: string, id: string): string {
  return `${type} ${id}`;
}

/** The id under a key; `undefined` when there is none. */
export function idOf(object: ObjectValue, name: string): string | undefined {
  const value = field(object, name)?.value;
  return value?.kind === 'string' && value.text !== '' ? value.text : undefined;
}

/** The ids of a list of objects: `Groups: [{ GroupId }]`. */
export function idsOf(object: ObjectValue, list: string, name: string): readonly string[] {
  return blocks(object, list).blocks.flatMap((block) => idOf(block.object, name) ?? []);
}

/** The state under a key, as the objects round it have it: `{ State: "associated" }` or the word itself. */
export function stateOf(object: ObjectValue, name: string): string | undefined {
  const value = field(object, name)?.value;
  if (value?.kind === 'object') return idOf(value, 'State') ?? idOf(value, 'Code');
  return value?.kind === 'string' ? value.text : undefined;
}

/** Address, place and name of what a resource is. */
export function componentOf(resource: Resource): Component {
  const { address, header: origin, properties } = resource;
  const name = nameOf(properties);
  return name === undefined ? { address, origin } : { address, origin, name };
}

/** The value of the tag `Name`; `undefined` when there is none. */
export function nameOf(object: ObjectValue): string | undefined {
  for (const list of ['Tags', 'TagSet'])
    for (const { object: tag } of blocks(object, list).blocks)
      if (idOf(tag, 'Key') === 'Name') return idOf(tag, 'Value');
  return undefined;
}
