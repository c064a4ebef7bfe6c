/**
 * `nacl-duplicate-number`: two rules of one direction have one number, and AWS takes one of them; which one it is hangs on
 * the order things are created in (SEMANTICS N4, P9).
 */
import type { DirectionEntries, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import type { Finding } from './finding.ts';
import { isPlan } from './plans.ts';
import { refusalFinding, refusedRules } from './refusals.ts';
import type { Rule } from './rule.ts';

const id = 'nacl-duplicate-number';

export const naclDuplicateNumber: Rule = {
  id,
  check: ({ configuration, topology }) => [
    ...(isPlan(configuration) ? [] : topology.network.networkAcls).flatMap((acl) =>
      (acl.sameNumber ?? []).flatMap((same) => among(acl, same)),
    ),
    ...refusedRules(topology, ['rule-number-taken']).map((refused) =>
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
  const [first, ...others] = entries;
  if (first?.ruleNumber.kind !== 'known') return [];
  const number = first.ruleNumber.value;
  const name = nameOf(acl, first);
  return others.map((entry) => ({
    rule: id,
    severity: 'error',
    certainty: 'proved',
    message: `${acl.address} has two ${direction} rules under number ${number}, this one and ${name}, and AWS takes only one of them. Give one of them a free number.`,
    resource: entry.resource,
    origin: entry.origin,
    related: samePlace(first, entry)
      ? []
      : [{ message: `Has number ${number} too: ${name}`, origin: first.origin }],
    proof: undefined,
    because: [],
  }));
}

function nameOf(acl: NetworkAcl, { resource }: NetworkAclEntry): string {
  return resource === acl.address ? 'an earlier block' : resource;
}

/** Whether both come from one block, which `count` or `for_each` multiplies. */
function samePlace({ origin: one }: NetworkAclEntry, { origin: other }: NetworkAclEntry): boolean {
  return one.file === other.file && one.span.start === other.span.start;
}
