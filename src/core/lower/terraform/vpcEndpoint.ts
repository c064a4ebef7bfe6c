/** Endpoints to AWS services in Terraform. */
import { required, type Family } from '../family.ts';
import { text } from '../fields.ts';
import { endpointRoute, gatewayEndpoint, type EndpointNames } from '../vpcEndpoints.ts';

const names: EndpointNames = {
  type: 'vpc_endpoint_type',
  vpc: 'vpc_id',
  service: 'service_name',
  routeTables: 'route_table_ids',
  prefixList: 'prefix_list_id',
};

export const vpcEndpoint: Family = {
  aws_vpc_endpoint(resource, draft, references) {
    const type = text(resource.properties, names.type);
    if (type === undefined || (type.kind === 'known' && type.value === 'Gateway'))
      gatewayEndpoint(resource, names, draft, references);
  },

  aws_vpc_endpoint_route_table_association(resource, draft, references) {
    const table = required(references, resource, 'route_table_id');
    endpointRoute(resource, table, required(references, resource, 'vpc_endpoint_id'), draft);
  },
};
