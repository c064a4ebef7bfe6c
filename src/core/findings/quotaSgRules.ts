/**
 * `quota-sg-rules`: AWS takes 60 rules of a security group in each direction and address family, and 1000 for all the groups
 * of an interface together at the most (SEMANTICS S36). A prefix list counts for several, which is not known here.
 */
import type { Direction, SecurityGroup } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

const usual = 60;
const most = 1000;

export const quotaSgRules: Rule = {
  id: 'quota-sg-rules',
  check: ({ topology }) =>
    topology.network.securityGroups.flatMap((group) =>
      (['inbound', 'outbound'] as const).flatMap((direction): readonly Finding[] => {
        const count = Math.max(counted(group, direction, 'ipv4'), counted(group, direction, 'ipv6'));
        if (count <= usual) return [];
        const over = count > most;
        const limit = over
          ? `more than the ${most} AWS allows at most`
          : `more than the ${usual} AWS allows unless the quota is raised`;
        return [
          {
            rule: 'quota-sg-rules',
            severity: over ? 'error' : 'information',
            certainty: 'proved',
            message: `${group.address} has ${count} ${direction} rules, ${limit}. Join neighbouring blocks and ports, or put the blocks into a prefix list.`,
            resource: group.address,
            origin: group.origin,
            related: [],
            proof: undefined,
            because: [],
          },
        ];
      }),
    ),
};

/** A rule for a group counts in both families. Rules that may not exist are not counted. */
function counted({ rules }: SecurityGroup, direction: Direction, family: Family): number {
  return rules.filter(
    ({ direction: own, exists, peer }) =>
      own === direction &&
      exists.kind === 'known' &&
      !(peer.kind === 'known' && peer.value.kind === 'cidr' && peer.value.cidr.family !== family),
  ).length;
}
