/**
 * What of a module has to be evaluated before what. Resources are split into their instances and their properties, so
 * that two security groups whose rules name each other are no circle.
 */
import type { Declarations, LocalDeclaration, ResourceDeclaration } from './declarations.ts';
import { dependencyOrder } from './dependencyOrder.ts';
import type { Member } from './members.ts';
import { visitMemberReferences, visitReferences, type ModuleReference } from './references.ts';

/** One thing to evaluate. */
export type Step =
  | { readonly kind: 'local'; readonly local: LocalDeclaration }
  | { readonly kind: 'instances'; readonly resource: ResourceDeclaration }
  | { readonly kind: 'property'; readonly resource: ResourceDeclaration; readonly member: Member }
  /** Nothing is evaluated: from here on the resource can be used as a whole. */
  | { readonly kind: 'whole'; readonly resource: ResourceDeclaration };

export interface PlannedStep {
  readonly step: Step;
  /** Names of others of the circle the step is part of, the first few; empty when it depends on itself alone. */
  readonly circle: readonly string[] | undefined;
}

/** As many of a circle as a reader wants named. */
const MAX_NAMES = 3;

/** All steps, each after those it depends on; the order does not depend on files or on the order of blocks. */
export function planSteps(declarations: Declarations): readonly PlannedStep[] {
  const steps = new Map<string, Step>();
  const dependencies = new Map<string, string[]>();
  const add = (id: string, step: Step): string[] => {
    const needed: string[] = [];
    steps.set(id, step);
    dependencies.set(id, needed);
    return needed;
  };
  for (const local of declarations.locals.values()) {
    const needed = add(localId(local.name), { kind: 'local', local });
    visitReferences(local.value, (reference) => needed.push(...idsOf(reference)));
  }
  for (const resource of declarations.resources.values()) addResource(resource, add);
  return dependencyOrder(dependencies).flatMap(({ members, circular }) => {
    const found = members.flatMap((id) => steps.get(id) ?? []);
    const names = circular ? [...new Set(found.map(nameOfStep))].sort() : [];
    return found.map((step) => ({
      step,
      circle: circular ? othersThan(nameOfStep(step), names) : undefined,
    }));
  });
}

/** What a step is called in a reason: `local.a`, `aws_vpc.main.cidr_block`. */
export function nameOfStep(step: Step): string {
  switch (step.kind) {
    case 'local':
      return `local.${step.local.name}`;
    case 'property':
      return `${step.resource.address}.${step.member.name}`;
    default:
      return step.resource.address;
  }
}

function addResource(resource: ResourceDeclaration, add: (id: string, step: Step) => string[]): void {
  const { address, members } = resource;
  const instances = add(instancesId(address), { kind: 'instances', resource });
  for (const expression of [resource.count, resource.forEach]) {
    if (expression !== undefined) {
      visitReferences(expression, (reference) => instances.push(...idsOf(reference)));
    }
  }
  const whole = add(wholeId(address), { kind: 'whole', resource });
  whole.push(instancesId(address));
  for (const member of members.values()) {
    const id = propertyId(address, member.name);
    whole.push(id);
    const needed = add(id, { kind: 'property', resource, member });
    needed.push(instancesId(address));
    visitMemberReferences(member, (reference) => needed.push(...idsOf(reference)));
  }
}

function idsOf(reference: ModuleReference): readonly string[] {
  if (reference.kind === 'local') return [localId(reference.name)];
  const { address, attribute } = reference;
  if (attribute === undefined) return [wholeId(address)];
  return [instancesId(address), propertyId(address, attribute)];
}

function othersThan(own: string, names: readonly string[]): readonly string[] {
  return names
    .slice(0, MAX_NAMES + 1)
    .filter((name) => name !== own)
    .slice(0, MAX_NAMES);
}

function localId(name: string): string {
  return `local ${name}`;
}

function instancesId(address: string): string {
  return `instances ${address}`;
}

function wholeId(address: string): string {
  return `whole ${address}`;
}

function propertyId(address: string, name: string): string {
  return `property ${address} ${name}`;
}
