/**
 * `sg-duplicate-rule`: a rule of a security group says what another one says, which AWS refuses (`InvalidPermission.Duplicate`,
 * SEMANTICS S36a), or passes nothing that other rules of the group do not pass without it (S1).
 */
import type { SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { groupRuleCover, type GroupRuleCover } from '../reach/groupRuleCover.ts';
import { groupRuleInWords } from '../reach/words.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const sgDuplicateRule: Rule = {
  id: 'sg-duplicate-rule',
  check: ({ topology }) => {
    const byPlace = new Map<string, Map<string, Written>>();
    for (const cover of groupRuleCover(topology, anybody)) {
      const { group, rule } = cover;
      const { file, span } = rule.origin;
      const place = `${file} ${span.start}`;
      const instances = byPlace.get(place) ?? new Map<string, Written>();
      byPlace.set(place, instances);
      const instance = `${group.address} ${rule.resource} ${rule.direction}`;
      const written = instances.get(instance) ?? { group, rows: [], idle: [] };
      instances.set(instance, written);
      written.rows.push(rule);
      if (isIdle(cover)) written.idle.push(cover);
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
  readonly idle: GroupRuleCover[];
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
  first: GroupRuleCover,
  isOneOfSeveral: boolean,
  isDead: boolean,
): Finding {
  const refused = idle.find(isRefused);
  const { rule, redundant } = refused ?? first;
  const by = redundant?.by.map((other) => other.rule) ?? [];
  const name = isOneOfSeveral ? rule.resource : 'this rule';
  const part = idle.length < rows.length;
  const what = part ? `A part of ${name}, ${inWords(rule)},` : isOneOfSeveral ? name : 'This rule';
  const [other] = by;
  const others =
    by.length === 1
      ? `${nameOf(other, group)} allows`
      : `${by.length} other rules of ${group.address} together allow`;
  return {
    rule: 'sg-duplicate-rule',
    severity: refused === undefined ? 'hint' : 'warning',
    certainty: 'proved',
    message:
      refused === undefined
        ? `${what} adds nothing: ${others} all of it. Remove it, unless it is to stay when ${by.length === 1 ? 'that goes' : 'those go'}.`
        : `${what} says the same as ${other?.resource ?? ''}, and AWS refuses the second of two equal rules of ${group.address} (InvalidPermission.Duplicate). Remove one of them.`,
    resource: rule.resource,
    origin: rule.origin,
    related: by.slice(0, 3).map((one) => ({
      message: `${one.resource}: ${groupRuleInWords(one)}`,
      origin: one.origin,
    })),
    proof: undefined,
    because: [],
    ...(isDead ? { unnecessary: true as const } : {}),
  };
}

/** Whether two resources ask AWS for one rule. Within one resource Terraform asks once. */
function isRefused({ rule, redundant }: GroupRuleCover): boolean {
  const [other] = redundant?.same === true ? redundant.by : [];
  return (
    other !== undefined &&
    other.rule.origin.awsDefault !== true &&
    rule.exists.kind === 'known' &&
    other.rule.resource !== rule.resource &&
    spelled(rule) === spelled(other.rule)
  );
}

/** What AWS compares: neither the description nor the resource. */
function spelled({ protocol, ports, icmp, peer }: SecurityGroupRule): string {
  return JSON.stringify([protocol, ports, icmp, peer], (_, part: unknown) =>
    typeof part === 'bigint' ? String(part) : part,
  );
}

function nameOf(rule: SecurityGroupRule | undefined, group: SecurityGroup): string {
  if (rule === undefined) return '';
  return rule.resource === group.address ? `another rule of ${group.address}` : rule.resource;
}

function inWords(rule: SecurityGroupRule): string {
  return groupRuleInWords(rule).replace(/^\w+ rule allows /, '');
}
