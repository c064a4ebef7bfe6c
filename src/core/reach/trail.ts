/** The hops of a walk while it is being walked. Sentences are put together only when somebody reads them. */
import type { Packet } from '../net/packet.ts';
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';
import { codeFor, type ExplanationCode, type RequestCode } from './codes.ts';
import type { Certainty, Checkpoint, Hop, Leg, Verdict, Walk } from './hop.ts';

/** What a checkpoint reports; leg, code and certainty are filled in. */
export interface Report {
  readonly checkpoint: Checkpoint;
  readonly direction?: Hop['direction'];
  readonly at?: Hop['at'];
  readonly component: string;
  readonly rule?: Hop['rule'];
  readonly verdict: Verdict;
  readonly certainty?: Certainty;
  /** The code used when the verdict is not `allow`. */
  readonly failure: RequestCode;
  readonly origin: Origin;
  readonly because?: readonly Because[];
  readonly text: string | (() => string);
}

const nothing: readonly Because[] = [];

/** A hop whose sentence waits until it is read. */
class ReportedHop implements Hop {
  readonly leg: Leg;
  readonly checkpoint: Checkpoint;
  readonly direction: Hop['direction'];
  readonly at: Hop['at'];
  readonly component: string;
  readonly rule: Hop['rule'];
  readonly verdict: Verdict;
  readonly certainty: Certainty;
  readonly code: ExplanationCode | undefined;
  readonly origin: Origin;
  readonly because: readonly Because[];
  #text: string | (() => string);

  constructor(leg: Leg, report: Report) {
    const { verdict } = report;
    this.leg = leg;
    this.checkpoint = report.checkpoint;
    this.direction = report.direction;
    this.at = report.at;
    this.component = report.component;
    this.rule = report.rule;
    this.verdict = verdict;
    this.certainty = report.certainty ?? 'proved';
    this.code = verdict === 'allow' ? undefined : codeFor(report.failure, leg, verdict === 'deny');
    this.origin = report.origin;
    this.because = report.because ?? nothing;
    this.#text = report.text;
  }

  get text(): string {
    if (typeof this.#text !== 'string') this.#text = this.#text();
    return this.#text;
  }
}

/** Collects hops until one does not let the packet pass. */
export class Trail {
  readonly #leg: Leg;
  readonly #packet: Packet;
  readonly #hops: Hop[] = [];

  constructor(leg: Leg, packet: Packet) {
    this.#leg = leg;
    this.#packet = packet;
  }

  /** Adds a hop and tells whether the packet goes on. */
  pass(report: Report): boolean {
    this.#hops.push(new ReportedHop(this.#leg, report));
    return report.verdict === 'allow';
  }

  end(): Walk {
    const last = this.#hops.at(-1);
    return {
      leg: this.#leg,
      packet: this.#packet,
      hops: this.#hops,
      verdict: last?.verdict ?? 'allow',
      certainty: this.#hops.every((hop) => hop.certainty === 'proved') ? 'proved' : 'assumed',
      because: last?.because ?? nothing,
    };
  }
}
