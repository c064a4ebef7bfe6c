/** The pages that explain the rules, for the link behind a problem's code. */
import { Uri } from 'vscode';
import type { RuleId } from '../core/findings/finding.ts';

/** The repository the manifest names. */
const repository = 'https://github.com/ackscope/ackscope';

/** `docs/rules/<rule>.md`, where people read it. */
export function ruleUrl(rule: RuleId): Uri {
  return Uri.parse(`${repository}/blob/main/docs/rules/${rule}.md`);
}
