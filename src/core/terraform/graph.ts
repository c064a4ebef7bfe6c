/**
 * What of a module and the modules it calls has to be evaluated before what. Resources are split into their instances
 * and their properties, calls into their arguments and outputs, so that two security groups whose rules name each other
 * are no circle, and neither are two modules that each need something of the other.
 */
import type {
  ExpandableDeclaration,
  LocalDeclaration,
  ModuleCall,
  OutputDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
  DeclaredMember,
} from './declarations.ts';
import { dependencyOrder } from './dependencyOrder.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';
import { memberReferencesOf, referencesOf, type ModuleReference } from './references.ts';

/** One thing to evaluate, in every instance of the module `node`. */
export type Step = { readonly node: ModuleNode } & (
  | { readonly kind: 'variable'; readonly variable: VariableDeclaration }
  | { readonly kind: 'local'; readonly local: LocalDeclaration }
  | { readonly kind: 'output'; readonly output: OutputDeclaration }
  | { readonly kind: 'regions' }
  | { readonly kind: 'instances'; readonly resource: ResourceDeclaration }
  | { readonly kind: 'property'; readonly resource: ResourceDeclaration; readonly member: DeclaredMember }
  /** From here on the resource can be used as a whole; a data source is read. */
  | { readonly kind: 'whole'; readonly resource: ResourceDeclaration }
  | { readonly kind: 'call'; readonly call: ModuleCall }
  | { readonly kind: 'argument'; readonly call: ModuleCall; readonly member: DeclaredMember }
  /** Nothing is evaluated: from here on the outputs of the call can be used together. */
  | { readonly kind: 'outputs'; readonly call: ModuleCall }
);

export interface PlannedStep {
  readonly step: Step;
  /** Names of others of the circle the step is part of, the first few; empty when it depends on itself alone. */
  readonly circle: readonly string[] | undefined;
}

/** As many of a circle as a reader wants named. */
const MAX_NAMES = 3;

/** All steps, each after those it depends on; the order does not depend on files or on the order of blocks. */
export function planSteps({ nodes }: ModuleTree): readonly PlannedStep[] {
  const graph = new Graph();
  for (const node of nodes) new NodeSteps(node, graph).add();
  return dependencyOrder(graph.dependencies).flatMap(({ members, circular }) => {
    const found = members.flatMap((id) => graph.steps.get(id) ?? []);
    const names = circular ? [...new Set(found.map(nameOfStep))].sort() : [];
    return found.map((step) => ({
      step,
      circle: circular ? othersThan(nameOfStep(step), names) : undefined,
    }));
  });
}

/** What a step is called in a reason: `local.a`, `aws_vpc.main.cidr_block`, `module.vpc.output.id`. */
export function nameOfStep(step: Step): string {
  const { address } = step.node;
  return address === '' ? ownName(step) : `${address}.${ownName(step)}`;
}

function ownName(step: Step): string {
  switch (step.kind) {
    case 'variable':
      return `var.${step.variable.name}`;
    case 'local':
      return `local.${step.local.name}`;
    case 'output':
      return `output.${step.output.name}`;
    case 'regions':
      return 'provider.aws';
    case 'property':
      return `${step.resource.address}.${step.member.name}`;
    case 'argument':
      return `${step.call.address}.${step.member.name}`;
    case 'call':
    case 'outputs':
      return step.call.address;
    default:
      return step.resource.address;
  }
}

class Graph {
  readonly steps = new Map<string, Step>();
  readonly dependencies = new Map<string, readonly string[]>();

  add(id: string, step: Step, needed: readonly string[]): void {
    this.steps.set(id, step);
    this.dependencies.set(id, needed);
  }
}

/** Adds the steps of one module of the tree. */
class NodeSteps {
  readonly #node: ModuleNode;
  readonly #graph: Graph;
  /** The call whose instances are the module's: there is nothing to evaluate in before they are known. */
  readonly #entered: readonly string[];

  constructor(node: ModuleNode, graph: Graph) {
    this.#node = node;
    this.#graph = graph;
    const { parent } = node;
    this.#entered = parent === undefined ? [] : [idIn(parent.node, 'call', parent.call.name)];
  }

