/** A VPC with two subnets in each language, for what is put into subnets. */
import { cfn, ref, resource } from './build.ts';

export const terraformSubnets = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  ...['a', 'b'].map((name, index) =>
    resource(`aws_subnet.${name}`, { vpc_id: ref('aws_vpc.main'), cidr_block: `10.0.${index}.0/24` }),
  ),
];

export const templateSubnets = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  ...['A', 'B'].map((name, index) =>
    cfn(name, 'Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${index}.0/24` }),
  ),
];
