/**
 * What a root module is found to do may rest on what its data sources are taken to find in other root modules. Then it is
 * judged a second time without that: what is found either way is proved, and the rest is assumed.
 */
import { keyOf, type Finding } from './findings/finding.ts';
import { findAllInSteps } from './findings/findings.ts';
import type { RuleSettings } from './findings/rule.ts';
import type { FindsPremise, WithSome } from './findsPremise.ts';
import { fewest } from './reach/premise.ts';
import type { Topology } from './reach/topology.ts';
import { atOnce, type Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';
import type { Because } from './value/value.ts';

/**
 * All findings, with their certainty.
 * @param premise the network without what was found in other root modules; `undefined` where nothing was.
 */
export function* findWithCertainty(
  configuration: Configuration,
  topology: Topology,
  premise: FindsPremise | undefined,
  rules: RuleSettings,
): Steps<readonly Finding[]> {
  const findings = yield* findAllInSteps(configuration, topology, rules);
  if (premise === undefined) return findings;
  const judged = new JudgedBeside(premise, rules);
  // What AWS does not document is assumed either way: whether it rests on more matters only to who asks.
  const isOpen = findings.some(({ certainty }) => certainty === 'proved');
  const proved = isOpen ? yield* judged.keysWithout() : new Set();
  return findings.map((finding) => {
    const key = keyOf(finding);
    // What is not known is not known with it either, and for fewer reasons.
    if (finding.rule === 'unresolved' || proved.has(key)) return finding;
    return { ...finding, certainty: 'assumed', assumes: () => judged.assumedFor(key) };
  });
}

/** What else is found when a root module is judged with less than all of its premise. */
class JudgedBeside {
  readonly #premise: FindsPremise;
  readonly #rules: RuleSettings;
  readonly #keys = new Map<WithSome, ReadonlySet<string>>();

  constructor(premise: FindsPremise, rules: RuleSettings) {
    this.#premise = premise;
    this.#rules = rules;
  }

  /** The keys of all that is found without the premise. */
  *keysWithout(): Steps<ReadonlySet<string>> {
    return yield* this.#keysOf(yield* this.#premise.noneInSteps());
  }

  /** What of the premise a finding rests on. */
  assumedFor(key: string): readonly Because[] {
    if (atOnce(this.keysWithout()).has(key)) return [];
    return fewest(this.#premise.because, (some) => {
      const judged = this.#premise.withSome(some);
      return judged !== undefined && atOnce(this.#keysOf(judged)).has(key);
    });
  }

  *#keysOf(judged: WithSome): Steps<ReadonlySet<string>> {
    const known = this.#keys.get(judged);
    if (known !== undefined) return known;
    const { configuration, topology } = judged;
    const keys = new Set((yield* findAllInSteps(configuration, topology, this.#rules)).map(keyOf));
    this.#keys.set(judged, keys);
    return keys;
  }
}
