/**
 * `quota-nacl-rules`: AWS takes 20 rules in each direction of a network ACL, and 40 at most when asked to (SEMANTICS N46).
 */
import { overQuota } from './quotas.ts';
import type { Rule } from './rule.ts';

const quota = {
  rule: 'quota-nacl-rules',
  usual: 20,
  most: 40,
  advice: (isOverAll: boolean): string =>
    `Join neighbouring blocks and ports${isOverAll ? '' : ', or ask for a higher quota'}.`,
} as const;

export const quotaNaclRules: Rule = {
  id: quota.rule,
  check: ({ topology }) =>
    topology.network.networkAcls.flatMap((acl) =>
      (['inbound', 'outbound'] as const).flatMap((direction) => {
        // Rules that may not exist are not counted.
        const count = acl[direction].filter(({ exists }) => exists.kind === 'known').length;
        return overQuota(quota, acl, direction, count);
      }),
    ),
};
