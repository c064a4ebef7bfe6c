/** Fields of a network as JSON, and why those that are `null` are not known. */
import type { Because, Maybe } from '../../core/value/value.ts';
import { originJson, type Json } from '../json.ts';
import type { Locator } from '../locate.ts';

export type JsonObject = Readonly<Record<string, Json>>;

/** The fields of one component or row, and what is not known of them. */
export class Fields {
  readonly #unknown: Json[] = [];
  readonly #locator: Locator;

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  /** A field, `null` where it is not known. */
  of<T>(field: string, maybe: Maybe<T>, show: (value: T) => Json): Json {
    if (maybe.kind === 'known') return show(maybe.value);
    this.open(field, maybe.because);
    return null;
  }

  text(field: string, maybe: Maybe<string>): Json {
    return this.of(field, maybe, String);
  }

  /** A list, with `null` for every item that is not known. */
  list<T>(field: string, items: readonly Maybe<T>[], show: (value: T) => Json): Json {
    return items.map((item) => this.of(field, item, show));
  }

  open(field: string, because: readonly Because[]): void {
    for (const { what, why, origin } of because)
      this.#unknown.push({
        field,
        because: `${what} ${why}`,
        origin: origin === undefined ? null : originJson(origin, this.#locator),
      });
  }

  /** To be asked last. */
  get unknown(): Json {
    return this.#unknown;
  }
}
