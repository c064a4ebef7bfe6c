/** One run through the steps of a tree of modules: the instances of each module and the values in them. */
import type { Steps } from '../text/steps.ts';
import { known, nullValue, type Because, type Property, type Value } from '../value/value.ts';
import { accountOf } from './account.ts';
import { evaluateMember } from './blocks.ts';
import { Budget } from './budget.ts';
import { circularOf, type Circular } from './circles.ts';
import type { Located } from './collectBlocks.ts';
import type { Context, ModuleFiles, Names } from './context.ts';
import { readDataSource } from './dataSources.ts';
import type { ExpandableDeclaration, ModuleCall, ResourceDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { both, EvaluatedTree, unreadCall } from './evaluatedTree.ts';
import type { Found } from './lookups.ts';
import type { PlannedStep, Step } from './graph.ts';
import { expandInstances, openInstances, type Instances } from './instances.ts';
import type { DeclaredMember } from './members.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';
import { weightsOf } from './moduleWeights.ts';
import { ModuleReads } from './moduleReads.ts';
import { ModuleState, type Expanded, type InstanceState } from './moduleState.ts';
import { allReferencesOf, referencesOf, type ModuleReference } from './references.ts';
import { remembered } from './remembered.ts';
import { settled } from './settled.ts';
import { propertyAt } from './values.ts';
import { evaluateVariable, noReferences } from './variables.ts';

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
  readonly #reads: ModuleReads;
  readonly #states = new Map<ModuleNode, ModuleState[]>();
  readonly #weights: ReadonlyMap<ModuleNode, number>;

  constructor(tree: ModuleTree, given: GivenValues) {
    const { workspace = 'default' } = given;
    this.#tree = tree;
    this.#given = given;
    this.#workspace = workspace;
    this.#reads = new ModuleReads(given.files);
    const { root } = tree;
    const exists = known(true as const);
    const place = { id: root.folder, node: root, prefix: '', exists, parent: undefined, workspace };
    this.#states.set(root, [new ModuleState(place)]);
    this.#weights = weightsOf(tree);
  }

  /** Runs one step in every instance of its module. Steps come in the order of `planInSteps`. */
  run(planned: PlannedStep): void {
    for (const state of this.#statesOf(planned.step.node)) {
      this.#budget.begin();
      this.#runIn(state, planned);
    }
  }

  /** What it has come to, once all steps have run; some of its resources in each short step. */
  resultInSteps(): Steps<EvaluatedTree> {
    return EvaluatedTree.inSteps(
      this.#tree,
      (node) => this.#statesOf(node),
      (file, resource, module) => this.#contextIn(file, resource, undefined, module),
    );
  }

  #statesOf(node: ModuleNode): readonly ModuleState[] {
    return this.#states.get(node) ?? [];
  }

  #runIn(state: ModuleState, planned: PlannedStep): void {
    const { step, circle } = planned;
    const circular = circularOf(planned);
    switch (step.kind) {
      case 'variable': {
        const { variable } = step;
        const context = this.#contextOf(variable.file, state);
        const value = circular(variable.block.header, context) ?? this.#variable(step, state);
        state.setVariable(variable.name, value);
        return;
      }
      case 'local': {
        const { local } = step;
        const make = (): Value => this.#valueAt(local, state, circular);
        const { name, value } = local;
        const isAgain = circle === undefined;
        state.setLocal(name, isAgain ? this.#again(value, [], referencesOf(value), state, make) : make());
        return;
      }
      case 'output': {
        const { name, file, block, value } = step.output;
        const context = this.#contextOf(file, state);
        const { parent, id } = state.place;
        if (value === undefined || parent === undefined) return;
        const property = propertyAt(this.#valueAt(value, state, circular), block.header, context);
        parent.call.properties.set(name, settled(block, id, property));
        return;
      }
      case 'regions':
        for (const [name, { region }] of step.node.declarations.providers) {
          state.ownProvider(name).configureRegion(region && this.#valueAt(region, state, circular));
        }
        return;
      case 'providers':
        for (const [name, { account, defaultTags }] of step.node.declarations.providers) {
          const provider = state.ownProvider(name);
          const read = (member: DeclaredMember): Value =>
            this.#providerArgument(member, `provider.${name}`, state, circular);
          provider.configureAccount(accountOf(new Map(account.map((member) => [member.name, read(member)]))));
          if (defaultTags !== undefined) provider.configureDefaultTags(tagsIn(read(defaultTags)));
        }
        return;
      case 'resource':
        this.#resource(step.resource, state, circular);
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

  #valueAt({ file, value }: Located, state: ModuleState, circular: Circular): Value {
    const context = this.#contextOf(file, state);
    return circular(value, context) ?? evaluate(value, context);
  }

  #variable({ variable }: Extract<Step, { kind: 'variable' }>, state: ModuleState): Value {
    const { parent, prefix, id } = state.place;
    const now =
      parent === undefined
        ? this.#given.variables?.get(variable.name)
        : parent.call.arguments.get(variable.name)?.value;
    const given = settled(variable.block, id, now);
    return this.#again(variable.block, [given, variable], [], state, () =>
      evaluateVariable(variable, given, prefix, (file) => ({
        ...this.#contextOf(file, state),
        module: noReferences,
      })),
    );
  }

  /** A managed resource with all its instances; a data source is read again each time. */
  #resource(resource: ResourceDeclaration, state: ModuleState, circular: Circular): void {
    const make = (): Expanded<InstanceState> | undefined => {
      this.#expandResource(resource, state, circular);
      for (const member of resource.members.values()) this.#setProperty(resource, member, state, circular);
      this.#complete(resource, state);
      return state.expandedOf(resource);
    };
    if (resource.mode === 'data') {
      state.adopt(resource, settled(resource.block, state.place.id, make()));
      return;
    }
    state.adopt(resource, this.#again(resource.block, [resource], allReferencesOf(resource), state, make));
  }

  /**
   * What a step of some code comes to, once as long as neither the code nor what it refers to changes.
   * @param code what is declared, which is the same object as long as the code is, and what else it hangs on.
   */
  #again<T>(
    node: object,
    code: readonly unknown[],
    references: readonly ModuleReference[],
    state: ModuleState,
    make: () => T,
  ): T {
    const { id, prefix, node: module, workspace } = state.place;
    const hangsOn: unknown[] = [prefix, module.path, workspace, ...code];
    for (const reference of references) state.addStanding(reference, hangsOn);
    return remembered(node, id, hangsOn, this.#budget, this.#reads, make);
  }

  #providerArgument(member: DeclaredMember, path: string, state: ModuleState, circular: Circular): Value {
    const context = this.#contextOf(member.file, state);
    return this.#member(member, `${path}.${member.name}`, context, circular).value;
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
    const { count, forEach, file } = declaration;
    const context = this.#contextOf((count ?? forEach)?.file ?? file, state);
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
    const unread = typeof node === 'string' ? unreadCall(call, node, state) : undefined;
    state.setCall(call, expanded, settled(call.block, state.place.id, unread));
    if (typeof node !== 'object') return;
    const states = this.#states.get(node) ?? [];
    this.#states.set(node, states);
    for (const instance of state.callsOf(call.name)) {
      const { address, exists } = instance.instance;
      states.push(
        new ModuleState({
          id: `${this.#tree.root.folder}\n${address}`,
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

  #contextOf(file: string, module: ModuleState): Context {
    return this.#contextIn(file, undefined, undefined, module);
  }

  #instanceContext(
    { mode }: ResourceDeclaration,
    { instance }: InstanceState,
    module: ModuleState,
    file: string,
  ): Context {
    const resource = mode === 'managed' ? instance.address : undefined;
    return this.#contextIn(file, resource, instance.names, module);
  }

  /** Written out, so that contexts all have one shape: expressions spend much of their time reading them. */
  #contextIn(
    name: string,
    resource: string | undefined,
    names: Names | undefined,
    module: ModuleState,
  ): Context {
    const { files } = this.#reads;
    const file = module.fileNamed(name);
    return { file, resource, names, module, budget: this.#budget, files, strict: undefined };
  }
}

/** The tags in the blocks `default_tags`. */
function tagsIn(value: Value): Value {
  const block = value.kind === 'list' ? value.items[0]?.value : value;
  return (block?.kind === 'object' ? block.properties.get('tags')?.value : block) ?? nullValue;
}
