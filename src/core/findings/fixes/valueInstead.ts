/** For `nacl-protocol-name` and `cidr-host-bits`: the value that was meant, in the place of the one that is written. */
import { formatCidr } from '../../net/address.ts';
import { replaceLiteral } from '../../rewrite/replaceLiteral.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding, type RuleInCode } from './ruleOfFinding.ts';

export function valueInstead(context: FixContext): readonly Alternatives[] {
  const { finding, code } = context;
  const found = ruleOfFinding(context);
  const instead = found && (found.rule.rule.refused?.instead ?? clearedBlockOf(found));
  const file = code.at(finding.origin.file);
  // A block for everybody with an address in it is a slip of the pen, and what was meant is not in the code.
  if (instead === undefined || file === undefined || instead.endsWith('/0')) return [];
  const replace = (): Proposal | undefined => {
    const edits = replaceLiteral(file, finding.origin.span, instead);
    return edits && { title: `Write ${instead}`, edits };
  };
  return [[replace]];
}

/** The block AWS makes of one with bits behind its prefix. */
function clearedBlockOf({ rule }: RuleInCode): string | undefined {
  if (rule.rule.remarks?.some(({ code }) => code === 'host-bits-cleared') !== true) return undefined;
  if (rule.of === 'network-acl')
    return rule.rule.cidr.kind === 'known' ? formatCidr(rule.rule.cidr.value) : undefined;
  const { peer } = rule.rule;
  return peer.kind === 'known' && peer.value.kind === 'cidr' ? formatCidr(peer.value.cidr) : undefined;
}
