/** Endpoints to AWS services in Terraform, and what adds route tables, subnets and groups to them. */
import type { Resource } from '../../value/resource.ts';
import type { Maybe } from '../../value/value.ts';
import { required, type Family } from '../family.ts';
import { flag } from '../fields.ts';
import type { References } from '../references.ts';
import { addEndpoint, endpointRoute, type EndpointNames } from '../vpcEndpoints.ts';

const names: EndpointNames = {
  type: 'vpc_endpoint_type',
  vpc: 'vpc_id',
  service: 'service_name',
  routeTables: 'route_table_ids',
  prefixList: 'prefix_list_id',
  subnets: 'subnet_ids',
  groups: 'security_group_ids',
  privateLink: {
    type: 'aws_vpc_endpoint_service',
    balancers: 'network_load_balancer_arns',
    needsAcceptance: 'acceptance_required',
    accepts: 'auto_accept',
    accepter: { type: 'aws_vpc_endpoint_connection_accepter', endpoint: 'vpc_endpoint_id' },
  },
  placed: { block: 'subnet_configuration', subnet: 'subnet_id', address: 'ipv4' },
};

export const vpcEndpoint: Family = {
  aws_vpc_endpoint(resource, draft, references) {
    const { address } = resource;
    const groups = added('aws_vpc_endpoint_security_group_association', 'security_group_id');
    // AWS puts a new endpoint into the default group; an association may take its place.
    const replaced = groups.some(({ by }) => isKnownTrue(flag(by, 'replace_default_association', false)));
    const written = references.list(resource.properties, names.groups) ?? [];
    const keepsDefault = written.length === 0 && groups.length > 0 && !replaced;
    const own = groups.map(({ component }) => component);
    addEndpoint(
      resource,
      names,
      {
        subnets: added('aws_vpc_endpoint_subnet_association', 'subnet_id').map(({ component }) => component),
        groups: keepsDefault ? [...own, defaultGroup(resource, references)] : own,
      },
      draft,
      references,
    );

    function added(
      type: string,
      name: string,
    ): readonly { readonly component: Maybe<string>; readonly by: Resource }[] {
      return references.naming(type, 'vpc_endpoint_id', address).map((by) => ({
        component: by.exists.kind === 'known' ? required(references, by, name) : by.exists,
        by,
      }));
    }
  },

  aws_vpc_endpoint_route_table_association(resource, draft, references) {
    const table = required(references, resource, 'route_table_id');
    endpointRoute(resource, table, required(references, resource, 'vpc_endpoint_id'), draft);
  },
};

function defaultGroup(resource: Resource, references: References): Maybe<string> {
  const vpc = required(references, resource, names.vpc);
  return vpc.kind === 'known'
    ? { kind: 'known', value: references.defaultsOf(vpc.value).securityGroup }
    : vpc;
}

function isKnownTrue(flagged: Maybe<boolean>): boolean {
  return flagged.kind === 'known' && flagged.value;
}