  add(): void {
    const node = this.#node;
    const { variables, locals, outputs, resources, calls, regions } = node.declarations;
    for (const variable of variables.values()) this.#addVariable(variable);
    for (const local of locals.values()) {
      this.#add('local', local.name, { kind: 'local', node, local }, referencesOf(local.value));
    }
    for (const output of outputs.values()) {
      const references = output.value === undefined ? [] : referencesOf(output.value.value);
      this.#add('output', output.name, { kind: 'output', node, output }, references);
    }
    const inRegions = [...regions.values()].flatMap((region) =>
      region === undefined ? [] : referencesOf(region.value),
    );
    const above = node.parent === undefined ? [] : [idIn(node.parent.node, 'regions', '')];
    this.#add('regions', '', { kind: 'regions', node }, inRegions, above);
    for (const resource of resources.values()) this.#addResource(resource);
    for (const call of calls.values()) this.#addCall(call);
  }

  #addVariable(variable: VariableDeclaration): void {
    const node = this.#node;
    const { parent } = node;
    const given =
      parent?.call.members.has(variable.name) === true
        ? [idIn(parent.node, 'argument', parent.call.name, variable.name)]
        : [];
    this.#add('variable', variable.name, { kind: 'variable', node, variable }, [], given);
  }

  #addResource(resource: ResourceDeclaration): void {
    const node = this.#node;
    const { address, members, mode } = resource;
    this.#add('instances', address, { kind: 'instances', node, resource }, inMetaArguments(resource));
    const instances = idIn(node, 'instances', address);
    for (const member of members.values()) {
      const step: Step = { kind: 'property', node, resource, member };
      this.#add('property', `${address} ${member.name}`, step, memberReferencesOf(member), [instances]);
    }
    const parts = [...members.keys()].map((name) => idIn(node, 'property', address, name));
    const region = mode === 'data' ? [idIn(node, 'regions', '')] : [];
    this.#add('whole', address, { kind: 'whole', node, resource }, [], [instances, ...parts, ...region]);
  }

  #addCall(call: ModuleCall): void {
    const node = this.#node;
    const { name, members } = call;
    this.#add('call', name, { kind: 'call', node, call }, inMetaArguments(call));
    const instances = idIn(node, 'call', name);
    for (const member of members.values()) {
      const step: Step = { kind: 'argument', node, call, member };
      this.#add('argument', `${name} ${member.name}`, step, memberReferencesOf(member), [instances]);
    }
    const child = node.children.get(name);
    const outputs =
      typeof child === 'object'
        ? [...child.declarations.outputs.keys()].map((output) => idIn(child, 'output', output))
        : [];
    this.#add('outputs', name, { kind: 'outputs', node, call }, [], [instances, ...outputs]);
  }

  #add(
    kind: Step['kind'],
    name: string,
    step: Step,
    references: readonly ModuleReference[],
    needed: readonly string[] = [],
  ): void {
    const all = [...this.#entered, ...needed, ...references.flatMap((reference) => this.#idsOf(reference))];
    this.#graph.add(idIn(this.#node, kind, name), step, all);
  }

  #idsOf(reference: ModuleReference): readonly string[] {
    const node = this.#node;
    switch (reference.kind) {
      case 'variable':
      case 'local':
        return [idIn(node, reference.kind, reference.name)];
      case 'data':
        return [idIn(node, 'whole', reference.address)];
      case 'resource': {
        const { address, attribute } = reference;
        if (attribute === undefined) return [idIn(node, 'whole', address)];
        return [idIn(node, 'instances', address), idIn(node, 'property', address, attribute)];
      }
      case 'module': {
        const { name, output } = reference;
        const child = node.children.get(name);
        if (output === undefined || typeof child !== 'object') return [idIn(node, 'outputs', name)];
        return [idIn(node, 'call', name), idIn(child, 'output', output)];
      }
    }
  }
}

function inMetaArguments({ count, forEach }: ExpandableDeclaration): readonly ModuleReference[] {
  return [count, forEach].flatMap((part) => (part === undefined ? [] : referencesOf(part.value)));
}

function idIn({ address }: ModuleNode, kind: Step['kind'], ...names: readonly string[]): string {
  return `${address} ${kind} ${names.join(' ')}`;
}

function othersThan(own: string, names: readonly string[]): readonly string[] {
  return names
    .slice(0, MAX_NAMES + 1)
    .filter((name) => name !== own)
    .slice(0, MAX_NAMES);
}
