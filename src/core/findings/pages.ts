/** Where people read what a rule is about, and what they can set. */
import type { RuleId } from '../text/ruleIds.ts';

const documentation = 'https://github.com/ackscope/ackscope/blob/main/docs';

/** What a configuration file may hold. */
export const configPage = `${documentation}/configuration.md`;

/** The address of `docs/rules/<rule>.md` in the repository the manifest names. */
export function pageOf(rule: RuleId): string {
  return `${documentation}/rules/${rule}.md`;
}
