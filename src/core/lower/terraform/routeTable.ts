/** Route tables, their routes and associations in Terraform. */
import type { Origin } from '../../text/origin.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Because, type Maybe, type ObjectValue } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import { certainly, required, type Family } from '../family.ts';
import { blocks } from '../fields.ts';
import type { References } from '../references.ts';
import { routeDestination, type DestinationNames } from '../routeDestinations.ts';
import { routeTarget } from '../routeTargets.ts';

const targets = [
  'gateway_id',
  'nat_gateway_id',
  'egress_only_gateway_id',
  'network_interface_id',
  'instance_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'vpc_endpoint_id',
  'core_network_arn',
  'local_gateway_id',
  'carrier_gateway_id',
] as const;

/** What a route's destination is called: in a block of a table, and in a resource of its own. */
const blockNames: DestinationNames = {
  ipv4: 'cidr_block',
  ipv6: 'ipv6_cidr_block',
  list: 'destination_prefix_list_id',
};
const resourceNames: DestinationNames = {
  ipv4: 'destination_cidr_block',
  ipv6: 'destination_ipv6_cidr_block',
  list: 'destination_prefix_list_id',
};

export const routeTable: Family = {
  aws_route_table(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const vpc = required(references, resource, 'vpc_id');
    const open = inlineRoutes(resource, draft, references);
    const propagating = references.list(resource.properties, 'propagating_vgws') ?? [];
    draft.routeTables.push({ address, origin, vpc, adopted: false, exists, open, propagating });
  },

  aws_default_route_table(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const owner = references.vpcOfPart(address);
    const vpc =
      owner === undefined ? unknown(`VPC of ${address}`, 'is not in the code', origin) : known(owner);
    const open = inlineRoutes(resource, draft, references);
    const propagating = references.list(resource.properties, 'propagating_vgws') ?? [];
    draft.routeTables.push({ address, origin, vpc, adopted: true, exists, open, propagating });
  },

  aws_route(resource, draft, references) {
    const table = required(references, resource, 'route_table_id');
    const place = { resource: resource.address, origin: resource.header, exists: resource.exists };
    addRoute(resource.properties, resourceNames, table, place, draft, references);
  },

  aws_route_table_association(resource, draft, references) {
    const subnet = references.component(resource, 'subnet_id');
    // With `gateway_id` the table serves a gateway, not a subnet (SEMANTICS R17).
    const gateway = references.component(resource, 'gateway_id');
    const to = required(references, resource, 'route_table_id');
    const { exists, address: by, header: origin } = resource;
    if (subnet !== undefined) draft.routeTableAssociations.push({ of: subnet, to, exists, by, origin });
    else if (gateway !== undefined)
      draft.gatewayRouteTableAssociations.push({ of: gateway, to, exists, by, origin });
  },

  aws_main_route_table_association(resource, draft, references) {
    const of = required(references, resource, 'vpc_id');
    const to = required(references, resource, 'route_table_id');
    const { exists, address: by, header: origin } = resource;
    draft.mainRouteTableAssociations.push({ of, to, exists, by, origin });
  },

  aws_vpn_gateway_route_propagation(resource, draft, references) {
    const table = required(references, resource, 'route_table_id');
    const gateway = required(references, resource, 'vpn_gateway_id');
    draft.routePropagations.push({ table, gateway, exists: resource.exists });
  },
};

function inlineRoutes(resource: Resource, draft: Draft, references: References): readonly Because[] {
  const found = blocks(resource.properties, 'route');
  for (const { object, origin } of found.blocks) {
    const place = { resource: resource.address, origin, exists: certainly };
    addRoute(object, blockNames, known(resource.address), place, draft, references);
  }
  return found.open?.because ?? [];
}

function addRoute(
  object: ObjectValue,
  names: DestinationNames,
  table: Maybe<string>,
  place: { readonly resource: string; readonly origin: Origin; readonly exists: Maybe<true> },
  draft: Draft,
  references: References,
): void {
  const destination = routeDestination(object, names, references);
  const read = routeTarget(object, targets, references);
  // AWS refuses a route without a destination or a target, so there is none.
  if (destination === undefined || read === undefined) return;
  draft.routes.push({ table, destination, ...read, ...place });
}
