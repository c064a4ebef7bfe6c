/** `aws_subnet`. Its network ACL and route table are set by associations, never here (SEMANTICS 5.1). */
import { unknown } from '../../value/value.ts';
import { chosenByAws, required, type Family } from '../family.ts';
import { availabilityZone, componentCidr, flag, ofFamily } from '../fields.ts';

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
      ipv6Native: flag(resource, 'ipv6_native', false),
      assignIpv6: flag(resource, 'assign_ipv6_address_on_creation', false),
      availabilityZone: availabilityZone(resource, 'availability_zone', 'availability_zone_id'),
    });
  },

  /** The subnet AWS made in the default VPC: it gives public addresses unless told otherwise (SEMANTICS R9). */
  aws_default_subnet(resource, draft, references) {
    const { address, header: origin } = resource;
    draft.subnets.push({
      address,
      origin,
      vpc:
        references.defaultVpc() ??
        unknown(address, 'is in the default VPC, which is not in the code', origin),
      cidrs: [
        ofFamily(chosenByAws(resource, 'cidr_block'), 'ipv4'),
        ...componentCidr(resource, 'ipv6_cidr_block', 'ipv6'),
      ],
      mapPublicIp: flag(resource, 'map_public_ip_on_launch', true),
      assignIpv6: flag(resource, 'assign_ipv6_address_on_creation', false),
      availabilityZone: availabilityZone(resource, 'availability_zone', 'availability_zone_id'),
    });
  },
};
