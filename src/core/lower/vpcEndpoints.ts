/**
 * Endpoints to AWS services. A gateway endpoint is routes to the addresses of its service, in the tables it names, and
 * the prefix list AWS keeps of them (SEMANTICS R14); any other one is interfaces (S42).
 */
import type { Listening } from '../aws/loadBalancer.ts';
import type { Address } from '../net/address.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import { keptByAws } from './defaults.ts';
import type { Draft } from './draft.ts';
import { required } from './family.ts';
import { addresses, blocks, field, flag, qualified, settled, text } from './fields.ts';
import type { References } from './references.ts';
import { addService, listensOn } from './services.ts';

/** The names of an endpoint's properties in one language. */
export interface EndpointNames {
  readonly type: string;
  readonly vpc: string;
  readonly service: string;
  readonly routeTables: string;
  /** The attribute that gives its prefix list. */
  readonly prefixList: string;
  readonly subnets: string;
  readonly groups: string;
  readonly privateLink: PrivateLinkNames;
  /** The blocks that give it an address in a subnet. */
  readonly placed?: { readonly block: string; readonly subnet: string; readonly address: string };
}

/** What a service of the code's own is called in one language. */
interface PrivateLinkNames {
  readonly type: string;
  readonly balancers: string;
  readonly needsAcceptance: string;
  /** The property by which an endpoint accepts itself. */
  readonly accepts?: string;
  /** The resource that accepts one, and its property that names the endpoint. */
  readonly accepter?: { readonly type: string; readonly endpoint: string };
}

/** Subnets and groups that resources of their own add to an endpoint. */
export interface EndpointAdditions {
  readonly subnets: readonly Maybe<string>[];
  readonly groups: readonly Maybe<string>[];
}

/** Adds an endpoint by its type: a gateway, or an interface in each of its subnets. */
export function addEndpoint(
  resource: Resource,
  names: EndpointNames,
  added: EndpointAdditions,
  draft: Draft,
  references: References,
): void {
  const { properties } = resource;
  const type = qualified(text(properties, names.type) ?? known('Gateway'), resource);
  const placed = placesOf(resource, names, references);
  const subnets = [
    ...(references.list(properties, names.subnets) ?? []),
    ...placed.map(({ subnet }) => subnet),
    ...added.subnets,
  ];
  // Of an unknown type what is written tells: only a gateway has route tables.
  const isGateway = type.kind === 'unknown' ? subnets.length === 0 : type.value === 'Gateway';
  if (isGateway) gatewayEndpoint(resource, names, draft, references);
  if (isGateway || subnets.length === 0) return;
  const groups = [...(references.list(properties, names.groups) ?? []), ...added.groups];
  const leadsTo = balancerBehind(resource, names, references);
  addService(
    resource,
    {
      kind: 'endpoint',
      subnets,
      securityGroups: groups,
      privateIpsIn: (subnet) =>
        placed.flatMap((one) =>
          isSame(one.subnet, subnet) && one.address !== undefined ? [one.address] : [],
        ),
      // Gateway Load Balancer endpoints take no groups (SEMANTICS S41).
      ...(type.kind === 'known' && type.value === 'GatewayLoadBalancer'
        ? { unfiltered: true as const }
        : {
            listening: endpointListens(resource, names),
            ...(leadsTo === undefined ? {} : { leadsTo }),
          }),
      ...(type.kind === 'known' && type.value === 'Interface' ? { inboundOnly: true as const } : {}),
    },
    draft,
  );
}

interface Place {
  readonly subnet: Maybe<string>;
  /** `undefined`: AWS picks it. */
  readonly address: Maybe<Address> | undefined;
}

function placesOf(
  { address, properties }: Resource,
  { placed }: EndpointNames,
  references: References,
): readonly Place[] {
  if (placed === undefined) return [];
  return blocks(properties, placed.block).blocks.flatMap(({ object }): readonly Place[] => {
    const subnet = references.in(object, placed.subnet);
    const [own] = addresses(field(object, placed.address), `${address}.${placed.block}.${placed.address}`);
    return subnet === undefined ? [] : [{ subnet, address: own }];
  });
}

function isSame(a: Maybe<string>, b: Maybe<string>): boolean {
  return a.kind === 'known' && b.kind === 'known' && a.value === b.value;
}

/** AWS' own services answer at 443 (SEMANTICS S42), mail apart; what else is behind an endpoint the code does not say. */
function endpointListens(resource: Resource, names: EndpointNames): readonly Listening[] {
  const service = text(resource.properties, names.service);
  if (service?.kind !== 'known') return [];
  const isOwn =
    /^(com|cn\.com)\.amazonaws\./.test(service.value) && !/\.(vpce-svc-|email-smtp)/.test(service.value);
  return isOwn ? listensOn(resource, known(443), `is an endpoint of ${service.value}`) : [];
}

/** The load balancer of the service an endpoint names; `undefined` where the code does not declare that. */
function balancerBehind(
  resource: Resource,
  { service: property, privateLink }: EndpointNames,
  references: References,
): Maybe<string> | undefined {
  const named = references.component(resource, property);
  const service = named && serviceNamed(named, privateLink, references);
  // Which service it is may hang on something else, and one of the code's own may be meant.
  if (service === undefined)
    return named?.kind === 'unknown' && references.ofType(privateLink.type).length > 0 ? named : undefined;
  if (service.exists.kind === 'unknown') return service.exists;
  const { address, header, properties } = service;
  if (!isAccepted(resource, service, privateLink, references))
    return unknown(
      resource.address,
      `has to be accepted by ${address}, and the code does not say that it is`,
      resource.header,
    );
  const [balancer, ...others] = references.list(properties, privateLink.balancers) ?? [];
  if (balancer === undefined) return unknown(address, 'names no network load balancer', header);
  return others.length === 0
    ? balancer
    : unknown(
        address,
        'has several network load balancers, of which AWS picks one for each interface',
        header,
      );
}

/** The service whose name is wanted, where it is that of a resource or is made of its id. */
function serviceNamed(
  named: Maybe<string>,
  { type }: PrivateLinkNames,
  references: References,
): Resource | undefined {
  const names = named.kind === 'known' ? [named.value] : named.because.map(({ what }) => what);
  return references
    .ofType(type)
    .find(({ address }) => names.some((name) => name === address || name.startsWith(`${address}.`)));
}

function isAccepted(
  endpoint: Resource,
  service: Resource,
  { needsAcceptance, accepts, accepter }: PrivateLinkNames,
  references: References,
): boolean {
  const needs = flag(service, needsAcceptance, true);
  if (needs.kind === 'known' && !needs.value) return true;
  const own = accepts === undefined ? known(false) : flag(endpoint, accepts, false);
  if (own.kind === 'known' && own.value) return true;
  return (
    accepter !== undefined &&
    references
      .naming(accepter.type, accepter.endpoint, endpoint.address)
      .some(({ exists }) => exists.kind === 'known')
  );
}

function gatewayEndpoint(
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
