/** How many rules AWS takes in one place, and what is said of more (SEMANTICS N46, S36). */
import type { Direction } from '../aws/network.ts';
import type { Origin } from '../text/origin.ts';
import type { RuleId } from '../text/ruleIds.ts';
import type { Finding } from './finding.ts';

export interface Quota {
  readonly rule: RuleId;
  /** What every account has. */
  readonly usual: number;
  /** What AWS raises it to at the most. */
  readonly most: number;
  /** What makes room, as a sentence. */
  readonly advice: (isOverAll: boolean) => string;
}

/** Nothing where there are no more rules than the quota says. */
export function overQuota(
  { rule, usual, most, advice }: Quota,
  { address, origin }: { readonly address: string; readonly origin: Origin },
  direction: Direction,
  count: number,
): readonly Finding[] {
  if (count <= usual) return [];
  const isOverAll = count > most;
  const limit = isOverAll
    ? `more than the ${most} AWS allows at most`
    : `more than the ${usual} AWS allows unless the quota is raised`;
  return [
    {
      rule,
      severity: isOverAll ? 'error' : 'information',
      certainty: 'proved',
      message: `${address} has ${count} ${direction} rules, ${limit}. ${advice(isOverAll)}`,
      resource: address,
      origin,
      related: [],
      proof: undefined,
      because: [],
    },
  ];
}
