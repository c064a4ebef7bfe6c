/**
 * The network of a root module with only some of what its data sources are taken to find in other ones, or with none of
 * it: each is made once, when it is needed.
 */
import type { SaidListening } from './lower/listening.ts';
import { lowerInSteps } from './lower/lower.ts';
import { Topology, type Premise } from './reach/topology.ts';
import type { Finds } from './terraform/module.ts';
import { atOnce, type Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';
import type { Because } from './value/value.ts';

/** As many as are made of one root module beside that with none: each takes as long as the first. */
const mostMade = 24;

/** A root module with some of its finds. */
export interface WithSome {
  readonly configuration: Configuration;
  readonly topology: Topology;
}

export class FindsPremise implements Premise {
  readonly because: readonly Because[];
  readonly #finds: Finds;
  readonly #listening: ReadonlyMap<string, SaidListening>;
  #none: WithSome | undefined;
  /** By the addresses of the data sources. */
  readonly #made = new Map<string, WithSome>();

  constructor(finds: Finds, listening: ReadonlyMap<string, SaidListening>) {
    this.because = finds.because;
    this.#finds = finds;
    this.#listening = listening;
  }

  readonly without = (): Topology => atOnce(this.noneInSteps()).topology;

  readonly only = (some: readonly Because[]): Topology | undefined => this.withSome(some)?.topology;

  /** As {@link Premise.only}. */
  withSome(some: readonly Because[]): WithSome | undefined {
    const key = some
      .map(({ what }) => what)
      .sort()
      .join('\n');
    const known = this.#made.get(key);
    if (known !== undefined || this.#made.size === mostMade) return known;
    const made = atOnce(this.#make(some));
    this.#made.set(key, made);
    return made;
  }

  /** As {@link Premise.without}. */
  *noneInSteps(): Steps<WithSome> {
    this.#none ??= yield* this.#make([]);
    return this.#none;
  }

  *#make(some: readonly Because[]): Steps<WithSome> {
    const configuration = yield* this.#finds.only(some);
    return { configuration, topology: new Topology(yield* lowerInSteps(configuration, this.#listening)) };
  }
}
