/** VPC peering connections in CloudFormation. */
import { required, type Family } from '../family.ts';

export const peering: Family = {
  'AWS::EC2::VPCPeeringConnection'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const requester = required(references, resource, 'VpcId');
    const accepter = required(references, resource, 'PeerVpcId');
    draft.peerings.push({ address, origin, exists, requester, accepter });
  },
};
