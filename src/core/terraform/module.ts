/** A module directory → resources: declarations, the order to evaluate them in, and the configuration that comes out. */
import type { Span } from '../text/span.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import { unknown, type ObjectValue, type Property, type Unknown, type Value } from '../value/value.ts';
import { brokenPart, evaluateMember } from './blocks.ts';
import { Budget } from './budget.ts';
import type { Context } from './context.ts';
import { collectDeclarations, type ResourceDeclaration } from './declarations.ts';
import { evaluate } from './evaluate.ts';
import { nameOfStep, planSteps, type PlannedStep } from './graph.ts';
import { expandInstances, openInstances } from './instances.ts';
import { ModuleState, type InstanceState } from './moduleState.ts';
import type { TerraformFile } from './terraformFile.ts';
import { originOf, propertyAt } from './values.ts';
import { evaluateVariables } from './variables.ts';

export interface ModuleOptions {
  /** Values for input variables; they win over defaults. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What `terraform.workspace` is; `default` when left out. */
  readonly workspace?: string;
}

/**
 * Evaluates all files of a directory as one module. Never throws and never hangs: syntax errors and second declarations
 * are `problems`, and what cannot be told is unknown with its reason. Neither the order of the files nor that of their
 * blocks changes a value; of two declarations of one name the first counts, by the names of the files.
 * @param root the directory as the host names it.
 */
export function evaluateModule(
  root: string,
  files: readonly TerraformFile[],
  options: ModuleOptions = {},
): Configuration {
  const sorted = [...files].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const declarations = collectDeclarations(sorted);
  const budget = new Budget();
  const variables = evaluateVariables(
    declarations.variables.values(),
    options.variables ?? new Map(),
    budget,
  );
  const state = new ModuleState(variables, options.workspace ?? 'default');
  for (const planned of planSteps(declarations)) {
    budget.begin();
    runStep(planned, state, budget);
  }
  return {
    root,
    language: 'terraform',
    files: sorted.map(({ file }) => file),
    resources: [...declarations.resources.values()].flatMap((declaration) =>
      state.instancesOf(declaration).map((instance) => toResource(declaration, instance, state, budget)),
    ),
    problems: declarations.problems,
    unread: declarations.modules,
  };
}

function runStep({ step, circle }: PlannedStep, state: ModuleState, budget: Budget): void {
  switch (step.kind) {
    case 'local': {
      const { name, file, value } = step.local;
      const context = contextOf(file, state, budget);
      state.setLocal(
        name,
        circle === undefined ? evaluate(value, context) : circular(step, circle, value, context),
      );
      return;
    }
    case 'instances': {
      const { resource } = step;
      const context = contextOf(resource.file, state, budget);
      const instances =
        circle === undefined
          ? expandInstances(resource, context)
          : openInstances(resource, circular(step, circle, resource.block.header, context), context);
      state.setInstances(resource, instances);
      return;
    }
    case 'property': {
      const { resource, member } = step;
      for (const instance of state.instancesOf(resource)) {
        budget.begin();
        const context = instanceContext(resource, instance, state, budget);
        const path = `${resource.address}.${member.name}`;
        instance.properties.set(
          member.name,
          circle === undefined
            ? evaluateMember(member, path, context)
            : circularProperty(step, circle, context),
        );
      }
      return;
    }
    case 'whole':
      state.completeResource(step.resource);
      return;
  }
}

function circularProperty(
  step: Extract<PlannedStep['step'], { kind: 'property' }>,
  circle: readonly string[],
  context: Context,
): Property {
  const { attribute, blocks } = step.member;
  const span = attribute?.value ?? blocks[0]?.header ?? step.resource.block.header;
  return propertyAt(circular(step, circle, span, context), span, context);
}

function circular(
  step: PlannedStep['step'],
  circle: readonly string[],
  span: Span,
  context: Context,
): Unknown {
  const through = circle.length === 0 ? '' : ` through ${circle.join(', ')}`;
  return unknown(nameOfStep(step), `depends on itself${through}`, originOf(context, span));
}

function contextOf(file: TerraformFile, module: ModuleState, budget: Budget): Context {
  return { file, resource: undefined, names: undefined, module, budget };
}

function instanceContext(
  { file }: ResourceDeclaration,
  { instance }: InstanceState,
  module: ModuleState,
  budget: Budget,
): Context {
  return { file, resource: instance.address, names: instance.names, module, budget };
}

function toResource(
  declaration: ResourceDeclaration,
  instance: InstanceState,
  state: ModuleState,
  budget: Budget,
): Resource {
  const { type, block, members } = declaration;
  const { address, exists } = instance.instance;
  const context = instanceContext(declaration, instance, state, budget);
  const properties = new Map<string, Property>();
  for (const name of members.keys()) {
    const property = instance.properties.get(name);
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
    exists,
  };
}
