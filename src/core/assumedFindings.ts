/**
 * What a root module is found to do may rest on what its data sources are taken to find in other root modules. Then it is
 * judged a second time without that: what is found either way is proved, and the rest is assumed.
 */
import { keyOf, type Finding } from './findings/finding.ts';
import { findAllInSteps } from './findings/findings.ts';
import { lowerInSteps } from './lower/lower.ts';
import { Topology } from './reach/topology.ts';
import type { JudgeSettings } from './stackWorlds.ts';
import type { Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';

/**
 * All findings, with their certainty.
 * @param alone the configuration without what was found in other root modules; `undefined` where nothing was.
 */
export function* findWithCertainty(
  configuration: Configuration,
  topology: Topology,
  alone: Configuration | undefined,
  { listening, rules }: JudgeSettings,
): Steps<readonly Finding[]> {
  const findings = yield* findAllInSteps(configuration, topology, rules);
  if (alone === undefined || findings.every(({ certainty }) => certainty === 'assumed')) return findings;
  const without = new Topology(yield* lowerInSteps(alone, listening));
  const proved = new Set((yield* findAllInSteps(alone, without, rules)).map(keyOf));
  // What is not known is not known with it either, and for fewer reasons.
  const isProved = (finding: Finding): boolean => finding.rule === 'unresolved' || proved.has(keyOf(finding));
  return findings.map((finding) => (isProved(finding) ? finding : { ...finding, certainty: 'assumed' }));
}
