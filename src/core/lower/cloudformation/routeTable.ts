/** Route tables, routes and associations in CloudFormation. The main table cannot be declared (SEMANTICS 5.2). */
import { required, type Family } from '../family.ts';
import { routeDestination } from '../routeDestinations.ts';
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

const destinations = {
  ipv4: 'DestinationCidrBlock',
  ipv6: 'DestinationIpv6CidrBlock',
  list: 'DestinationPrefixListId',
};

export const routeTable: Family = {
  'AWS::EC2::RouteTable'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const vpc = required(references, resource, 'VpcId');
    draft.routeTables.push({ address, origin, vpc, adopted: false, exists, open: [], propagating: [] });
  },

  'AWS::EC2::Route'(resource, draft, references) {
    const table = required(references, resource, 'RouteTableId');
    const destination = routeDestination(resource.properties, destinations, references);
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
