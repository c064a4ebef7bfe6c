/**
 * `nacl-rule-partly-shadowed`: an allow loses some of its packets to an earlier deny that is no exception to it but cuts
 * across it: each names packets the other does not (SEMANTICS N1). The usual exception before a wider rule is left alone,
 * and so is overlap that changes nothing.
 */
import type { NetworkAclEntry } from '../aws/network.ts';
import { entryInWords } from '../reach/words.ts';
import { entryOrders, isException, numbersInWords, type OrderedEntry } from './entryOrders.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const naclRulePartlyShadowed: Rule = {
  id: 'nacl-rule-partly-shadowed',
  check: ({ topology }) =>
    entryOrders(topology)
      .filter(({ order }) => order === 'partly-shadowed')
      .flatMap(toFindings),
};

function toFindings({ acl, direction, entry, shadowedBy }: OrderedEntry): readonly Finding[] {
  const across = shadowedBy.filter((other) => denies(other) && !denies(entry) && !isException(other, entry));
  if (across.length === 0) return [];
  const verb = across.length === 1 ? 'denies' : 'deny';
  return [
    {
      rule: 'nacl-rule-partly-shadowed',
      severity: 'hint',
      certainty: 'proved',
      message: `This rule allows less than it says: ${direction} ${numbersInWords(across)} of ${acl.address} ${verb} some of its packets first, and others that it does not name. Give it a lower number if it is to allow them all.`,
      resource: entry.resource,
      origin: entry.origin,
      related: across.map((other) => ({
        message: `Decides before it: ${entryInWords(direction, other)}`,
        origin: other.origin,
      })),
      proof: undefined,
      because: [],
    },
  ];
}

function denies({ action }: NetworkAclEntry): boolean {
  return action.kind === 'known' && action.value === 'deny';
}
