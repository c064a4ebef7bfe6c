/** Internet gateways in CloudFormation, and NAT gateways as the interfaces they are in their subnet (SEMANTICS N25). */
import { known } from '../../value/value.ts';
import { chosenByAws, required, type Family } from '../family.ts';
import { addresses, field, settled, text } from '../fields.ts';
import { natGatewayPlace } from '../natGateways.ts';

const natGatewayNames = { subnet: 'SubnetId', vpc: 'VpcId', mode: 'AvailabilityMode' };

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
    const { address, header: origin, properties } = resource;
    const where = natGatewayPlace(resource, natGatewayNames, references);
    const [primary, ...further] = ['PrivateIpAddress', 'SecondaryPrivateIpAddresses'].map((name) =>
      addresses(field(properties, name), `${address}.${name}`),
    );
    const privateIps =
      primary === undefined || primary.length === 0 ? [chosenByAws(resource, 'PrivateIpAddress')] : primary;
    const connectivity = settled(text(properties, 'ConnectivityType') ?? known('public'));
    const elasticIp = references.component(resource, 'AllocationId');
    draft.interfaces.push({
      address,
      origin,
      kind: 'nat-gateway',
      owner: address,
      ...where,
      securityGroups: [],
      privateIps: [...privateIps, ...further.flat()],
      ipv6: known([]),
      publicIp: connectivity.kind === 'unknown' ? connectivity : known(connectivity.value !== 'private'),
      publicIpName: `${address}.PublicIp`,
      ipv6Name: `${address}.Ipv6Addresses`,
      sourceDestCheck: known(false),
    });
    if (elasticIp !== undefined)
      draft.elasticIpAssociations.push({
        target: known(address),
        elasticIp: { kind: 'component', component: elasticIp },
        exists: resource.exists,
        origin,
      });
    for (const [index, component] of (references.list(properties, 'SecondaryAllocationIds') ?? []).entries())
      draft.elasticIpAssociations.push({
        target: known(address),
        elasticIp: { kind: 'component', component },
        privateIp: further.flat()[index] ?? chosenByAws(resource, 'SecondaryPrivateIpAddresses'),
        exists: resource.exists,
        origin,
      });
  },
};
