/**
 * What steps of earlier evaluations came to. A step whose code is the same, down to the nodes of its tree, which refers to
 * values that are the same and reads files that are the same comes to the same again; so an edit costs what hangs on it.
 * It is kept beside the code and goes with it, for each place the code is called from.
 */
import type { Budget } from './budget.ts';
import type { ModuleReads } from './moduleReads.ts';
import { PlaceMemory } from './placeMemory.ts';

/** What a step came to, and what that hung on. */
interface Outcome {
  readonly made: unknown;
  /** Compared one by one with what the step hangs on now: nodes, values, texts. */
  readonly hangsOn: readonly unknown[];
  /** Tells whether what the step reads besides its references, such as files, is what it was. */
  readonly isReadAgain: (reads: ModuleReads) => boolean;
  /** What it took of the budget, which it takes again: whether a module is too large does not hang on its history. */
  readonly cost: number;
}

const outcomes = new PlaceMemory<Outcome>();

/**
 * What the step of a node comes to: what it came to before, or what `make` answers.
 * @param place the id of the place of its module.
 * @param hangsOn everything that what `make` answers hangs on, apart from what it reads.
 */
export function remembered<T>(
  node: object,
  place: string,
  hangsOn: readonly unknown[],
  budget: Budget,
  reads: ModuleReads,
  make: () => T,
): T {
  const before = outcomes.of(node, place);
  if (
    before !== undefined &&
    isSame(before.hangsOn, hangsOn) &&
    before.isReadAgain(reads) &&
    budget.spendAgain(before.cost)
  ) {
    outcomes.keep(node, place, before);
    return before.made as T;
  }
  const { left, refusals } = budget;
  reads.begin();
  const made = make();
  const isReadAgain = reads.noted();
  if (isReadAgain !== undefined && budget.refusals === refusals)
    outcomes.keep(node, place, { made, hangsOn, isReadAgain, cost: left - budget.left });
  return made;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
