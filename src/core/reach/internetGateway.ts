/**
 * The internet gateway: the way between a VPC and the internet. For IPv4 it puts the public address of an interface in the
 * place of its private one (SEMANTICS R7), so what goes to a public address of the code comes back in from another (N34a).
 */
import { whereOutside, type Component } from '../aws/component.ts';
import type { InternetGateway, NetworkInterface, Subnet } from '../aws/network.ts';
import { lookUpRoute } from '../aws/routeTable.ts';
import { contains, formatAddress, heldBy, isPrivate, type Address } from '../net/address.ts';
import { explain, known, unknown, unknownOf, type Maybe, type Unknown } from '../value/value.ts';
import type { RequestCode } from './codes.ts';
import { passBlockPublicAccess } from './blockPublicAccess.ts';
import { passEgressOnlyGateway } from './egressOnlyGateway.ts';
import { publicBinding } from './endpoint.ts';
import { publicAddressesOf } from './interfaceAddresses.ts';
import type { Journey, Stop } from './journey.ts';
import { enterMiddlebox } from './middlebox.ts';
import type { Site } from './lazyHop.ts';

/** Out of the VPC of a subnet: attached to it, a public address to leave from, a public remote. */
export function leaveByInternetGateway(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  address: string,
): Stop | undefined {
  const { topology, packet, target } = journey;
  const { destination } = packet;
  const gateway = topology.network.internetGateways.find((candidate) => candidate.address === address);
  const site = {
    checkpoint: 'internet-gateway',
    at: at.address,
    component: address,
    origin: gateway?.origin ?? at.origin,
  } as const;
  const where = `internet gateway ${address}`;
  if (isPrivate(destination) || (target !== undefined && destination.family === 'ipv4')) {
    const text = `${where}: does not carry traffic to the private address ${formatAddress(destination)}`;
    return journey.refuse(site, 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS', text);
  }
  if (gateway !== undefined && gateway.vpc === undefined)
    return journey.refuse(site, 'NO_PATH', `${where}: is attached to no VPC`);
  const vpc = gateway?.vpc;
  if (vpc?.kind === 'known' && subnet.vpc.kind === 'known' && vpc.value !== subnet.vpc.value) {
    const text = `${where}: is attached to another VPC, ${vpc.value}`;
    return journey.refuse(site, 'NO_PATH', text);
  }
  const sender = senderIn(journey, subnet);
  if (sender === undefined) {
    const text = `${where}: ${formatAddress(packet.source)} is the address of no interface of its VPC`;
    return journey.refuse(site, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', text);
  }
  if (!passBlockPublicAccess(journey, sender, subnet, 'internet-gateway')) return undefined;
  if (!passPublicAddress(journey, sender, packet.source, site, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'))
    return undefined;
  return reach(journey, at, sender, address);
}

/** Out from a regional NAT gateway, which stands at the edge of its VPC and in no subnet (SEMANTICS R11). */
export function leaveRegionalNatGateway(journey: Journey, at: NetworkInterface): Stop | undefined {
  const { destination } = journey.packet;
  const vpc = at.regionalIn ?? unknown(at.address, 'is in no VPC');
  if (vpc.kind === 'unknown') return journey.open(at, at.address, vpc);
  if (isPrivate(destination) || journey.target !== undefined) {
    const why = 'is a regional NAT gateway, whose routes to private addresses are not documented';
    return journey.open(at, at.address, unknown(at.address, why));
  }
  const edge = { address: at.address, vpc };
  const gateway = gatewayOf(journey, at, edge);
  if (gateway === undefined) return undefined;
  if (!passBlockPublicAccess(journey, at, edge, 'internet-gateway')) return undefined;
  const { address: component, origin } = gateway;
  const site = { checkpoint: 'internet-gateway', at: at.address, component, origin } as const;
  const failure = 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
  if (!passPublicAddress(journey, at, journey.packet.source, site, failure)) return undefined;
  return reach(journey, at, at, component);
}

/** Into the VPC of an interface: a gateway attached to it, and a public address that stands for the interface. */
export function enterFromInternet(journey: Journey, to: NetworkInterface): Stop | undefined {
  const { topology, packet, past } = journey;
  // Behind a regional NAT gateway no subnet comes first.
  if (to.regionalIn !== undefined) return { kind: 'to-interface', to };
  const home = topology.subnetOf(to);
  if (home.kind === 'unknown') return journey.somehow(to, to);
  const subnet = home.value;
  if (past?.egressOnlyGateway !== undefined) {
    return passEgressOnlyGateway(journey, to, past.egressOnlyGateway) ? { kind: 'to-subnet', to } : undefined;
  }
  // Such a host comes in over a peer, a VPN or from the VPC itself, not through the internet gateway.
  if (isPrivate(packet.source) || topology.blocksOf(subnet).some((block) => contains(block, packet.source))) {
    const source = formatAddress(packet.source);
    return journey.open(to, source, unknown(source, 'is a private address of no interface in the code'));
  }
  const gateway = gatewayOf(journey, to, subnet);
  if (gateway === undefined) return undefined;
  if (!passBlockPublicAccess(journey, to, subnet, 'internet-gateway')) return undefined;
  const { address: component, origin } = gateway;
  const site = { checkpoint: 'internet-gateway', at: to.address, component, origin } as const;
  if (!passPublicAddress(journey, to, packet.destination, site, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'))
    return undefined;
  return routeIn(journey, to, gateway);
}

/** What has left is with a host outside, or comes in again to the interface whose public address it went to. */
function reach(journey: Journey, at: Component, sender: NetworkInterface, gateway: string): Stop | undefined {
  const { topology, packet, target } = journey;
  if (target !== undefined) return { kind: 'from-internet', to: target };
  const owner = topology.ownerOf(packet.destination);
  if (owner === undefined) {
    journey.received(at, formatAddress(packet.destination), 'receives the packet');
    return undefined;
  }
  if (packet.destination.family === 'ipv6') {
    journey.packet = { ...packet, destination: heldBy(owner.address, packet.destination) };
    return { kind: 'from-internet', to: owner };
  }
  const source = publicSource(sender, packet.source);
  const destination = publicBinding(owner, packet.destination);
  if (source.kind === 'unknown') return journey.open(at, gateway, source);
  if (destination?.kind === 'unknown') return journey.open(at, gateway, destination);
  if (destination === undefined) return journey.open(at, gateway, unknown(gateway, 'knows no such address'));
  journey.packet = {
    ...packet,
    source: source.value,
    destination: heldBy(owner.address, destination.value),
  };
  return { kind: 'from-internet', to: owner };
}

function publicSource(sender: NetworkInterface, address: Address): Maybe<Address> {
  const found = publicAddressesOf(sender, address);
  if (found.kind === 'unknown') return found;
  const [first] = found.value;
  return first?.address ?? unknown(sender.owner, 'has a public address that is not known');
}

/** The interface the packet has its source address from, if it is one of the subnet's VPC. */
function senderIn({ topology, packet }: Journey, { vpc }: Subnet): NetworkInterface | undefined {
  const { holder } = packet.source;
  const sender = holder === undefined ? undefined : topology.interface(holder);
  const home = sender === undefined ? undefined : topology.subnetOf(sender);
  if (home?.kind !== 'known' || home.value.vpc.kind === 'unknown' || vpc.kind === 'unknown') return sender;
  return home.value.vpc.value === vpc.value ? sender : undefined;
}

function gatewayOf(
  journey: Journey,
  to: NetworkInterface,
  subnet: Pick<Subnet, 'address' | 'vpc'>,
): InternetGateway | undefined {
  const { topology } = journey;
  const open = (why: Unknown): InternetGateway | undefined => {
    journey.open(to, `VPC of ${subnet.address}`, why);
    return undefined;
  };
  if (subnet.vpc.kind === 'unknown') return open(subnet.vpc);
  const found = topology.internetGatewayOf(subnet.vpc.value);
  if (found !== undefined) return found;
  const unclear = topology.network.internetGateways.flatMap((gateway) =>
    gateway.vpc?.kind === 'unknown' ? [{ gateway, why: gateway.vpc }] : [],
  );
  const [first] = unclear;
  if (first !== undefined) {
    const why = unknownOf(unclear.map((one) => one.why));
    // What routes packets in may lead elsewhere.
    if (unclear.some(({ gateway }) => gateway.routeTable !== undefined)) return open(why);
    passAttachment(journey, to, first.gateway, subnet.vpc.value, why);
    return first.gateway;
  }
  const vpc = topology.vpc(subnet.vpc.value);
  if (vpc === undefined)
    return open(
      unknown(
        subnet.vpc.value,
        `is a VPC ${whereOutside(subnet.vpc.value)}, so its internet gateway is not known`,
      ),
    );
  const { address, origin } = vpc;
  const site = { checkpoint: 'internet-gateway', at: to.address, component: address, origin } as const;
  journey.refuse(site, 'NO_PATH', `no internet gateway is attached to ${address}`);
  return undefined;
}

/** Whichever gateway it is, if one is attached to the VPC, leads the same way. */
function passAttachment(
  journey: Journey,
  to: NetworkInterface,
  { address, origin }: InternetGateway,
  vpc: string,
  { because }: Unknown,
): void {
  journey.doubt(
    { checkpoint: 'internet-gateway', at: to.address, component: address, origin },
    'NO_PATH',
    because,
    () =>
      `internet gateway ${address}: cannot be told whether it is attached to ${vpc}, because ${explain(because)}`,
  );
}

/** A route table of the gateway's own may send what comes in to a middlebox first (SEMANTICS R17). */
function routeIn(journey: Journey, to: NetworkInterface, gateway: InternetGateway): Stop | undefined {
  if (gateway.routeTable === undefined) return { kind: 'to-subnet', to };
  const table = journey.topology.routeTable(gateway.routeTable);
  if (table.kind === 'unknown') return journey.open(gateway, gateway.address, table);
  const found = lookUpRoute(table.value, journey.packet.destination);
  if (found.kind === 'unknown') return journey.open(gateway, table.value.address, found);
  const target = found.kind === 'route' ? found.route.target : known({ kind: 'local' as const });
  if (target.kind === 'unknown') return journey.open(gateway, table.value.address, target);
  switch (target.value.kind) {
    case 'local':
      return { kind: 'to-subnet', to };
    case 'interface':
      return enterMiddlebox(journey, gateway, undefined, target.value.interface);
    default: {
      const why = `sends what comes in to a ${target.value.kind}, which is not modelled`;
      return journey.open(gateway, table.value.address, unknown(table.value.address, why));
    }
  }
}

function passPublicAddress(
  journey: Journey,
  at: NetworkInterface,
  address: Address,
  site: Site,
  failure: RequestCode,
): boolean {
  const isIpv4 = address.family === 'ipv4';
  const addresses: Maybe<readonly unknown[]> = isIpv4 ? publicAddressesOf(at, address) : at.ipv6;
  const where = `internet gateway ${site.component}`;
  if (addresses.kind === 'unknown') {
    const { because } = addresses;
    journey.doubt(site, failure, because, () => `${where}: cannot be told, because ${explain(because)}`);
    return true;
  }
  const kind = isIpv4 ? 'public IPv4 address' : 'IPv6 address';
  if (addresses.value.length > 0) {
    journey.allow(site, () => `${where}: knows the ${kind} of ${at.owner}`);
    return true;
  }
  const several = isIpv4 && at.privateIps.length > 1;
  const whose = several ? `${formatAddress(address)} of ${at.owner}` : at.owner;
  journey.refuse(site, failure, `${where}: ${whose} has no ${kind}`);
  return false;
}
