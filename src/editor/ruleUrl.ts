/** The pages that explain the rules and the configuration file, for the link behind a problem's code. */
import { Uri } from 'vscode';
import type { RuleId } from '../core/text/ruleIds.ts';
import { configPage, pageOf } from '../core/findings/pages.ts';

export function ruleUrl(rule: RuleId): Uri {
  return Uri.parse(pageOf(rule));
}

export const configUrl = Uri.parse(configPage);
