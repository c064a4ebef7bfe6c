/** VPC peering connections in Terraform, and what accepts them. Nothing passes until one is accepted (SEMANTICS 5.1). */
import { known } from '../../value/value.ts';
import { required, type Family } from '../family.ts';
import { boolean, field, flag, qualified } from '../fields.ts';

export const peering: Family = {
  aws_vpc_peering_connection(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    const accepts = boolean(properties, 'auto_accept');
    const region = field(properties, 'peer_region');
    draft.peerings.push({
      address,
      origin,
      exists,
      requester: required(references, resource, 'vpc_id'),
      accepter: required(references, resource, 'peer_vpc_id'),
      accepted: accepts === undefined ? undefined : qualified(accepts, resource),
      crossRegion: region?.value.kind === 'unknown' ? region.value : known(region !== undefined),
    });
  },

  aws_vpc_peering_connection_accepter(resource, draft, references) {
    draft.peeringAcceptances.push({
      connection: required(references, resource, 'vpc_peering_connection_id'),
      accepts: flag(resource, 'auto_accept', false),
      exists: resource.exists,
    });
  },
};
