/** For `comment-no-effect`: the comment taken out, or the ids in it that are none. */
import { removeIgnored } from '../../rewrite/comments.ts';
import { isRuleId } from '../../text/ruleIds.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

export function commentNoEffect({ finding, code }: FixContext): readonly Alternatives[] {
  const found = code.at(finding.origin.file);
  const remove = (): Proposal | undefined => {
    const edits = found && removeIgnored(found, finding.origin.span, (rule) => !isRuleId(rule));
    return edits && { title: 'Remove what of the comment has no effect', edits };
  };
  return [[remove]];
}
