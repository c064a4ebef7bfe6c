/** One run through the steps of a tree of modules: the instances of each module and the values in them. */
import type { Span } from '../text/span.ts';
import type { Resource, Unread } from '../value/resource.ts';
import {
  known,
  nullValue,
  unknown,
  unknownOf,
  type Because,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { brokenPart, evaluateMember } from './blocks.ts';
import { Budget } from './budget.ts';
import type { Located } from './collectBlocks.ts';
import type { Context, ModuleFiles, Names } from './context.ts';
import { readDataSource } from './dataSources.ts';
import type {
  DeclaredMember,
  ExpandableDeclaration,
  ModuleCall,
  ResourceDeclaration,
} from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { findableOf, type Findable } from './findable.ts';
import { givenTo, handedOutBy } from './given.ts';
import { canLookUp, findableTypes, type Found, type Search } from './lookups.ts';
import { nameOfStep, type PlannedStep, type Step } from './graph.ts';
import { expandInstances, openInstances, PROPERTIES_PER_INSTANCE, type Instances } from './instances.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';
import { ModuleState, type InstanceState } from './moduleState.ts';
import type { Provider } from './provider.ts';
import type { TerraformFile } from './terraformFile.ts';
import { originOf, propertyAt } from './values.ts';
import { evaluateVariable } from './variables.ts';

/** What comes from outside of the code. */
interface GivenValues {
  /** Values for the variables of the root module. */
  readonly variables?: ReadonlyMap<string, Value>;
  readonly workspace?: string;
  /** What data sources were read as, or why it cannot be told what they find, by address. */
  readonly data?: ReadonlyMap<string, Found>;
  readonly files?: ModuleFiles;
}

export class Evaluation {
  /** What was taken for granted about data sources. */
  readonly assumptions: Because[] = [];
  readonly #tree: ModuleTree;
  readonly #given: GivenValues;
  readonly #workspace: string;
  readonly #budget = new Budget();
  readonly #states = new Map<ModuleNode, ModuleState[]>();
  readonly #weights = new Map<ModuleNode, number>();

  constructor(tree: ModuleTree, given: GivenValues) {
    const { workspace = 'default' } = given;
    this.#tree = tree;
    this.#given = given;
    this.#workspace = workspace;
    const place = { node: tree.root, prefix: '', exists: known(true as const), parent: undefined, workspace };
    this.#states.set(tree.root, [new ModuleState(place)]);
    for (const node of [...tree.nodes].reverse()) this.#weights.set(node, this.#weigh(node));
  }

  /** Runs one step in every instance of its module. Steps come in the order of `planSteps`. */
  run(planned: PlannedStep): void {
    for (const state of this.#statesOf(planned.step.node)) {
      this.#budget.begin();
      this.#runIn(state, planned);
    }
  }

  /** The resources of all modules, those of a module before those of the modules it calls. */
  resources(): readonly Resource[] {
    return this.#each('managed', undefined, (declaration, instance, state) =>
      this.#toResource(declaration, instance, state),
    );
  }

  /** What data sources of this and of other root modules may find. */
  findables(): readonly Findable[] {
    return this.#each(
      'managed',
      (type) => findableTypes.has(type),
      (declaration, instance, state) =>
        findableOf(this.#toResource(declaration, instance, state), this.#providerOf(declaration, state)),
    );
  }

  /** The data sources that may find something in code. */
  searches(): readonly Search[] {
    return this.#each('data', canLookUp, (source, { instance, properties }, state) => ({
      address: instance.address,
      type: source.type,
      asked: new Map([...properties].filter(([name]) => source.members.has(name))),
      provider: this.#providerOf(source, state),
      origin: originOf(this.#contextOf(source.file, state), source.block.header),
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

  /** Every instance of the resources or data sources of some types, those of a module before those it calls. */
  #each<T>(
    wanted: ResourceDeclaration['mode'],
    isWanted: ((type: string) => boolean) | undefined,
    make: (declaration: ResourceDeclaration, instance: InstanceState, state: ModuleState) => T,
  ): readonly T[] {
    const made: T[] = [];
    for (const node of this.#tree.nodes) {
      const declarations = [...node.declarations.resources.values()].filter(
        ({ mode, type }) => mode === wanted && (isWanted === undefined || isWanted(type)),
      );
      for (const state of declarations.length === 0 ? [] : this.#statesOf(node)) {
        for (const declaration of declarations)
          for (const instance of state.instancesOf(declaration))
            made.push(make(declaration, instance, state));
      }
    }
    return made;
  }

  #providerOf({ type, provider }: ResourceDeclaration, state: ModuleState): Provider {
    return state.providerOf(provider ?? type.slice(0, type.indexOf('_')));
  }

  #statesOf(node: ModuleNode): readonly ModuleState[] {
    return this.#states.get(node) ?? [];
  }

  #runIn(state: ModuleState, { step, circle }: PlannedStep): void {
    const circular = (span: Span, context: Context): Unknown | undefined =>
      circle && unknown(nameOfStep(step), dependsOnItself(circle), originOf(context, span));
    const valueAt = ({ file, value }: Located, context: Context): Value => {
      const inFile = { ...context, file };
      return circular(value, inFile) ?? evaluate(value, inFile);
    };
    switch (step.kind) {
      case 'variable': {
        const { variable } = step;
        const context = this.#contextOf(variable.file, state);
        const value = circular(variable.block.header, context) ?? this.#variable(step, state);
        state.setVariable(variable.name, value);
        return;
      }
      case 'local':
        state.setLocal(step.local.name, valueAt(step.local, this.#contextOf(step.local.file, state)));
        return;
      case 'output': {
        const { name, file, block, value } = step.output;
        const context = this.#contextOf(file, state);
        const { parent } = state.place;
        if (value === undefined || parent === undefined) return;
        parent.call.properties.set(name, propertyAt(valueAt(value, context), block.header, context));
        return;
      }
      case 'regions':
        for (const [name, { region }] of step.node.declarations.providers) {
          const value = region && valueAt(region, this.#contextOf(region.file, state));
          state.ownProvider(name).configureRegion(value);
        }
        return;
      case 'default-tags':
        for (const [name, { defaultTags }] of step.node.declarations.providers)
          if (defaultTags !== undefined)
            state
              .ownProvider(name)
              .configureDefaultTags(this.#defaultTags(defaultTags, `provider.${name}`, state, circular));
        return;
      case 'resource':
        this.#expandResource(step.resource, state, circular);
        for (const member of step.resource.members.values())
          this.#setProperty(step.resource, member, state, circular);
        this.#complete(step.resource, state);
        return;
      case 'instances':
        this.#expandResource(step.resource, state, circular);
        return;
      case 'property':
        this.#setProperty(step.resource, step.member, state, circular);
        return;
      case 'whole':
        this.#complete(step.resource, state);
        return;
      case 'call':
        this.#enter(step.call, state, circular);
        return;
      case 'argument':
        for (const call of state.callsOf(step.call.name)) {
          const { member } = step;
          const context = { ...this.#contextOf(member.file, state), names: call.instance.names };
          const path = `${step.call.address}.${member.name}`;
          call.arguments.set(member.name, this.#member(member, path, context, circular));
        }
        return;
      case 'outputs':
        state.completeCall(step.call);
        return;
    }
  }

  #variable({ variable }: Extract<Step, { kind: 'variable' }>, state: ModuleState): Value {
    const { parent, prefix } = state.place;
    const given =
      parent === undefined
        ? this.#given.variables?.get(variable.name)
        : parent.call.arguments.get(variable.name)?.value;
    return evaluateVariable(variable, given, prefix, this.#budget);
  }

  #defaultTags(member: DeclaredMember, path: string, state: ModuleState, circular: Circular): Value {
    const context = this.#contextOf(member.file, state);
    const { value } = this.#member(member, `${path}.default_tags`, context, circular);
    const block = value.kind === 'list' ? value.items[0]?.value : value;
    return (block?.kind === 'object' ? block.properties.get('tags')?.value : block) ?? nullValue;
  }

  #expandResource(resource: ResourceDeclaration, state: ModuleState, circular: Circular): void {
    const expanded = this.#expand(resource, resource.members.size, state, circular);
    state.setInstances(resource, expanded, (address) => {
      const found = this.#given.data?.get(address);
      return found !== undefined && 'kind' in found ? found : undefined;
    });
  }

  #setProperty(
    resource: ResourceDeclaration,
    member: DeclaredMember,
    state: ModuleState,
    circular: Circular,
  ): void {
    const path = `${resource.address}.${member.name}`;
    for (const instance of state.instancesOf(resource)) {
      const context = this.#instanceContext(resource, instance, state, member.file);
      instance.properties.set(member.name, this.#member(member, path, context, circular));
    }
  }

  #member(member: DeclaredMember, path: string, context: Context, circular: Circular): Property {
    this.#budget.begin();
    const span = member.attribute?.value ?? member.blocks[0]?.header ?? { start: 0, end: 0 };
    const circle = circular(span, context);
    return circle === undefined ? evaluateMember(member, path, context) : propertyAt(circle, span, context);
  }

  #expand(
    declaration: ExpandableDeclaration,
    weight: number,
    state: ModuleState,
    circular: Circular,
  ): Instances {
    const context = this.#contextOf(declaration.file, state);
    const address = `${state.place.prefix}${declaration.address}`;
    const expandable = { declaration, address, weight };
    const circle = circular(declaration.block.header, context);
    return circle === undefined
      ? expandInstances(expandable, context)
      : openInstances(expandable, circle, context);
  }

  #enter(call: ModuleCall, state: ModuleState, circular: Circular): void {
    const node = state.place.node.children.get(call.name);
    const weight = typeof node === 'object' ? (this.#weights.get(node) ?? 0) : 0;
    const expanded = this.#expand(call, call.members.size + weight, state, circular);
    state.setCall(call, expanded, typeof node === 'string' ? unreadCall(call, node, state) : undefined);
    if (typeof node !== 'object') return;
    const states = this.#states.get(node) ?? [];
    this.#states.set(node, states);
    for (const instance of state.callsOf(call.name)) {
      const { address, exists } = instance.instance;
      states.push(
        new ModuleState({
          node,
          prefix: `${address}.`,
          exists: both(state.place.exists, exists),
          parent: { state, call: instance },
          workspace: this.#workspace,
        }),
      );
    }
  }

  #complete(resource: ResourceDeclaration, state: ModuleState): void {
    if (resource.mode === 'data') {
      for (const instance of state.instancesOf(resource)) {
        const context = this.#instanceContext(resource, instance, state, resource.file);
        const read = this.#given.data?.get(instance.instance.address);
        const known = read === undefined || 'kind' in read ? undefined : read;
        const assumed = readDataSource(resource, instance, known, state, context);
        if (assumed !== undefined) this.assumptions.push(assumed);
      }
    }
    state.completeResource(resource);
  }

  #contextOf(file: TerraformFile, module: ModuleState): Context {
    return this.#contextIn(file, undefined, undefined, module);
  }

  #instanceContext(
    { mode }: ResourceDeclaration,
    { instance }: InstanceState,
    module: ModuleState,
    file: TerraformFile,
  ): Context {
    const resource = mode === 'managed' ? instance.address : undefined;
    return this.#contextIn(file, resource, instance.names, module);
  }

  /** Written out, so that contexts all have one shape: expressions spend much of their time reading them. */
  #contextIn(
    file: TerraformFile,
    resource: string | undefined,
    names: Names | undefined,
    module: ModuleState,
  ): Context {
    const { files } = this.#given;
    return { file, resource, names, module, budget: this.#budget, files, strict: undefined };
  }

  #toResource(declaration: ResourceDeclaration, state: InstanceState, module: ModuleState): Resource {
    const { type, block, members, file, ignoresChanges } = declaration;
    const { address, exists } = state.instance;
    const context = this.#instanceContext(declaration, state, module, file);
    const properties = new Map<string, Property>();
    for (const name of members.keys()) {
      const property = state.properties.get(name);
      if (property !== undefined) properties.set(name, property);
    }
    const open = brokenPart(block, address, context);
    const object: ObjectValue = { kind: 'object', properties, ...(open === undefined ? {} : { open }) };
    return {
      address,
      type,
      origin: originOf(context, block),
      header: { ...originOf(context, block.header), extent: { start: block.start, end: block.end } },
      properties: object,
      exists: both(module.place.exists, exists),
      ...(ignoresChanges === undefined ? {} : { ignoresChanges }),
    };
  }

  /** How many properties one instance of a module has, those of the modules it calls once each among them. */
  #weigh({ declarations, children }: ModuleNode): number {
    const { resources, locals, outputs, variables } = declarations;
    let weight = locals.size + outputs.size + variables.size;
    for (const { members } of resources.values()) weight += members.size + PROPERTIES_PER_INSTANCE;
    for (const child of children.values())
      if (typeof child === 'object') weight += (this.#weights.get(child) ?? 0) + PROPERTIES_PER_INSTANCE;
    return weight;
  }
}

/** Unknown where the step is part of a circle. */
type Circular = (span: Span, context: Context) => Unknown | undefined;

function dependsOnItself(circle: readonly string[]): string {
  return `depends on itself${circle.length === 0 ? '' : ` through ${circle.join(', ')}`}`;
}

/** Why a module was not read. Its outputs are unknown for that reason. */
function unreadCall({ address, file, block }: ModuleCall, why: string, { place }: ModuleState): Unknown {
  const { start, end } = block.header;
  return unknown(`${place.prefix}${address}`, why, { file: file.file, span: { start, end } });
}

function both(a: Maybe<true>, b: Maybe<true>): Maybe<true> {
  if (a.kind === 'known') return b;
  return b.kind === 'known' ? a : unknownOf([a, b]);
}
