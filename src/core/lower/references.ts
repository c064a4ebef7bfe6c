/**
 * From the value of a property to the component it names. A reference names the resource it points at, a literal id
 * such as `subnet-0abc` a component outside the code; the default parts of a VPC have addresses of their own, which
 * lead to the resource that adopted them where there is one.
 */
import type { Configuration, Resource } from '../value/resource.ts';
import {
  known,
  unknown,
  type Maybe,
  type ObjectValue,
  type Property,
  type ReferenceValue,
  type Unknown,
} from '../value/value.ts';
import type { VpcDefaults } from './draft/vpc.ts';
import { field, items } from './fields.ts';
import { adopters, declaredType, defaultParts, identityOf, nameProperties, vpcTypes } from './identities.ts';

/** A chain of references longer than this is a circle. */
const longestChain = 8;

export class References {
  readonly #terraform: boolean;
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #byType = new Map<string, Resource[]>();
  /** Addresses by the names the code gives, for each type that was asked for; and who names whom. */
  readonly #names = new Map<string, ReadonlyMap<string, string>>();
  readonly #naming = new Map<string, Map<string, Resource[]>>();
  /** From a default part to the resource that adopted it. */
  readonly #adopted = new Map<string, string>();
  readonly #vpcOfPart = new Map<string, string>();
  readonly #mainAssociation: Resource | undefined;

  constructor(configuration: Configuration) {
    this.#terraform = configuration.language !== 'cloudformation';
    this.#resources = new Map(configuration.resources.map((resource) => [resource.address, resource]));
    for (const resource of configuration.resources) {
      const { type } = resource;
      if (this.#byType.get(type)?.push(resource) === undefined) this.#byType.set(type, [resource]);
    }
    this.#mainAssociation = configuration.resources.find(
      (resource) => resource.type === 'aws_main_route_table_association',
    );
    for (const resource of configuration.resources) {
      const name = adopters.get(resource.type);
      const part = name === undefined ? this.#defaultGroupOf(resource) : this.component(resource, name);
      if (part?.kind !== 'known') continue;
      const vpc = this.#vpcOfPart.get(part.value);
      if (vpc !== undefined) this.#vpcOfPart.set(resource.address, vpc);
      if (!this.#adopted.has(part.value)) this.#adopted.set(part.value, resource.address);
    }
  }

  /** The type of a resource, by declaration or, where it is not declared, by its Terraform address. */
  typeOf(address: string): string | undefined {
    return this.#resources.get(address)?.type ?? declaredType(address);
  }

  /** Whether a component is declared in the code: a default part is when a resource adopted it. */
  declares(address: string): boolean {
    return this.#resources.has(address);
  }

  /** A resource of the code, for what another one says of it. */
  resource(address: string): Resource | undefined {
    return this.#resources.get(address);
  }

  /** The resources of a type, in order of declaration. */
  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  /** The resources of a type whose property names a component, in order of declaration. */
  naming(type: string, property: string, component: string): readonly Resource[] {
    const key = `${type}\n${property}`;
    const index = this.#naming.get(key) ?? new Map<string, Resource[]>();
    if (!this.#naming.has(key)) {
      this.#naming.set(key, index);
      for (const resource of this.ofType(type)) {
        const named = this.component(resource, property);
        if (named?.kind !== 'known') continue;
        if (index.get(named.value)?.push(resource) === undefined) index.set(named.value, [resource]);
      }
    }
    return index.get(component) ?? [];
  }

  /** The default VPC of the Region, where the code adopted it: what names no VPC is in it. */
  defaultVpc(): Maybe<string> | undefined {
    const [adopted] = this.ofType('aws_default_vpc');
    if (adopted === undefined) return undefined;
    return adopted.exists.kind === 'known' ? known(adopted.address) : adopted.exists;
  }

  /** The addresses of the parts AWS creates with a VPC, or of the resources that adopted them. */
  defaultsOf(vpc: string): VpcDefaults {
    const networkAcl = this.#terraform ? 'default_network_acl_id' : 'DefaultNetworkAcl';
    const securityGroup = this.#terraform ? 'default_security_group_id' : 'DefaultSecurityGroup';
    const routeTable = this.#terraform ? 'default_route_table_id' : 'MainRouteTable';
    return {
      networkAcl: this.#part(vpc, networkAcl),
      securityGroup: this.#part(vpc, securityGroup),
      routeTable: this.#part(vpc, routeTable),
    };
  }

  /** The VPC a default part, or the resource that adopted it, belongs to; `undefined` when it is none. */
  vpcOfPart(address: string): string | undefined {
    return this.#vpcOfPart.get(address);
  }

  /** The component a resource's property names; `undefined` when it is absent. */
  component(resource: Resource, name: string): Maybe<string> | undefined {
    return this.in(resource.properties, name);
  }

  /** The component a property of a nested object names; `undefined` when it is absent. */
  in(object: ObjectValue, name: string): Maybe<string> | undefined {
    const found = field(object, name);
    return found === undefined ? undefined : this.of(found, name);
  }

  /** The component a property names by its id or, among resources of one type, by the name the code gives it. */
  named(object: ObjectValue, name: string, type: string): Maybe<string> | undefined {
    const component = this.in(object, name);
    return component === undefined ? undefined : this.#byName(component, type);
  }

  /** The components a list names, by ids or by names. */
  namedList(object: ObjectValue, name: string, type: string): readonly Maybe<string>[] | undefined {
    return this.list(object, name)?.map((component) => this.#byName(component, type));
  }

  #byName(component: Maybe<string>, type: string): Maybe<string> {
    if (component.kind === 'unknown' || this.declares(component.value)) return component;
    const named = this.#names.get(type) ?? this.#namesOf(type);
    this.#names.set(type, named);
    const found = named.get(component.value);
    return found === undefined ? component : known(found);
  }

  #namesOf(type: string): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    const property = nameProperties.get(type);
    if (property === undefined) return names;
    for (const { address, properties } of this.ofType(type)) {
      const value = field(properties, property)?.value;
      if (value?.kind === 'string' && !names.has(value.text)) names.set(value.text, address);
    }
    return names;
  }

