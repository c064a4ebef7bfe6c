/**
 * What of a premise an answer rests on: as little of it as gives the same answer. Where either of two things will do, one
 * of them is named.
 */
import type { Because } from '../value/value.ts';
import type { Premise, Topology } from './topology.ts';

/**
 * As {@link fewest}, of all that a network is taken to be.
 * @param isSame whether the answer is the same, and as sure, in a network that is taken to be less. It is not in the one
 *   without the premise.
 */
export function restsOn(
  { because, only }: Premise,
  isSame: (topology: Topology) => boolean,
): readonly Because[] {
  return fewest(because, (some) => {
    const topology = only(some);
    return topology !== undefined && isSame(topology);
  });
}

/** What is made of a network, once for each one that is asked about. */
export function oncePerNetwork<T>(make: (topology: Topology) => T): (topology: Topology) => T {
  const made = new Map<Topology, T>();
  return (topology) => {
    const known = made.get(topology);
    if (known !== undefined || made.has(topology)) return known as T;
    const one = make(topology);
    made.set(topology, one);
    return one;
  };
}

/**
 * Some of a list that are enough, and of which none can be left out; in the order of the list. Found by halves
 * (QuickXplain: U. Junker, AAAI 2004): of n it asks about k log n times where k are needed.
 * @param isEnough grows: with more of the list it does not become false again. All are enough and none is not, which is
 *   never asked. Where it says no though it does not know, the answer is enough still, and may be too much.
 */
export function fewest<T>(all: readonly T[], isEnough: (some: readonly T[]) => boolean): readonly T[] {
  const needed = (given: readonly T[], hasMore: boolean, rest: readonly T[]): readonly T[] => {
    if (hasMore && isEnough(given)) return [];
    if (rest.length < 2) return rest;
    const middle = Math.ceil(rest.length / 2);
    const [some, others] = [rest.slice(0, middle), rest.slice(middle)];
    const ofOthers = needed([...given, ...some], true, others);
    const ofSome = needed([...given, ...ofOthers], ofOthers.length > 0, some);
    return [...ofSome, ...ofOthers];
  };
  return needed([], false, all);
}
