/** The hops of a walk while it is being walked. */
import type { Packet } from '../net/packet.ts';
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';
import { codeFor, type RequestCode } from './codes.ts';
import type { Certainty, Hop, Leg, Verdict, Walk } from './hop.ts';

/** What a checkpoint reports; leg, code and certainty are filled in. */
export interface Report {
  readonly checkpoint: Hop['checkpoint'];
  readonly direction?: Hop['direction'];
  readonly at?: string;
  readonly component: string;
  readonly rule?: string;
  readonly verdict: Verdict;
  readonly certainty?: Certainty;
  /** The code used when the verdict is not `allow`. */
  readonly failure: RequestCode;
  readonly origin: Origin;
  readonly because?: readonly Because[];
  readonly text: string;
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
    const { verdict, certainty = 'proved', because = [], direction, rule, at } = report;
    this.#hops.push({
      leg: this.#leg,
      checkpoint: report.checkpoint,
      ...(direction === undefined ? {} : { direction }),
      ...(at === undefined ? {} : { at }),
      component: report.component,
      ...(rule === undefined ? {} : { rule }),
      verdict,
      certainty,
      ...(verdict === 'allow' ? {} : { code: codeFor(report.failure, this.#leg, verdict === 'deny') }),
      origin: report.origin,
      because,
      text: report.text,
    });
    return verdict === 'allow';
  }

  end(): Walk {
    const last = this.#hops.at(-1);
    return {
      leg: this.#leg,
      packet: this.#packet,
      hops: this.#hops,
      verdict: last?.verdict ?? 'allow',
      certainty: this.#hops.every((hop) => hop.certainty === 'proved') ? 'proved' : 'assumed',
      because: last?.because ?? [],
    };
  }
}
