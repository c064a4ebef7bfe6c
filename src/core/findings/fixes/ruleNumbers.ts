/** Numbers for new entries of network ACLs, in the steps their author takes. */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../../aws/network.ts';
import { opposite } from './directions.ts';

/** The last number a user's entry may have (SEMANTICS N2). */
const highest = 32766;
const usualStep = 10;
const usualFirst = 100;

/** The number behind all others of a direction; `undefined` when none is left. */
export function numberBehind(acl: NetworkAcl, direction: Direction): number | undefined {
  const taken = numbersOf(acl, direction);
  const last = taken.at(-1);
  const step = stepOf(acl, direction);
  if (last === undefined) return numbersOf(acl, opposite(direction))[0] ?? usualFirst;
  if (last + step <= highest) return last + step;
  return last < highest ? last + 1 : undefined;
}

/** A number before that of an entry and behind the one that precedes it; `undefined` when none is left. */
export function numberBefore(
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
): number | undefined {
  if (entry.ruleNumber.kind === 'unknown') return undefined;
  const next = entry.ruleNumber.value;
  const previous =
    numbersOf(acl, direction)
      .filter((number) => number < next)
      .at(-1) ?? 0;
  const stepBack = next - stepOf(acl, direction);
  if (stepBack > previous) return stepBack;
  const between = Math.floor((previous + next) / 2);
  return between > previous ? between : undefined;
}

/** A free number behind another one and before the next, so that the order stays: in the author's steps, or the very next. */
export function numberAfter(acl: NetworkAcl, direction: Direction, number: number): number | undefined {
  const next = numbersOf(acl, direction).find((one) => one > number) ?? highest + 1;
  return [number + stepOf(acl, direction), number + 1].find((one) => one >= 1 && one < next);
}

/** Free numbers for one more entry behind each of some, in their order: the very next where it is free. */
export function numbersBehindEach(
  acl: NetworkAcl,
  direction: Direction,
  entries: readonly number[],
): readonly number[] | undefined {
  const taken = new Set(numbersOf(acl, direction));
  let last = 0;
  const found = entries.map((number) => {
    last = Math.max(last, number) + 1;
    while (taken.has(last)) last++;
    return last;
  });
  return last > highest ? undefined : found;
}

/** Sorted, each once, without those AWS adds. */
function numbersOf(acl: NetworkAcl, direction: Direction): readonly number[] {
  // Which direction refused entries are for is not kept.
  const all = [...acl[direction], ...acl.refused].flatMap(({ ruleNumber, origin }) =>
    ruleNumber.kind === 'known' && origin.awsDefault !== true ? [ruleNumber.value] : [],
  );
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The step that is taken most often; of several the smallest. */
function stepOf(acl: NetworkAcl, direction: Direction): number {
  for (const way of [direction, opposite(direction)]) {
    const numbers = numbersOf(acl, way);
    const counts = new Map<number, number>();
    for (const [i, number] of numbers.entries()) {
      const step = number - (numbers[i - 1] ?? number);
      if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
    }
    const [first] = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
    if (first !== undefined) return first[0];
  }
  return usualStep;
}
