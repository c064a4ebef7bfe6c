/** What a scan found, in nmap's own words for states and reasons (SEMANTICS T7–T9). */
import type { PortSet } from '../net/portSet.ts';
import type { Certainty, Hop } from '../reach/hop.ts';
import type { Because } from '../value/value.ts';

/**
 * The scans of ports, in nmap's words for `scaninfo`: `-sA -sS -sT -sW -sF -sN -sX -sM -sU`. All but `udp` ask about TCP.
 */
export type PortScanType = 'ack' | 'syn' | 'connect' | 'window' | 'fin' | 'null' | 'xmas' | 'maimon' | 'udp';

/** Those and `-sO`, which asks which IP protocols a host speaks. */
export type ScanType = PortScanType | 'ipproto';

/** nmap's states, and `unknown` where a value that is not known decides. */
export type PortState = 'open' | 'closed' | 'filtered' | 'unfiltered' | 'open|filtered' | 'unknown';

/**
 * `conn-refused` is a reset that the connect scan's kernel got; `port-unreach` ICMP 3/3, in IPv6 1/4; `proto-unreach` ICMP
 * 3/2; `proto-response` any packet of the protocol that was asked about.
 */
export type PortReason =
  | 'reset'
  | 'syn-ack'
  | 'conn-refused'
  | 'no-response'
  | 'udp-response'
  | 'port-unreach'
  | 'proto-unreach'
  | 'proto-response'
  | 'echo-reply';

/** Ports that all got the same answer for the same reason. */
export interface PortResult {
  /** `ip`: the ports are protocol numbers. */
  readonly protocol: 'tcp' | 'udp' | 'ip';
  readonly ports: PortSet;
  readonly state: PortState;
  /** `undefined` when the state is unknown. */
  readonly reason: PortReason | undefined;
  readonly certainty: Certainty;
  /** Every checkpoint both packets passed, the deciding one last; `request` hops first. */
  readonly because: readonly Hop[];
  /** Unknown only: what would settle it. */
  readonly unresolved: readonly Because[];
  /** Of an assumed answer, what is taken for true beside what the checkpoints assume. */
  readonly assumes?: readonly Because[];
}

/** What made host discovery call a host up; `user-set` is `-Pn`. */
export type HostReason =
  'user-set' | 'arp-response' | 'nd-response' | 'echo-reply' | 'syn-ack' | 'reset' | 'timestamp-reply';

/** What host discovery says of a target (SEMANTICS T12). */
export interface HostStatus {
  readonly status: 'up' | 'down' | 'unknown';
  /** `no-response` when down; `undefined` when it cannot be told, which may be though the host is up for sure. */
  readonly reason: HostReason | 'no-response' | undefined;
  readonly certainty: Certainty;
  /** Up: the checkpoints of the probe that was answered. Down: those of every probe, one probe after another. */
  readonly because: readonly Hop[];
  /** Unknown only: what would settle it. */
  readonly unresolved: readonly Because[];
  /** As that of a port. */
  readonly assumes?: readonly Because[];
}

export interface ScannedTarget {
  /** What the user calls it: `aws_instance.web`. */
  readonly address: string;
  /** The interface that was probed. */
  readonly interface: string;
  /** `undefined` when AWS chooses it. */
  readonly ip: string | undefined;
  readonly publicIp: string | undefined;
  /** Left out by a scan without host discovery, which takes every target to be up (`-Pn`). */
  readonly host?: HostStatus;
  /** TCP before UDP, each sorted by first port; together exactly the ports asked for. None when the host is down. */
  readonly results: readonly PortResult[];
}

/** Where the probes come from. */
export type ScanSource =
  | { readonly kind: 'internet'; readonly ip: string }
  | { readonly kind: 'address'; readonly ip: string }
  | { readonly kind: 'interface'; readonly address: string; readonly ip: string | undefined };

export interface Scan {
  readonly scan: ScanType;
  /** Set when UDP ports were scanned beside the TCP ports of `scan`, as by `-sSU`. */
  readonly withUdp?: true;
  readonly from: ScanSource;
  readonly targets: readonly ScannedTarget[];
}
