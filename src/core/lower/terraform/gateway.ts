/** Internet gateways in Terraform, and NAT gateways as the interfaces they are in their subnet (SEMANTICS N25). */
import { known } from '../../value/value.ts';
import { chosenByAws, required, type Family } from '../family.ts';
import { addresses, field, settled, text } from '../fields.ts';
import { natGatewayPlace } from '../natGateways.ts';

const natGatewayNames = { subnet: 'subnet_id', vpc: 'vpc_id', mode: 'availability_mode' };

export const gateway: Family = {
  aws_internet_gateway(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    draft.gateways.push({ address, origin, exists, vpc: references.component(resource, 'vpc_id') });
  },

  aws_internet_gateway_attachment(resource, draft, references) {
    draft.gatewayAttachments.push({
      gateway: required(references, resource, 'internet_gateway_id'),
      vpc: required(references, resource, 'vpc_id'),
      exists: resource.exists,
    });
  },

  aws_egress_only_internet_gateway(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    draft.egressOnlyGateways.push({ address, origin, exists, vpc: required(references, resource, 'vpc_id') });
  },

  aws_nat_gateway(resource, draft, references) {
    const { address, header: origin, properties } = resource;
    const where = natGatewayPlace(resource, natGatewayNames, references);
    const [primary, ...further] = ['private_ip', 'secondary_private_ip_addresses'].map((name) =>
      addresses(field(properties, name), `${address}.${name}`),
    );
    const privateIps =
      primary === undefined || primary.length === 0 ? [chosenByAws(resource, 'private_ip')] : primary;
    const connectivity = settled(text(properties, 'connectivity_type') ?? known('public'));
    const elasticIp = references.component(resource, 'allocation_id');
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
      publicIpName: `${address}.public_ip`,
      ipv6Name: `${address}.ipv6_addresses`,
      sourceDestCheck: known(false),
    });
    if (elasticIp !== undefined)
      draft.elasticIpAssociations.push({
        target: known(address),
        elasticIp: { kind: 'component', component: elasticIp },
        exists: resource.exists,
        origin,
      });
    for (const [index, component] of (
      references.list(properties, 'secondary_allocation_ids') ?? []
    ).entries())
      draft.elasticIpAssociations.push({
        target: known(address),
        elasticIp: { kind: 'component', component },
        privateIp: further.flat()[index] ?? chosenByAws(resource, 'secondary_private_ip_addresses'),
        exists: resource.exists,
        origin,
      });
  },
};
