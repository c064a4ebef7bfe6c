/**
 * `sg-duplicate-rule`: a rule of a security group says what another one says, which AWS refuses or CloudFormation leaves out
 * (SEMANTICS S36a, S54, S55), or passes nothing that other rules of the group do not pass without it (S1).
 */
import type { SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { groupRuleCover, type GroupRuleCover } from '../reach/groupRuleCover.ts';
import { groupRuleInWords } from '../reach/words.ts';
import { equalRules, type EqualRule, type Fate } from './equalRules.ts';
import type { Finding, Severity } from './finding.ts';
import type { Rule } from './rule.ts';

export const sgDuplicateRule: Rule = {
  id: 'sg-duplicate-rule',
  check: ({ configuration, topology }) => {
    const repeated = new Map(
      topology.network.securityGroups.flatMap((group) => [...equalRules(configuration, group)]),
    );
    const covers = groupRuleCover(topology, anybody);
    const idle = new Map(
      covers.flatMap((cover) => {
        const found = idleOf(cover, repeated.get(cover.rule));
        return found === undefined ? [] : [[cover.rule, found] as const];
      }),
    );
    const places = new Set([...idle.keys()].map(placeOf));
    const byPlace = new Map<string, Map<string, Written>>();
    for (const { group, rule } of covers) {
      const place = placeOf(rule);
      if (!places.has(place)) continue;
      const instances = byPlace.get(place) ?? new Map<string, Written>();
      byPlace.set(place, instances);
      const instance = `${group.address} ${rule.resource} ${rule.direction}`;
      const written = instances.get(instance) ?? { group, rows: [], idle: [] };
      instances.set(instance, written);
      written.rows.push(rule);
      const found = idle.get(rule);
      if (found !== undefined) written.idle.push(found);
    }
    return [...byPlace.values()].flatMap((instances) => {
      const all = [...instances.values()];
      // Code that does nothing in one instance may be there for another.
      const isDead = all.every(({ rows, idle }) => rows.length === idle.length);
      return all.flatMap((written): readonly Finding[] => {
        const [first] = written.idle;
        return first === undefined ? [] : [toFinding(written, first, all.length > 1, isDead)];
      });
    });
  },
};

/** A group is its name: whom it stands for changes with who carries it, and rules are not to hang on that. */
const anybody = (): boolean => true;

/** One block or resource, which is a rule for each of its peers, and those of them that pass nothing more. */
interface Written {
  readonly group: SecurityGroup;
  readonly rows: SecurityGroupRule[];
  readonly idle: Idle[];
}

/** A rule that adds nothing to those in `by`. */
interface Idle {
  readonly rule: SecurityGroupRule;
  readonly by: readonly SecurityGroupRule[];
  readonly equal?: EqualRule;
}

function placeOf({ origin }: SecurityGroupRule): string {
  return `${origin.file} ${origin.span.start}`;
}

function idleOf(cover: GroupRuleCover, equal: EqualRule | undefined): Idle | undefined {
  const { rule, redundant } = cover;
  if (equal !== undefined) return { rule, by: [equal.first], equal };
  return isIdle(cover) ? { rule, by: redundant?.by.map((other) => other.rule) ?? [] } : undefined;
}

/** Whether other rules, written elsewhere, pass all of it. A block that names one peer twice is as good as one that does not. */
function isIdle({ rule, redundant }: GroupRuleCover): boolean {
  return redundant?.within === 'group' && !redundant.by.every(({ rule: other }) => isSamePlace(rule, other));
}

function isSamePlace(one: SecurityGroupRule, other: SecurityGroupRule): boolean {
  return (
    one.resource === other.resource &&
    one.origin.file === other.origin.file &&
    one.origin.span.start === other.origin.span.start
  );
}

function toFinding(
  { group, rows, idle }: Written,
  first: Idle,
  isOneOfSeveral: boolean,
  isDead: boolean,
): Finding {
  const { rule, by, equal } = idle.find((one) => one.equal !== undefined) ?? first;
  const name = isOneOfSeveral ? rule.resource : 'this rule';
  const part = idle.length < rows.length;
  const what = part ? `A part of ${name}, ${inWords(rule)},` : isOneOfSeveral ? name : 'This rule';
  return {
    rule: 'sg-duplicate-rule',
    severity: equal === undefined ? 'hint' : severities[equal.fate],
    certainty: equal?.fate === 'left-out' ? 'assumed' : 'proved',
    message: equal === undefined ? `${what} ${addsNothing(group, by)}` : repeats(what, group, rule, equal),
    resource: rule.resource,
    origin: rule.origin,
    related: by
      .filter((one) => !isSamePlace(rule, one))
      .slice(0, 3)
      .map((one) => ({ message: `${one.resource}: ${groupRuleInWords(one)}`, origin: one.origin })),
    proof: undefined,
    because: [],
    ...(isDead ? { unnecessary: true as const } : {}),
  };
}

const severities: Readonly<Record<Fate, Severity>> = {
  'refused': 'warning',
  'refused-with-others': 'warning',
  'left-out': 'information',
};

function addsNothing(group: SecurityGroup, by: readonly SecurityGroupRule[]): string {
  const others =
    by.length === 1
      ? `${nameOf(by[0], group)} allows`
      : `${by.length} other rules of ${group.address} together allow`;
  return `adds nothing: ${others} all of it. Remove it, unless it is to stay when ${by.length === 1 ? 'that goes' : 'those go'}.`;
}

function repeats(
  what: string,
  group: SecurityGroup,
  rule: SecurityGroupRule,
  { first, fate }: EqualRule,
): string {
  if (isSamePlace(rule, first))
    return `This rule names ${inWords(rule)} twice, and AWS refuses a call with the same rule twice, with all that is in it (InvalidParameterValue). Name it once.`;
  const says = `${what} says the same as ${nameOf(first, group)}`;
  switch (fate) {
    case 'refused':
      return `${says}, and AWS refuses the second of two equal rules of ${group.address} (InvalidPermission.Duplicate). Remove one of them.`;
    case 'refused-with-others':
      return `${says} but for its description, and AWS refuses the call with both, with all that is in it (InvalidParameterValue). Remove one of them.`;
    case 'left-out':
      return `${says}. CloudFormation is reported to go on without it, and to take the rule out of the group when an update removes either of them. Remove one before the stack is created; of a stack that is there remove both, and add one in a further update.`;
  }
}

function nameOf(rule: SecurityGroupRule | undefined, group: SecurityGroup): string {
  if (rule === undefined) return '';
  return rule.resource === group.address ? `another rule of ${group.address}` : rule.resource;
}

function inWords(rule: SecurityGroupRule): string {
  return groupRuleInWords(rule).replace(/^\w+ rule allows /, '');
}
