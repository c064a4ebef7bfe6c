/** Every network ACL entry and security group rule that somebody wrote, wherever it belongs and whether AWS takes it or not. */
import type { Refused, RefusalCode, Remark, RemarkCode } from '../aws/acceptance.ts';
import type { Component } from '../aws/component.ts';
import type { Network, NetworkAclEntry, SecurityGroupRule } from '../aws/network.ts';
import type { Origin } from '../text/origin.ts';
import type { Finding, Related, Severity } from './finding.ts';
import type { RuleId } from '../text/ruleIds.ts';

/** `owner`: the network ACL or group; `undefined` where it is outside the code. */
export type WrittenRule =
  | { readonly of: 'network-acl'; readonly owner: Component | undefined; readonly rule: NetworkAclEntry }
  | {
      readonly of: 'security-group';
      readonly owner: Component | undefined;
      readonly rule: SecurityGroupRule;
    };

/** A rule that AWS, or the tool on the way to it, refuses. */
export interface RefusedRule {
  readonly written: WrittenRule;
  readonly refused: Refused;
}

/** A rule that AWS takes, though some of it other than it reads. */
export interface RemarkedRule {
  readonly written: WrittenRule;
  readonly remark: Remark;
}

interface All {
  readonly written: readonly WrittenRule[];
  readonly refused: readonly RefusedRule[];
  readonly remarked: readonly RemarkedRule[];
}

/** Worked out once for all the rules that ask. */
const remembered = new WeakMap<Network, All>();

export function writtenRules(network: Network): readonly WrittenRule[] {
  return allOf(network).written;
}

/** The refused rules of some kinds. */
export function refusedRules(network: Network, codes: readonly RefusalCode[]): readonly RefusedRule[] {
  return allOf(network).refused.filter(({ refused }) => codes.includes(refused.code));
}

export function remarkedRules(network: Network, code: RemarkCode): readonly RemarkedRule[] {
  return allOf(network).remarked.filter(({ remark }) => remark.code === code);
}

function allOf(network: Network): All {
  const found =
    remembered.get(network) ?? sorted([...writtenEntries(network), ...writtenGroupRules(network)]);
  remembered.set(network, found);
  return found;
}

function sorted(all: readonly WrittenRule[]): All {
  const written = all.filter(({ rule }) => rule.origin.awsDefault !== true);
  const refused: RefusedRule[] = [];
  const remarked: RemarkedRule[] = [];
  for (const one of written) {
    const { refused: why, remarks = [] } = one.rule;
    if (why !== undefined) refused.push({ written: one, refused: why });
    else for (const remark of remarks) remarked.push({ written: one, remark });
  }
  return { written, refused, remarked };
}

function writtenEntries({ networkAcls, strayEntries = [] }: Network): readonly WrittenRule[] {
  const of = 'network-acl';
  return [
    ...networkAcls.flatMap((owner) =>
      [...owner.inbound, ...owner.outbound, ...owner.refused].map((rule) => ({ of, owner, rule }) as const),
    ),
    ...strayEntries.map((rule) => ({ of, owner: undefined, rule }) as const),
  ];
}

function writtenGroupRules({ securityGroups, strayRules = [] }: Network): readonly WrittenRule[] {
  const of = 'security-group';
  return [
    ...securityGroups.flatMap((owner) =>
      [...owner.rules, ...owner.refused].map((rule) => ({ of, owner, rule }) as const),
    ),
    ...strayRules.map((rule) => ({ of, owner: undefined, rule }) as const),
  ];
}

/** `This rule of aws_network_acl.web`. */
export function ruleInWords({ owner }: WrittenRule): string {
  return owner === undefined ? 'This rule' : `This rule of ${owner.address}`;
}

/** Where the network ACL or group is, for a rule that is a resource of its own. */
function ownerOf({ of, owner, rule }: WrittenRule): readonly Related[] {
  if (owner === undefined || owner.address === rule.resource) return [];
  const noun = of === 'network-acl' ? 'network ACL' : 'security group';
  return [{ message: `The ${noun} it belongs to: ${owner.address}`, origin: owner.origin }];
}

/** A finding about a rule, at a place in it. */
export function ruleFinding(
  id: RuleId,
  severity: Severity,
  written: WrittenRule,
  message: string,
  origin: Origin = written.rule.origin,
): Finding {
  return {
    rule: id,
    severity,
    certainty: 'proved',
    message,
    resource: written.rule.resource,
    origin,
    related: ownerOf(written),
    proof: undefined,
    because: [],
  };
}
