/** What was found out about each root, kept until something changes that it is made of. */
import type { Network } from './aws/network.ts';
import type { Finding } from './findings/finding.ts';
import type { Topology } from './reach/topology.ts';
import type { StackWorld } from './stackWorlds.ts';
import type { Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';

/** Everything known about one root module, template or folder of describe output. */
export interface Analysis {
  readonly configuration: Configuration;
  readonly network: Network;
  readonly topology: Topology;
  readonly findings: readonly Finding[];
  /** CloudFormation: the ways a stack may turn out whose conditions hang on values that are told only when it is created. */
  readonly worlds: readonly StackWorld[];
}

export interface Kept {
  readonly analysis: Analysis;
  /** Folders and files it is made of. */
  readonly madeOf: ReadonlySet<string>;
  /** Set when its data sources looked into other root modules. */
  readonly looked?: number | undefined;
}

export class KeptAnalyses {
  readonly #byRoot = new Map<string, Kept>();
  /** Grows with everything that may make an analysis another one, kept or under way. */
  #changes = 0;

  /** Begins with all that another one has. */
  takeOver(other: KeptAnalyses): void {
    for (const [root, kept] of other.#byRoot) this.#byRoot.set(root, kept);
  }

  of(root: string): Kept | undefined {
    return this.#byRoot.get(root);
  }

  keep(root: string, kept: Kept): void {
    this.#byRoot.set(root, kept);
  }

  /** @param changed a folder, a file, or the root of a folder of describe output. */
  forget(changed: string): void {
    this.#changes++;
    for (const [root, { madeOf }] of this.#byRoot) if (madeOf.has(changed)) this.#byRoot.delete(root);
  }

  forgetAll(): void {
    this.#changes++;
    this.#byRoot.clear();
  }

  /** Takes all steps of some work, and all again when something it may have read changes between two of them. */
  *undisturbed(work: () => Steps<unknown>): Steps<void> {
    let changes: number;
    do {
      changes = this.#changes;
      const steps = work();
      while (changes === this.#changes && steps.next().done !== true) yield;
    } while (changes !== this.#changes);
  }
}
