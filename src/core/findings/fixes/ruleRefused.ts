/** For `rule-refused`, where a port is −1: all ports, which −1 is taken for elsewhere. What else is refused only its author knows. */
import { lastPort } from '../../net/portSet.ts';
import { setAll } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding, trafficNamesOf } from './ruleOfFinding.ts';

export function ruleRefused(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  if (found?.rule.rule.refused?.code !== 'ports') return [];
  const { first, last } = trafficNamesOf(found);
  const { written } = found;
  if ([first, last].some((name) => Number(written.literalOf(name)) !== -1)) return [];
  const all = (): Proposal | undefined => {
    const edits = setAll(written, [
      [first, 0],
      [last, lastPort],
    ]);
    const title = `Make it a rule for all ports, 0 to ${lastPort}`;
    return edits && { title, edits, needsReview: true, onRequest: true };
  };
  return [[all]];
}
