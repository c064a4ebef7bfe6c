/**
 * What a root module is found to do may rest on what its data sources are taken to find in other root modules. Then it is
 * judged a second time without that: what is found either way is proved, and the rest is assumed.
 */
import type { AloneNetwork } from './aloneNetwork.ts';
import { keyOf, type Finding } from './findings/finding.ts';
import { findAllInSteps } from './findings/findings.ts';
import type { RuleSettings } from './findings/rule.ts';
import type { Topology } from './reach/topology.ts';
import type { Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';

/**
 * All findings, with their certainty.
 * @param alone the network without what was found in other root modules; `undefined` where nothing was.
 */
export function* findWithCertainty(
  configuration: Configuration,
  topology: Topology,
  alone: AloneNetwork | undefined,
  rules: RuleSettings,
): Steps<readonly Finding[]> {
  const findings = yield* findAllInSteps(configuration, topology, rules);
  if (alone === undefined || findings.every(({ certainty }) => certainty === 'assumed')) return findings;
  const without = yield* alone.inSteps();
  const proved = new Set((yield* findAllInSteps(alone.configuration, without, rules)).map(keyOf));
  // What is not known is not known with it either, and for fewer reasons.
  const isProved = (finding: Finding): boolean => finding.rule === 'unresolved' || proved.has(keyOf(finding));
  return findings.map((finding) => (isProved(finding) ? finding : { ...finding, certainty: 'assumed' }));
}
