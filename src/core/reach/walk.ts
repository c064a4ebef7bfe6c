/**
 * One packet, hop by hop: the obvious simulation, rule by rule, in the order AWS applies it (SEMANTICS N23–N26). Outbound
 * security group, then network ACL, then route; inbound network ACL, then security group. Inside one subnet there is no
 * network ACL and no route.
 */
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { formatAddress, isPrivate, type Address } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { explain, unknown, type Maybe, type Unknown } from '../value/value.ts';
import {
  passNetworkAcl,
  passRouteTable,
  passSecurityGroups,
  passTracked,
  type TrackedFlow,
} from './checkpoints.ts';
import type { Leg, Walk } from './hop.ts';
import type { Topology } from './topology.ts';
import { Trail } from './trail.ts';

/** Where a packet starts or ends. `outside` is any host that is no interface of the code: the internet, a peer. */
export type Endpoint =
  | { readonly kind: 'interface'; readonly interface: NetworkInterface }
  | { readonly kind: 'outside'; readonly address: Address };

/** What the groups of each interface remember of the request, by interface address. */
export type FlowState = ReadonlyMap<string, TrackedFlow>;

export interface WalkResult {
  readonly walk: Walk;
  readonly flows: FlowState;
}

/**
 * Walks a packet from one end to the other.
 * @param packet with the addresses the filters see: private ones of interfaces, public ones of hosts outside (N26).
 * @param flows for a reply, what its request left behind; a request starts with none.
 * @param assumed the request was no SYN: that a tracked flow may begin with it is not documented (S24).
 */
export function walk(
  topology: Topology,
  packet: Packet,
  from: Endpoint,
  to: Endpoint,
  leg: Leg,
  flows: FlowState = new Map<string, TrackedFlow>(),
  assumed = false,
): WalkResult {
  const trail = new Trail(leg, packet);
  const made = new Map<string, TrackedFlow>();
  const filter = (at: NetworkInterface, direction: 'inbound' | 'outbound'): boolean => {
    const flow = flows.get(at.address);
    if (flow !== undefined) return passTracked(trail, at, flow, assumed);
    const admitted = passSecurityGroups(topology, trail, at, direction, packet);
    if (admitted !== undefined) made.set(at.address, admitted);
    return admitted !== undefined;
  };
  const done = (): WalkResult => ({ walk: trail.end(), flows: made });

  const sourceSubnet = from.kind === 'interface' ? topology.subnetOf(from.interface) : undefined;
  const targetSubnet = to.kind === 'interface' ? topology.subnetOf(to.interface) : undefined;

  if (from.kind === 'interface' && sourceSubnet !== undefined) {
    if (!filter(from.interface, 'outbound')) return done();
    const subnet = settled(trail, from.interface, sourceSubnet);
    if (subnet === undefined) return done();
    const sameSubnet = targetSubnet?.kind === 'known' && targetSubnet.value.address === subnet.address;
    if (!sameSubnet) {
      if (!passNetworkAcl(topology, trail, subnet, 'outbound', packet)) return done();
      const target = passRouteTable(topology, trail, subnet, packet);
      if (target === undefined) return done();
      if (target.kind === 'other') {
        unsupported(
          trail,
          from.interface,
          target.component,
          unknown(target.component, `is a ${target.what}, which is not modelled yet`),
        );
        return done();
      }
      if (target.kind === 'internet-gateway') {
        if (to.kind === 'interface') {
          unsupported(
            trail,
            from.interface,
            target.gateway,
            unknown(target.gateway, 'would carry traffic back into the VPC, which is not modelled yet'),
          );
          return done();
        }
        if (!leaveToInternet(topology, trail, from.interface, subnet, target.gateway, packet)) return done();
        arrive(trail, from.interface, packet);
        return done();
      }
      if (to.kind === 'outside') {
        nobodyThere(trail, from.interface, packet);
        return done();
      }
    }
  }

  if (to.kind === 'interface' && targetSubnet !== undefined) {
    const subnet = settled(trail, to.interface, targetSubnet);
    if (subnet === undefined) return done();
    const sameSubnet = sourceSubnet?.kind === 'known' && sourceSubnet.value.address === subnet.address;
    if (from.kind === 'outside' && !enterFromInternet(topology, trail, to.interface, subnet, packet))
      return done();
    if (!sameSubnet && !passNetworkAcl(topology, trail, subnet, 'inbound', packet)) return done();
    if (!filter(to.interface, 'inbound')) return done();
    trail.pass({
      checkpoint: 'interface',
      component: to.interface.address,
      verdict: 'allow',
      failure: 'ENI_ADDRESS_RESTRICTION',
      origin: to.interface.origin,
      text: `${to.interface.owner} receives the packet`,
    });
  }
  return done();
}

