/**
 * Route tables as they stand, local and propagated routes among the rest. A route whose target is gone is a blackhole and
 * wins all the same (SEMANTICS R13).
 */
import type { MaybeCidr } from '../../aws/component.ts';
import type { Route, RouteTable, RouteTarget } from '../../aws/network.ts';
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import { blocks, boolean, cidr, ofFamily, settled } from '../fields.ts';
import { componentOf, idOf, stateOf, type Folder } from './folder.ts';
import { vpcOf } from './networkAcl.ts';
import { entriesOf, serviceOf } from './prefixList.ts';

export function routeTables(folder: Folder): readonly RouteTable[] {
  return folder.all('RouteTable').map((resource): RouteTable => {
    const { address, properties } = resource;
    const listed = blocks(properties, 'Routes');
    return {
      ...componentOf(resource),
      vpc: vpcOf(resource),
      isMain: associations(resource).some(isMain),
      routes: listed.blocks.flatMap(({ object, origin }) => routesOf(object, origin, address, folder)),
      ...(listed.open === undefined ? {} : { open: listed.open.because }),
    };
  });
}

/** What uses which route table. */
export interface RouteTableUses {
  /** By subnet. */
  readonly routeTables: ReadonlyMap<string, string>;
  /** By VPC. */
  readonly mainRouteTables: ReadonlyMap<string, string>;
  /** Tables that route what comes in by a gateway, by the gateway. */
  readonly edges: ReadonlyMap<string, string>;
}

/** An association of a main table names no subnet (SEMANTICS 5.3). */
export function routeTableUses(folder: Folder): RouteTableUses {
  const uses = {
    routeTables: new Map<string, string>(),
    mainRouteTables: new Map<string, string>(),
    edges: new Map<string, string>(),
  };
  for (const resource of folder.all('RouteTable')) {
    const { address, properties } = resource;
    for (const object of associations(resource)) {
      const [subnet, gateway] = [idOf(object, 'SubnetId'), idOf(object, 'GatewayId')];
      const vpc = isMain(object) ? idOf(properties, 'VpcId') : undefined;
      if (subnet !== undefined) uses.routeTables.set(subnet, address);
      if (gateway !== undefined) uses.edges.set(gateway, address);
      if (vpc !== undefined) uses.mainRouteTables.set(vpc, address);
    }
  }
  return uses;
}

function associations({ properties }: Resource): readonly ObjectValue[] {
  return blocks(properties, 'Associations')
    .blocks.map(({ object }) => object)
    .filter((object) => {
      const state = stateOf(object, 'AssociationState');
      return state === undefined || state === 'associated' || state === 'associating';
    });
}

function isMain(object: ObjectValue): boolean {
  const main = boolean(object, 'Main');
  return main?.kind === 'known' && main.value;
}

/** A route for its block, or for each block of its prefix list. */
function routesOf(object: ObjectValue, origin: Origin, resource: string, folder: Folder): readonly Route[] {
  const target = targetOf(object, origin, folder);
  const route = (destination: MaybeCidr): Route => ({ destination, target, resource, origin });
  const list = idOf(object, 'DestinationPrefixListId');
  if (list === undefined) return blockOf(object).map(route);
  const service = serviceOf(folder, list);
  return entriesOf(folder, list).map((destination) => {
    const one = { ...route(destination), prefixList: list };
    return service === undefined || destination.kind === 'known' ? one : { ...one, service };
  });
}

function blockOf(object: ObjectValue): readonly MaybeCidr[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const name = family === 'ipv4' ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock';
    const read = cidr(object, name, family, 'cleared');
    return read === undefined ? [] : [ofFamily(settled(read), family)];
  });
}

function targetOf(object: ObjectValue, origin: Origin, folder: Folder): Maybe<RouteTarget> {
  const state = idOf(object, 'State');
  if (state === 'blackhole') return known({ kind: 'blackhole' });
  if (state !== undefined && state !== 'active')
    return unknown(`the state ${state} of a route`, 'is not documented', origin);
  const is = (name: string): string | undefined => idOf(object, name);
  const nat = is('NatGatewayId');
  if (nat !== undefined) return known({ kind: 'nat-gateway', gateway: nat });
  const egressOnly = is('EgressOnlyInternetGatewayId');
  if (egressOnly !== undefined) return known({ kind: 'egress-only-internet-gateway', gateway: egressOnly });
  const peering = is('VpcPeeringConnectionId');
  if (peering !== undefined) return known({ kind: 'vpc-peering-connection', connection: peering });
  const transit = is('TransitGatewayId');
  if (transit !== undefined) return known({ kind: 'transit-gateway', gateway: transit });
  // A route to an instance names its interface too.
  const device = is('NetworkInterfaceId') ?? is('InstanceId');
  if (device !== undefined) return known({ kind: 'interface', interface: device });
  const gateway = is('GatewayId');
  if (gateway !== undefined) return known(gatewayTarget(gateway, object, folder));
  for (const [name, what] of others) {
    const component = is(name);
    if (component !== undefined) return known({ kind: 'other', what, component });
  }
  return unknown('the target of a route', 'is of a kind that is not read', origin);
}

/** Targets packets are not walked through. */
const others: readonly (readonly [name: string, what: string])[] = [
  ['CarrierGatewayId', 'carrier gateway'],
  ['LocalGatewayId', 'local gateway'],
  ['CoreNetworkArn', 'core network'],
];

/** `GatewayId` holds ids of several kinds: `local`, `igw-…`, `vgw-…`, `vpce-…` (SEMANTICS 5.3). */
function gatewayTarget(gateway: string, object: ObjectValue, folder: Folder): RouteTarget {
  if (gateway === 'local') return { kind: 'local' };
  if (gateway.startsWith('igw-')) return { kind: 'internet-gateway', gateway };
  if (!gateway.startsWith('vpce-'))
    return {
      kind: 'other',
      what: gateway.startsWith('vgw-') ? 'virtual private gateway' : 'gateway',
      component: gateway,
    };
  // Only gateway endpoints are reached by prefix lists (SEMANTICS R14).
  const endpoint = folder.find('VpcEndpoint', gateway);
  const isGateway =
    endpoint === undefined
      ? idOf(object, 'DestinationPrefixListId') !== undefined
      : idOf(endpoint.properties, 'VpcEndpointType') === 'Gateway';
  return isGateway
    ? { kind: 'gateway-endpoint', endpoint: gateway }
    : { kind: 'other', what: 'VPC endpoint', component: gateway };
}
