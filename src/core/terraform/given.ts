/**
 * What others are given: every resource that the arguments of a module that was not read or the outputs of the root
 * module name. Where an argument is unknown, what its
 * expression is made of counts as given too, through locals, variables and outputs.
 */
import type { ReferenceValue, Value } from '../value/value.ts';
import type { ModuleCall } from './declarations.ts';
import type { ModuleState } from './moduleState.ts';
import type { ModuleNode } from './moduleTree.ts';
import { memberReferencesOf, referencesOf, type ModuleReference } from './references.ts';

/** Attributes of a VPC that name what AWS made with it: who is given the whole VPC has them too. */
const partsOfVpc = ['default_network_acl_id', 'default_security_group_id', 'default_route_table_id'];

/** The references of all instances of a call, each once. */
export function givenTo(call: ModuleCall, state: ModuleState, statesOf: StatesOf): readonly ReferenceValue[] {
  const search = new Search(statesOf);
  for (const instance of state.callsOf(call.name)) {
    for (const { value } of instance.arguments.values()) search.value(value);
    for (const [name, member] of call.members) {
      const value = instance.arguments.get(name)?.value;
      if (value === undefined || isOpen(value)) search.follow(memberReferencesOf(member), state);
    }
  }
  search.run();
  return [...search.found.values()];
}

/** Addresses of what the outputs of the root module are made of, for whoever reads them. */
export function handedOutBy(root: ModuleState, statesOf: StatesOf): ReadonlySet<string> {
  const search = new Search(statesOf);
  for (const { value } of root.place.node.declarations.outputs.values())
    if (value !== undefined) search.follow(referencesOf(value.value), root);
  search.run();
  // The default group of a VPC is named by an attribute of the VPC.
  return new Set(
    [...search.found.values()].flatMap(({ resource, attribute }) => [resource, `${resource}.${attribute}`]),
  );
}

/** All instances of a module of the tree. */
type StatesOf = (node: ModuleNode) => readonly ModuleState[];

class Search {
  readonly found = new Map<string, ReferenceValue>();
  readonly #statesOf: StatesOf;
  readonly #seen = new Set<string>();
  readonly #values = new Set<Value>();
  /** A list, not recursion: a chain of locals may be longer than any stack. */
  readonly #waiting: (readonly [ModuleReference, ModuleState])[] = [];

  constructor(statesOf: StatesOf) {
    this.#statesOf = statesOf;
  }

  value(value: Value): void {
    if (value.kind === 'reference') {
      this.#add(value.resource, value.attribute);
      return;
    }
    if ((value.kind !== 'list' && value.kind !== 'object') || this.#values.has(value)) return;
    this.#values.add(value);
    if ('resource' in value && typeof value.resource === 'string') {
      this.#add(value.resource, 'id');
      if (/(?:^|\.)aws_vpc\.[^.]*$/.test(value.resource)) {
        for (const part of partsOfVpc) this.#add(value.resource, part);
      }
    }
    for (const part of value.kind === 'list' ? value.items : value.properties.values())
      this.value(part.value);
  }

  follow(references: readonly ModuleReference[], state: ModuleState): void {
    for (const reference of references) {
      const key = `${state.place.prefix} ${JSON.stringify(reference)}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#waiting.push([reference, state]);
    }
  }

  run(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop())
      this.#reference(...next);
  }

  #reference(reference: ModuleReference, state: ModuleState): void {
    const { declarations, children } = state.place.node;
    switch (reference.kind) {
      case 'resource': {
        const declaration = declarations.resources.get(reference.address);
        if (declaration === undefined) return;
        for (const { instance } of state.instancesOf(declaration))
          this.#add(instance.address, reference.attribute ?? 'id');
        return;
      }
      case 'local': {
        const local = declarations.locals.get(reference.name);
        if (local !== undefined) this.follow(referencesOf(local.value), state);
        return;
      }
      case 'variable': {
        const { parent, node } = state.place;
        const member = node.parent?.call.members.get(reference.name);
        const value = parent?.call.arguments.get(reference.name)?.value;
        if (value !== undefined) this.value(value);
        if (parent !== undefined && member !== undefined)
          this.follow(memberReferencesOf(member), parent.state);
        return;
      }
      case 'module': {
        const child = children.get(reference.name);
        if (typeof child !== 'object') return;
        for (const inner of this.#statesOf(child)) {
          if (inner.place.parent?.state !== state) continue;
          for (const [name, { value }] of child.declarations.outputs)
            if (value !== undefined && (reference.output === undefined || reference.output === name))
              this.follow(referencesOf(value.value), inner);
        }
        return;
      }
      case 'data':
        return;
    }
  }

  #add(resource: string, attribute: string): void {
    this.found.set(`${resource} ${attribute}`, { kind: 'reference', resource, attribute });
  }
}

/** Whether some part of a value is unknown. */
function isOpen(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'list':
      return value.open !== undefined || value.items.some((item) => isOpen(item.value));
    case 'object':
      if ('resource' in value) return false;
      return (
        value.open !== undefined || [...value.properties.values()].some((property) => isOpen(property.value))
      );
    default:
      return false;
  }
}
