/**
 * Long work in short steps: a host that must answer others does some of them, answers, and goes on. What the steps read may
 * change between two of them; whoever takes them sees to that.
 */
export type Steps<T> = Generator<undefined, T, void>;

/** Takes all steps of some work at a stretch. */
export function atOnce<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}
