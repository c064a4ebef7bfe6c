/**
 * VPC peering connections in CloudFormation. The stack accepts one within its own account, and one with another account
 * where it has a role there (SEMANTICS 5.2).
 */
import type { Resource } from '../../value/resource.ts';
import { known, type Maybe, type Property } from '../../value/value.ts';
import { required, type Family } from '../family.ts';
import { field } from '../fields.ts';

export const peering: Family = {
  'AWS::EC2::VPCPeeringConnection'(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    draft.peerings.push({
      address,
      origin,
      exists,
      requester: required(references, resource, 'VpcId'),
      accepter: required(references, resource, 'PeerVpcId'),
      accepted: acceptedByStack(resource),
      crossRegion: otherRegion(field(properties, 'PeerRegion')),
    });
  },
};

function acceptedByStack({ properties }: Resource): Maybe<boolean> | undefined {
  const owner = field(properties, 'PeerOwnerId');
  if (owner === undefined) return known(true);
  const role = field(properties, 'PeerRoleArn');
  if (role !== undefined) return role.value.kind === 'unknown' ? role.value : known(true);
  if (isPseudoParameter(owner, 'AWS::AccountId')) return known(true);
  return owner.value.kind === 'unknown' ? owner.value : undefined;
}

function otherRegion(region: Property | undefined): Maybe<boolean> {
  if (region === undefined || isPseudoParameter(region, 'AWS::Region')) return known(false);
  return region.value.kind === 'unknown' ? region.value : known(true);
}

/** Whether a property is what the stack itself has: its own account or Region. */
function isPseudoParameter({ value }: Property, name: string): boolean {
  return value.kind === 'unknown' && value.because.every(({ what }) => what === name);
}
