/** What one packet meets on its way: the shapes `walk` and `conversation` answer with. */
import type { Direction } from '../aws/network.ts';
import type { Packet } from '../net/packet.ts';
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';
import type { ExplanationCode } from './codes.ts';

/** The packet that asks, or the one that answers it. */
export type Leg = 'request' | 'reply';

export type Verdict = 'allow' | 'deny' | 'unknown';

/** `assumed` where AWS documents nothing and the answer rests on SEMANTICS' reading of it (S24). */
export type Certainty = 'proved' | 'assumed';

export type Checkpoint =
  | 'interface'
  | 'security-group'
  | 'network-acl'
  | 'route-table'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'nat-gateway'
  | 'vpc-peering-connection'
  | 'transit-gateway'
  | 'gateway-endpoint'
  | 'load-balancer'
  | 'vpc-block-public-access'
  /** Something a packet would have to pass that this version does not model. */
  | 'component';

/** One checkpoint and what it did with the packet. */
export interface Hop {
  readonly leg: Leg;
  readonly checkpoint: Checkpoint;
  /** Filters only. */
  readonly direction: Direction | undefined;
  /** The interface on whose side of the network it stands: whose groups, whose subnet's NACL. */
  readonly at: string | undefined;
  /** Address of the NACL, group, route table, gateway or interface. Several groups are joined by `, `. */
  readonly component: string;
  /** NACL: the rule number, or `*`. Security group: the rule's resource, or `tracked`. Route table: the destination. */
  readonly rule: string | undefined;
  /** Security groups that let the packet pass, or may: whether they keep state of its flow, where that is known (S14, S16). */
  readonly tracking?: 'tracked' | 'untracked' | undefined;
  readonly verdict: Verdict;
  readonly certainty: Certainty;
  /** Set when the packet did not pass, or it cannot be told whether it did. */
  readonly code: ExplanationCode | undefined;
  /** The line that decided: the rule's, or the component's when none matched. */
  readonly origin: Origin;
  /** Unknown only: what would settle it. Empty where a later hop drops the packet in any case. */
  readonly because: readonly Because[];
  /** One sentence for people, without a full stop: `rule 100 allows tcp 1024-65535 from 0.0.0.0/0`. */
  readonly text: string;
}

/**
 * The whole way of one packet. The last hop is the one that decided. A hop before it may be one that could not tell: the
 * packet is judged on behind it, and dropped there in any case, or not known to be dropped there either.
 */
export interface Walk {
  readonly leg: Leg;
  readonly packet: Packet;
  readonly hops: readonly Hop[];
  readonly verdict: Verdict;
  readonly certainty: Certainty;
  /** Unknown only: what could change the answer, each once. */
  readonly because: readonly Because[];
}
