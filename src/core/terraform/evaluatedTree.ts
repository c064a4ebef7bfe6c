/** What a tree of modules has come to: its resources, what data sources look for, and what others were given. */
import type { Steps } from '../text/steps.ts';
import type { Resource, Unread } from '../value/resource.ts';
import {
  unknown,
  unknownOf,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { brokenPart } from './blocks.ts';
import type { Context } from './context.ts';
import type { ModuleCall, ResourceDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { findableOf, type Findable } from './findable.ts';
import { givenTo, handedOutBy } from './given.ts';
import { canLookUp, findableTypes } from './lookups.ts';
import type { InstanceState, ModuleState } from './moduleState.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';
import type { Provider } from './provider.ts';
import type { Search } from './dataSourceSearch.ts';
import { originOf } from './values.ts';

/** The resources of instances that outlive an edit. */
const made = new WeakMap<InstanceState, Resource>();

/** The instances of a module. */
type StatesOf = (node: ModuleNode) => readonly ModuleState[];
type ContextOf = (file: string, resource: string | undefined, module: ModuleState) => Context;

/** One instance of a resource or a data source, in one instance of its module. */
type Declared = readonly [ResourceDeclaration, InstanceState, ModuleState];

const resourcesPerStep = 100;

export class EvaluatedTree {
  readonly #tree: ModuleTree;
  readonly #statesOf: StatesOf;
  readonly #contextOf: ContextOf;
  readonly #resources: Resource[] = [];
  readonly #mayBeFound: (readonly [Resource, ResourceDeclaration, ModuleState])[] = [];

  private constructor(tree: ModuleTree, statesOf: StatesOf, contextOf: ContextOf) {
    this.#tree = tree;
    this.#statesOf = statesOf;
    this.#contextOf = contextOf;
  }

  /** Made in short steps, some of the resources in each. */
  static *inSteps(tree: ModuleTree, statesOf: StatesOf, contextOf: ContextOf): Steps<EvaluatedTree> {
    const evaluated = new EvaluatedTree(tree, statesOf, contextOf);
    for (const [declaration, instance, state] of evaluated.#all('managed')) {
      const resource = evaluated.#toResource(declaration, instance, state);
      if (findableTypes.has(resource.type)) evaluated.#mayBeFound.push([resource, declaration, state]);
      if (evaluated.#resources.push(resource) % resourcesPerStep === 0) yield;
    }
    return evaluated;
  }

  /** The resources of all modules, those of a module before those of the modules it calls. */
  resources(): readonly Resource[] {
    return this.#resources;
  }

  /** What data sources of this and of other root modules may find. */
  findables(): readonly Findable[] {
    return this.#mayBeFound.map(([resource, declaration, state]) =>
      findableOf(resource, this.#providerOf(declaration, state)),
    );
  }

  /** The data sources that may find something in code. */
  searches(): readonly Search[] {
    return [...this.#all('data', canLookUp)].map(([source, { instance, properties }, state]) => ({
      address: instance.address,
      type: source.type,
      asked: new Map([...properties].filter(([name]) => source.members.has(name))),
      provider: this.#providerOf(source, state),
      workspace: state.place.workspace,
      origin: originOf(this.#contextOf(source.file, undefined, state), source.block.header),
    }));
  }

  /** The calls that were not followed, with what they were given. */
  unread(): readonly Unread[] {
    return this.#tree.nodes.flatMap((node) =>
      this.#statesOf(node).flatMap((state) =>
        [...node.declarations.calls.values()].flatMap((call) => {
          const why = node.children.get(call.name);
          if (typeof why !== 'string' || state.callsOf(call.name).length === 0) return [];
          const { because } = unreadCall(call, why, state);
          const given = givenTo(call, state, (child) => this.#statesOf(child));
          return because.map((reason) => ({ ...reason, given }));
        }),
      ),
    );
  }

  /** Addresses of what the outputs of the root module hand to whoever asks. */
  handedOut(): ReadonlySet<string> {
    const [root] = this.#statesOf(this.#tree.root);
    return root === undefined ? new Set() : handedOutBy(root, (child) => this.#statesOf(child));
  }

  /** What the root module writes into its state for others to read. */
  outputs(): ReadonlyMap<string, Value> {
    const [root] = this.#statesOf(this.#tree.root);
    const outputs = new Map<string, Value>();
    if (root === undefined) return outputs;
    for (const [name, { value }] of this.#tree.root.declarations.outputs) {
      if (value === undefined) continue;
      const context = this.#contextOf(value.file, undefined, root);
      context.budget.begin();
      outputs.set(name, evaluate(value.value, context));
    }
    return outputs;
  }

  /** Every instance of the resources or data sources of some types, those of a module before those it calls. */
  *#all(wanted: ResourceDeclaration['mode'], isWanted?: (type: string) => boolean): Iterable<Declared> {
    for (const node of this.#tree.nodes) {
      const declarations = [...node.declarations.resources.values()].filter(
        ({ mode, type }) => mode === wanted && (isWanted === undefined || isWanted(type)),
      );
      for (const state of declarations.length === 0 ? [] : this.#statesOf(node)) {
        for (const declaration of declarations)
          for (const instance of state.instancesOf(declaration)) yield [declaration, instance, state];
      }
    }
  }

  #providerOf({ type, provider }: ResourceDeclaration, state: ModuleState): Provider {
    return state.providerOf(provider ?? type.slice(0, type.indexOf('_')));
  }

  #toResource(declaration: ResourceDeclaration, state: InstanceState, module: ModuleState): Resource {
    const { type, block, members, file, ignoresChanges } = declaration;
    const isCertain = module.place.exists.kind === 'known';
    const before = isCertain ? made.get(state) : undefined;
    if (before !== undefined) return before;
    const { address, exists } = state.instance;
    const context = this.#contextOf(file, address, module);
    const properties = new Map<string, Property>();
    for (const name of members.keys()) {
      const property = state.properties.get(name);
      if (property !== undefined) properties.set(name, property);
    }
    const open = brokenPart(block, address, context);
    const object: ObjectValue = { kind: 'object', properties, ...(open === undefined ? {} : { open }) };
    const resource: Resource = {
      address,
      type,
      origin: originOf(context, block),
      header: { ...originOf(context, block.header), extent: { start: block.start, end: block.end } },
      properties: object,
      exists: both(module.place.exists, exists),
      ...(ignoresChanges === undefined ? {} : { ignoresChanges }),
    };
    if (isCertain) made.set(state, resource);
    return resource;
  }
}

/** Why a module was not read. Its outputs are unknown for that reason. */
export function unreadCall(
  { address, file, block }: ModuleCall,
  why: string,
  { place }: ModuleState,
): Unknown {
  const { start, end } = block.header;
  return unknown(`${place.prefix}${address}`, why, { file, span: { start, end } });
}

export function both(a: Maybe<true>, b: Maybe<true>): Maybe<true> {
  if (a.kind === 'known') return b;
  return b.kind === 'known' ? a : unknownOf([a, b]);
}
