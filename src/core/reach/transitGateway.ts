/**
 * Transit gateways: from a VPC's attachment by the gateway's own route table to another attachment, and into that VPC
 * (SEMANTICS R16). The subnets of the attachments filter by halves: what goes to the gateway by its inbound entries, what
 * comes from it by its outbound ones (N31, N32).
 */
import type { Component } from '../aws/component.ts';
import { allOf, type Match } from '../aws/match.ts';
import type { Subnet } from '../aws/network.ts';
import type { TransitGateway, TransitGatewayAttachment } from '../aws/transitGateway.ts';
import { formatAddress } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import { explain, known, unknown, unknownOf, type Maybe } from '../value/value.ts';
import type { RequestCode } from './codes.ts';
import type { Journey, Stop } from './journey.ts';
import type { Site } from './lazyHop.ts';
import type { Topology } from './topology.ts';
import { doorFrom, doorTo } from './transitGatewayDoors.ts';
import { lookUpTransitGatewayRoute } from './transitGatewayRoutes.ts';

/** Through the gateway that a route of the subnet led to. */
export function crossTransitGateway(
  journey: Journey,
  at: Component,
  subnet: Subnet,
  address: string,
): Stop | undefined {
  const { network } = journey.topology;
  const gateway = network.transitGateways.find((candidate) => candidate.address === address);
  if (gateway === undefined)
    return journey.open(at, address, unknown(address, 'is a transit gateway outside the code'));
  const refuse = (failure: RequestCode, text: string, component: Component = gateway): Stop | undefined =>
    journey.refuse(siteAt(at, gateway, component), failure, `${where(gateway)}: ${text}`);
  const attached = attachmentOf(journey.topology, address, subnet.vpc);
  if (attached.kind === 'unknown') return journey.open(at, address, attached);
  const from = attached.value;
  if (from === undefined) return refuse('NO_PATH', `has no attachment of the VPC of ${subnet.address}`);
  const exit = doorFrom(journey.topology, from, subnet);
  if (exit.kind === 'unknown') return journey.open(at, from.address, exit);
  if (exit.value === undefined) {
    const text = `attachment ${from.address} has no subnet in the Availability Zone of ${subnet.address}`;
    return refuse('TGW_ATTACH_VPC_AZ_RESTRICTION', text, from);
  }
  journey.networkAcl('inbound', from, exit.value);
  const { routeTable } = from;
  if (routeTable === undefined) {
    const text = `attachment ${from.address} is associated with no route table`;
    return refuse('TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION', text, from);
  }
  if (routeTable.kind === 'unknown') return journey.open(from, address, routeTable);
  const table = network.transitGatewayRouteTables.find((candidate) => candidate.address === routeTable.value);
  if (table === undefined)
    return journey.open(
      from,
      routeTable.value,
      unknown(routeTable.value, 'is a route table outside the code'),
    );
  const { destination } = journey.packet;
  const found = lookUpTransitGatewayRoute(journey.topology, table, destination);
  if (found.kind === 'unknown') {
    const { because } = found;
    const text = (): string => `${where(gateway)}: cannot be told, because ${explain(because)}`;
    journey.doubt(siteAt(from, table), 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT', because, text);
    return undefined;
  }
  const { route } = found;
  if (route === undefined) {
    const text = (): string => `route table ${table.address}: no route to ${formatAddress(destination)}`;
    return journey.refuse(siteAt(from, table), 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT', text);
  }
  if (route.target === undefined) {
    const text = (): string =>
      `route table ${table.address}: drops what goes to ${formatAddress(destination)}`;
    return journey.refuse(siteAt(from, table, route), 'TGW_RTB_BAD_STATE_ROUTE', text);
  }
  const to = network.transitGatewayAttachments.find((candidate) => candidate.address === route.target);
  if (to === undefined)
    return journey.open(from, route.target, unknown(route.target, 'is an attachment of no VPC in the code'));
  journey.allow(
    siteAt(from, table, route),
    `route table ${table.address}: leads to attachment ${to.address}`,
  );
  return enterVpc(journey, gateway, from, to, exit.value);
}

/** Out of the gateway into a subnet of the attachment, and on by that subnet's routes. */
function enterVpc(
  journey: Journey,
  gateway: TransitGateway,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
  exit: Subnet,
): Stop | undefined {
  // Only inbound rules may name groups across a gateway, and only if it and both attachments are set so (S29).
  const inbound = allOf(
    allows(gateway.groupReferencing),
    allows(from.groupReferencing),
    allows(to.groupReferencing),
  );
  journey.crosses({ inbound: inbound === 'no' ? 'associated' : inbound, outbound: 'associated' });
  const { target, topology } = journey;
  const home = target === undefined ? undefined : topology.subnetOf(target);
  const entry = doorTo(topology, to, exit, home?.kind === 'known' ? home.value : undefined);
  if (entry.kind === 'unknown') return journey.open(to, to.address, entry);
  return { kind: 'in-subnet', at: to, subnet: entry.value };
}

function allows(referencing: Maybe<boolean>): Match {
  if (referencing.kind === 'unknown') return referencing;
  return referencing.value ? 'yes' : 'no';
}

/** The VPC's attachment; known to be `undefined` when it has none. */
function attachmentOf(
  { network }: Topology,
  gateway: string,
  vpc: Maybe<string>,
): Maybe<TransitGatewayAttachment | undefined> {
  if (vpc.kind === 'unknown') return vpc;
  const open = [];
  for (const attachment of network.transitGatewayAttachments) {
    const { gateway: of, vpc: to } = attachment;
    if (of.kind === 'known' && of.value !== gateway) continue;
    if (to.kind === 'known' && to.value !== vpc.value) continue;
    if (of.kind === 'known' && to.kind === 'known') return known(attachment);
    if (of.kind === 'unknown') open.push(of);
    if (to.kind === 'unknown') open.push(to);
  }
  return open.length === 0 ? known(undefined) : unknownOf(open);
}

function where({ address }: TransitGateway): string {
  return `transit gateway ${address}`;
}

/** @param says the part of the component whose line it is. */
function siteAt(at: Component, { address, origin }: Component, says: { origin: Origin } = { origin }): Site {
  return { checkpoint: 'transit-gateway', at: at.address, component: address, origin: says.origin };
}
