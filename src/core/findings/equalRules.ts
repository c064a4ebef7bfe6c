/** Rules of a security group that say the same, and what becomes of the second of them, which hangs on who asks AWS for it. */
import type { SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { listOf, textOf } from '../value/read.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import { isPlan } from './plans.ts';

export type Fate =
  /** Asked for after the first, and refused (SEMANTICS S36a). */
  | 'refused'
  /** Asked for in one call with the first, which AWS refuses with all that is in it (SEMANTICS S54). */
  | 'refused-with-others'
  /** CloudFormation goes on without it, and takes the first away when either is removed (SEMANTICS S55). */
  | 'left-out';

export interface EqualRule {
  /** The one before it that says the same. */
  readonly first: SecurityGroupRule;
  readonly fate: Fate;
}

/** By rule, the one it repeats; those that are one rule to AWS are left out. */
export function equalRules(
  configuration: Configuration,
  { rules }: SecurityGroup,
): ReadonlyMap<SecurityGroupRule, EqualRule> {
  const found = new Map<SecurityGroupRule, EqualRule>();
  const firsts = new Map<string, SecurityGroupRule>();
  for (const rule of rules) {
    if (rule.origin.awsDefault === true || rule.exists.kind === 'unknown') continue;
    // Two values that hang on one variable may be two values.
    if (!isKnown(rule)) continue;
    const spelled = inFull(rule);
    const first = firsts.get(spelled);
    const fate = first && fateOf(configuration, first, rule);
    if (first === undefined) firsts.set(spelled, rule);
    else if (fate !== undefined) found.set(rule, { first, fate });
  }
  return found;
}

function isKnown({ protocol, ports, icmp, peer }: SecurityGroupRule): boolean {
  return [protocol, ports, icmp, peer].every(({ kind }) => kind === 'known');
}

/** What AWS compares: neither the description nor the resource. */
function inFull({ direction, protocol, ports, icmp, peer }: SecurityGroupRule): string {
  const block = peer.kind === 'known' && peer.value.kind === 'cidr' ? peer.value.cidr : undefined;
  // JSON has no integers as large as addresses.
  const from = block === undefined ? peer : `${block.family} ${block.first}/${block.prefixLength}`;
  return JSON.stringify([direction, protocol, ports, icmp, from]);
}

function fateOf(
  configuration: Configuration,
  first: SecurityGroupRule,
  second: SecurityGroupRule,
): Fate | undefined {
  if (first.resource !== second.resource) return 'refused';
  const resource = configuration.resources.find(({ address }) => address === second.resource);
  if (resource === undefined || isPlan(configuration)) return undefined;
  if (configuration.language === 'cloudformation') return 'left-out';
  if (resource.type === 'aws_security_group_rule') return 'refused-with-others';
  const [one, other] = [descriptionOf(resource, first), descriptionOf(resource, second)];
  return one === undefined || other === undefined || one === other ? undefined : 'refused-with-others';
}

/** Of the block a rule is written in; blocks that differ in it alone are two rules to Terraform. */
function descriptionOf(
  { properties }: Resource,
  { direction, origin }: SecurityGroupRule,
): string | undefined {
  const blocks = listOf(properties.properties.get(direction === 'inbound' ? 'ingress' : 'egress')).items;
  const [block, ...others] = blocks.filter((one) => one.origin.span.start === origin.span.start);
  // Of a dynamic block nothing tells which of its blocks the rule is of.
  if (block?.value.kind !== 'object' || others.length > 0) return undefined;
  const description = block.value.properties.get('description');
  return description === undefined || description.value.kind === 'null' ? '' : textOf(description.value);
}
