/** What an instance of a module costs, in properties: so that a module that is called a thousand times has few instances. */
import { PROPERTIES_PER_INSTANCE } from './instances.ts';
import type { ModuleNode, ModuleTree } from './moduleTree.ts';

/** How many properties one instance of each module has, those of the modules it calls once each among them. */
export function weightsOf({ nodes }: ModuleTree): ReadonlyMap<ModuleNode, number> {
  const weights = new Map<ModuleNode, number>();
  // A module stands behind its caller.
  for (const node of [...nodes].reverse()) weights.set(node, weigh(node, weights));
  return weights;
}

function weigh({ declarations, children }: ModuleNode, weights: ReadonlyMap<ModuleNode, number>): number {
  const { resources, locals, outputs, variables } = declarations;
  let weight = locals.size + outputs.size + variables.size;
  for (const { members } of resources.values()) weight += members.size + PROPERTIES_PER_INSTANCE;
  for (const child of children.values())
    if (typeof child === 'object') weight += (weights.get(child) ?? 0) + PROPERTIES_PER_INSTANCE;
  return weight;
}
