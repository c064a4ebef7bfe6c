/** For `ignore-unused`: the comment taken out, or what of it hides nothing. */
import { removeIgnored } from '../../rewrite/comments.ts';
import { isRuleId } from '../../text/ruleIds.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

export function ignoreUnused({ finding, code }: FixContext): readonly Alternatives[] {
  const found = code.at(finding.origin.file);
  const named = finding.message.split(/[^\w-]+/);
  const isUnused = (rule: string): boolean => isRuleId(rule) && named.includes(rule);
  const remove = (): Proposal | undefined => {
    const edits = found && removeIgnored(found, finding.origin.span, isUnused);
    return edits && { title: 'Remove what this comment ignores for nothing', edits };
  };
  return [[remove]];
}
