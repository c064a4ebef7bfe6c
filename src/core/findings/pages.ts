/** Where people read what a rule is about. */
import type { RuleId } from './finding.ts';

/** The address of `docs/rules/<rule>.md` in the repository the manifest names. */
export function pageOf(rule: RuleId): string {
  return `https://github.com/ackscope/ackscope/blob/main/docs/rules/${rule}.md`;
}