  /** The components a list names. An unknown item at the end stands for what may follow. `undefined` when it is absent. */
  list(object: ObjectValue, name: string): readonly Maybe<string>[] | undefined {
    const found = field(object, name);
    if (found === undefined) return undefined;
    const list = items(found);
    const named = list.items.flatMap((item) => this.of(item, name) ?? []);
    return list.open === undefined ? named : [...named, list.open];
  }

  /** The component a value names; `undefined` when it is empty. */
  of(found: Property, name: string): Maybe<string> | undefined {
    return this.#of(found, name, longestChain);
  }

  #of(found: Property, name: string, left: number): Maybe<string> | undefined {
    const { value } = found;
    switch (value.kind) {
      case 'null':
        return undefined;
      case 'unknown':
        return this.#clusterGroup(value) ?? value;
      case 'string':
        return value.text === '' ? undefined : known(this.#adopted.get(value.text) ?? value.text);
      case 'reference':
        return this.#follow(value, found, left);
      case 'list': {
        // Splats and single-item lists where one id belongs.
        const [only] = value.items;
        if (value.items.length === 1 && only !== undefined && value.open === undefined)
          return this.#of(only, name, left);
        return unknown(name, 'is a list where one id belongs', found.origin);
      }
      default:
        return unknown(name, 'is not an id', found.origin);
    }
  }

  #follow(reference: ReferenceValue, found: Property, left: number): Maybe<string> {
    const { resource, attribute } = reference;
    const target = this.#resources.get(resource);
    const type = target?.type ?? this.typeOf(resource);
    const part = defaultParts.get(attribute);
    if (part !== undefined && (type === undefined || vpcTypes.has(type))) {
      if (attribute === 'main_route_table_id' && this.#mainAssociation !== undefined)
        return unknown(
          `${resource}.${attribute}`,
          `changes with ${this.#mainAssociation.address}`,
          found.origin,
        );
      return known(this.defaultsOf(resource)[part]);
    }
    const identity = identityOf(type, attribute);
    if (identity === 'itself') return known(resource);
    if (identity !== undefined && 'part' in identity) return known(`${resource}.${identity.part}`);
    // `aws_subnet.a.vpc_id` is whatever the subnet was given.
    const property = identity?.writtenIn ?? attribute;
    const written = target === undefined ? undefined : field(target.properties, property);
    if (written !== undefined && left > 0) {
      const component = this.#of(written, property, left - 1);
      if (component !== undefined) return component;
    }
    return unknown(`${resource}.${attribute}`, 'is chosen by AWS when it is created', found.origin);
  }

  /** The group EKS makes for a cluster is an attribute of a block, which no reference can name. */
  #clusterGroup({ because: [first, ...others] }: Unknown): Maybe<string> | undefined {
    const attribute = '.vpc_config.cluster_security_group_id';
    if (first === undefined || others.length > 0 || !first.what.endsWith(attribute)) return undefined;
    const cluster = first.what.slice(0, -attribute.length);
    return this.typeOf(cluster) === 'aws_eks_cluster'
      ? known(`${cluster}.cluster_security_group_id`)
      : undefined;
  }

  #part(vpc: string, attribute: string): string {
    const address = `${vpc}.${attribute}`;
    this.#vpcOfPart.set(address, vpc);
    return this.#adopted.get(address) ?? address;
  }

  /** `aws_default_security_group` names the VPC, not the group. */
  #defaultGroupOf(resource: Resource): Maybe<string> | undefined {
    if (resource.type !== 'aws_default_security_group') return undefined;
    const vpc = this.component(resource, 'vpc_id') ?? this.defaultVpc();
    if (vpc?.kind !== 'known') return undefined;
    return known(this.defaultsOf(vpc.value).securityGroup);
  }
}
