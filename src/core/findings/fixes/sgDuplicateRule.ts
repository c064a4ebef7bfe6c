/** For `sg-duplicate-rule`: a rule that adds nothing anywhere taken out. */
import { writtenAt } from '../../rewrite/writtenAt.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

export function sgDuplicateRule({ finding, code }: FixContext): readonly Alternatives[] {
  const remove = (): Proposal | undefined => {
    const edits = writtenAt(code, finding.origin)?.remove();
    return (
      edits && {
        title: 'Remove this rule, which adds nothing',
        edits,
        needsReview: true,
        onlyUnnecessary: true,
        removesCovered: true,
      }
    );
  };
  return [[remove]];
}
