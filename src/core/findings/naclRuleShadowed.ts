/**
 * `nacl-rule-shadowed`: lower-numbered entries match every packet an entry names, so it never decides anything
 * (SEMANTICS N1). Where they do with the packets what it would do, nothing passes that should not, and it is merely dead. A
 * deny behind an allow is worse, and `nacl-deny-after-allow`'s.
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

function toFinding(ordered: OrderedEntry): Finding {
  const { acl, direction, entry, shadowedBy } = ordered;
  const winners = numbersInWords(shadowedBy);
  const one = shadowedBy.length === 1;
  const first = `This rule never decides: ${direction} ${winners} of ${acl.address} ${one ? 'matches' : 'match'} every packet it names first`;
  const action = commonAction(ordered);
  const verb = action === 'allow' ? (one ? 'allows' : 'allow') : one ? 'denies' : 'deny';
  const message =
    action === undefined
      ? `${first}. Remove it, or give it a lower number.`
      : `${first}, and ${verb} them too. Remove it, or narrow ${one ? 'that rule' : 'those rules'} where less was meant.`;
  return {
    rule: 'nacl-rule-shadowed',
    severity: action === undefined ? 'warning' : 'information',
    certainty: 'proved',
    message,
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

/** What the entry and all that come before it do alike. */
function commonAction({ entry, shadowedBy }: OrderedEntry): 'allow' | 'deny' | undefined {
  const { action } = entry;
  if (action.kind === 'unknown') return undefined;
  const same = shadowedBy.every(
    (other) => other.action.kind === 'known' && other.action.value === action.value,
  );
  return same ? action.value : undefined;
}
