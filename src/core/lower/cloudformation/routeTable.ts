/** Route tables, routes and associations in CloudFormation. The main table cannot be declared (SEMANTICS 5.2). */
import { unknownOf } from '../../value/value.ts';
import type { Resource } from '../../value/resource.ts';
import type { DraftRoute } from '../draft/routing.ts';
import { required, type Family } from '../family.ts';
import { cidr, ofFamily } from '../fields.ts';
import type { References } from '../references.ts';
import { routeTarget } from '../routeTargets.ts';

const targets = [
  'GatewayId',
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'VpcEndpointId',
  'CoreNetworkArn',
  'LocalGatewayId',
  'CarrierGatewayId',
] as const;

export const routeTable: Family = {
  'AWS::EC2::RouteTable'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const vpc = required(references, resource, 'VpcId');
    draft.routeTables.push({ address, origin, vpc, adopted: false, exists, open: [], propagating: [] });
  },

  'AWS::EC2::Route'(resource, draft, references) {
    const table = required(references, resource, 'RouteTableId');
    const destination = destinationOf(resource, references);
    const read = routeTarget(resource.properties, targets, references);
    // AWS refuses a route without a destination or a target, so there is none.
    if (destination === undefined || read === undefined) return;
    const { address, header: origin, exists } = resource;
    draft.routes.push({ table, destination, ...read, resource: address, origin, exists });
  },

  'AWS::EC2::SubnetRouteTableAssociation'(resource, draft, references) {
    draft.routeTableAssociations.push({
      of: required(references, resource, 'SubnetId'),
      to: required(references, resource, 'RouteTableId'),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },

  'AWS::EC2::GatewayRouteTableAssociation'(resource, draft, references) {
    draft.gatewayRouteTableAssociations.push({
      of: required(references, resource, 'GatewayId'),
      to: required(references, resource, 'RouteTableId'),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },

  'AWS::EC2::VPNGatewayRoutePropagation'(resource, draft, references) {
    const gateway = required(references, resource, 'VpnGatewayId');
    for (const table of references.list(resource.properties, 'RouteTableIds') ?? [])
      draft.routePropagations.push({ table, gateway, exists: resource.exists });
  },
};

function destinationOf(
  { properties }: Resource,
  references: References,
): DraftRoute['destination'] | undefined {
  const ipv4 = cidr(properties, 'DestinationCidrBlock', 'ipv4', 'cleared');
  const ipv6 = cidr(properties, 'DestinationIpv6CidrBlock', 'ipv6', 'cleared');
  if (ipv4?.kind === 'refusal' || ipv6?.kind === 'refusal') return undefined;
  if (ipv4 !== undefined && ipv6 !== undefined) {
    const open = [ipv4, ipv6].flatMap((block) => (block.kind === 'unknown' ? [block] : []));
    return open.length === 0 ? undefined : { kind: 'cidr', cidr: unknownOf(open) };
  }
  if (ipv4 !== undefined) return { kind: 'cidr', cidr: ofFamily(ipv4, 'ipv4') };
  if (ipv6 !== undefined) return { kind: 'cidr', cidr: ofFamily(ipv6, 'ipv6') };
  const prefixList = references.in(properties, 'DestinationPrefixListId');
  return prefixList === undefined ? undefined : { kind: 'prefix-list', prefixList };
}
