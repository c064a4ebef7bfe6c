/** What becomes of every port of one target: ranges of like fate, and the rules at their edges. */
import type { Fate, Reason } from './drawing.ts';

/** One checkpoint both packets of a range met, in words. */
export interface ExplainedHop {
  readonly leg: 'request' | 'reply';
  readonly text: string;
  readonly fate: Exclude<Fate, 'untouched'>;
  readonly revealId: string;
}

/** Ports that all got the same answer for the same reason. Inclusive. */
export interface PortSpan {
  readonly first: number;
  readonly last: number;
  /** nmap's words: `open`, `closed`, `filtered`, `unfiltered`, `open|filtered`; `unknown`. */
  readonly state: string;
  /** `no-response`, `reset`, `syn-ack` …; empty when the state is unknown. */
  readonly reason: string;
  /** Rests on what AWS does not document, or on what is taken for true. */
  readonly isAssumed: boolean;
  /** What decided, for little room: `public: rule 100`, `web: tracked`. */
  readonly decidedBy: string;
  /** One sentence: `ACK: network ACL aws_network_acl.public: inbound rule * denies what no other rule matches`. */
  readonly because: string;
  /** Names the line that decided for `reveal`; `undefined` when there is none. */
  readonly revealId: string | undefined;
  /** Unknown only: what would settle it. */
  readonly unknown: readonly Reason[];
  /** The whole explanation. */
  readonly hops: readonly ExplainedHop[];
}

/** A rule that begins or ends between two ports. */
export interface PortBoundary {
  /** The first port on the right of the boundary: 1 to 65,535. */
  readonly port: number;
  readonly rules: readonly { readonly text: string; readonly revealId: string }[];
}

export interface PortMap {
  readonly protocol: 'tcp' | 'udp';
  /** By first port; together all 65,536. */
  readonly spans: readonly PortSpan[];
  /** By port. */
  readonly boundaries: readonly PortBoundary[];
}
