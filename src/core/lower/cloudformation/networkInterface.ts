/** Separate network interfaces in CloudFormation, and what attaches them to instances. */
import { known } from '../../value/value.ts';
import { required, type Family } from '../family.ts';
import { flag, integer } from '../fields.ts';
import { furtherIps, groupsOrDefault, ipv6Of, privateIpsOr } from '../interfaceFields.ts';
import { ipv4Addresses, ipv6Addresses } from './interfaceAddresses.ts';

export const networkInterface: Family = {
  'AWS::EC2::NetworkInterface'(resource, draft, references) {
    const { address, header: origin, properties } = resource;
    const ipv6 = ipv6Addresses(resource, properties);
    draft.interfaces.push({
      address,
      origin,
      kind: 'network-interface',
      owner: address,
      subnet: required(references, resource, 'SubnetId'),
      securityGroups: groupsOrDefault(references.list(properties, 'GroupSet')),
      privateIps: [
        ...privateIpsOr(ipv4Addresses(resource, properties), resource, 'PrimaryPrivateIpAddress'),
        ...furtherIps(resource, 'SecondaryPrivateIpAddressCount', 'SecondaryPrivateIpAddresses'),
      ],
      ipv6: ipv6Of(ipv6, properties, 'Ipv6AddressCount', resource, 'Ipv6Addresses'),
      // A subnet's public addresses go to interfaces made at launch only (SEMANTICS R9).
      publicIp: known(false),
      publicIpName: `${address}.PublicIp`,
      ipv6Name: `${address}.Ipv6Addresses`,
      sourceDestCheck: flag(resource, 'SourceDestCheck', true),
    });
  },

  'AWS::EC2::NetworkInterfaceAttachment'(resource, draft, references) {
    const index = integer(resource.properties, 'DeviceIndex');
    draft.interfaceAttachments.push({
      interface: required(references, resource, 'NetworkInterfaceId'),
      instance: required(references, resource, 'InstanceId'),
      primary: index?.kind === 'known' && index.value === 0,
      exists: resource.exists,
    });
  },
};
