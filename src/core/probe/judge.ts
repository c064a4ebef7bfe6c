/**
 * From single conversations to what nmap says of a port. One state needs the same answer whatever the source port, the
 * place of the scanner and the program on the port turn out to be; where they differ it is unknown, and what differs is why.
 */
import { percent } from '../net/ephemeralPorts.ts';
import type { Certainty, Hop } from '../reach/hop.ts';
import type { Because } from '../value/value.ts';
import type { PortReason, PortState, PortScanType } from './scanResult.ts';
import { linuxEphemeralPorts, nmapSourcePorts } from './sourcePorts.ts';

/** What one conversation came to. */
export interface Outcome {
  /** `unknown` when it cannot be told whether a packet passed. */
  readonly state: PortState;
  readonly reason: PortReason | undefined;
  readonly certainty: Certainty;
  /** The state if the host's answer arrives. */
  readonly heard: PortState;
  /** Whether it does. */
  readonly answered: boolean;
  readonly because: readonly Hop[];
  /** Unknown only. */
  readonly unresolved: readonly Because[];
}

/** One place, one range of source ports. */
export interface Trial {
  /** Of all source ports, how many are in the range: 0 to 1. */
  readonly share: number;
  /** One for each answer the host may give, in the same order in every trial. */
  readonly outcomes: readonly Outcome[];
}

export interface Judgement {
  readonly state: PortState;
  readonly reason: PortReason | undefined;
  readonly certainty: Certainty;
  readonly because: readonly Hop[];
  readonly unresolved: readonly Because[];
  /** The states it could be in as far as that hangs on who listens; empty where that makes no difference. */
  readonly possible: readonly PortState[];
}

/** One state for everything that may be, or `unknown`. @param trials by place, then by source port. Never empty. */
export function judge(type: PortScanType, trials: readonly (readonly Trial[])[]): Judgement {
  const all = trials.flat().flatMap(({ outcomes }) => outcomes);
  const [first] = all;
  if (first === undefined) throw new Error('a scan has at least one place, source port and answer');
  const open = all.filter(({ state }) => state === 'unknown');
  const possible = statesByListener(trials);
  if (open[0] !== undefined) return unsettled(open[0], distinct(open), possible);
  if (all.every(({ state }) => state === first.state)) {
    const { state, reason, certainty, because } =
      all.find((outcome) => outcome.certainty === 'assumed') ?? first;
    return { state, reason, certainty, because, unresolved: [], possible: [] };
  }
  const shown = all.find(({ because }) => because.at(-1)?.verdict === 'deny') ?? first;
  return unsettled(shown, [...bySourcePort(type, trials), ...byPlace(trials)], possible);
}

function unsettled(
  shown: Outcome,
  unresolved: readonly Because[],
  possible: readonly PortState[],
): Judgement {
  const { because } = shown;
  return { state: 'unknown', reason: undefined, certainty: 'proved', because, unresolved, possible };
}

/** What would settle the outcomes, each value once. */
function distinct(open: readonly Outcome[]): readonly Because[] {
  const reasons = open.flatMap(({ unresolved }) => unresolved);
  return [...new Map(reasons.map((reason) => [`${reason.what} ${reason.why}`, reason])).values()];
}

/** The states to which the host's answers lead in one trial, where those differ; of an unknown one, if it arrives. */
function statesByListener(trials: readonly (readonly Trial[])[]): readonly PortState[] {
  const possible = new Set<PortState>();
  for (const { outcomes } of trials.flat()) {
    const states = new Set(outcomes.map(({ state, heard }) => (state === 'unknown' ? heard : state)));
    if (states.size > 1) for (const state of states) possible.add(state);
  }
  return [...possible].sort();
}

function bySourcePort(type: PortScanType, trials: readonly (readonly Trial[])[]): readonly Because[] {
  for (const place of trials) {
    for (const answer of place[0]?.outcomes.keys() ?? []) {
      const outcomes = place.flatMap(({ share, outcomes: of }) => {
        const outcome = of[answer];
        return outcome === undefined ? [] : [{ share, outcome }];
      });
      const answered = outcomes.filter(({ outcome }) => outcome.answered);
      const silent = outcomes.find(({ outcome }) => !outcome.answered)?.outcome.state;
      const heard = answered[0]?.outcome.state;
      if (heard === undefined || silent === undefined || heard === silent) continue;
      const share = answered.reduce((sum, part) => sum + part.share, 0);
      return [sourcePortReason(type, share, `(${heard})`, `(${silent})`)];
    }
  }
  return [];
}

/**
 * That the source port decides, with the odds.
 * @param share of runs or connections that get their reply.
 * @param heard what those come to, in brackets; `silent` what the others do.
 */
export function sourcePortReason(type: PortScanType, share: number, heard: string, silent: string): Because {
  const odds = (of: string): string =>
    `${percent(share)} of ${of} get the reply ${heard}, the others none ${silent}`;
  if (type === 'connect') {
    const why = `is another one for each connection, from ${linuxEphemeralPorts.toString()}: ${odds('them')}`;
    return { what: "the scanner's source port", why, origin: undefined };
  }
  const why = `is picked at random from ${nmapSourcePorts.toString()} in each run: ${odds('runs')}`;
  return { what: "nmap's source port", why, origin: undefined };
}

function byPlace(trials: readonly (readonly Trial[])[]): readonly Because[] {
  const [here] = trials;
  const differs = here?.some(({ outcomes }, port) =>
    outcomes.some((outcome, answer) =>
      trials.some((place) => place[port]?.outcomes[answer]?.state !== outcome.state),
    ),
  );
  return differs === true ? [placeReason] : [];
}

/** That the scanner's address decides. */
export const placeReason: Because = {
  what: "the scanner's address",
  why: 'decides: some public addresses get the reply, others do not; name one with --from',
  origin: undefined,
};
