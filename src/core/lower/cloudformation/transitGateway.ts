/** Transit gateways in CloudFormation: attachments, and the tables, routes, associations and propagations between them. */
import { known } from '../../value/value.ts';
import { required, type Family, type Lower } from '../family.ts';
import { nested } from '../fields.ts';
import {
  addTransitGateway,
  addTransitGatewayRoute,
  enabled,
  type TransitGatewayNames,
} from '../transitGateways.ts';

const names: TransitGatewayNames = {
  referencing: 'SecurityGroupReferencingSupport',
  association: 'DefaultRouteTableAssociation',
  propagation: 'DefaultRouteTablePropagation',
  table: 'AssociationDefaultRouteTableId',
};

const routeNames = {
  table: 'TransitGatewayRouteTableId',
  destination: 'DestinationCidrBlock',
  attachment: 'TransitGatewayAttachmentId',
  blackhole: 'Blackhole',
};

export const transitGateway: Family = {
  'AWS::EC2::TransitGateway'(resource, draft, references) {
    const others = {
      association: references.component(resource, 'AssociationDefaultRouteTableId'),
      propagation: references.component(resource, 'PropagationDefaultRouteTableId'),
    };
    addTransitGateway(resource, names, others, draft);
  },

  'AWS::EC2::TransitGatewayAttachment': attachment,
  'AWS::EC2::TransitGatewayVpcAttachment': attachment,

  'AWS::EC2::TransitGatewayRouteTable'(resource, draft, references) {
    const { address, header: origin } = resource;
    const gateway = required(references, resource, 'TransitGatewayId');
    draft.transitGatewayRouteTables.push({ address, origin, gateway });
  },

  'AWS::EC2::TransitGatewayRoute'(resource, draft, references) {
    addTransitGatewayRoute(resource, routeNames, draft, references);
  },

  'AWS::EC2::TransitGatewayRouteTableAssociation'(resource, draft, references) {
    draft.transitGatewayAssociations.push({
      of: required(references, resource, routeNames.attachment),
      to: required(references, resource, routeNames.table),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },

  'AWS::EC2::TransitGatewayRouteTablePropagation'(resource, draft, references) {
    draft.transitGatewayPropagations.push({
      attachment: required(references, resource, routeNames.attachment),
      table: required(references, resource, routeNames.table),
      exists: resource.exists,
    });
  },
};

function attachment(...[resource, draft, references]: Parameters<Lower>): void {
  const { address, header: origin, exists, properties } = resource;
  const options = nested(properties, 'Options');
  draft.transitGatewayAttachments.push({
    address,
    origin,
    gateway: required(references, resource, 'TransitGatewayId'),
    vpc: required(references, resource, 'VpcId'),
    subnets: references.list(properties, 'SubnetIds') ?? [],
    groupReferencing:
      options?.kind === 'known'
        ? enabled(resource, options.value, names.referencing, true)
        : options?.kind === 'unknown'
          ? options
          : known(true),
    associates: known(true),
    propagates: known(true),
    exists,
  });
}
