/** nmap's scans: what each sends, from which ports, and what it makes of the answer (SEMANTICS T3, T7). */
import type { TcpFlags } from '../net/packet.ts';
import type { PortSet } from '../net/portSet.ts';
import { answerToDatagram, answerToSegment, type Answer, type Socket } from './host.ts';
import type { PortReason, PortState, PortScanType } from './scanResult.ts';
import { linuxEphemeralPorts, nmapSourcePorts } from './sourcePorts.ts';

/** Of each TCP scan, the flags of its probe. */
const probeFlags: Readonly<Record<Exclude<PortScanType, 'udp'>, TcpFlags>> = {
  ack: 'ACK',
  syn: 'SYN',
  connect: 'SYN',
  window: 'ACK',
  fin: 'FIN',
  null: 'none',
  xmas: 'FIN-PSH-URG',
  maimon: 'FIN-ACK',
};

/** Scans whose probe an open port leaves unanswered, so that silence may also mean that. */
const silenceMayBeOpen: ReadonlySet<PortScanType> = new Set(['fin', 'null', 'xmas', 'maimon', 'udp']);

export function protocolOf(type: PortScanType): 'tcp' | 'udp' {
  return type === 'udp' ? 'udp' : 'tcp';
}

/** `undefined` for UDP. */
export function flagsOfProbe(type: PortScanType): TcpFlags | undefined {
  return type === 'udp' ? undefined : probeFlags[type];
}

/** The connect scan leaves the source port to its kernel, which takes another one each time; all others have one a run. */
export function sourcePortsOf(type: PortScanType): PortSet {
  return type === 'connect' ? linuxEphemeralPorts : nmapSourcePorts;
}

/** What a port answers to the scan's probe. */
export function answerTo(type: PortScanType, socket: Socket): Answer {
  return type === 'udp' ? answerToDatagram(socket) : answerToSegment(probeFlags[type], socket);
}

/** What nmap calls a port from which that answer arrived; `none` when nothing did. */
export function stateFor(
  type: PortScanType,
  answer: Answer,
): { readonly state: PortState; readonly reason: PortReason } {
  switch (answer) {
    case 'syn-ack':
      return { state: 'open', reason: 'syn-ack' };
    case 'reset':
      // A window of zero, which is what Linux sends, means closed to the window scan (SEMANTICS T4).
      if (type === 'ack') return { state: 'unfiltered', reason: 'reset' };
      return { state: 'closed', reason: type === 'connect' ? 'conn-refused' : 'reset' };
    case 'datagram':
      return { state: 'open', reason: 'udp-response' };
    case 'port-unreachable':
      return { state: 'closed', reason: 'port-unreach' };
    case 'none':
      return { state: silenceMayBeOpen.has(type) ? 'open|filtered' : 'filtered', reason: 'no-response' };
  }
}
