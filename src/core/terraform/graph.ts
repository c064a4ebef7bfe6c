/**
 * What of a module and the modules it calls has to be evaluated before what. Calls are split into their arguments and
 * outputs, so that two modules that each need something of the other are no circle. Resources are one step each; where
 * that makes a circle they are split into their instances and properties, so that two security groups whose rules name
 * each other are none.
 */
import type { Steps } from '../text/steps.ts';
import type { Located } from './collectBlocks.ts';
import { tellsRegion } from './dataSources.ts';
import type {
  ExpandableDeclaration,
  LocalDeclaration,
  ModuleCall,
  OutputDeclaration,
  ResourceDeclaration,
  VariableDeclaration,
} from './declarations.ts';
import { dependencyOrder, type Component } from './dependencyOrder.ts';
import type { DeclaredMember } from './members.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';
import { allReferencesOf, memberReferencesOf, referencesOf, type ModuleReference } from './references.ts';

/** One thing to evaluate, in every instance of the module `node`. */
export type Step = { readonly node: ModuleNode } & (
  | { readonly kind: 'variable'; readonly variable: VariableDeclaration }
  | { readonly kind: 'local'; readonly local: LocalDeclaration }
  | { readonly kind: 'output'; readonly output: OutputDeclaration }
  | { readonly kind: 'regions' }
  /** The tags providers add and their accounts. Nothing waits for them, as they may hang on what is read with the same. */
  | { readonly kind: 'providers' }
  /** The instances and all properties; what the following three are together. */
  | { readonly kind: 'resource'; readonly resource: ResourceDeclaration }
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

/**
 * All steps, each after those it depends on; the order does not depend on files or on the order of blocks. Done in short
 * steps itself, one module in each.
 */
export function* planInSteps({ nodes }: ModuleTree): Steps<readonly PlannedStep[]> {
  const entries: Entries = new Map();
  for (const node of nodes) {
    addEntries(node, entries);
    yield;
  }
  const planned: PlannedStep[] = [];
  for (const { members, circular } of orderOf(entries, addCoarseIds)) {
    if (circular) planCircle(members, planned);
    else for (const { step } of members) planned.push({ step, circle: undefined });
  }
  return planned;
}

function planCircle(circle: readonly Entry[], planned: PlannedStep[]): void {
  const split: Entries = new Map(circle.flatMap(splitEntry));
  for (const { members, circular } of orderOf(split, addFineIds)) {
    const names = circular ? [...new Set(members.map(({ step }) => nameOfStep(step)))].sort() : [];
    for (const { step } of members)
      planned.push({ step, circle: circular ? othersThan(nameOfStep(step), names) : undefined });
  }
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
    case 'providers':
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

/** A step, what its expressions refer to, and ids of steps it needs besides. */
interface Entry {
  readonly step: Step;
  readonly references: readonly ModuleReference[];
  readonly needed: readonly string[];
}

/** By id. */
type Entries = Map<string, Entry>;
type Add = (id: string) => void;
/** Adds the ids of what a reference in a module waits for. */
type AddIds = (reference: ModuleReference, node: ModuleNode, add: Add) => void;

function orderOf(entries: Entries, addIds: AddIds): readonly Component<Entry>[] {
  return dependencyOrder(entries, ({ step, references, needed }, add) => {
    for (const id of needed) add(id);
    for (const reference of references) addIds(reference, step.node, add);
  });
}

/** Adds the steps of one module of the tree. */
function addEntries(node: ModuleNode, entries: Entries): void {
  const { parent, declarations } = node;
  // There is nothing to evaluate in before the instances of the call are known.
  const entered = parent === undefined ? [] : [idIn(parent.node, 'call', parent.call.name)];
  const add = (
    step: Step,
    name: string,
    references: readonly ModuleReference[],
    needed: readonly string[] = [],
  ): void => {
    const all = needed.length === 0 ? entered : [...entered, ...needed];
    entries.set(idIn(node, step.kind, name), { step, references, needed: all });
  };
  for (const variable of declarations.variables.values()) {
    const isGiven = parent?.call.members.has(variable.name) === true;
    const given = isGiven ? [idIn(parent.node, 'argument', `${parent.call.name} ${variable.name}`)] : [];
    add({ kind: 'variable', node, variable }, variable.name, [], given);
  }
  for (const local of declarations.locals.values())
    add({ kind: 'local', node, local }, local.name, referencesOf(local.value));
  for (const output of declarations.outputs.values())
    add({ kind: 'output', node, output }, output.name, referencesIn(output.value));
  const above = parent === undefined ? [] : [idIn(parent.node, 'regions', '')];
  const providers = [...declarations.providers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const regions = providers.flatMap(({ region }) => referencesIn(region));
  add({ kind: 'regions', node }, '', regions, above);
  const others = providers.flatMap(({ account, defaultTags }) => [
    ...account,
    ...(defaultTags ? [defaultTags] : []),
  ]);
  if (providers.length > 0) add({ kind: 'providers', node }, '', others.flatMap(memberReferencesOf));
  for (const resource of declarations.resources.values()) {
    const references = allReferencesOf(resource);
    const isRegion = resource.mode === 'data' && tellsRegion(resource.type);
    const region = isRegion ? [idIn(node, 'regions', '')] : [];
    add({ kind: 'resource', node, resource }, resource.address, references, region);
  }
  for (const call of declarations.calls.values()) {
    add({ kind: 'call', node, call }, call.name, inMetaArguments(call));
    const instances = idIn(node, 'call', call.name);
    for (const member of call.members.values()) {
      const name = `${call.name} ${member.name}`;
      add({ kind: 'argument', node, call, member }, name, memberReferencesOf(member), [instances]);
    }
    add({ kind: 'outputs', node, call }, call.name, [], [instances, ...outputIds(node, call)]);
  }
}

function outputIds({ children }: ModuleNode, { name }: ModuleCall): readonly string[] {
  const child = children.get(name);
  if (typeof child !== 'object') return [];
  return [...child.declarations.outputs.keys()].sort().map((output) => idIn(child, 'output', output));
}

/** A resource in a circle, taken apart. */
function splitEntry(entry: Entry): readonly (readonly [string, Entry])[] {
  const { step, needed } = entry;
  const { node } = step;
  if (step.kind !== 'resource') return [[idIn(node, step.kind, nameIn(step)), entry]];
  const { resource } = step;
  const { address, members } = resource;
  const instances = idIn(node, 'instances', address);
  const properties = [...members.values()].map((member): readonly [string, Entry] => [
    idIn(node, 'property', `${address} ${member.name}`),
    {
      step: { kind: 'property', node, resource, member },
      references: memberReferencesOf(member),
      needed: [instances],
    },
  ]);
  const parts = [instances, ...properties.map(([id]) => id)];
  return [
    [
      instances,
      { step: { kind: 'instances', node, resource }, references: inMetaArguments(resource), needed },
    ],
    ...properties,
    [
      idIn(node, 'whole', address),
      { step: { kind: 'whole', node, resource }, references: [], needed: parts },
    ],
  ];
}

/** What the id of a step ends in. */
function nameIn(step: Step): string {
  switch (step.kind) {
    case 'variable':
      return step.variable.name;
    case 'local':
      return step.local.name;
    case 'output':
      return step.output.name;
    case 'regions':
    case 'providers':
      return '';
    case 'argument':
      return `${step.call.name} ${step.member.name}`;
    case 'call':
    case 'outputs':
      return step.call.name;
    default:
      return step.resource.address;
  }
}

function addCoarseIds(reference: ModuleReference, node: ModuleNode, add: Add): void {
  if (reference.kind === 'module') addFineIds(reference, node, add);
  else add(idOf(node, reference.key));
}

function addFineIds(reference: ModuleReference, node: ModuleNode, add: Add): void {
  switch (reference.kind) {
    case 'variable':
    case 'local':
      add(idOf(node, reference.key));
      return;
    case 'data':
      add(idIn(node, 'whole', reference.address));
      return;
    case 'resource': {
      const { address, attribute } = reference;
      if (attribute === undefined) add(idIn(node, 'whole', address));
      else {
        add(idIn(node, 'instances', address));
        add(idIn(node, 'property', `${address} ${attribute}`));
      }
      return;
    }
    case 'module': {
      const { name, output } = reference;
      const child = node.children.get(name);
      if (output === undefined || typeof child !== 'object') add(idIn(node, 'outputs', name));
      else {
        add(idIn(node, 'call', name));
        add(idIn(child, 'output', output));
      }
      return;
    }
  }
}

function inMetaArguments({ count, forEach }: ExpandableDeclaration): readonly ModuleReference[] {
  return [...referencesIn(count), ...referencesIn(forEach)];
}

function referencesIn(located: Located | undefined): readonly ModuleReference[] {
  return located === undefined ? [] : referencesOf(located.value);
}

function idIn(node: ModuleNode, kind: Step['kind'], name: string): string {
  return idOf(node, `${kind} ${name}`);
}

/** In the root module the key itself: most references stand there, and their keys outlive an edit. */
function idOf({ address }: ModuleNode, key: string): string {
  return address === '' ? key : `${address} ${key}`;
}

function othersThan(own: string, names: readonly string[]): readonly string[] {
  return names
    .slice(0, MAX_NAMES + 1)
    .filter((name) => name !== own)
    .slice(0, MAX_NAMES);
}
