/** Egress-only internet gateways carry IPv6 out of a VPC and the replies back in, nothing else (SEMANTICS R12). */
import type { Component } from '../aws/component.ts';
import type { Subnet } from '../aws/network.ts';
import { formatAddress, heldBy } from '../net/address.ts';
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
    journey.packet = { ...journey.packet, destination: heldBy(owner.address, destination) };
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
  const site = {
    checkpoint: 'egress-only-internet-gateway',
    at: at.address,
    component: gateway,
    origin: found?.origin ?? at.origin,
  } as const;
  const passes = journey.packet.destination.family === 'ipv6';
  if (passes) journey.allow(site, `${where}: carries IPv6 out and its replies back`);
  else journey.refuse(site, 'PROTOCOL_RESTRICTION', `${where}: carries IPv6 only`);
  return passes;
}
