/** Rules that AWS, or the tool on the way to it, refuses: they count as absent, and each says so once, under one id. */
import type { Refused, RefusalCode } from '../aws/acceptance.ts';
import type { Topology } from '../reach/topology.ts';
import type { Finding } from './finding.ts';
import type { RuleId } from '../text/ruleIds.ts';
import { ruleFinding, ruleInWords, writtenRules, type WrittenRule } from './writtenRules.ts';

export interface RefusedRule {
  readonly written: WrittenRule;
  readonly refused: Refused;
}

/** The refused rules of some kinds. */
export function refusedRules(topology: Topology, codes: readonly RefusalCode[]): readonly RefusedRule[] {
  return writtenRules(topology.network).flatMap((written) => {
    const { refused } = written.rule;
    return refused !== undefined && codes.includes(refused.code) ? [{ written, refused }] : [];
  });
}

/**
 * A finding about a refused rule, at the value that is wrong.
 * @param advice what to do, as a sentence.
 */
export function refusalFinding(rule: RuleId, { written, refused }: RefusedRule, advice: string): Finding {
  const message = `${ruleInWords(written)} is refused, and counts as absent: ${refused.what} ${refused.why}. ${advice}`;
  return ruleFinding(rule, 'error', written, message, refused.origin);
}
