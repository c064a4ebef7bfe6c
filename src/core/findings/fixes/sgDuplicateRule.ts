/** For `sg-duplicate-rule`: a rule that adds nothing anywhere taken out. */
import { equalRules } from '../equalRules.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

export function sgDuplicateRule(context: FixContext): readonly Alternatives[] {
  const { finding, code } = context;
  const remove = (): Proposal | undefined => {
    const edits = writtenAt(code, finding.origin)?.remove();
    return (
      edits && {
        title: 'Remove this rule, which adds nothing',
        edits,
        needsReview: true,
        onlyUnnecessary: true,
        hangsOn: 'others',
        // Of a stack that is deployed the rule would go for good, which the code does not tell.
        ...(isLeftOut(context) ? { onRequest: true } : {}),
      }
    );
  };
  return [[remove]];
}

function isLeftOut({ finding, configuration, topology }: FixContext): boolean {
  return topology.network.securityGroups
    .flatMap((group) => [...equalRules(configuration, group)])
    .some(
      ([{ origin }, { fate }]) =>
        fate === 'left-out' &&
        origin.file === finding.origin.file &&
        origin.span.start === finding.origin.span.start,
    );
}
