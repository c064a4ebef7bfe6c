/** VPC Block Public Access in CloudFormation. */
import { publicAccessExclusion, publicAccessOptions } from '../blockPublicAccess.ts';
import type { Family } from '../family.ts';

export const blockPublicAccess: Family = {
  'AWS::EC2::VPCBlockPublicAccessOptions'(resource, draft) {
    publicAccessOptions(resource, 'InternetGatewayBlockMode', draft);
  },

  'AWS::EC2::VPCBlockPublicAccessExclusion'(resource, draft, references) {
    const names = { mode: 'InternetGatewayExclusionMode', vpc: 'VpcId', subnet: 'SubnetId' };
    publicAccessExclusion(resource, names, draft, references);
  },
};
