/**
 * `sg-inline-and-separate`: a group with rules inside its block takes every rule of that direction for its own, and
 * removes those that resources of their own add, which the next run adds again (SEMANTICS 5.1 b).
 */
import type { Direction, SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import type { Origin } from '../text/origin.ts';
import { listOf } from '../value/read.ts';
import type { Resource } from '../value/resource.ts';
import { groupRuleInWords } from '../reach/words.ts';
import type { Finding } from './finding.ts';
import { isPlan } from './plans.ts';
import type { Rule } from './rule.ts';

const directions = [
  ['ingress', 'inbound'],
  ['egress', 'outbound'],
] as const;

type BlockName = (typeof directions)[number][0];

export const sgInlineAndSeparate: Rule = {
  id: 'sg-inline-and-separate',
  check: ({ configuration, topology }) => {
    // What a plan or a state shows of a group holds the rules of other resources too.
    if (configuration.language !== 'terraform' || isPlan(configuration)) return [];
    const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
    return topology.network.securityGroups.flatMap((group) => {
      const resource = written.get(group.address);
      if (resource === undefined) return [];
      return directions.flatMap(([name, direction]): readonly Finding[] => {
        const place = managedAt(resource, name);
        const separate = separateRules(group, direction);
        return place === undefined || separate.length === 0 ? [] : [toFinding(group, name, place, separate)];
      });
    });
  },
};

/** Where a group's own block or list for a direction stands; `undefined` when it leaves that direction to others. */
function managedAt({ properties, exists, ignoresChanges }: Resource, name: BlockName): Origin | undefined {
  if (exists.kind === 'unknown' || ignoresChanges === 'all' || ignoresChanges?.has(name) === true)
    return undefined;
  const property = properties.properties.get(name);
  if (property?.value.kind !== 'list') return undefined;
  const { items, open } = listOf(property);
  const [first] = items;
  if (first !== undefined) return first.origin;
  // `ingress = []` means none; a dynamic block that makes none means nothing.
  return open === undefined && isAttribute(property.origin) ? property.origin : undefined;
}

/** A block's place has an extent, the place of an expression has none. */
function isAttribute({ extent }: Origin): boolean {
  return extent === undefined;
}

/** Rules of other resources, one for each resource. */
function separateRules(group: SecurityGroup, direction: Direction): readonly SecurityGroupRule[] {
  const found = new Map<string, SecurityGroupRule>();
  for (const rule of group.rules) {
    if (rule.direction !== direction || rule.resource === group.address || rule.exists.kind === 'unknown')
      continue;
    if (!found.has(rule.resource)) found.set(rule.resource, rule);
  }
  return [...found.values()];
}

function toFinding(
  group: SecurityGroup,
  name: BlockName,
  origin: Origin,
  separate: readonly SecurityGroupRule[],
): Finding {
  const [first] = separate;
  const others = separate.length > 1 ? ` and ${separate.length - 1} more` : '';
  return {
    rule: 'sg-inline-and-separate',
    severity: 'warning',
    certainty: 'proved',
    message: `${group.address} and ${first?.resource ?? ''}${others} undo each other's work: with \`${name}\` in its block the group removes every ${name} rule that is not there, and the next run adds it again. Keep all ${name} rules of the group in one place.`,
    resource: group.address,
    origin,
    related: separate.slice(0, 3).map((rule) => ({
      message: `${rule.resource} adds to the same group: ${groupRuleInWords(rule)}`,
      origin: rule.origin,
    })),
    proof: undefined,
    because: [],
  };
}
