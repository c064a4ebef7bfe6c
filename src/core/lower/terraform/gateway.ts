/** Internet gateways in Terraform, and NAT gateways as the interfaces they are in their subnet (SEMANTICS N25). */
import { required, type Family } from '../family.ts';
import { addNatGateway } from '../natGateways.ts';

const natGatewayNames = {
  subnet: 'subnet_id',
  vpc: 'vpc_id',
  mode: 'availability_mode',
  connectivity: 'connectivity_type',
  privateIp: 'private_ip',
  furtherIps: 'secondary_private_ip_addresses',
  elasticIp: 'allocation_id',
  furtherElasticIps: 'secondary_allocation_ids',
};

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
    addNatGateway(resource, draft, references, natGatewayNames);
  },
};
