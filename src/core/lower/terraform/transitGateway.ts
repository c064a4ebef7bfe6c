/** Transit gateways in Terraform: attachments, and the tables, routes, associations and propagations between them. */
import type { Resource } from '../../value/resource.ts';
import type { Maybe } from '../../value/value.ts';
import { required, type Family } from '../family.ts';
import { flag } from '../fields.ts';
import type { References } from '../references.ts';
import {
  addTransitGateway,
  addTransitGatewayRoute,
  enabled,
  targetOf,
  type TransitGatewayNames,
} from '../transitGateways.ts';

const names: TransitGatewayNames = {
  referencing: 'security_group_referencing_support',
  association: 'default_route_table_association',
  propagation: 'default_route_table_propagation',
  table: 'association_default_route_table_id',
};

const routeNames = {
  table: 'transit_gateway_route_table_id',
  destination: 'destination_cidr_block',
  attachment: 'transit_gateway_attachment_id',
  blackhole: 'blackhole',
};

export const transitGateway: Family = {
  aws_ec2_transit_gateway(resource, draft, references) {
    const others = {
      association: otherDefault(resource, 'association', references),
      propagation: otherDefault(resource, 'propagation', references),
    };
    addTransitGateway(resource, names, others, draft);
  },

  aws_ec2_transit_gateway_vpc_attachment(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    draft.transitGatewayAttachments.push({
      address,
      origin,
      gateway: required(references, resource, 'transit_gateway_id'),
      vpc: required(references, resource, 'vpc_id'),
      subnets: references.list(properties, 'subnet_ids') ?? [],
      groupReferencing: enabled(resource, properties, names.referencing, true),
      associates: flag(resource, 'transit_gateway_default_route_table_association', true),
      propagates: flag(resource, 'transit_gateway_default_route_table_propagation', true),
      exists,
    });
  },

  aws_ec2_transit_gateway_route_table(resource, draft, references) {
    const { address, header: origin } = resource;
    const gateway = required(references, resource, 'transit_gateway_id');
    draft.transitGatewayRouteTables.push({ address, origin, gateway });
  },

  aws_ec2_transit_gateway_route(resource, draft, references) {
    addTransitGatewayRoute(resource, routeNames, draft, references);
  },

  aws_ec2_transit_gateway_prefix_list_reference(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    const prefixList = required(references, resource, 'prefix_list_id');
    draft.transitGatewayRoutes.push({
      address,
      origin,
      table: required(references, resource, routeNames.table),
      destination: { kind: 'prefix-list', prefixList },
      target: targetOf(resource, properties, routeNames, references),
      exists,
    });
  },

  aws_ec2_transit_gateway_route_table_association(resource, draft, references) {
    draft.transitGatewayAssociations.push({
      of: required(references, resource, routeNames.attachment),
      to: required(references, resource, routeNames.table),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },

  aws_ec2_transit_gateway_route_table_propagation(resource, draft, references) {
    draft.transitGatewayPropagations.push({
      attachment: required(references, resource, routeNames.attachment),
      table: required(references, resource, routeNames.table),
      exists: resource.exists,
    });
  },
};

/** A table a resource of its own made the gateway's default one. */
function otherDefault(
  { address }: Resource,
  what: 'association' | 'propagation',
  references: References,
): Maybe<string> | undefined {
  const type = `aws_ec2_transit_gateway_default_route_table_${what}`;
  const [by] = references.naming(type, 'transit_gateway_id', address);
  if (by === undefined) return undefined;
  return by.exists.kind === 'known' ? required(references, by, routeNames.table) : by.exists;
}
