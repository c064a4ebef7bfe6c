/** One packet, as far as an AWS filter or router looks into it. */
import { formatAddress, type Address } from './address.ts';
import { protocolName, type Protocol } from './protocol.ts';

/** TCP control bits in the words of RFC 9293 §3.1. AWS filters never look at them (SEMANTICS N17); hosts do. */
export type TcpFlags =
  'SYN' | 'SYN-ACK' | 'ACK' | 'RST' | 'RST-ACK' | 'FIN' | 'FIN-ACK' | 'none' | 'FIN-PSH-URG';

export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: Protocol;
  /** TCP and UDP only. */
  readonly sourcePort?: number | undefined;
  readonly destinationPort?: number | undefined;
  readonly flags?: TcpFlags | undefined;
  /** ICMP and ICMPv6 only. */
  readonly icmpType?: number | undefined;
  readonly icmpCode?: number | undefined;
}

/** A packet with other ends. Spelled out, as all are that are walked: whoever looks at them meets one shape. */
export function between(packet: Packet, source: Address, destination: Address): Packet {
  const { protocol, sourcePort, destinationPort, flags, icmpType, icmpCode } = packet;
  return { source, destination, protocol, sourcePort, destinationPort, flags, icmpType, icmpCode };
}

/** What answers a packet: from where it went to where it came from. */
export function answerTo(
  { source, destination, protocol, sourcePort, destinationPort }: Packet,
  { flags, icmpType, icmpCode }: Pick<Packet, 'flags' | 'icmpType' | 'icmpCode'> = {},
): Packet {
  return {
    source: destination,
    destination: source,
    protocol,
    sourcePort: destinationPort,
    destinationPort: sourcePort,
    flags,
    icmpType,
    icmpCode,
  };
}

/** `SYN 10.0.12.197:40000 → 93.184.216.34:80`. */
export function formatPacket(packet: Packet): string {
  const end = (address: Address, port: number | undefined): string => {
    const text = formatAddress(address);
    if (port === undefined) return text;
    return address.family === 'ipv6' ? `[${text}]:${port}` : `${text}:${port}`;
  };
  const what = packet.flags ?? protocolName(packet.protocol);
  return `${what} ${end(packet.source, packet.sourcePort)} → ${end(packet.destination, packet.destinationPort)}`;
}
