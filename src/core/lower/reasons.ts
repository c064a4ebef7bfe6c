/**
 * Many unknown facts as one. What may belong to any component would otherwise be told again at each of them, which
 * grows with the product of both; told once and shared, it does not.
 */
import type { Because, Maybe, Unknown } from '../value/value.ts';

/** The reasons of all unknown facts, each named once; `undefined` when all are known. Linear in their number. */
export function allOpen(facts: readonly Maybe<unknown>[]): Unknown | undefined {
  const open = facts.filter((fact) => fact.kind === 'unknown');
  if (open.length < 2) return open[0];
  const reasons = new Map<string, Because>();
  for (const reason of open.flatMap(({ because }) => because)) {
    const key = keyOf(reason);
    if (!reasons.has(key)) reasons.set(key, reason);
  }
  return { kind: 'unknown', because: [...reasons.values()] };
}

/** Two reasons with the same key are the same reason, wherever they were met. */
export function keyOf({ what, why }: Because): string {
  return `${what}\n${why}`;
}

/**
 * The `open` of a component: why it may have further parts, its own reasons and those that apply to all alike.
 * @param unread those of code that was not read.
 */
export function openPart(
  written: readonly Because[],
  unread: readonly Because[] | undefined,
  shared: Unknown | undefined,
): { readonly open?: readonly Because[] } {
  const own = unread === undefined ? written : [...written, ...unread];
  const whole =
    own.length === 0
      ? shared
      : allOpen([{ kind: 'unknown', because: own }, ...(shared === undefined ? [] : [shared])]);
  return whole === undefined ? {} : { open: whole.because };
}
