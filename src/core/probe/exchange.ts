/** One probe of a port and one answer to it, walked both ways. */
import type { Family } from '../net/address.ts';
import { tcp, udp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import { flagsOf, type Answer } from './host.ts';
import type { PortScanType } from './scanResult.ts';
import { flagsOfProbe } from './scanTypes.ts';

/** What is asked, and where from. */
export interface Asking {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly type: PortScanType;
  readonly port: number;
  readonly sourcePort: number;
  readonly family: Family;
}

/** Answers that are addressed to the scanner's source port. */
export function carriesPorts(answer: Answer): boolean {
  return answer === 'syn-ack' || answer === 'reset' || answer === 'datagram';
}

/** Walks the probe of a scan, and the answer where it has the ports of the probe. ICMP has a file of its own. */
export function askPort(
  topology: Topology,
  { source, target, type, port, sourcePort, family }: Asking,
  answer: Answer,
): Conversation {
  const requestFlags = flagsOfProbe(type);
  const replyFlags =
    requestFlags !== undefined && (answer === 'syn-ack' || answer === 'reset')
      ? flagsOf(answer, requestFlags)
      : undefined;
  const exchange = {
    protocol: requestFlags === undefined ? udp : tcp,
    sourcePort,
    destinationPort: port,
    ...(requestFlags === undefined ? {} : { requestFlags }),
    ...(replyFlags === undefined ? {} : { replyFlags }),
  };
  return converse(topology, source, target, exchange, family);
}
