/** A hop as walks make them: its sentence is put together only when somebody reads it. */
import type { Because } from '../value/value.ts';
import type { ExplanationCode } from './codes.ts';
import type { Certainty, Checkpoint, Hop, Leg, Verdict } from './hop.ts';

/**
 * Where a hop is made, and by which rule. Spelled out in this order, and with all that is optional (filters), with `rule`
 * and `certainty` (routes, and what leads on as they do) or with neither: of a few shapes looking is fast, of many it is not.
 */
export interface Site {
  readonly checkpoint: Checkpoint;
  readonly at: Hop['at'];
  readonly direction?: Hop['direction'];
  readonly component: string;
  readonly rule?: Hop['rule'];
  readonly tracking?: Hop['tracking'];
  /** `proved` unless it is said. */
  readonly certainty?: Certainty;
  readonly origin: Hop['origin'];
}

const nothing: readonly Because[] = [];

/** A sentence, or how to put it together. */
export type Text = string | (() => string);

export class LazyHop implements Hop {
  readonly leg: Leg;
  readonly checkpoint: Checkpoint;
  readonly direction: Hop['direction'];
  readonly at: Hop['at'];
  readonly component: string;
  readonly rule: Hop['rule'];
  readonly tracking: Hop['tracking'];
  readonly verdict: Verdict;
  readonly certainty: Certainty;
  readonly code: ExplanationCode | undefined;
  readonly origin: Hop['origin'];
  readonly because: readonly Because[];
  #text: Text;

  constructor(
    leg: Leg,
    site: Site,
    verdict: Verdict,
    text: Text,
    code?: ExplanationCode,
    because: readonly Because[] = nothing,
  ) {
    this.leg = leg;
    this.checkpoint = site.checkpoint;
    this.direction = site.direction;
    this.at = site.at;
    this.component = site.component;
    this.rule = site.rule;
    this.tracking = site.tracking;
    this.verdict = verdict;
    this.certainty = site.certainty ?? 'proved';
    this.code = code;
    this.origin = site.origin;
    this.because = because;
    this.#text = text;
  }

  get text(): string {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }
}
