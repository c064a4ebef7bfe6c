/** What a fix is, and what those who propose one are given. */
import type { Topology } from '../../reach/topology.ts';
import type { CodeBase, FileEdit } from '../../rewrite/code.ts';
import type { Configuration } from '../../value/resource.ts';
import type { Finding } from '../finding.ts';

/** A change to the code that makes a finding go away and nothing else go wrong. */
export interface Fix {
  /** An order, as a menu shows it: `Allow the replies: inbound tcp 32768-65535 from 0.0.0.0/0 (rule 110)`. */
  readonly title: string;
  /** Those of one file in the order of its text, without overlaps. */
  readonly edits: readonly FileEdit[];
  /** Set where it takes out or reorders rules that filter traffic, which somebody should look at before it is done. */
  readonly needsReview?: true;
  /** Set where it is one meaning of the code among several, so that only a person may choose it: fix all never makes it. */
  readonly onRequest?: true;
}

/** A fix that nobody has tried yet. */
export interface Proposal extends Fix {
  /** Set where it is to leave what happens to every packet as it is, which is tried too. */
  readonly keepsTraffic?: true;
  /** Set where the place must be found, and be unnecessary, in every module and template that sees it. */
  readonly onlyUnnecessary?: true;
  /**
   * Set where it takes out a rule as others do the same (`others`), or gives one another place among them (`all`): those
   * must be for no more than they say, in the latter case it too, or it is made on request alone.
   */
  readonly hangsOn?: 'others' | 'all';
}

export interface FixContext {
  readonly finding: Finding;
  readonly configuration: Configuration;
  /** Of a stack with several worlds that of one in which the finding holds. */
  readonly topology: Topology;
  readonly code: CodeBase;
}

/**
 * Ways to do the same, the best first: of these the first that works is offered, and the others are not made. Nothing where
 * the code is too unusual.
 */
export type Alternatives = readonly (() => Proposal | undefined)[];

/**
 * What could be done about a finding: one fix is offered for each of the alternatives. They mean different things, and all
 * but the first are made on request alone.
 */
export type Proposer = (context: FixContext) => readonly Alternatives[];
