/** The pages that explain the rules, for the link behind a problem's code. */
import { Uri } from 'vscode';
import type { RuleId } from '../core/findings/finding.ts';
import { pageOf } from '../core/findings/pages.ts';

export function ruleUrl(rule: RuleId): Uri {
  return Uri.parse(pageOf(rule));
}
