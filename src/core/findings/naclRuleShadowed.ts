/**
 * `nacl-rule-shadowed`: lower-numbered entries match every packet an entry names, so it never decides anything
 * (SEMANTICS N1). A deny behind an allow is worse, and `nacl-deny-after-allow`'s.
 */
import { entryInWords } from '../reach/words.ts';
import { entryOrders, numbersInWords, type OrderedEntry } from './entryOrders.ts';
import type { Finding } from './finding.ts';
import { allowsBefore } from './naclDenyAfterAllow.ts';
import type { Rule } from './rule.ts';

export const naclRuleShadowed: Rule = {
  id: 'nacl-rule-shadowed',
  check: ({ topology }) =>
    entryOrders(topology)
      .filter((ordered) => ordered.order === 'shadowed' && allowsBefore(ordered).length === 0)
      .map(toFinding),
};

function toFinding({ acl, direction, entry, shadowedBy }: OrderedEntry): Finding {
  const winners = numbersInWords(shadowedBy);
  const verb = shadowedBy.length === 1 ? 'matches' : 'match';
  return {
    rule: 'nacl-rule-shadowed',
    severity: 'warning',
    certainty: 'proved',
    message: `This rule never decides: ${direction} ${winners} of ${acl.address} ${verb} every packet it names first. Remove it, or give it a lower number.`,
    resource: entry.resource,
    origin: entry.origin,
    related: shadowedBy.map((other) => ({
      message: `Decides before it: ${entryInWords(direction, other)}`,
      origin: other.origin,
    })),
    proof: undefined,
    because: [],
    unnecessary: true,
  };
}
