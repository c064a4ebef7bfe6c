/**
 * The ways between a VPC and the internet: the internet gateway, which needs a public address on the interface for IPv4
 * (SEMANTICS R7), and the egress-only one, which carries IPv6 out and its replies back (R12).
 */
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { contains, formatAddress, isPrivate, type Family } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import type { Origin } from '../text/origin.ts';
import { explain, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { unmodelled } from './checkpoints.ts';
import type { Topology } from './topology.ts';
import type { Trail } from './trail.ts';

/** On the way out: attached to this VPC, a public address to leave from, a public remote. */
export function leaveByInternetGateway(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  gateway: string,
  packet: Packet,
): boolean {
  const found = topology.network.internetGateways.find((candidate) => candidate.address === gateway);
  const base = gatewayHop(at, gateway, found?.origin ?? at.origin);
  const where = `internet gateway ${gateway}`;
  if (isPrivate(packet.destination)) {
    const text = `${where}: does not carry traffic to the private address ${formatAddress(packet.destination)}`;
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
      text,
    });
  }
  if (found !== undefined && found.vpc === undefined) {
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'NO_PATH',
      text: `${where}: is attached to no VPC`,
    });
  }
  if (found?.vpc?.kind === 'known' && subnet.vpc.kind === 'known' && found.vpc.value !== subnet.vpc.value) {
    const text = `${where}: is attached to another VPC, ${found.vpc.value}`;
    return trail.pass({ ...base, verdict: 'deny', failure: 'NO_PATH', text });
  }
  return passPublicAddress(
    trail,
    at,
    packet.destination.family,
    base,
    where,
    'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  );
}

/** On the way in: a gateway attached to the interface's VPC, and a public address that stands for the interface. */
export function enterByInternetGateway(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): boolean {
  const open = (why: Unknown): boolean => unmodelled(trail, at, `VPC of ${subnet.address}`, why);
  // Such a host comes in over a peer, a VPN or from the VPC itself, not through the internet gateway.
  if (isPrivate(packet.source) || topology.blocksOf(subnet).some((block) => contains(block, packet.source))) {
    const source = formatAddress(packet.source);
    return unmodelled(trail, at, source, unknown(source, 'is a private address of no interface in the code'));
  }
  if (subnet.vpc.kind === 'unknown') return open(subnet.vpc);
  const vpc = topology.vpc(subnet.vpc.value);
  const gateway = topology.internetGatewayOf(subnet.vpc.value);
  if (gateway === undefined) {
    const unclear = topology.network.internetGateways.find((candidate) => candidate.vpc?.kind === 'unknown');
    if (unclear?.vpc?.kind === 'unknown') return open(unclear.vpc);
    if (vpc === undefined) {
      return open(
        unknown(subnet.vpc.value, 'is a VPC outside the code, so its internet gateway is not known'),
      );
    }
    return trail.pass({
      ...gatewayHop(at, vpc.address, vpc.origin),
      verdict: 'deny',
      failure: 'NO_PATH',
      text: `no internet gateway is attached to ${vpc.address}`,
    });
  }
  const base = gatewayHop(at, gateway.address, gateway.origin);
  const where = `internet gateway ${gateway.address}`;
  return passPublicAddress(
    trail,
    at,
    packet.destination.family,
    base,
    where,
    'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
  );
}

/** Out through an egress-only internet gateway, or back in through it with a reply. */
export function passEgressOnlyGateway(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  gateway: string,
  packet: Packet,
): boolean {
  const found = topology.network.egressOnlyInternetGateways.find(
    (candidate) => candidate.address === gateway,
  );
  const where = `egress-only internet gateway ${gateway}`;
  const passes = packet.destination.family === 'ipv6';
  return trail.pass({
    checkpoint: 'egress-only-internet-gateway',
    at: at.address,
    component: gateway,
    verdict: passes ? 'allow' : 'deny',
    failure: 'PROTOCOL_RESTRICTION',
    origin: found?.origin ?? at.origin,
    text: passes ? `${where}: carries IPv6 out and its replies back` : `${where}: carries IPv6 only`,
  });
}

type GatewayHop = ReturnType<typeof gatewayHop>;

function gatewayHop(
  at: NetworkInterface,
  component: string,
  origin: Origin,
): {
  readonly checkpoint: 'internet-gateway';
  readonly at: string;
  readonly component: string;
  readonly origin: Origin;
} {
  return { checkpoint: 'internet-gateway', at: at.address, component, origin };
}

function passPublicAddress(
  trail: Trail,
  at: NetworkInterface,
  family: Family,
  base: GatewayHop,
  where: string,
  failure: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' | 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
): boolean {
  const addresses: Maybe<readonly unknown[]> = family === 'ipv4' ? at.publicIps : at.ipv6;
  const kind = family === 'ipv4' ? 'public IPv4 address' : 'IPv6 address';
  if (addresses.kind === 'unknown') {
    const text = `${where}: cannot be told, because ${explain(addresses.because)}`;
    return trail.pass({ ...base, verdict: 'unknown', failure, because: addresses.because, text });
  }
  if (addresses.value.length === 0) {
    return trail.pass({ ...base, verdict: 'deny', failure, text: `${where}: ${at.owner} has no ${kind}` });
  }
  return trail.pass({
    ...base,
    verdict: 'allow',
    failure,
    text: `${where}: knows the ${kind} of ${at.owner}`,
  });
}
