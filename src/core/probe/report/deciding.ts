/** Which checkpoint an answer about a port is to be explained by, and the words for it. */
import { explain } from '../../value/value.ts';
import type { Hop } from '../../reach/hop.ts';
import type { PortResult } from '../scanResult.ts';
import { printable } from './printable.ts';

/** The hop that decided; of a port that answered, the filter that let the answer out last. */
export function decidingHop({ state, reason, because }: PortResult): Hop | undefined {
  const isAnswered = state !== 'unknown' && reason !== 'no-response';
  if (!isAnswered) return because.at(-1);
  // What let the port through says more than the gateway every packet passes.
  return (
    because.findLast((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'security-group') ??
    because.at(-1)
  );
}

/** `ACK: network ACL main: inbound rule * denies what no other rule matches`; of an unknown one, what would settle it. */
export function decisionInWords(
  result: PortResult,
  labels: { readonly request: string; readonly reply: string },
): string {
  if (result.state === 'unknown') return printable(explain(result.unresolved));
  const decided = decidingHop(result);
  if (decided === undefined) return '';
  return printable(`${labels[decided.leg]}: ${decided.text}${assumptionInWords(result)}`);
}

/** What an answer rests on, in brackets; empty where it is proved. */
function assumptionInWords({ certainty, because, assumes = [] }: PortResult): string {
  if (certainty === 'proved') return '';
  const isUndocumented = assumes.length === 0 || because.some((hop) => hop.certainty === 'assumed');
  return [...(isUndocumented ? ['AWS does not document this'] : []), ...assumes.map((one) => explain([one]))]
    .map((text) => ` (${text})`)
    .join('');
}
