/**
 * The VPC's router: what an interface sends goes to a neighbour in its subnet, past no network ACL and no route (SEMANTICS
 * N23, R5), or leaves the subnet by its network ACL and the longest route that matches (R3).
 */
import type { Component } from '../aws/component.ts';
import { isOfType } from '../aws/loadBalancer.ts';
import type { Match } from '../aws/match.ts';
import type { NetworkInterface, Route, RouteTarget, Subnet } from '../aws/network.ts';
import { matchCidr } from '../aws/networkAcl.ts';
import { lookUpRoute, type RouteLookup } from '../aws/routeTable.ts';
import { isNeverRouted, isUnfilteredService } from '../aws/unfilteredServices.ts';
import { formatAddress, formatCidr, type Address } from '../net/address.ts';
import { explain, unknown, type Because } from '../value/value.ts';
import { isPossible } from './arrival.ts';
import { mayHold } from './interfaceAddresses.ts';
import type { Journey, Stop } from './journey.ts';
import type { Site } from './lazyHop.ts';

/** From an interface: its groups, then into its subnet. What AWS answers itself meets no filter (SEMANTICS N35). */
export function send(journey: Journey, at: NetworkInterface): Stop | undefined {
  const { topology, packet } = journey;
  const known = topology.subnetOf(at);
  if (
    journey.leg === 'request' &&
    packet.destination.holder === undefined &&
    known.kind === 'known' &&
    isUnfilteredService(packet.destination, topology.blocksOf(known.value))
  ) {
    journey.answeredByAws = true;
    journey.received(at, formatAddress(packet.destination), 'is answered by AWS, unfiltered');
    return undefined;
  }
  if (!sendsItsOwn(journey, at)) return undefined;
  if (at.inboundOnly === true && journey.leg === 'request')
    return journey.refuse(
      atInterface(at),
      'VPCE_INTRA_VPC_TRAFFIC',
      `${at.owner} is an endpoint and never begins a connection`,
    );
  journey.groups('outbound', at);
  if (known.kind === 'known') return { kind: 'in-subnet', at, subnet: known.value };
  const { target } = journey;
  // Neighbours need no router, whatever their subnet is like.
  const together =
    at.subnet.kind === 'known' && target !== undefined && isIn(target, at.subnet.value) === 'yes';
  return together && !isClassicNode(journey, at)
    ? { kind: 'to-interface', to: target }
    : journey.somehow(at, at);
}

/** With the source/destination check on, an interface sends nothing under somebody else's address (SEMANTICS S13). */
function sendsItsOwn(journey: Journey, at: NetworkInterface): boolean {
  const { source } = journey.packet;
  const { sourceDestCheck: check } = at;
  if (mayHold(at, source)) return isPossible(journey, at, source);
  if (check.kind === 'known' && !check.value) return true;
  const text = `${at.owner}: has no address ${formatAddress(source)} to send from, and its source/destination check is on`;
  const failure = 'ENI_SOURCE_DEST_CHECK_RESTRICTION';
  if (check.kind === 'known') journey.refuse(atInterface(at), failure, text);
  else journey.doubt(atInterface(at), failure, check.because, text);
  return check.kind === 'unknown';
}

function atInterface({ address, origin }: NetworkInterface): Site {
  return { checkpoint: 'interface', at: address, component: address, origin };
}

/** From inside a subnet to a neighbour, or out of it to whatever its routes lead to. */
export function forward(journey: Journey, at: Component, subnet: Subnet): Stop | undefined {
  const { topology, target } = journey;
  const within = target === undefined ? 'no' : isIn(target, subnet.address);
  if (target !== undefined && within === 'yes') {
    // The one exception to N23: what a Classic Load Balancer sends (N30).
    if (isClassicNode(journey, at)) journey.networkAcl('outbound', at, subnet);
    return { kind: 'to-interface', to: target };
  }
  if (target !== undefined && within !== 'no') return journey.somehow(at, target);
  const { destination } = journey.packet;
  if (target === undefined && subnet.cidrs.some((cidr) => matchCidr(cidr, destination) === 'yes'))
    return journey.nobodyThere(at, subnet);
  if (isNeverRouted(destination)) {
    const address = formatAddress(destination);
    const why = 'is one AWS keeps for services in the VPC: no route leads there';
    return journey.open(at, address, unknown(address, why));
  }
  const table = topology.routeTableOf(subnet);
  const found =
    table.kind === 'known' ? lookUpRoute(table.value, destination, target === undefined) : undefined;
  // A gateway in the same subnet is reached without leaving it (N27).
  const next = found?.kind === 'route' ? neighbour(journey, found) : undefined;
  if (next?.regionalIn !== undefined || next === undefined || isIn(next, subnet.address) === 'no')
    journey.networkAcl('outbound', at, subnet);
  if (table.kind === 'unknown') {
    const name = subnet.routeTable.kind === 'known' ? subnet.routeTable.value : '(unknown)';
    undecided(journey, at, subnet, name, subnet, table.because);
    return undefined;
  }
  if (found === undefined) return undefined;
  const leads = follow(journey, at, subnet, table.value, found);
  return leads === undefined ? undefined : { kind: 'routed', at, subnet, target: leads };
}

