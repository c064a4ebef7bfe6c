/** `aws_vpc` and the resources that add address blocks to one. */
import { cidrOf } from '../../net/address.ts';
import type { Resource } from '../../value/resource.ts';
import { known } from '../../value/value.ts';
import { anywhere, awsDefault } from '../defaults.ts';
import type { DraftVpcBlock } from '../draft/vpc.ts';
import { certainly, chosenByAws, required, type Family } from '../family.ts';
import { componentCidr, field, flag, ofFamily } from '../fields.ts';

/** 172.31.0.0/16: the block of every default VPC (SEMANTICS R9a). */
const defaultVpcBlock = cidrOf({ family: 'ipv4', value: 0xac1f0000n }, 16);

export const vpc: Family = {
  aws_vpc(resource, draft, references) {
    const { address, header: origin } = resource;
    const blocks = [ipv4Block(resource, certainly), ...ipv6Blocks(resource)];
    draft.vpcs.push({ address, origin, blocks, defaults: references.defaultsOf(address) });
  },

  /**
   * The VPC AWS made with the account: its block is always the same, and its main table leads to its internet gateway
   * unless that table was adopted too, which empties it (SEMANTICS 5.1).
   */
  aws_default_vpc(resource, draft, references) {
    const { address, header: origin } = resource;
    const defaults = references.defaultsOf(address);
    const blocks: DraftVpcBlock[] = [
      { cidr: known(defaultVpcBlock), family: 'ipv4', exists: certainly },
      ...ipv6Blocks(resource),
    ];
    draft.vpcs.push({ address, origin, blocks, defaults });
    const place = awsDefault(origin);
    const gateway = `${address}.internet_gateway`;
    draft.gateways.push({ address: gateway, origin: place, exists: certainly, vpc: known(address) });
    if (references.declares(defaults.routeTable)) return;
    draft.routes.push({
      table: known(defaults.routeTable),
      destination: { kind: 'cidr', cidr: known(anywhere.ipv4) },
      target: known({ kind: 'internet-gateway', gateway }),
      exists: certainly,
      resource: defaults.routeTable,
      origin: place,
    });
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
