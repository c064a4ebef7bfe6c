/** What one connection attempt met, packet by packet. */
import type { Address } from '../net/address.ts';
import type { Certainty, Walk } from '../reach/hop.ts';
import type { Because } from '../value/value.ts';

/**
 * `refused`: a RST came back, to a datagram an ICMP error (SEMANTICS R23, R25). `timeout`: nothing did. `network-unreachable`:
 * the guest itself has no address of that family (R24).
 */
export type ConnectOutcome = 'connected' | 'timeout' | 'refused' | 'network-unreachable' | 'unknown';

/** One address that was tried. */
export interface ConnectAttempt {
  /** The address tried: a literal, or the family's name when a host name stands for an address nobody can look up here. */
  readonly to: Address | { readonly host: string; readonly family: 'ipv4' | 'ipv6' };
  readonly outcome: ConnectOutcome;
  readonly certainty: Certainty;
  /** SYN, SYN-ACK (or RST) and ACK, or a datagram and what answers it, as far as they got. */
  readonly packets: readonly Walk[];
  readonly because: readonly Because[];
}

export interface Connect {
  readonly from: string;
  readonly host: string;
  readonly port: number;
  /** TCP when left out. */
  readonly protocol?: 'tcp' | 'udp';
  /** In the order a client tries them; it stops at the first that connects. */
  readonly attempts: readonly ConnectAttempt[];
}
