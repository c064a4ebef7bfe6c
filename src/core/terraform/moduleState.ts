/** The values of a module while it is evaluated: what `var.x`, `local.x` and `aws_vpc.x` stand for so far. */
import type { Origin } from '../text/origin.ts';
import {
  stringValue,
  unknown,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Module } from './context.ts';
import type { ResourceDeclaration } from './declarations.ts';
import type { Instance, Instances } from './instances.ts';
import { weighInstances, weighResource, type ResourceObject } from './values.ts';

/** An instance with the properties evaluated so far. */
export interface InstanceState {
  readonly instance: Instance;
  readonly object: ResourceObject;
  readonly properties: Map<string, Property>;
}

interface ResourceState {
  readonly instances: readonly InstanceState[];
  /** What the resource's address stands for: the instance, a list or an object of instances, or unknown. */
  readonly value: Value;
}

export class ModuleState implements Module {
  readonly #variables: ReadonlyMap<string, Value>;
  readonly #workspace: string;
  readonly #locals = new Map<string, Value>();
  readonly #resources = new Map<string, ResourceState>();

  constructor(variables: ReadonlyMap<string, Value>, workspace: string) {
    this.#variables = variables;
    this.#workspace = workspace;
  }

  setLocal(name: string, value: Value): void {
    this.#locals.set(name, value);
  }

  setInstances(declaration: ResourceDeclaration, expanded: Instances): void {
    const header = originOfHeader(declaration);
    const instances = expanded.instances.map((instance) => stateOf(instance, declaration, header));
    this.#resources.set(declaration.address, { instances, value: valueOf(expanded, instances, header) });
  }

  instancesOf(declaration: ResourceDeclaration): readonly InstanceState[] {
    return this.#resources.get(declaration.address)?.instances ?? [];
  }

  /** All properties are there: the resource can be part of other values. */
  completeResource(declaration: ResourceDeclaration): void {
    const state = this.#resources.get(declaration.address);
    if (state === undefined) return;
    for (const { object } of state.instances) weighResource(object);
    const { value } = state;
    if (value.kind === 'list' || (value.kind === 'object' && !('resource' in value))) weighInstances(value);
  }

  resolve(root: string, name: string, origin: Origin): Value {
    switch (root) {
      case 'var':
        return this.#variables.get(name) ?? notDeclared(`var.${name}`, origin);
      case 'local':
        return this.#locals.get(name) ?? notDeclared(`local.${name}`, origin);
      case 'module':
        return unknown(`module.${name}`, 'is not read yet', origin);
      case 'data':
        return unknown(`data.${name}`, 'is read from AWS', origin);
      case 'path':
        return resolvePath(name, origin);
      case 'terraform':
        if (name === 'workspace') return stringValue(this.#workspace);
        return unknown(`terraform.${name}`, 'is not evaluated', origin);
      case 'each':
      case 'count': {
        const argument = root === 'each' ? 'for_each' : 'count';
        return unknown(`${root}.${name}`, `can be used only in a block with ${argument}`, origin);
      }
      case 'self':
      case 'resource':
      case 'ephemeral':
        return unknown(`${root}.${name}`, 'is not evaluated', origin);
      default:
        return this.#resources.get(`${root}.${name}`)?.value ?? undeclaredResource(`${root}.${name}`, origin);
    }
  }
}

/** The module is the root module, and its folder is where Terraform is run unless told otherwise. */
function resolvePath(name: string, origin: Origin): Value {
  if (name === 'module' || name === 'root') return stringValue('.');
  return unknown(`path.${name}`, 'depends on where Terraform is run', origin);
}

function notDeclared(what: string, origin: Origin): Unknown {
  return unknown(what, 'is not declared in this module', origin);
}

/** Its id can still be told apart from every other, which keeps what refers to it together. */
function undeclaredResource(address: string, origin: Origin): ResourceObject {
  return {
    kind: 'object',
    properties: new Map(),
    open: notDeclared(address, origin),
    resource: address,
    configured: undefined,
  };
}

function stateOf(instance: Instance, declaration: ResourceDeclaration, header: Origin): InstanceState {
  const properties = new Map<string, Property>();
  const { address } = instance;
  const object: ResourceObject = {
    kind: 'object',
    properties,
    open: unknown(address, 'has attributes that are chosen by AWS', header),
    resource: address,
    configured: new Set(declaration.members.keys()),
  };
  return { instance, object, properties };
}

function valueOf(expanded: Instances, instances: readonly InstanceState[], header: Origin): Value {
  const { kind, open } = expanded;
  const keyed = instances.filter(({ instance }) => instance.key !== undefined);
  if (kind === 'single') return instances[0]?.object ?? notDeclared('resource', header);
  if (open !== undefined && keyed.length === 0) return open;
  if (kind === 'count') {
    return { kind: 'list', items: keyed.map(({ object }) => ({ value: object, origin: header })) };
  }
  const properties = new Map<string, Property>(
    keyed.map(({ instance, object }) => [String(instance.key), { value: object, origin: header }]),
  );
  const value: ObjectValue = { kind: 'object', properties };
  return open === undefined ? value : { ...value, open };
}

function originOfHeader({ file, block }: ResourceDeclaration): Origin {
  return { file: file.file, span: { start: block.header.start, end: block.header.end } };
}
