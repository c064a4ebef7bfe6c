/** Egress-only internet gateways carry IPv6 out of a VPC and the replies back in, nothing else (SEMANTICS R12). */
import type { Component } from '../aws/component.ts';
import type { Subnet } from '../aws/network.ts';
import { formatAddress } from '../net/address.ts';
import { unknown } from '../value/value.ts';
import { passBlockPublicAccess } from './blockPublicAccess.ts';
import type { Journey, Stop } from './journey.ts';

/** Out to a host on the internet. */
export function leaveByEgressOnlyGateway(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  gateway: string,
): Stop | undefined {
  if (journey.leg === 'reply') {
    const why = 'carries only what begins inside, and its replies';
    return journey.open(at, gateway, unknown(gateway, why));
  }
  const { holder } = journey.packet.source;
  const sender = holder === undefined ? undefined : journey.topology.interface(holder);
  if (sender !== undefined && !passBlockPublicAccess(journey, sender, subnet, 'egress-only-internet-gateway'))
    return undefined;
  if (!passEgressOnlyGateway(journey, at, gateway)) return undefined;
  journey.egressOnlyGateway = gateway;
  journey.tracks();
  const owner = journey.target ?? journey.topology.ownerOf(journey.packet.destination);
  if (owner !== undefined) {
    const { destination } = journey.packet;
    journey.packet = { ...journey.packet, destination: { ...destination, holder: owner.address } };
    return { kind: 'from-internet', to: owner };
  }
  journey.received(at, formatAddress(journey.packet.destination), 'receives the packet');
  return undefined;
}

/** Through the gateway in either direction. */
export function passEgressOnlyGateway(journey: Journey, at: Component, gateway: string): boolean {
  const found = journey.topology.network.egressOnlyInternetGateways.find(
    (candidate) => candidate.address === gateway,
  );
  const where = `egress-only internet gateway ${gateway}`;
  const passes = journey.packet.destination.family === 'ipv6';
  return journey.pass({
    checkpoint: 'egress-only-internet-gateway',
    at: at.address,
    component: gateway,
    verdict: passes ? 'allow' : 'deny',
    failure: 'PROTOCOL_RESTRICTION',
    origin: found?.origin ?? at.origin,
    text: passes ? `${where}: carries IPv6 out and its replies back` : `${where}: carries IPv6 only`,
  });
}
