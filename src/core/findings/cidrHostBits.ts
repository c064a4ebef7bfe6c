/**
 * `cidr-host-bits`: a block of addresses has bits set behind its prefix. AWS clears them, and Terraform's provider refuses
 * most (SEMANTICS N8, P11).
 */
import { formatCidr, type Cidr } from '../net/address.ts';
import { refusalFinding } from './refusals.ts';
import type { Rule } from './rule.ts';
import { refusedRules, remarkedRules, ruleFinding, ruleInWords, type WrittenRule } from './writtenRules.ts';

const id = 'cidr-host-bits';

export const cidrHostBits: Rule = {
  id,
  check: ({ topology }) => [
    ...refusedRules(topology.network, ['host-bits']).map((found) =>
      refusalFinding(id, found, `Write ${found.refused.instead ?? 'its first address'} for the whole block.`),
    ),
    ...remarkedRules(topology.network, 'host-bits-cleared').flatMap(({ written, remark }) => {
      const cidr = cidrOf(written);
      if (cidr === undefined) return [];
      // A prefix of 0 makes any address everybody.
      const everybody = cidr.prefixLength === 0;
      const whom = everybody ? `everybody, ${formatCidr(cidr)}` : `all of ${formatCidr(cidr)}`;
      const message = `${ruleInWords(written)} is for ${whom}: AWS clears the bits that ${remark.what} has behind its prefix. Write that block, or /${cidr.family === 'ipv4' ? 32 : 128} for the one address.`;
      return [ruleFinding(id, everybody ? 'warning' : 'information', written, message, remark.origin)];
    }),
  ],
};

function cidrOf(written: WrittenRule): Cidr | undefined {
  if (written.of === 'network-acl')
    return written.rule.cidr.kind === 'known' ? written.rule.cidr.value : undefined;
  const { peer } = written.rule;
  return peer.kind === 'known' && peer.value.kind === 'cidr' ? peer.value.cidr : undefined;
}
