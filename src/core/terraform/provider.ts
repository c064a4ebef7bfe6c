/** One configuration of a provider: where what it makes lies, and the tags it adds to all of it. */
import { defaultAccount, type Account } from './account.ts';
import type { Origin } from '../text/origin.ts';
import { unknown, type Value } from '../value/value.ts';

export class Provider {
  /** As the module that has it calls it: `aws`, `aws.west`. */
  readonly name: string;
  readonly #whyNoRegion: string;
  #region: Value | undefined;
  #account: Account | undefined;
  #defaultTags: Value | undefined;

  /** @param whyNoRegion ends the sentence about its region where the code has none. */
  constructor(name: string, whyNoRegion: string) {
    this.name = name;
    this.#whyNoRegion = whyNoRegion;
  }

  /** A provider nobody configures, of which Terraform makes a configuration without arguments. */
  static unconfigured(name: string): Provider {
    const provider = new Provider(name, 'is not set in the code');
    if (!name.includes('.')) provider.configureAccount(defaultAccount);
    return provider;
  }

  configureRegion(region: Value | undefined): void {
    this.#region = region;
  }

  configureAccount(account: Account): void {
    this.#account = account;
  }

  configureDefaultTags(tags: Value | undefined): void {
    this.#defaultTags = tags;
  }

  /** @param origin of who asks, for the reason. */
  region(origin?: Origin): Value {
    return this.#region ?? unknown(`region of ${this.name}`, this.#whyNoRegion, origin);
  }

  /** `undefined` where another module than those that are read configures it. */
  get account(): Account | undefined {
    return this.#account;
  }

  /** The tags that everything gets which does not have them itself; `undefined` when there are none. */
  get defaultTags(): Value | undefined {
    return this.#defaultTags;
  }
}
