/**
 * NAT gateways: a flow from inside gets the gateway's address and a port of its own; only replies to it come back
 * (SEMANTICS R10). The remote address is never rewritten, so the NACLs of both subnets see it (N28).
 */
import type { Component } from '../aws/component.ts';
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { heldBy } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { ephemeralPorts } from '../net/ephemeralPorts.ts';
import { icmp, tcp, udp } from '../net/protocol.ts';
import { unknown } from '../value/value.ts';
import { leaveRegionalNatGateway } from './internetGateway.ts';
import type { Certainty } from './hop.ts';
import type { Journey, Stop } from './journey.ts';
import type { Site } from './lazyHop.ts';
import { cidrsOf, privateAddress } from './interfaceAddresses.ts';
import type { Topology } from './topology.ts';

/** What a NAT gateway picks its ports from (SEMANTICS N41). */
export const natPorts = ephemeralPorts['nat-gateway'];

/** The port a NAT gateway sends from when nothing asks for another: one of 1024–65535 (SEMANTICS N41). */
export const usualNatPort = 40000;

/** Into a gateway by a route, and on from its subnet with its address. It takes no requests from anywhere but inside. */
export function enterNatGateway(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  address: string,
): Stop | undefined {
  const gateway = journey.topology.interface(address);
  if (gateway === undefined)
    return journey.open(at, address, unknown(address, 'is a NAT gateway outside the code'));
  if (journey.leg === 'reply') {
    const text = `NAT gateway ${address}: would give the reply another address, so it answers nothing the initiator asked`;
    return journey.refuse(siteOf(gateway), 'NGW_SOURCE_ADDRESS_REASSIGN', text);
  }
  if (journey.translations.some((translation) => translation.gateway === address)) {
    const text = `NAT gateway ${address}: the routes of its own subnet lead back to it`;
    return journey.refuse(siteOf(gateway), 'NO_PATH', text);
  }
  const own = gateway.regionalIn === undefined ? journey.subnetOf(gateway) : undefined;
  if (own === undefined && gateway.regionalIn === undefined) return undefined;
  if (own !== undefined && own.address !== subnet.address) journey.networkAcl('inbound', gateway, own);
  const inside = journey.packet;
  if (!carries(inside)) {
    const text = `NAT gateway ${address}: carries TCP, UDP and ICMP over IPv4 only`;
    return journey.refuse(siteOf(gateway), 'PROTOCOL_RESTRICTION', text);
  }
  // That no network ACL stands before a gateway without a subnet is not documented (Q6).
  journey.allow(
    siteOf(gateway, own === undefined ? 'assumed' : 'proved'),
    `NAT gateway ${address}: sends it on from an address and a port of its own`,
  );
  if (hasSeveralAddresses(gateway) && leadsIntoCode(journey))
    return journey.open(
      gateway,
      address,
      unknown(address, 'has several addresses, and a flow gets one of them'),
    );
  const { sourcePort } = inside;
  const outside: Packet = {
    ...inside,
    source: addressOf(journey.topology, gateway),
    sourcePort: sourcePort === undefined ? undefined : journey.natPort,
  };
  journey.translations.push({ gateway: address, inside, outside });
  journey.packet = outside;
  journey.tracks();
  return own === undefined
    ? leaveRegionalNatGateway(journey, gateway)
    : { kind: 'in-subnet', at: gateway, subnet: own };
}

/** Which address a flow gets is not documented (SEMANTICS R10a); to filters of the code it makes a difference. */
function hasSeveralAddresses({ privateIps, publicIps }: NetworkInterface): boolean {
  return privateIps.length > 1 || (publicIps.kind === 'known' && publicIps.value.length > 1);
}

function leadsIntoCode({ topology, target, packet }: Journey): boolean {
  return target !== undefined || topology.ownerOf(packet.destination) !== undefined;
}

/** A packet that is addressed to the gateway: a reply goes on to the address and port the request came from. */
export function passBack(journey: Journey, gateway: NetworkInterface): Stop | undefined {
  const { past, packet, translationsLeft } = journey;
  const translation = past?.translations[translationsLeft - 1];
  if (translation?.gateway !== gateway.address) {
    const text = `NAT gateway ${gateway.address}: takes only replies to what it sent out`;
    return journey.refuse(siteOf(gateway), 'NO_POSSIBLE_DESTINATION', text);
  }
  const text = `NAT gateway ${gateway.address}: the reply belongs to a flow it sent out`;
  journey.allow(siteOf(gateway), text);
  const { inside } = translation;
  journey.packet = {
    ...packet,
    destination: inside.source,
    destinationPort: inside.sourcePort,
  };
  journey.translationsLeft = translationsLeft - 1;
  if (gateway.regionalIn !== undefined) {
    const { target } = journey;
    return target === undefined ? undefined : { kind: 'to-subnet', to: target };
  }
  const subnet = journey.topology.subnetOf(gateway);
  if (subnet.kind === 'unknown') return journey.somehow(gateway, gateway);
  return { kind: 'in-subnet', at: gateway, subnet: subnet.value };
}

function carries({ protocol, source }: Packet): boolean {
  return source.family === 'ipv4' && (protocol === tcp || protocol === udp || protocol === icmp);
}

/** No filter matches the local end, so any address of the subnet stands for one AWS picks. */
function addressOf(topology: Topology, gateway: NetworkInterface): Packet['source'] {
  const holder = gateway.address;
  const own = privateAddress(gateway, 'ipv4');
  if (own?.kind === 'known') return heldBy(holder, own.value);
  const subnet = topology.subnetOf(gateway);
  const [block] = subnet.kind === 'known' ? cidrsOf(subnet.value, 'ipv4') : [];
  return { family: 'ipv4', value: (block?.first ?? 0n) + 4n, holder };
}

function siteOf({ address, origin }: NetworkInterface, certainty: Certainty = 'proved'): Site {
  return { checkpoint: 'nat-gateway', at: address, component: address, rule: undefined, certainty, origin };
}
