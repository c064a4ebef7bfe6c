/**
 * `nacl-inline-and-separate`: a network ACL lists the rules of a direction itself, and other resources add to them. Terraform
 * removes what the list does not have, and then adds it again (SEMANTICS 5.1, P13).
 */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { comparePlaces, type Origin } from '../text/origin.ts';
import type { Finding } from './finding.ts';
import { isPlan } from './plans.ts';
import type { Rule } from './rule.ts';

/** As many of the separate rules as are worth pointing at. */
const shown = 5;

export const naclInlineAndSeparate: Rule = {
  id: 'nacl-inline-and-separate',
  check: ({ configuration, topology }) =>
    isPlan(configuration)
      ? []
      : topology.network.networkAcls.flatMap((acl) =>
          (acl.takesAway ?? []).map(({ direction, entries }) => {
            const byResource = new Map(entries.map((entry) => [entry.resource, entry]));
            const separate = [...byResource.values()];
            return toFinding(
              acl,
              direction,
              separate.sort((a, b) => comparePlaces(a.origin, b.origin)),
            );
          }),
        ),
};

function toFinding(acl: NetworkAcl, direction: Direction, separate: readonly NetworkAclEntry[]): Finding {
  const [first] = separate;
  const others = separate.length > 1 ? ` and ${separate.length - 1} more` : '';
  const blocks = direction === 'inbound' ? 'ingress' : 'egress';
  return {
    rule: 'nacl-inline-and-separate',
    severity: 'warning',
    certainty: 'proved',
    message: `${acl.address} removes every ${direction} rule that its ${blocks} blocks do not list, and ${first?.resource ?? ''}${others} add${separate.length > 1 ? '' : 's'} to them: each is taken away whenever the network ACL is applied. Write all ${direction} rules in one of the two ways.`,
    resource: acl.address,
    origin: firstBlock(acl, direction) ?? acl.origin,
    related: separate.slice(0, shown).map(({ resource, origin }) => ({
      message: `Adds an ${direction} rule: ${resource}`,
      origin,
    })),
    proof: undefined,
    because: [],
  };
}

/** The first block of a direction; a default network ACL may have none. */
function firstBlock(acl: NetworkAcl, direction: Direction): Origin | undefined {
  const [first] = acl[direction]
    .filter(({ resource, origin }) => resource === acl.address && origin.awsDefault !== true)
    .map(({ origin }) => origin)
    .sort(comparePlaces);
  return first;
}
