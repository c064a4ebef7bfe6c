/** One configuration of a provider: where what it makes lies, and the tags it adds to all of it. */
import type { Origin } from '../text/origin.ts';
import { unknown, type Value } from '../value/value.ts';

export class Provider {
  /** As the module that has it calls it: `aws`, `aws.west`. */
  readonly name: string;
  readonly #whyNoRegion: string;
  #region: Value | undefined;
  #defaultTags: Value | undefined;

  /** @param whyNoRegion ends the sentence about its region where the code has none. */
  constructor(name: string, whyNoRegion: string) {
    this.name = name;
    this.#whyNoRegion = whyNoRegion;
  }

  configureRegion(region: Value | undefined): void {
    this.#region = region;
  }

  configureDefaultTags(tags: Value | undefined): void {
    this.#defaultTags = tags;
  }

  /** @param origin of who asks, for the reason. */
  region(origin?: Origin): Value {
    return this.#region ?? unknown(`region of ${this.name}`, this.#whyNoRegion, origin);
  }

  /** The tags that everything gets which does not have them itself; `undefined` when there are none. */
  get defaultTags(): Value | undefined {
    return this.#defaultTags;
  }
}
