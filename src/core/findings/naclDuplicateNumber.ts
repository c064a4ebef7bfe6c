/**
 * `nacl-duplicate-number`: two rules of one direction have one number, and AWS takes one of them; which one it is hangs on
 * the order things are created in (SEMANTICS N4, P9).
 */
import type { DirectionEntries, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { comparePlaces } from '../text/origin.ts';
import type { Finding } from './finding.ts';
import { isPlan } from './plans.ts';
import { refusalFinding } from './refusals.ts';
import { refusedRules } from './writtenRules.ts';
import type { Rule } from './rule.ts';

const id = 'nacl-duplicate-number';

export const naclDuplicateNumber: Rule = {
  id,
  check: ({ configuration, topology }) => [
    ...(isPlan(configuration) ? [] : topology.network.networkAcls).flatMap((acl) =>
      (acl.sameNumber ?? []).flatMap((same) => among(acl, same)),
    ),
    ...refusedRules(topology.network, ['rule-number-taken']).map((refused) =>
      refusalFinding(
        id,
        refused,
        'Give it a free number, lower than that one if it is to decide before that one allows everything.',
      ),
    ),
  ],
};

/** A finding at each but the first. */
function among(acl: NetworkAcl, { direction, entries }: DirectionEntries): readonly Finding[] {
  const [first, ...others] = [...entries].sort((a, b) => comparePlaces(a.origin, b.origin));
  if (first?.ruleNumber.kind !== 'known') return [];
  const number = first.ruleNumber.value;
  return others.map((entry) => {
    const multiplied = samePlace(first, entry);
    const one = multiplied && entry.resource !== acl.address ? entry.resource : 'this one';
    const other = nameOf(acl, first, entry);
    return {
      rule: id,
      severity: 'error',
      certainty: 'proved',
      message: `${acl.address} has two ${direction} rules under number ${number}, ${one} and ${other}, and AWS takes only one of them. Give one of them a free number.`,
      resource: entry.resource,
      origin: entry.origin,
      related: multiplied ? [] : [{ message: `Has number ${number} too: ${other}`, origin: first.origin }],
      proof: undefined,
      because: [],
    };
  });
}

function nameOf({ address }: NetworkAcl, { resource }: NetworkAclEntry, from: NetworkAclEntry): string {
  if (resource !== address) return resource;
  return from.resource === address ? 'an earlier block' : `a block of ${address}`;
}

/** Whether both come from one block, which `count` or `for_each` multiplies. */
function samePlace({ origin: one }: NetworkAclEntry, { origin: other }: NetworkAclEntry): boolean {
  return one.file === other.file && one.span.start === other.span.start;
}
