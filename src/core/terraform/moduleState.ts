/** The values of one instance of a module while it is evaluated: what `var.x`, `local.x` and `aws_vpc.x` stand for so far. */
import type { Origin } from '../text/origin.ts';
import {
  stringValue,
  unknown,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Module } from './context.ts';
import type { ExpandableDeclaration, ModuleCall, ResourceDeclaration } from './declarations.ts';
import type { Instance, Instances } from './instances.ts';
import type { ModuleNode } from './moduleTree.ts';
import { Provider } from './provider.ts';
import type { ModuleReference } from './references.ts';
import type { TerraformFile } from './terraformFile.ts';
import type { ResourceObject } from './values.ts';
import { noteWeight } from './weights.ts';
import { workspaceName } from './workspaceKey.ts';

/** An instance of a resource with the properties evaluated so far. */
export interface InstanceState {
  readonly instance: Instance;
  readonly object: ObjectValue;
  readonly properties: Map<string, Property>;
}

/** An instance of a call: its arguments and, as an object, its outputs. */
export interface CallInstance extends InstanceState {
  readonly arguments: Map<string, Property>;
}

export interface Expanded<T> {
  readonly instances: readonly T[];
  /** What the address stands for: the instance, a list or an object of instances, or unknown. */
  readonly value: Value;
}

/** Where in the tree a module is, and what its caller says about it. */
export interface ModulePlace {
  /** Tells it apart from every other one of the workspace, and is the same in every evaluation. */
  readonly id: string;
  readonly node: ModuleNode;
  /** What the addresses in it begin with: empty, or `module.vpc[0].`. */
  readonly prefix: string;
  readonly exists: Maybe<true>;
  readonly parent: { readonly state: ModuleState; readonly call: CallInstance } | undefined;
  /** `terraform.workspace`. */
  readonly workspace: string;
}

export class ModuleState implements Module {
  readonly place: ModulePlace;
  readonly #variables = new Map<string, Value>();
  readonly #locals = new Map<string, Value>();
  readonly #resources = new Map<string, Expanded<InstanceState>>();
  readonly #calls = new Map<string, Expanded<CallInstance>>();
  readonly #providers = new Map<string, Provider>();

  constructor(place: ModulePlace) {
    this.place = place;
  }

  setVariable(name: string, value: Value): void {
    this.#variables.set(name, value);
  }

  setLocal(name: string, value: Value): void {
    this.#locals.set(name, value);
  }

  /** A file of the module by its name. */
  fileNamed(name: string): TerraformFile {
    const file = this.place.node.declarations.files.get(name);
    if (file === undefined) throw new Error(`${name} is no file of the module`);
    return file;
  }

  /** The configuration of a provider written in this module itself. @param name `aws`, `aws.west`. */
  ownProvider(name: string): Provider {
    const known = this.#providers.get(name);
    if (known !== undefined) return known;
    const provider = Provider.unconfigured(name);
    this.#providers.set(name, provider);
    return provider;
  }

