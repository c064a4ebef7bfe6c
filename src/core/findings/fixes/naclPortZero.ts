/** For `nacl-port-zero`: all ports, as the author of `0` to `0` means it. */
import { lastPort } from '../../net/portSet.ts';
import { setAll } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding, trafficNamesOf } from './ruleOfFinding.ts';

export function naclPortZero(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  if (found === undefined) return [];
  const { first, last } = trafficNamesOf(found);
  const allPorts = (): Proposal | undefined => {
    const edits = setAll(found.written, [
      [first, 0],
      [last, lastPort],
    ]);
    const title = `Write 0 to ${lastPort}, which are all ports`;
    // Every protocol or a single port may be meant as well, and this opens all of them to whoever the rule is for.
    return edits && { title, edits, needsReview: true, onRequest: true };
  };
  return [[allPorts]];
}
