/**
 * `nacl-deny-after-allow`: a deny names packets that a lower-numbered allow has already let through, so it stops none of
 * them, or fewer than it says (SEMANTICS N1, N45).
 */
import type { NetworkAclEntry } from '../aws/network.ts';
import { entryInWords } from '../reach/words.ts';
import { entryOrders, isException, numbersInWords, type OrderedEntry } from './entryOrders.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const naclDenyAfterAllow: Rule = {
  id: 'nacl-deny-after-allow',
  check: ({ topology }) => entryOrders(topology).flatMap(toFindings),
};

/** The allows that take packets from an entry, when it is a deny. */
export function allowsBefore({ entry, shadowedBy }: OrderedEntry): readonly NetworkAclEntry[] {
  return actionOf(entry) === 'deny' ? shadowedBy.filter((other) => actionOf(other) === 'allow') : [];
}

function actionOf({ action }: NetworkAclEntry): 'allow' | 'deny' | undefined {
  return action.kind === 'known' ? action.value : undefined;
}

function toFindings(ordered: OrderedEntry): readonly Finding[] {
  const { acl, direction, entry, order } = ordered;
  const whole = order === 'shadowed';
  // An allow for less than is denied is an exception to the deny, and meant to come before it.
  const allows = allowsBefore(ordered).filter((allow) => whole || !isException(allow, entry));
  if (allows.length === 0) return [];
  const verb = allows.length === 1 ? 'allows' : 'allow';
  const what = whole ? 'every packet it denies' : 'some of the packets it denies';
  return [
    {
      rule: 'nacl-deny-after-allow',
      severity: whole ? 'warning' : 'information',
      certainty: 'proved',
      message: `This deny comes too late: ${direction} ${numbersInWords(allows)} of ${acl.address} ${verb} ${what} first. Give it a lower number than ${allows.length === 1 ? 'that rule' : 'those rules'}.`,
      resource: entry.resource,
      origin: entry.origin,
      related: allows.map((other) => ({
        message: `Decides before it: ${entryInWords(direction, other)}`,
        origin: other.origin,
      })),
      proof: undefined,
      because: [],
      ...(whole ? { unnecessary: true as const } : {}),
    },
  ];
}
