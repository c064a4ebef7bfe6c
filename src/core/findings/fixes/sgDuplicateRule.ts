/** For `sg-duplicate-rule`: what a list names twice named once, and a rule that adds nothing anywhere taken out. */
import { equalRules } from '../equalRules.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import { together } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';

/** The lists of peers a rule is made of. */
const lists = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids'];

export function sgDuplicateRule(context: FixContext): readonly Alternatives[] {
  const { finding, code } = context;
  const nameOnce = (): Proposal | undefined => {
    const written = writtenAt(code, finding.origin);
    const edits = together(
      ...lists.flatMap((list) =>
        repeatsIn(written?.elementsOf(list) ?? []).map((at) => written?.removeElement(list, at)),
      ),
    );
    return edits && { title: 'Name each peer once', edits, keepsTraffic: true };
  };
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
  return [[nameOnce, remove]];
}

/** Where elements stand that an element before them equals. */
function repeatsIn(elements: readonly string[]): readonly number[] {
  return [...elements.keys()].filter((at) => elements.indexOf(elements[at] ?? '') < at);
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
