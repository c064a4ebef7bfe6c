/** `aws_subnet`. Its network ACL and route table are set by associations, never here (SEMANTICS 5.1). */
import { componentCidr, flag } from '../fields.ts';
import { required, type Family } from '../family.ts';

export const subnet: Family = {
  aws_subnet(resource, draft, references) {
    draft.subnets.push({
      address: resource.address,
      origin: resource.header,
      vpc: required(references, resource, 'vpc_id'),
      cidrs: [
        ...componentCidr(resource, 'cidr_block', 'ipv4'),
        ...componentCidr(resource, 'ipv6_cidr_block', 'ipv6'),
      ],
      mapPublicIp: flag(resource, 'map_public_ip_on_launch', false),
      assignIpv6: flag(resource, 'assign_ipv6_address_on_creation', false),
    });
  },
};
