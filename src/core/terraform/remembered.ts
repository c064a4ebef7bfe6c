/**
 * What steps of earlier evaluations came to. A step whose code is the same, down to the nodes of its tree, and which
 * refers to values that are the same comes to the same again; so an edit costs what hangs on it. It is kept beside the
 * code and goes with it.
 */
import type { Budget } from './budget.ts';
import type { ModuleFiles } from './context.ts';

/** What a step came to, and what that hung on. */
interface Outcome {
  readonly made: unknown;
  /** Compared one by one with what the step hangs on now: nodes, values, texts. */
  readonly hangsOn: readonly unknown[];
  /** What it took of the budget, which it takes again: whether a module is too large does not hang on its history. */
  readonly cost: number;
}

const outcomes = new WeakMap<object, Outcome>();

/** Counts what a step reads besides its references, such as files. What it then comes to may be another the next time. */
export interface Reads {
  count: number;
}

/**
 * What the step of a node comes to: what it came to before, or what `make` answers.
 * @param hangsOn everything that what `make` answers hangs on.
 */
export function remembered<T>(
  node: object,
  hangsOn: readonly unknown[],
  budget: Budget,
  reads: Reads,
  make: () => T,
): T {
  const before = outcomes.get(node);
  if (before !== undefined && isSame(before.hangsOn, hangsOn) && budget.spendAgain(before.cost))
    return before.made as T;
  const { left, refusals } = budget;
  const { count } = reads;
  const made = make();
  if (reads.count === count && budget.refusals === refusals)
    outcomes.set(node, { made, hangsOn, cost: left - budget.left });
  else outcomes.delete(node);
  return made;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** The same files, with a count of how often they are read. */
export function countReads({ read, list }: ModuleFiles, reads: Reads): ModuleFiles {
  const count = <T>(look: (path: string) => T) => {
    return (path: string): T => {
      reads.count++;
      return look(path);
    };
  };
  return { read: count(read), ...(list === undefined ? {} : { list: count(list) }) };
}
