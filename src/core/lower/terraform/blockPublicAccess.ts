/** VPC Block Public Access in Terraform. */
import { publicAccessExclusion, publicAccessOptions } from '../blockPublicAccess.ts';
import type { Family } from '../family.ts';

export const blockPublicAccess: Family = {
  aws_vpc_block_public_access_options(resource, draft) {
    publicAccessOptions(resource, 'internet_gateway_block_mode', draft);
  },

  aws_vpc_block_public_access_exclusion(resource, draft, references) {
    const names = { mode: 'internet_gateway_exclusion_mode', vpc: 'vpc_id', subnet: 'subnet_id' };
    publicAccessExclusion(resource, names, draft, references);
  },
};