  /** The configuration a name stands for: a module has its caller's unless it is given others or has its own. */
  providerOf(name: string): Provider {
    const { parent, node } = this.place;
    const given = node.parent?.call.providers;
    const other = given?.get(name);
    if (parent !== undefined && other !== undefined) return parent.state.providerOf(other);
    if (parent === undefined || this.#providers.has(name)) return this.ownProvider(name);
    if (given === undefined) return parent.state.providerOf(name);
    const provider = new Provider(name, 'depends on the providers the module is given');
    this.#providers.set(name, provider);
    return provider;
  }

  /** @param whyOpen of a data source by its address: why it cannot be told what it reads, where that is known. */
  setInstances(
    declaration: ResourceDeclaration,
    expanded: Instances,
    whyOpen: (address: string) => Unknown | undefined,
  ): void {
    const header = originOfHeader(declaration);
    const instances = expanded.instances.map((instance) =>
      resourceState(instance, declaration, header, whyOpen),
    );
    this.#resources.set(declaration.address, { instances, value: valueOf(expanded, instances, header) });
  }

  /** The instances as they are, with the value they make. */
  expandedOf({ address }: ResourceDeclaration): Expanded<InstanceState> | undefined {
    return this.#resources.get(address);
  }

  /** Takes over what {@link expandedOf} was in an earlier evaluation. */
  adopt({ address }: ResourceDeclaration, expanded: Expanded<InstanceState> | undefined): void {
    if (expanded !== undefined) this.#resources.set(address, expanded);
  }

  /** Adds what a reference stands for so far, in parts that are the same objects as long as nothing about it changes. */
  addStanding(reference: ModuleReference, parts: unknown[]): void {
    switch (reference.kind) {
      case 'variable':
        parts.push(this.#variables.get(reference.name));
        return;
      case 'local':
        parts.push(this.#locals.get(reference.name));
        return;
      case 'module':
        this.#addOutputs(reference.name, reference.output, parts);
        return;
      default:
        parts.push(this.#resources.get(reference.address));
        return;
    }
  }

  /** @param output the only one that is read; `undefined` for all. */
  #addOutputs(name: string, output: string | undefined, parts: unknown[]): void {
    const call = this.#calls.get(name);
    if (call === undefined) return;
    const { value } = call;
    parts.push(
      value.kind,
      value.kind === 'object' ? value.open : value.kind === 'unknown' ? value : undefined,
    );
    for (const { instance, object, properties } of call.instances) {
      parts.push(instance.key, object.open);
      if (output === undefined) parts.push(...properties.keys(), ...properties.values());
      else parts.push(properties.get(output));
    }
  }

  instancesOf(declaration: ResourceDeclaration): readonly InstanceState[] {
    return this.#resources.get(declaration.address)?.instances ?? [];
  }

  /** All properties are there: the resource can be part of other values. */
  completeResource(declaration: ResourceDeclaration): void {
    const state = this.#resources.get(declaration.address);
    if (state !== undefined) weigh(state);
  }

  /** @param unread why the module called was not read, so that its outputs are unknown. */
  setCall(call: ModuleCall, expanded: Instances, unread: Unknown | undefined): void {
    const header = originOfHeader(call);
    const child = this.place.node.children.get(call.name);
    const open = typeof child === 'object' ? brokenFile(child, call) : undefined;
    const instances = expanded.instances.map((instance): CallInstance => {
      const properties = new Map<string, Property>();
      const object: ObjectValue = { kind: 'object', properties, ...(open === undefined ? {} : { open }) };
      return { instance, object, properties, arguments: new Map() };
    });
    this.#calls.set(call.name, { instances, value: unread ?? valueOf(expanded, instances, header) });
  }

  callsOf(name: string): readonly CallInstance[] {
    return this.#calls.get(name)?.instances ?? [];
  }

  /** All outputs are there: the module can be part of other values. */
  completeCall(call: ModuleCall): void {
    const state = this.#calls.get(call.name);
    if (state !== undefined) weigh(state);
  }

  resolve(root: string, name: string, origin: Origin): Value {
    switch (root) {
      case 'var':
        return this.#variables.get(name) ?? this.#notDeclared(`var.${name}`, origin);
      case 'local':
        return this.#locals.get(name) ?? this.#notDeclared(`local.${name}`, origin);
      case 'module':
        return this.#calls.get(name)?.value ?? this.#notDeclared(`module.${name}`, origin);
      case 'data':
        return this.#resources.get(`data.${name}`)?.value ?? this.#notDeclared(`data.${name}`, origin);
      case 'path':
        return this.#resolvePath(name, origin);
      case 'terraform':
        if (name === 'workspace') return workspaceName(this.place.workspace);
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
        return this.#resources.get(`${root}.${name}`)?.value ?? this.#undeclared(`${root}.${name}`, origin);
    }
  }

  /** The folder of the root module is where Terraform is run unless told otherwise. */
  #resolvePath(name: string, origin: Origin): Value {
    if (name === 'module') return stringValue(this.place.node.path);
    if (name === 'root') return stringValue('.');
    return unknown(`path.${name}`, 'depends on where Terraform is run', origin);
  }

  /** Its id can still be told apart from every other, which keeps what refers to it together. */
  #undeclared(address: string, origin: Origin): ResourceObject {
    return {
      kind: 'object',
      properties: new Map(),
      open: this.#notDeclared(address, origin),
      resource: `${this.place.prefix}${address}`,
      configured: undefined,
    };
  }

  #notDeclared(what: string, origin: Origin): Unknown {
    return unknown(`${this.place.prefix}${what}`, 'is not declared in this module', origin);
  }
}

function weigh({ instances, value }: Expanded<InstanceState>): void {
  for (const { object } of instances) noteWeight(object);
  const isOne = instances.some(({ object }) => object === value);
  if (!isOne && (value.kind === 'list' || value.kind === 'object')) noteWeight(value);
}

/** Data sources come out as objects that AWS completes; resources know which attributes were left to AWS. */
function resourceState(
  instance: Instance,
  declaration: ResourceDeclaration,
  header: Origin,
  whyOpen: (address: string) => Unknown | undefined,
): InstanceState {
  const properties = new Map<string, Property>();
  const { address } = instance;
  if (declaration.mode === 'data') {
    const source = declaration.type.startsWith('aws_') ? 'is read from AWS' : 'is read when Terraform runs';
    const open = whyOpen(address) ?? unknown(address, source, header);
    return { instance, object: { kind: 'object', properties, open }, properties };
  }
  const object: ResourceObject = {
    kind: 'object',
    properties,
    open: unknown(address, 'has attributes that are chosen by AWS', header),
    resource: address,
    configured: new Set(declaration.members.keys()),
  };
  return { instance, object, properties };
}

/** An output that is missing may stand in the part of the file that could not be read. */
function brokenFile({ declarations }: ModuleNode, call: ModuleCall): Unknown | undefined {
  const problem = declarations.problems.find(({ code }) => ['hcl-syntax', 'hcl-encoding'].includes(code));
  return problem && unknown(call.address, 'has a file with a syntax error', problem);
}

function valueOf(expanded: Instances, instances: readonly InstanceState[], header: Origin): Value {
  const { kind, open } = expanded;
  const keyed = instances.filter(({ instance }) => instance.key !== undefined);
  if (kind === 'single') return instances[0]?.object ?? unknown('resource', 'has no instance', header);
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

function originOfHeader({ file, block }: ExpandableDeclaration): Origin {
  return { file, span: { start: block.header.start, end: block.header.end } };
}