function settled(trail: Trail, at: NetworkInterface, subnet: Maybe<Subnet>): Subnet | undefined {
  if (subnet.kind === 'known') return subnet.value;
  unsupported(trail, at, at.subnet.kind === 'known' ? at.subnet.value : `subnet of ${at.address}`, subnet);
  return undefined;
}

function unsupported(trail: Trail, at: NetworkInterface, component: string, why: Unknown): void {
  trail.pass({
    checkpoint: 'component',
    component,
    verdict: 'unknown',
    failure: 'UNSUPPORTED_COMPONENT',
    origin: at.origin,
    because: why.because,
    text: `${component}: cannot be told, because ${explain(why.because)}`,
  });
}

function nobodyThere(trail: Trail, at: NetworkInterface, packet: Packet): void {
  const why = unknown(
    formatAddress(packet.destination),
    'lies in the VPC and belongs to no interface of the code',
  );
  unsupported(trail, at, formatAddress(packet.destination), why);
}

function arrive(trail: Trail, at: NetworkInterface, packet: Packet): void {
  trail.pass({
    checkpoint: 'interface',
    component: formatAddress(packet.destination),
    verdict: 'allow',
    failure: 'ENI_ADDRESS_RESTRICTION',
    origin: at.origin,
    text: `${formatAddress(packet.destination)} receives the packet`,
  });
}

/** The internet gateway on the way out: the interface needs a public IPv4 address, the remote must be one too (R7). */
function leaveToInternet(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  gateway: string,
  packet: Packet,
): boolean {
  const base = {
    checkpoint: 'internet-gateway',
    component: gateway,
    origin: originOfGateway(topology, gateway, at),
  } as const;
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
  const attached = topology.network.internetGateways.find((candidate) => candidate.address === gateway);
  if (attached !== undefined && attached.vpc === undefined) {
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'NO_PATH',
      text: `${where}: is attached to no VPC`,
    });
  }
  if (
    attached?.vpc?.kind === 'known' &&
    subnet.vpc.kind === 'known' &&
    attached.vpc.value !== subnet.vpc.value
  ) {
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'NO_PATH',
      text: `${where}: is attached to another VPC, ${attached.vpc.value}`,
    });
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

/** The internet gateway on the way in: it must be attached to the VPC and know a public address for the interface (R7). */
function enterFromInternet(
  topology: Topology,
  trail: Trail,
  at: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): boolean {
  const open = (why: Unknown): boolean => {
    unsupported(trail, at, `VPC of ${subnet.address}`, why);
    return false;
  };
  if (subnet.vpc.kind === 'unknown') return open(subnet.vpc);
  const vpc = topology.vpc(subnet.vpc.value);
  const gateway = topology.internetGatewayOf(subnet.vpc.value);
  if (gateway === undefined) {
    const unclear = topology.network.internetGateways.find((candidate) => candidate.vpc?.kind === 'unknown');
    if (unclear?.vpc?.kind === 'unknown') return open(unclear.vpc);
    if (vpc === undefined)
      return open(
        unknown(subnet.vpc.value, 'is a VPC outside the code, so its internet gateway is not known'),
      );
    return trail.pass({
      checkpoint: 'internet-gateway',
      component: vpc.address,
      verdict: 'deny',
      failure: 'NO_PATH',
      origin: vpc.origin,
      text: `no internet gateway is attached to ${vpc.address}`,
    });
  }
  const base = {
    checkpoint: 'internet-gateway',
    component: gateway.address,
    origin: gateway.origin,
  } as const;
  const where = `internet gateway ${gateway.address}`;
  if (isPrivate(packet.source)) {
    const text = `${where}: does not carry traffic from the private address ${formatAddress(packet.source)}`;
    return trail.pass({
      ...base,
      verdict: 'deny',
      failure: 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS',
      text,
    });
  }
  return passPublicAddress(
    trail,
    at,
    packet.destination.family,
    base,
    where,
    'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
  );
}

function passPublicAddress(
  trail: Trail,
  at: NetworkInterface,
  family: Address['family'],
  base: {
    readonly checkpoint: 'internet-gateway';
    readonly component: string;
    readonly origin: NetworkInterface['origin'];
  },
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

function originOfGateway(
  topology: Topology,
  gateway: string,
  fallback: NetworkInterface,
): NetworkInterface['origin'] {
  return (
    topology.network.internetGateways.find((candidate) => candidate.address === gateway)?.origin ??
    fallback.origin
  );
}
