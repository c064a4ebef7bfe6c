/** VPC peering connections in Terraform. */
import { required, type Family } from '../family.ts';

export const peering: Family = {
  aws_vpc_peering_connection(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const requester = required(references, resource, 'vpc_id');
    const accepter = required(references, resource, 'peer_vpc_id');
    draft.peerings.push({ address, origin, exists, requester, accepter });
  },
};
