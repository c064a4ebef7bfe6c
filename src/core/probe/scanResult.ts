/** What a scan found, in nmap's own words for states and reasons (SEMANTICS T7–T9). */
import type { PortSet } from '../net/portSet.ts';
import type { Certainty, Hop } from '../reach/hop.ts';
import type { Because } from '../value/value.ts';

/** The scans this version simulates, by nmap's flag: `-sA`. */
export type ScanType = 'ack';

/** nmap's states, and `unknown` where a value that is not known decides. */
export type PortState = 'open' | 'closed' | 'filtered' | 'unfiltered' | 'open|filtered' | 'unknown';

export type PortReason = 'reset' | 'syn-ack' | 'conn-refused' | 'no-response';

/** Ports that all got the same answer for the same reason. */
export interface PortResult {
  readonly protocol: 'tcp' | 'udp';
  readonly ports: PortSet;
  readonly state: PortState;
  /** `undefined` when the state is unknown. */
  readonly reason: PortReason | undefined;
  readonly certainty: Certainty;
  /** Every checkpoint both packets passed, the deciding one last; `request` hops first. */
  readonly because: readonly Hop[];
  /** Unknown only: what would settle it. */
  readonly unresolved: readonly Because[];
}

export interface ScannedTarget {
  /** What the user calls it: `aws_instance.web`. */
  readonly address: string;
  /** The interface that was probed. */
  readonly interface: string;
  /** `undefined` when AWS chooses it. */
  readonly ip: string | undefined;
  readonly publicIp: string | undefined;
  /** Sorted by first port; together exactly the ports asked for. */
  readonly results: readonly PortResult[];
}

/** Where the probes come from. */
export type ScanSource =
  | { readonly kind: 'internet'; readonly ip: string }
  | { readonly kind: 'address'; readonly ip: string }
  | { readonly kind: 'interface'; readonly address: string; readonly ip: string | undefined };

export interface Scan {
  readonly scan: ScanType;
  readonly from: ScanSource;
  readonly targets: readonly ScannedTarget[];
}
