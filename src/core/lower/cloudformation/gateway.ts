/** Internet gateways in CloudFormation, and NAT gateways as the interfaces they are in their subnet (SEMANTICS N25). */
import { required, type Family } from '../family.ts';
import { addNatGateway } from '../natGateways.ts';

const natGatewayNames = {
  subnet: 'SubnetId',
  vpc: 'VpcId',
  mode: 'AvailabilityMode',
  connectivity: 'ConnectivityType',
  privateIp: 'PrivateIpAddress',
  furtherIps: 'SecondaryPrivateIpAddresses',
  elasticIp: 'AllocationId',
  furtherElasticIps: 'SecondaryAllocationIds',
};

export const gateway: Family = {
  'AWS::EC2::InternetGateway'(resource, draft) {
    const { address, header: origin, exists } = resource;
    draft.gateways.push({ address, origin, exists, vpc: undefined });
  },

  'AWS::EC2::VPCGatewayAttachment'(resource, draft, references) {
    const gatewayOf = references.component(resource, 'InternetGatewayId');
    // The other kind of gateway is a VPN's.
    if (gatewayOf === undefined) return;
    const vpc = required(references, resource, 'VpcId');
    draft.gatewayAttachments.push({ gateway: gatewayOf, vpc, exists: resource.exists });
  },

  'AWS::EC2::EgressOnlyInternetGateway'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    draft.egressOnlyGateways.push({ address, origin, exists, vpc: required(references, resource, 'VpcId') });
  },

  'AWS::EC2::NatGateway'(resource, draft, references) {
    addNatGateway(resource, draft, references, natGatewayNames);
  },
};
