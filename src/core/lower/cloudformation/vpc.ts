/** `AWS::EC2::VPC` and the blocks `AWS::EC2::VPCCidrBlock` adds to one. */
import type { MaybeCidr } from '../../aws/component.ts';
import type { Resource } from '../../value/resource.ts';
import { allExist } from '../associations.ts';
import type { DraftVpcBlock } from '../draft/vpc.ts';
import { certainly, chosenByAws, required, type Family } from '../family.ts';
import { componentCidr, field, flag, ofFamily } from '../fields.ts';

export const vpc: Family = {
  'AWS::EC2::VPC'(resource, draft, references) {
    const { address, header: origin } = resource;
    const [cidr] = componentCidr(resource, 'CidrBlock', 'ipv4');
    const block = { ...chosenBlock(resource, 'ipv4'), exists: certainly };
    draft.vpcs.push({
      address,
      origin,
      blocks: [cidr === undefined ? block : { ...block, cidr }],
      defaults: references.defaultsOf(address),
    });
  },

  'AWS::EC2::VPCCidrBlock'(resource, draft, references) {
    const of = required(references, resource, 'VpcId');
    for (const block of addedBlocks(resource)) draft.vpcCidrs.push({ vpc: of, ...block });
  },
};

/** The blocks written; else the one AWS provides or takes from a pool. */
function addedBlocks(resource: Resource): readonly DraftVpcBlock[] {
  const { exists, properties } = resource;
  const written = [
    ...componentCidr(resource, 'CidrBlock', 'ipv4').map((cidr) => addedBlock(cidr, 'ipv4', exists)),
    ...componentCidr(resource, 'Ipv6CidrBlock', 'ipv6').map((cidr) => addedBlock(cidr, 'ipv6', exists)),
  ];
  if (written.length > 0) return written;
  const provided = flag(resource, 'AmazonProvidedIpv6CidrBlock', false);
  const ipv6 = chosenBlock(resource, 'ipv6');
  if (provided.kind === 'unknown') return [{ ...ipv6, exists: allExist(provided, exists) }];
  const fromPool = field(properties, 'Ipv6IpamPoolId') ?? field(properties, 'Ipv6Pool');
  if (provided.value || fromPool !== undefined) return [ipv6];
  return field(properties, 'Ipv4IpamPoolId') === undefined ? [] : [chosenBlock(resource, 'ipv4')];
}

/** An unknown one may turn out to be left out. */
function addedBlock(
  cidr: MaybeCidr,
  family: DraftVpcBlock['family'],
  exists: DraftVpcBlock['exists'],
): DraftVpcBlock {
  return { cidr, family, exists: cidr.kind === 'unknown' ? allExist(cidr, exists) : exists };
}

function chosenBlock(resource: Resource, family: DraftVpcBlock['family']): DraftVpcBlock {
  const name = family === 'ipv4' ? 'CidrBlock' : 'Ipv6CidrBlock';
  return { cidr: ofFamily(chosenByAws(resource, name), family), family, exists: resource.exists };
}
