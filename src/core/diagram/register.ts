/** The code behind the ids of a drawing. It stays with whoever made the drawing, who alone opens files. */
import { printable } from '../probe/report/printable.ts';
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';
import type { Reason } from './drawing.ts';

export class Register {
  readonly #prefix: string;
  readonly #origins = new Map<string, Origin>();
  readonly #reasons = new Map<string, Reason>();

  /** @param prefix sets the ids it makes itself apart from those of other registers. */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  /** Ids without code are not in it. */
  get origins(): ReadonlyMap<string, Origin> {
    return this.#origins;
  }

  /** Remembers the code of an id, and answers with the id. */
  note(id: string, origin: Origin): string {
    this.#origins.set(id, origin);
    return id;
  }

  /** What would settle something, each with an id where a line of code could. */
  reasons(because: readonly Because[]): readonly Reason[] {
    return because.map((one) => this.#reason(one));
  }

  #reason({ what, why, origin }: Because): Reason {
    const text = printable(`${what} ${why}`);
    const key = `${text} ${origin?.file ?? ''} ${origin?.span.start ?? ''}`;
    const found = this.#reasons.get(key);
    if (found !== undefined) return found;
    const revealId =
      origin === undefined ? undefined : this.note(`${this.#prefix}reason ${this.#reasons.size}`, origin);
    const reason = { text, revealId };
    this.#reasons.set(key, reason);
    return reason;
  }
}
