/** Endpoints to AWS services in CloudFormation. */
import type { Family } from '../family.ts';
import { addEndpoint, type EndpointNames } from '../vpcEndpoints.ts';

const names: EndpointNames = {
  type: 'VpcEndpointType',
  vpc: 'VpcId',
  service: 'ServiceName',
  routeTables: 'RouteTableIds',
  prefixList: 'PrefixListId',
  subnets: 'SubnetIds',
  groups: 'SecurityGroupIds',
  privateLink: {
    type: 'AWS::EC2::VPCEndpointService',
    balancers: 'NetworkLoadBalancerArns',
    needsAcceptance: 'AcceptanceRequired',
  },
};

export const vpcEndpoint: Family = {
  'AWS::EC2::VPCEndpoint'(resource, draft, references) {
    addEndpoint(resource, names, { subnets: [], groups: [] }, draft, references);
  },
};
