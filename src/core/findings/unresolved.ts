/**
 * `unresolved`: one quiet note for each value that filters or routes hang on and that the code does not tell, with what
 * settles it; and one at a broken spot in a file that hides a resource others refer to. What can be read is judged all
 * the same.
 */
import type { Topology } from '../reach/topology.ts';
import type { Configuration } from '../value/resource.ts';
import type { Because, Value } from '../value/value.ts';
import type { Finding } from './finding.ts';
import { openValues, type OpenValue } from './openValues.ts';
import type { Rule } from './rule.ts';

export const unresolved: Rule = {
  id: 'unresolved',
  check: ({ configuration, topology }) => [
    ...hiddenByProblems(configuration),
    ...keptOpen(configuration, topology),
  ],
};

function keptOpen(configuration: Configuration, topology: Topology): readonly Finding[] {
  return openValues(configuration, topology).flatMap((value): readonly Finding[] => {
    const { because, remedy, dependents } = value;
    const origin = because.origin ?? dependents[0]?.origin;
    if (origin === undefined) return [];
    return [
      {
        rule: 'unresolved',
        severity: 'information',
        certainty: 'proved',
        message: `${because.what} ${whyOf(because)}, and ${inWords(value)} on it: findings that need it are left out. ${remedy}`,
        resource: because.what,
        origin,
        related: dependents.slice(0, 3).map((one) => ({
          message: `Hangs on ${because.what}: ${one.resource}`,
          origin: one.origin,
        })),
        proof: undefined,
        because: [because],
      },
    ];
  });
}

/** What a module was given is what hangs on it. */
function whyOf({ why }: Because): string {
  return why.replace(/, and it was given .*$/, '');
}

/** `aws_network_acl.a hangs`, `aws_network_acl.a and 2 more places hang`. */
function inWords({ dependents }: OpenValue): string {
  const [first] = dependents;
  const rest = dependents.length - 1;
  const others = rest === 1 ? '1 more place' : `${rest} more places`;
  return rest === 0 ? `${first?.resource ?? ''} hangs` : `${first?.resource ?? ''} and ${others} hang`;
}

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
