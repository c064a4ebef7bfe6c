/**
 * How AWS takes a rule as it is written: some it refuses, or the tool on the way to it does; in some it reads other than
 * what stands there. The codes are for telling kinds apart; words stand beside them.
 */
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';

export type RefusalCode =
  /** A field that has to be there is not. */
  | 'missing'
  /** A value of the wrong type: text where a number belongs. */
  | 'type'
  /** Not 1–32766 (SEMANTICS N2). */
  | 'rule-number'
  /** One of AWS' own entries has the number (SEMANTICS N4). */
  | 'rule-number-taken'
  | 'action'
  | 'direction'
  /** A name or number that this kind of rule does not take (SEMANTICS P2). */
  | 'protocol'
  /** No ports, or the first behind the last. */
  | 'ports'
  /** Ports where the protocol is −1, and the provider demands zero (SEMANTICS P4, P7). */
  | 'ports-of-all'
  | 'icmp'
  /** No block of addresses of the family. */
  | 'cidr'
  /** Bits behind the prefix (SEMANTICS N8, P11). */
  | 'host-bits'
  /** Peers that exclude each other. */
  | 'peers'
  /** A group's rule for nobody (SEMANTICS P8). */
  | 'no-peer'
  /** A group behind a peering that is gone (SEMANTICS S32). */
  | 'stale';

/** Why a rule is refused. */
export interface Refused extends Because {
  readonly code: RefusalCode;
  /** What was probably meant, as it would be written there. */
  readonly instead?: string;
}

export type RemarkCode =
  /** No ICMP type: the provider sends 0, which is an echo reply (SEMANTICS P1). */
  | 'icmp-type-left-out'
  /** No code for a type that has several: the provider sends 0. */
  | 'icmp-code-left-out'
  /** No ports for TCP or UDP: the provider sends 0 (SEMANTICS P3). */
  | 'ports-left-out'
  /** Ports where the protocol has none (SEMANTICS N11, N12, N16, S6). */
  | 'ports-ignored'
  /** Bits behind the prefix, which AWS clears (SEMANTICS N8). */
  | 'host-bits-cleared';

/** Something AWS takes other than it reads. */
export interface Remark {
  readonly code: RemarkCode;
  /** What is written: `ports 80-443`, `cidr_block "10.0.0.1/8"`. */
  readonly what: string;
  readonly origin: Origin;
}
