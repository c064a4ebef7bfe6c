/**
 * NAT gateways: a flow from inside gets the gateway's address and a port of its own; only replies to it come back
 * (SEMANTICS R10). The remote address is never rewritten, so the NACLs of both subnets see it (N28).
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Packet } from '../net/packet.ts';
import { PortSet } from '../net/portSet.ts';
import { icmp, tcp, udp } from '../net/protocol.ts';
import { privateAddress, type Topology } from './topology.ts';
import type { Trail } from './trail.ts';

/** What a gateway remembers of a flow. */
export interface Translation {
  /** The gateway's interface. */
  readonly gateway: string;
  /** The packet as the interface inside sent it, and as the gateway sent it on. */
  readonly inside: Packet;
  readonly outside: Packet;
}

/** What a NAT gateway picks its ports from (SEMANTICS N41). */
export const natPorts = PortSet.of({ first: 1024, last: 65535 });

/** The port a NAT gateway sends from when nothing asks for another: one of 1024–65535 (SEMANTICS N41). */
export const usualNatPort = 40000;

/** Puts a request from inside to the gateway. Answers with the packet as it leaves, or nothing when it takes none. */
export function translate(
  topology: Topology,
  trail: Trail,
  gateway: NetworkInterface,
  packet: Packet,
  port: number,
): Packet | undefined {
  const base = {
    checkpoint: 'nat-gateway',
    at: gateway.address,
    component: gateway.address,
    origin: gateway.origin,
  } as const;
  const where = `NAT gateway ${gateway.address}`;
  if (![tcp, udp, icmp].includes(packet.protocol) || packet.source.family !== 'ipv4') {
    const text = `${where}: carries TCP, UDP and ICMP over IPv4 only`;
    trail.pass({ ...base, verdict: 'deny', failure: 'PROTOCOL_RESTRICTION', text });
    return undefined;
  }
  trail.pass({
    ...base,
    verdict: 'allow',
    failure: 'PROTOCOL_RESTRICTION',
    text: `${where}: sends it on from an address and a port of its own`,
  });
  const own = privateAddress(gateway, 'ipv4');
  const subnet = topology.subnetOf(gateway);
  const first =
    subnet.kind === 'known' && subnet.value.cidrs[0]?.kind === 'known'
      ? subnet.value.cidrs[0].value.first
      : 0n;
  // No filter matches the local end, so any address of the subnet stands for one AWS picks.
  const source =
    own?.kind === 'known'
      ? own.value
      : { family: 'ipv4' as const, value: first + 4n, holder: gateway.address };
  return { ...packet, source, ...(packet.sourcePort === undefined ? {} : { sourcePort: port }) };
}

/** The reply as the gateway passes it on inside: to the address and port the request came from. */
export function translateBack(
  trail: Trail,
  gateway: NetworkInterface,
  packet: Packet,
  { inside }: Translation,
): Packet {
  trail.pass({
    checkpoint: 'nat-gateway',
    at: gateway.address,
    component: gateway.address,
    verdict: 'allow',
    failure: 'PROTOCOL_RESTRICTION',
    origin: gateway.origin,
    text: `NAT gateway ${gateway.address}: the reply belongs to a flow it sent out`,
  });
  return {
    ...packet,
    destination: inside.source,
    ...(inside.sourcePort === undefined ? {} : { destinationPort: inside.sourcePort }),
  };
}
