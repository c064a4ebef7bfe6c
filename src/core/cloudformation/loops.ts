/** The conditions, resources and outputs that the loops of a template make. */
import type { Unknown } from '../value/value.ts';
import { expandEntries } from './forEach.ts';
import type { Scope } from './intrinsics/intrinsic.ts';
import type { Entry } from './node.ts';
import { conditionsOf, outputsOf, resourcesOf, type Template } from './template.ts';

/** A template without loops, and why some of them cannot be told. */
export interface Expanded {
  readonly template: Template;
  readonly open: readonly Unknown[];
}

/** @param scope the stack of the same template, whose parameters and mappings the loops ask for. */
export function expandLoops(template: Template, scope: Scope): Expanded {
  const { loops } = template;
  const open: Unknown[] = [];
  const made = (entries: readonly Entry[]): readonly Entry[] => {
    const expansion = expandEntries(entries, scope);
    open.push(...expansion.open);
    return expansion.entries;
  };
  const conditions = conditionsOf(made(loops.conditions));
  const resources = resourcesOf(made(loops.resources));
  const outputs = outputsOf(made(loops.outputs));
  return {
    template: {
      ...template,
      conditions: new Map([...template.conditions, ...conditions]),
      resources: new Map([...template.resources, ...resources]),
      outputs: new Map([...template.outputs, ...outputs]),
    },
    open,
  };
}
