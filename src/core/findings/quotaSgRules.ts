/**
 * `quota-sg-rules`: AWS takes 60 rules of a security group in each direction and address family, and 1000 for all the groups
 * of an interface together at the most (SEMANTICS S36). A prefix list counts for several, which is not known here.
 */
import type { Direction, SecurityGroup } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import { overQuota } from './quotas.ts';
import type { Rule } from './rule.ts';

const quota = {
  rule: 'quota-sg-rules',
  usual: 60,
  most: 1000,
  advice: (): string => 'Join neighbouring blocks and ports, or put the blocks into a prefix list.',
} as const;

export const quotaSgRules: Rule = {
  id: quota.rule,
  check: ({ topology }) =>
    topology.network.securityGroups.flatMap((group) =>
      (['inbound', 'outbound'] as const).flatMap((direction) => {
        const count = Math.max(counted(group, direction, 'ipv4'), counted(group, direction, 'ipv6'));
        return overQuota(quota, group, direction, count);
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
