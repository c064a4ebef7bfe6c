/**
 * `unresolved`: a broken spot in a file hides a resource that others refer to. One quiet note at the spot; what can be
 * read is judged all the same.
 */
import type { Configuration } from '../value/resource.ts';
import type { Value } from '../value/value.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const unresolved: Rule = {
  id: 'unresolved',
  check: ({ configuration }) => hiddenByProblems(configuration),
};

/** One finding a broken file that may hide something, at its first broken spot. */
function hiddenByProblems(configuration: Configuration): readonly Finding[] {
  const first = new Map(configuration.problems.map((problem) => [problem.file, problem] as const).reverse());
  if (first.size === 0) return [];
  const missing = missingResources(configuration);
  if (missing.size === 0) return [];
  const [name, user] = [...missing][0] ?? ['', ''];
  const others = missing.size > 1 ? ` and ${missing.size - 1} more` : '';
  return [...first.values()].map((problem) => ({
    rule: 'unresolved',
    severity: 'information',
    certainty: 'proved',
    message: `This cannot be read (${problem.message}) and may hide ${name}${others}, which ${user} refers to; findings that need it are left out until it can.`,
    resource: name,
    origin: { file: problem.file, span: problem.span },
    related: [],
    proof: undefined,
    because: [
      { what: name, why: 'is not declared in any part of the code that can be read', origin: undefined },
    ],
  }));
}

/** Resources that are referred to and not declared, each with one that refers to it. */
function missingResources({ resources }: Configuration): ReadonlyMap<string, string> {
  const declared = new Set(resources.map((resource) => resource.address));
  const missing = new Map<string, string>();
  const visit = (value: Value, user: string): void => {
    switch (value.kind) {
      case 'reference':
        if (!declared.has(value.resource) && !missing.has(value.resource)) missing.set(value.resource, user);
        return;
      case 'list':
        for (const item of value.items) visit(item.value, user);
        return;
      case 'object':
        for (const property of value.properties.values()) visit(property.value, user);
        return;
      default:
        return;
    }
  };
  for (const resource of resources) visit(resource.properties, resource.address);
  return missing;
}
