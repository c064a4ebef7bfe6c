/** `AWS::EC2::Subnet`. Its network ACL and route table are set by associations, never here (SEMANTICS 5.2). */
import { availabilityZone, componentCidr, flag } from '../fields.ts';
import { required, type Family } from '../family.ts';

export const subnet: Family = {
  'AWS::EC2::Subnet'(resource, draft, references) {
    draft.subnets.push({
      address: resource.address,
      origin: resource.header,
      vpc: required(references, resource, 'VpcId'),
      cidrs: [
        ...componentCidr(resource, 'CidrBlock', 'ipv4'),
        ...componentCidr(resource, 'Ipv6CidrBlock', 'ipv6'),
      ],
      mapPublicIp: flag(resource, 'MapPublicIpOnLaunch', false),
      ipv6Native: flag(resource, 'Ipv6Native', false),
      assignIpv6: flag(resource, 'AssignIpv6AddressOnCreation', false),
      availabilityZone: availabilityZone(resource, 'AvailabilityZone', 'AvailabilityZoneId'),
    });
  },
};
