/** What an editor says about one thing in the code: the facts of a hover, as plain text with places. */
import type { Related } from '../findings/finding.ts';
import type { Verdict } from '../reach/hop.ts';
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';

export interface Explanation {
  /** The construct or value it is about. */
  readonly span: Span;
  /** One line: `inbound rule 100 allows tcp 1024-65535 from 0.0.0.0/0`. */
  readonly title: string;
  /** Plain sentences, most important first. */
  readonly lines: readonly string[];
  /** Packets that meet it, and how they fare. */
  readonly walks: readonly MiniWalk[];
  /** Other places that belong to the story: rules that decide before it, and who stands behind it. */
  readonly related: readonly Related[];
}

/** A packet's way in one line. */
export interface MiniWalk {
  /** `SYN and ACK from 198.51.100.7 to aws_instance.web, tcp 443`. */
  readonly packet: string;
  /** In the order the packet meets them; the last one decided. */
  readonly steps: readonly MiniStep[];
  readonly verdict: Verdict;
  /** What it rests on, or what would settle it; empty when it is proved. */
  readonly doubt: string;
}

export interface MiniStep {
  /** `aws_network_acl.main inbound rule 100`. */
  readonly text: string;
  readonly verdict: Verdict;
  readonly origin: Origin;
}
