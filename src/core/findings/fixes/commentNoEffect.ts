/** For `comment-no-effect`: the comment taken out. */
import { removeComment } from '../../rewrite/comments.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

export function commentNoEffect({ finding, code }: FixContext): readonly Alternatives[] {
  const found = code.at(finding.origin.file);
  const remove = (): Proposal | undefined => {
    const edits = found && removeComment(found, finding.origin.span);
    return edits && { title: 'Remove the comment, which has no effect', edits };
  };
  return [[remove]];
}
