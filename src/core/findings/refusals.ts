/** Rules that AWS, or the tool on the way to it, refuses: they count as absent, and each says so once, under one id. */
import type { Finding } from './finding.ts';
import type { RuleId } from '../text/ruleIds.ts';
import { ruleFinding, ruleInWords, type RefusedRule } from './writtenRules.ts';

/**
 * A finding about a refused rule, at the value that is wrong.
 * @param advice what to do, as a sentence.
 */
export function refusalFinding(rule: RuleId, { written, refused }: RefusedRule, advice: string): Finding {
  const message = `${ruleInWords(written)} is refused, and counts as absent: ${refused.what} ${refused.why}. ${advice}`;
  return ruleFinding(rule, 'error', written, message, refused.origin);
}
