/** Which findings a run of `check` is asked for: all at least that severe, of the rules that are named. */
import type { Finding, Severity } from '../core/findings/finding.ts';
import { ruleIds } from '../core/text/ruleIds.ts';
import type { Option } from './arguments.ts';
import { failure, type Failure } from './io.ts';
import { didYouMean } from './suggest.ts';

/** To be mixed into the command's options. */
export const checkFilters = {
  severity: { names: ['--severity'], takes: 'value' },
  rule: { names: ['--rule'], takes: 'values' },
} as const satisfies Record<string, Option>;

/** The part of the arguments that is read here. */
export interface FilterArguments {
  readonly values: { get(flag: 'severity'): string | undefined };
  readonly lists: { get(flag: 'rule'): readonly string[] | undefined };
}

/** By weight. */
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Whether a finding is asked for; without flags every one is. */
export function filterOf({ values, lists }: FilterArguments): ((finding: Finding) => boolean) | Failure {
  const least = values.get('severity') ?? 'hint';
  const weight = severities.findIndex((severity) => severity === least);
  if (weight < 0) return failure(`--severity ${least} is unknown: ${severities.join(', ')}`);
  const asked = lists.get('rule') ?? [];
  const wrong = asked.find((id) => !ruleIds.some((known) => known === id));
  if (wrong !== undefined)
    return failure(`--rule ${wrong}: there is no such rule${didYouMean(wrong, ruleIds)}`);
  const rules = new Set(asked);
  return ({ rule, severity }) =>
    severities.indexOf(severity) <= weight && (rules.size === 0 || rules.has(rule));
}
