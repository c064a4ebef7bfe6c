/** All rules, run over one module or template, as the user set them. */
import type { Topology } from '../reach/topology.ts';
import { atOnce, type Steps } from '../text/steps.ts';
import type { Configuration } from '../value/resource.ts';
import { mergeInstances, withoutRepeats } from './alike.ts';
import { withCallers } from './callers.ts';
import { withConstructs } from './constructs.ts';
import { fadedInAll } from './faded.ts';
import type { Finding } from './finding.ts';
import { withoutIgnored } from './ignores.ts';
import { defaultSettings, type RuleSettings } from './rule.ts';
import { rules } from './rules.ts';

/** Findings in the order of their places, so that the same code always gives the same list. */
export function findAll(
  configuration: Configuration,
  topology: Topology,
  settings: RuleSettings = defaultSettings,
): readonly Finding[] {
  return atOnce(findAllInSteps(configuration, topology, settings));
}

/** The same in short steps, one rule in each. */
export function* findAllInSteps(
  configuration: Configuration,
  topology: Topology,
  settings: RuleSettings,
): Steps<readonly Finding[]> {
  const findings: Finding[] = [];
  const judged = { configuration, topology, settings, earlier: findings };
  for (const rule of rules) {
    const severity = settings.severities.get(rule.id);
    if (severity === 'off') continue;
    const found = rule.check(judged).filter(({ origin }) => !settings.isIgnored(origin.file));
    for (const finding of found) findings.push(severity === undefined ? finding : { ...finding, severity });
    yield;
  }
  const told = withoutIgnored(fadedInAll(findings, topology), configuration).map(withoutRepeats);
  yield;
  return withCallers(withConstructs(mergeInstances(inOrder(told)), configuration), configuration);
}

/** By place, so that the same code always gives the same list. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.origin.file, b.origin.file) ||
      a.origin.span.start - b.origin.span.start ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