/** To an interface of the same VPC. Two VPCs may have the same blocks; a local route never leads to the other one. */
export function local(journey: Journey, at: Component, subnet: Subnet): Stop | undefined {
  const { target } = journey;
  if (target === undefined || inOtherVpc(journey, target, subnet)) return journey.nobodyThere(at, subnet);
  return { kind: 'to-subnet', to: target };
}

function neighbour(
  { topology }: Journey,
  { route }: Extract<RouteLookup, { kind: 'route' }>,
): NetworkInterface | undefined {
  if (route.target.kind === 'unknown') return undefined;
  const target = route.target.value;
  if (target.kind === 'nat-gateway') return topology.interface(target.gateway);
  return target.kind === 'interface' ? topology.interface(target.interface) : undefined;
}

/** Reports what the route table says, and answers with where it leads. */
function follow(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  table: Component,
  found: RouteLookup,
): RouteTarget | undefined {
  const { destination } = journey.packet;
  if (found.kind === 'unknown') {
    undecided(journey, at, subnet, table.address, table, found.because);
    return undefined;
  }
  const checkpoint = 'route-table';
  const component = table.address;
  if (found.kind === 'none') {
    const site = { checkpoint, at: at.address, component, origin: table.origin } as const;
    const text = (): string => `route table ${component}: no route to ${formatAddress(destination)}`;
    journey.refuse(site, 'NO_ROUTE_TO_DESTINATION', text);
    return undefined;
  }
  const { route } = found;
  if (route.target.kind === 'unknown') {
    undecided(journey, at, subnet, table.address, table, route.target.because);
    return undefined;
  }
  const target = route.target.value;
  const rule = viaOf(route, destination);
  const dropped = target.kind === 'blackhole';
  const certainty = found.assumed === true && !dropped ? 'assumed' : 'proved';
  const site = { checkpoint, at: at.address, component, rule, certainty, origin: route.origin } as const;
  if (dropped) {
    const text = `route table ${component}: ${rule} goes ${targetName(target)}`;
    journey.refuse(site, 'BAD_STATE_ROUTE', text);
    return undefined;
  }
  journey.allow(site, () => `route table ${component}: ${rule} goes to ${targetName(target)}`);
  return target;
}

const formatted = new WeakMap<Route, string>();

/** The destination as it is written. Walks ask for the same few routes again and again. */
function viaOf(route: Route, destination: Address): string {
  if (route.destination.kind === 'unknown') return formatAddress(destination);
  const before = formatted.get(route);
  if (before !== undefined) return before;
  const text = formatCidr(route.destination.value);
  formatted.set(route, text);
  return text;
}

function undecided(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  component: string,
  { origin }: Component,
  because: readonly Because[],
): void {
  journey.doubt(
    { checkpoint: 'route-table', at: at.address, component, origin },
    'NO_ROUTE_TO_DESTINATION',
    because,
    () => `route table of ${subnet.address}: cannot be told, because ${explain(because)}`,
  );
}

function isClassicNode({ topology, leg }: Journey, { address }: Component): boolean {
  const node = leg === 'request' ? topology.interface(address) : undefined;
  const balancer = node?.kind === 'load-balancer' ? topology.loadBalancerOf(node) : undefined;
  return balancer !== undefined && isOfType(balancer, 'classic') === 'yes';
}

function isIn({ subnet }: NetworkInterface, address: string): Match {
  if (subnet.kind === 'unknown') return subnet;
  return subnet.value === address ? 'yes' : 'no';
}

function inOtherVpc({ topology }: Journey, other: NetworkInterface, { vpc }: Subnet): boolean {
  const there = topology.subnetOf(other);
  return (
    there.kind === 'known' &&
    there.value.vpc.kind === 'known' &&
    vpc.kind === 'known' &&
    there.value.vpc.value !== vpc.value
  );
}

function targetName(target: RouteTarget): string {
  switch (target.kind) {
    case 'local':
      return 'the VPC itself';
    case 'internet-gateway':
      return `internet gateway ${target.gateway}`;
    case 'egress-only-internet-gateway':
      return `egress-only internet gateway ${target.gateway}`;
    case 'nat-gateway':
      return `NAT gateway ${target.gateway}`;
    case 'vpc-peering-connection':
      return `VPC peering connection ${target.connection}`;
    case 'transit-gateway':
      return `transit gateway ${target.gateway}`;
    case 'gateway-endpoint':
      return `gateway endpoint ${target.endpoint}`;
    case 'interface':
      return `interface ${target.interface}`;
    case 'blackhole':
      return 'nowhere, as what it led to is gone';
    case 'other':
      return `${target.what} ${target.component}`;
  }
}
