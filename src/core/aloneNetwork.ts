/** The network of a root module without what its data sources are taken to find in other ones: made once, when it is needed. */
import type { SaidListening } from './lower/listening.ts';
import { lowerInSteps } from './lower/lower.ts';
import { Topology, type Premise } from './reach/topology.ts';
import type { Alone } from './terraform/module.ts';
import { atOnce, type Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';
import type { Because } from './value/value.ts';

export class AloneNetwork implements Premise {
  readonly configuration: Configuration;
  readonly because: readonly Because[];
  readonly #listening: ReadonlyMap<string, SaidListening>;
  #topology: Topology | undefined;

  constructor({ configuration, finds }: Alone, listening: ReadonlyMap<string, SaidListening>) {
    this.configuration = configuration;
    this.because = finds;
    this.#listening = listening;
  }

  readonly without = (): Topology => atOnce(this.inSteps());

  *inSteps(): Steps<Topology> {
    this.#topology ??= new Topology(yield* lowerInSteps(this.configuration, this.#listening));
    return this.#topology;
  }
}
