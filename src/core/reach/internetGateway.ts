/**
 * The internet gateway: the way between a VPC and the internet. It needs a public address on the interface for IPv4
 * (SEMANTICS R7), and carries nothing to or from private addresses.
 */
import type { Component } from '../aws/component.ts';
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { contains, formatAddress, isPrivate, type Family } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import { explain, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { passEgressOnlyGateway } from './egressOnlyGateway.ts';
import type { Journey, Stop } from './journey.ts';

/** Out of the VPC: attached to it, a public address to leave from, a public remote. */
export function leaveByInternetGateway(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  gateway: string,
): Stop | undefined {
  const { topology, packet, target } = journey;
  if (target !== undefined || topology.ownerOf(packet.destination) !== undefined) {
    const why = 'would carry traffic back into a VPC of the code, which is not modelled yet';
    return journey.open(at, gateway, unknown(gateway, why));
  }
  const found = topology.network.internetGateways.find((candidate) => candidate.address === gateway);
  const base = gatewayHop(at, gateway, found?.origin ?? at.origin);
  const where = `internet gateway ${gateway}`;
  const refuse = (
    failure: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS' | 'NO_PATH',
    text: string,
  ): Stop | undefined => journey.refuse({ ...base, failure, text: `${where}: ${text}` });
  if (isPrivate(packet.destination)) {
    const text = `does not carry traffic to the private address ${formatAddress(packet.destination)}`;
    return refuse('IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS', text);
  }
  if (found !== undefined && found.vpc === undefined) return refuse('NO_PATH', 'is attached to no VPC');
  if (found?.vpc?.kind === 'known' && subnet.vpc.kind === 'known' && found.vpc.value !== subnet.vpc.value)
    return refuse('NO_PATH', `is attached to another VPC, ${found.vpc.value}`);
  const { holder } = packet.source;
  const sender = holder === undefined ? undefined : topology.interface(holder);
  if (sender === undefined) return journey.open(at, gateway, unknown(gateway, 'knows no sender'));
  if (
    !passPublicAddress(
      journey,
      sender,
      packet.destination.family,
      base,
      where,
      'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    )
  )
    return undefined;
  journey.received(at, formatAddress(packet.destination), 'receives the packet');
  return undefined;
}

/** Into the VPC of an interface: a gateway attached to it, and a public address that stands for the interface. */
export function enterFromInternet(journey: Journey, to: NetworkInterface): Stop | undefined {
  const { topology, packet, past } = journey;
  const subnet = journey.subnetOf(to);
  if (subnet === undefined) return undefined;
  if (past?.egressOnlyGateway !== undefined) {
    return passEgressOnlyGateway(journey, to, past.egressOnlyGateway) ? { kind: 'to-subnet', to } : undefined;
  }
  const open = (why: Unknown): Stop | undefined => journey.open(to, `VPC of ${subnet.address}`, why);
  // Such a host comes in over a peer, a VPN or from the VPC itself, not through the internet gateway.
  if (isPrivate(packet.source) || topology.blocksOf(subnet).some((block) => contains(block, packet.source))) {
    const source = formatAddress(packet.source);
    return journey.open(to, source, unknown(source, 'is a private address of no interface in the code'));
  }
  if (subnet.vpc.kind === 'unknown') return open(subnet.vpc);
  const vpc = topology.vpc(subnet.vpc.value);
  const gateway = topology.internetGatewayOf(subnet.vpc.value);
  if (gateway === undefined) {
    const unclear = topology.network.internetGateways.find((candidate) => candidate.vpc?.kind === 'unknown');
    if (unclear?.vpc?.kind === 'unknown') return open(unclear.vpc);
    if (vpc === undefined) {
      const why = 'is a VPC outside the code, so its internet gateway is not known';
      return open(unknown(subnet.vpc.value, why));
    }
    return journey.refuse({
      ...gatewayHop(to, vpc.address, vpc.origin),
      failure: 'NO_PATH',
      text: `no internet gateway is attached to ${vpc.address}`,
    });
  }
  const base = gatewayHop(to, gateway.address, gateway.origin);
  const where = `internet gateway ${gateway.address}`;
  const failure = 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS';
  return passPublicAddress(journey, to, packet.destination.family, base, where, failure)
    ? { kind: 'to-subnet', to }
    : undefined;
}

type GatewayHop = ReturnType<typeof gatewayHop>;

function gatewayHop(at: Component, component: string, origin: Origin) {
  return { checkpoint: 'internet-gateway' as const, at: at.address, component, origin };
}

function passPublicAddress(
  journey: Journey,
  at: NetworkInterface,
  family: Family,
  base: GatewayHop,
  where: string,
  failure: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' | 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
): boolean {
  const addresses: Maybe<readonly unknown[]> = family === 'ipv4' ? at.publicIps : at.ipv6;
  const kind = family === 'ipv4' ? 'public IPv4 address' : 'IPv6 address';
  if (addresses.kind === 'unknown') {
    const { because } = addresses;
    const text = (): string => `${where}: cannot be told, because ${explain(because)}`;
    return journey.pass({ ...base, verdict: 'unknown', failure, because, text });
  }
  if (addresses.value.length === 0)
    return journey.pass({ ...base, verdict: 'deny', failure, text: `${where}: ${at.owner} has no ${kind}` });
  return journey.pass({
    ...base,
    verdict: 'allow',
    failure,
    text: `${where}: knows the ${kind} of ${at.owner}`,
  });
}
