/** The hops of a walk while it is being walked. */
import type { Packet } from '../net/packet.ts';
import { unknownOf, type Because, type Unknown } from '../value/value.ts';
import { codeFor, type RequestCode } from './codes.ts';
import type { Certainty, Checkpoint, Hop, Leg, Verdict, Walk } from './hop.ts';
import { LazyHop, type Site, type Text } from './lazyHop.ts';

const nothing: readonly Because[] = [];

/** Collects hops until one drops the packet. Where one cannot tell, the next are met all the same: they may. */
export class Trail {
  readonly #leg: Leg;
  readonly #packet: Packet;
  readonly #hops: Hop[] = [];
  /** How many hops there were when the last one had passed that could not tell. */
  #lastOpen = 0;

  constructor(leg: Leg, packet: Packet) {
    this.#leg = leg;
    this.#packet = packet;
  }

  /** Adds a hop and tells whether the packet goes on, or may. */
  add(hop: Hop): boolean {
    this.#hops.push(hop);
    if (hop.verdict === 'unknown') this.#lastOpen = this.#hops.length;
    return hop.verdict !== 'deny';
  }

  /**
   * Adds what a filter makes of the packet, and tells whether it goes on, or may.
   * @param failure the code where the verdict is not `allow`.
   */
  pass(
    site: Site,
    verdict: Verdict,
    text: Text,
    failure: RequestCode,
    because?: readonly Because[],
  ): boolean {
    const code = verdict === 'allow' ? undefined : codeFor(failure, this.#leg, verdict === 'deny');
    return this.add(new LazyHop(this.#leg, site, verdict, text, code, because));
  }

  /** All that were added. */
  get hops(): readonly Hop[] {
    return this.#hops;
  }

  end(): Walk {
    const last = this.#hops.at(-1);
    const leg = this.#leg;
    const packet = this.#packet;
    if (this.#lastOpen === 0) {
      const verdict = last?.verdict ?? 'allow';
      return { leg, packet, hops: this.#hops, verdict, certainty: certaintyOf(this.#hops), because: nothing };
    }
    if (last?.verdict === 'deny') {
      const hops = this.#hops.map(settled);
      return { leg, packet, hops, verdict: 'deny', certainty: certaintyOf(hops), because: nothing };
    }
    // What lets the packet pass behind the last hop in doubt decides nothing.
    const hops = this.#hops.slice(0, this.#lastOpen);
    const open = hops.flatMap(({ verdict, because }): readonly Unknown[] =>
      verdict === 'unknown' ? [{ kind: 'unknown', because }] : [],
    );
    const { because } = unknownOf(open);
    return { leg, packet, hops, verdict: 'unknown', certainty: certaintyOf(hops), because };
  }
}

/** A walk whose doubts make no difference, as its packet, or the answer to it, is dropped further on. */
export function withoutDoubts(walk: Walk): Walk {
  return { ...walk, hops: walk.hops.map(settled), because: nothing };
}

/** A hop that could not tell, and need not: what would settle it is not named. */
function settled(hop: Hop): Hop {
  if (hop.verdict !== 'unknown' || hop.because.length === 0) return hop;
  const { leg, checkpoint, direction, at, component, rule, verdict, certainty, code, origin } = hop;
  const name = `${names[checkpoint] ?? ''}${component}`;
  const text = `${name}: cannot be told, and makes no difference`;
  return {
    leg,
    checkpoint,
    direction,
    at,
    component,
    rule,
    verdict,
    certainty,
    code,
    origin,
    because: nothing,
    text,
  };
}

/** What stands before a component's address in a sentence, where its kind is not clear from it. */
const names: Partial<Record<Checkpoint, string>> = {
  'security-group': 'security group ',
  'network-acl': 'network ACL ',
  'internet-gateway': 'internet gateway ',
  'load-balancer': 'load balancer ',
  'vpc-peering-connection': 'VPC peering connection ',
  'vpc-block-public-access': 'VPC Block Public Access ',
};

function certaintyOf(hops: readonly Hop[]): Certainty {
  return hops.every((hop) => hop.certainty === 'proved') ? 'proved' : 'assumed';
}
