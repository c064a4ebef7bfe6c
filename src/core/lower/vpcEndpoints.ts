/**
 * Endpoints to AWS services. A gateway endpoint is routes to the addresses of its service, in the tables it names, and
 * the prefix list AWS keeps of them (SEMANTICS R14).
 */
import type { Resource } from '../value/resource.ts';
import { known, type Maybe } from '../value/value.ts';
import { keptByAws } from './defaults.ts';
import type { Draft } from './draft.ts';
import { required } from './family.ts';
import { settled, text } from './fields.ts';
import type { References } from './references.ts';

/** The names of an endpoint's properties in one language. */
export interface EndpointNames {
  readonly type: string;
  readonly vpc: string;
  readonly service: string;
  readonly routeTables: string;
  /** The attribute that gives its prefix list. */
  readonly prefixList: string;
}

export function gatewayEndpoint(
  resource: Resource,
  names: EndpointNames,
  draft: Draft,
  references: References,
): void {
  const { address, header: origin, exists, properties } = resource;
  const service = settled(text(properties, names.service) ?? known(`the service of ${address}`));
  const name = service.kind === 'known' ? service.value : `the service of ${address}`;
  draft.gatewayEndpoints.push({
    address,
    origin,
    vpc: required(references, resource, names.vpc),
    service,
    exists,
  });
  draft.prefixLists.push({
    address: `${address}.${names.prefixList}`,
    origin,
    entries: [keptByAws(name, origin)],
    service: name,
  });
  for (const table of references.list(properties, names.routeTables) ?? [])
    endpointRoute(resource, table, known(address), draft);
}

/** What an endpoint adds to a route table, by the resource that says so. */
export function endpointRoute(
  { address: resource, header: origin, exists }: Resource,
  table: Maybe<string>,
  endpoint: Maybe<string>,
  draft: Draft,
): void {
  draft.routes.push({
    table,
    destination: { kind: 'endpoint', endpoint },
    target:
      endpoint.kind === 'known' ? known({ kind: 'gateway-endpoint', endpoint: endpoint.value }) : endpoint,
    exists,
    resource,
    origin,
  });
}
