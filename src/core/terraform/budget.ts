/**
 * A limit on the work one module may cause. Hostile or mistaken code (a `for` over a product of lists, strings that
 * double forty times) ends in "too large", never in a hang.
 */

/** Steps that one local, one property or one `count` may take. */
const STEPS_EACH = 1_000_000;
/** Steps for the whole tree of modules; of a thousand public ones the largest takes two thirds, most a thousandth. */
const STEPS_IN_ALL = 3_000_000;

/** Counts down while a module is evaluated. */
export class Budget {
  #inAll: number;
  #each: number;

  constructor(inAll = STEPS_IN_ALL, each = STEPS_EACH) {
    this.#inAll = inAll;
    this.#each = each;
    this.#left = Math.min(inAll, each);
  }

  #left: number;
  #refusals = 0;

  /** How many steps are left for the whole module. */
  get left(): number {
    return this.#inAll;
  }

  /** Whether nothing is evaluated any more, because all that came before took so much. */
  get isSpent(): boolean {
    return this.#inAll === 0;
  }

  /** How often there were not enough. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Begins the next local, property or `count`: it has its own share of what is left. */
  begin(): void {
    this.#left = Math.min(this.#inAll, this.#each);
  }

  /** Takes `steps`; `false` when there are not that many left, and from then on until {@link begin}. */
  spend(steps = 1): boolean {
    if (this.#left < steps) {
      this.#left = 0;
      this.#refusals++;
      return false;
    }
    this.#left -= steps;
    this.#inAll -= steps;
    return true;
  }

  /** Takes the steps of something that need not be done again; `false` when there are not that many left in all. */
  spendAgain(steps: number): boolean {
    if (this.#inAll < steps) return false;
    this.#inAll -= steps;
    return true;
  }
}
