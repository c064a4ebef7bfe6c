/**
 * `sg-egress-stripped`: an egress resource beside a group that has the allow-all egress, its own or AWS' default, is
 * reported to take that away (SEMANTICS S50). AWS documents nothing, so what is found is assumed.
 */
import type { SecurityGroup, SecurityGroupRule } from '../aws/network.ts';
import { isAllowAllEgress } from '../aws/securityGroup.ts';
import { groupRuleInWords } from '../reach/words.ts';
import type { Topology } from '../reach/topology.ts';
import type { Finding } from './finding.ts';
import { namesInWords } from './members.ts';
import type { Rule } from './rule.ts';

export const sgEgressStripped: Rule = {
  id: 'sg-egress-stripped',
  check: ({ configuration, topology }) => {
    if (configuration.language !== 'cloudformation') return [];
    const strippers = new Set(
      configuration.resources.flatMap(({ type, address, exists }) =>
        type === 'AWS::EC2::SecurityGroupEgress' && exists.kind === 'known' ? [address] : [],
      ),
    );
    if (strippers.size === 0) return [];
    return topology.network.securityGroups.flatMap((group): readonly Finding[] => {
      if (group.open !== undefined) return [];
      const separate = group.rules.filter(({ resource }) => strippers.has(resource));
      const [first] = separate;
      const wide = group.rules.find((rule) => rule.resource === group.address && isAllowAllEgress(rule));
      // A resource that allows everything itself gives back what it takes.
      if (first === undefined || wide === undefined || separate.some(isAllowAllEgress)) return [];
      return [toFinding(topology, group, wide, separate, first)];
    });
  },
};

function toFinding(
  topology: Topology,
  group: SecurityGroup,
  wide: SecurityGroupRule,
  separate: readonly SecurityGroupRule[],
  first: SecurityGroupRule,
): Finding {
  const members = topology.membersOf(group.address);
  const whose = wide.origin.awsDefault === true ? 'that AWS gives it' : 'written in it';
  const left =
    separate.length === 1 ? 'this rule alone' : `this rule and ${separate.length - 1} more of its kind`;
  const who = members.length === 0 ? 'its members' : namesInWords(members);
  return {
    rule: 'sg-egress-stripped',
    severity: members.length === 0 ? 'information' : 'warning',
    certainty: 'assumed',
    message: `${group.address} may lose the allow-all egress ${whose}: CloudFormation is reported to remove it when an egress resource is added, which leaves ${who} with ${left}. Write all egress of the group in the group itself, or all of it in resources of their own beside an egress list that allows nothing.`,
    resource: first.resource,
    origin: first.origin,
    related: [
      { message: `Allows everything until then: ${groupRuleInWords(wide)}`, origin: wide.origin },
      ...separate.slice(1, 4).map((rule) => ({ message: groupRuleInWords(rule), origin: rule.origin })),
    ],
    proof: undefined,
    because: [],
  };
}
