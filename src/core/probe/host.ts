/**
 * What a host answers to a packet that reached it: RFC 9293 §3.10.7 as Linux does it (SEMANTICS T1–T4). Windows and some
 * others answer FIN, NULL and Xmas probes differently (T5); which system an instance runs is not in the code.
 */
import type { TcpFlags } from '../net/packet.ts';

/** A port on a host: nobody listens, somebody does, or (UDP) somebody does who never answers. */
export type Socket = 'listening' | 'silent' | 'closed';

/** `port-unreachable` is ICMP type 3 code 3, in IPv6 type 1 code 4. */
export type Answer = 'syn-ack' | 'reset' | 'datagram' | 'port-unreachable' | 'none';

/** What a TCP port answers to a segment that belongs to no connection (SEMANTICS T3). */
export function answerToSegment(flags: TcpFlags, socket: Socket): Answer {
  switch (flags) {
    case 'RST':
    case 'RST-ACK':
      return 'none';
    case 'SYN':
      return socket === 'closed' ? 'reset' : 'syn-ack';
    case 'ACK':
    case 'SYN-ACK':
    case 'FIN-ACK':
      return 'reset';
    case 'FIN':
    case 'FIN-PSH-URG':
    case 'none':
      return socket === 'closed' ? 'reset' : 'none';
  }
}

/** What a UDP port answers to a datagram. */
export function answerToDatagram(socket: Socket): Answer {
  switch (socket) {
    case 'listening':
      return 'datagram';
    case 'silent':
      return 'none';
    case 'closed':
      return 'port-unreachable';
  }
}

/** The flags of an answer. A reset acknowledges a segment that acknowledged nothing itself (SEMANTICS T1). */
export function flagsOf(answer: 'syn-ack' | 'reset', to: TcpFlags): TcpFlags {
  if (answer === 'syn-ack') return 'SYN-ACK';
  return to.endsWith('ACK') ? 'RST' : 'RST-ACK';
}
