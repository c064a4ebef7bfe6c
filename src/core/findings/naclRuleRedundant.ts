/**
 * `nacl-rule-redundant`: an entry decides about some packets, and taking it away would change what happens to none of
 * them. A deny that only repeats `*` is left alone: people write it to be plain.
 */
import type { NetworkAclEntry } from '../aws/network.ts';
import { entryInWords } from '../reach/words.ts';
import { entryOrders, type OrderedEntry } from './entryOrders.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const naclRuleRedundant: Rule = {
  id: 'nacl-rule-redundant',
  check: ({ topology }) =>
    entryOrders(topology)
      .filter(({ order, redundant, entry }) => redundant && order !== 'shadowed' && !isDeny(entry))
      .map(toFinding),
};

function isDeny({ action }: NetworkAclEntry): boolean {
  return action.kind === 'known' && action.value === 'deny';
}

function toFinding({ acl, direction, entry }: OrderedEntry): Finding {
  const number = entry.ruleNumber.kind === 'known' ? entry.ruleNumber.value : 0;
  const later = acl[direction].filter(
    (other) => !isDeny(other) && other.ruleNumber.kind === 'known' && other.ruleNumber.value > number,
  );
  return {
    rule: 'nacl-rule-redundant',
    severity: 'hint',
    certainty: 'proved',
    message: `This rule changes nothing: without it, later ${direction} rules of ${acl.address} allow every packet it allows. Remove it, unless it is to stay when those go.`,
    resource: entry.resource,
    origin: entry.origin,
    related: later.map((other) => ({
      message: `Comes after it: ${entryInWords(direction, other)}`,
      origin: other.origin,
    })),
    proof: undefined,
    because: [],
    unnecessary: true,
  };
}
