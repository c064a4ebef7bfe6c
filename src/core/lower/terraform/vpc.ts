/** `aws_vpc` and the resources that add address blocks to one. */
import type { Resource } from '../../value/resource.ts';
import type { DraftVpcBlock } from '../draft/vpc.ts';
import { certainly, chosenByAws, required, type Family } from '../family.ts';
import { componentCidr, field, flag, ofFamily } from '../fields.ts';

export const vpc: Family = {
  aws_vpc(resource, draft, references) {
    const { address, header: origin } = resource;
    const blocks = [ipv4Block(resource, certainly), ...ipv6Blocks(resource)];
    draft.vpcs.push({ address, origin, blocks, defaults: references.defaultsOf(address) });
  },

  aws_vpc_ipv4_cidr_block_association(resource, draft, references) {
    const block = ipv4Block(resource, resource.exists);
    draft.vpcCidrs.push({ vpc: required(references, resource, 'vpc_id'), ...block });
  },

  aws_vpc_ipv6_cidr_block_association(resource, draft, references) {
    const [cidr] = componentCidr(resource, 'ipv6_cidr_block', 'ipv6');
    draft.vpcCidrs.push({
      vpc: required(references, resource, 'vpc_id'),
      cidr: cidr ?? ofFamily(chosenByAws(resource, 'ipv6_cidr_block'), 'ipv6'),
      family: 'ipv6',
      exists: resource.exists,
    });
  },
};

function ipv4Block(resource: Resource, exists: DraftVpcBlock['exists']): DraftVpcBlock {
  const [cidr] = componentCidr(resource, 'cidr_block', 'ipv4');
  return { cidr: cidr ?? ofFamily(chosenByAws(resource, 'cidr_block'), 'ipv4'), family: 'ipv4', exists };
}

function ipv6Blocks(resource: Resource): readonly DraftVpcBlock[] {
  const [cidr] = componentCidr(resource, 'ipv6_cidr_block', 'ipv6');
  const family = 'ipv6';
  // An unknown one may turn out to be null.
  if (cidr !== undefined) return [{ cidr, family, exists: cidr.kind === 'unknown' ? cidr : certainly }];
  const generated = flag(resource, 'assign_generated_ipv6_cidr_block', false);
  const chosen = ofFamily(chosenByAws(resource, 'ipv6_cidr_block'), family);
  if (generated.kind === 'unknown') return [{ cidr: chosen, family, exists: generated }];
  const fromPool = field(resource.properties, 'ipv6_ipam_pool_id') !== undefined;
  return generated.value || fromPool ? [{ cidr: chosen, family, exists: certainly }] : [];
}
