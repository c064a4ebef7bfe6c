/**
 * `quota-nacl-rules`: AWS takes 20 rules in each direction of a network ACL, and 40 at most when asked to (SEMANTICS N46).
 */
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

const usual = 20;
const most = 40;

export const quotaNaclRules: Rule = {
  id: 'quota-nacl-rules',
  check: ({ topology }) =>
    topology.network.networkAcls.flatMap((acl) =>
      (['inbound', 'outbound'] as const).flatMap((direction): readonly Finding[] => {
        // Rules that may not exist are not counted.
        const count = acl[direction].filter(({ exists }) => exists.kind === 'known').length;
        if (count <= usual) return [];
        const over = count > most;
        const limit = over
          ? `more than the ${most} AWS allows at most`
          : `more than the ${usual} AWS allows unless the quota is raised`;
        return [
          {
            rule: 'quota-nacl-rules',
            severity: over ? 'error' : 'information',
            certainty: 'proved',
            message: `${acl.address} has ${count} ${direction} rules, ${limit}. Join neighbouring blocks and ports${over ? '' : ', or ask for a higher quota'}.`,
            resource: acl.address,
            origin: acl.origin,
            related: [],
            proof: undefined,
            because: [],
          },
        ];
      }),
    ),
};
