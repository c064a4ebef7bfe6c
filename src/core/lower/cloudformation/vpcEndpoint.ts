/** Endpoints to AWS services in CloudFormation. */
import type { Family } from '../family.ts';
import { text } from '../fields.ts';
import { gatewayEndpoint, type EndpointNames } from '../vpcEndpoints.ts';

const names: EndpointNames = {
  type: 'VpcEndpointType',
  vpc: 'VpcId',
  service: 'ServiceName',
  routeTables: 'RouteTableIds',
  prefixList: 'PrefixListId',
};

export const vpcEndpoint: Family = {
  'AWS::EC2::VPCEndpoint'(resource, draft, references) {
    const type = text(resource.properties, names.type);
    if (type === undefined || (type.kind === 'known' && type.value === 'Gateway'))
      gatewayEndpoint(resource, names, draft, references);
  },
};
