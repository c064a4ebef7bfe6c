/**
 * Load balancers as both languages write them: an interface for each subnet, listeners, target groups and what is
 * registered with them (SEMANTICS S38–S40).
 */
import type { LoadBalancer, LoadBalancerType, TargetGroup } from '../aws/loadBalancer.ts';
import { parseAddress, type Address } from '../net/address.ts';
import { tcp, udp, type Protocol } from '../net/protocol.ts';
import type { Resource } from '../value/resource.ts';
import { known, mapMaybe, unknown, type Because, type Maybe, type Property } from '../value/value.ts';
import type { Draft } from './draft.ts';
import type { DraftTarget } from './draft/loadBalancer.ts';
import { addresses, blocks, field, qualified, quote, text } from './fields.ts';
import { groupsOrDefault, madeByAws } from './interfaceFields.ts';
import { perSubnet } from './perSubnet.ts';
import type { References } from './references.ts';

/** A subnet of a load balancer, with the addresses its node there is given. */
export interface NodePlace {
  readonly subnet: Maybe<string>;
  readonly privateIps?: readonly Maybe<Address>[];
  readonly ipv6?: readonly Maybe<Address>[];
  /** Network load balancers: the Elastic IP of the node. */
  readonly elasticIp?: Maybe<string>;
}

export interface BalancerFacts {
  readonly type: LoadBalancer['type'];
  readonly scheme: LoadBalancer['scheme'];
  readonly places: readonly NodePlace[];
  readonly securityGroups: readonly Maybe<string>[] | undefined;
  /** `ipv4`, `dualstack` or `dualstack-without-public-ipv4`. */
  readonly addressType: Maybe<string>;
  /** `on` or `off`; `undefined` where the code says nothing. */
  readonly enforceOnPrivateLink?: Maybe<string> | undefined;
  readonly open?: readonly Because[];
}

/** The names of the properties that place nodes, in one language. */
export interface PlaceNames {
  readonly subnets: string;
  /** A block for each node, which names the rest. */
  readonly mappings: string;
  readonly subnet: string;
  readonly elasticIp: string;
  readonly privateIp: string;
  readonly ipv6: string;
}

/** The type a property names; `application` where the code says nothing. */
export function balancerType(resource: Resource, name: string): Maybe<LoadBalancerType> {
  const { address, header, properties } = resource;
  const type = qualified(text(properties, name) ?? known('application'), resource);
  if (type.kind === 'unknown') return type;
  const { value } = type;
  if (value === 'application' || value === 'network' || value === 'gateway') return known(value);
  return unknown(`${address} ${name} ${quote(value)}`, 'is no type of load balancer', header);
}

/** Where the nodes stand: subnets, or mappings of subnets with the addresses of each node. */
export function nodePlaces(
  { address, header, properties }: Resource,
  names: PlaceNames,
  references: References,
): readonly NodePlace[] {
  const mapped = blocks(properties, names.mappings);
  const places = mapped.blocks.map(({ object }): NodePlace => {
    const elasticIp = references.in(object, names.elasticIp);
    const name = `${address}.${names.mappings}`;
    return {
      subnet: references.in(object, names.subnet) ?? unknown(`${name}.${names.subnet}`, 'is missing', header),
      privateIps: addresses(field(object, names.privateIp), name),
      ipv6: addresses(field(object, names.ipv6), name),
      ...(elasticIp === undefined ? {} : { elasticIp }),
    };
  });
  const listed = (references.list(properties, names.subnets) ?? []).map((subnet) => ({ subnet }));
  const open = mapped.open === undefined ? [] : [{ subnet: mapped.open }];
  return [...places, ...open, ...listed];
}

/** Adds a load balancer and its nodes. */
export function addLoadBalancer(resource: Resource, facts: BalancerFacts, draft: Draft): void {
  const { address, header: origin } = resource;
  const { type, scheme, places, addressType } = facts;
  const nodes = perSubnet(
    resource,
    places.map(({ subnet }) => subnet),
  );
  for (const node of nodes) {
    const place = places.find(({ subnet }) => subnet === node.subnet);
    draft.interfaces.push(
      madeByAws(resource, node, {
        kind: 'load-balancer',
        ...groupsOf(facts),
        publicIp: hasPublicIp(scheme, addressType),
        ipv6: ipv6Of(node.address, place, addressType, resource),
        // A node passes on what is addressed to others where it preserves the client's address.
        sourceDestCheck: known(false),
        ...(place?.privateIps === undefined || place.privateIps.length === 0
          ? {}
          : { privateIps: place.privateIps }),
      }),
    );
    if (place?.elasticIp !== undefined)
      draft.elasticIpAssociations.push({
        target: known(node.address),
        elasticIp: { kind: 'component', component: place.elasticIp },
        exists: resource.exists,
        origin,
      });
  }
  draft.loadBalancers.push({
    address,
    origin,
    type,
    scheme,
    nodes: nodes.map((node) => node.address),
    ...(facts.enforceOnPrivateLink === undefined
      ? {}
      : { filtersPrivateLink: mapMaybe(facts.enforceOnPrivateLink, (value) => value !== 'off') }),
    open: facts.open ?? [],
  });
}

/** Only a network load balancer may have no groups, and then filters nothing; a gateway one never has any (S39, S41). */
function groupsOf({ type, securityGroups }: BalancerFacts): {
  readonly securityGroups: readonly Maybe<string>[] | 'default';
  readonly unfiltered?: true;
} {
  if (securityGroups !== undefined && securityGroups.length > 0) return { securityGroups };
  if (type.kind === 'unknown') return { securityGroups: [type] };
  return type.value === 'network' || type.value === 'gateway'
    ? { securityGroups: [], unfiltered: true }
    : { securityGroups: groupsOrDefault(securityGroups) };
}

function hasPublicIp(scheme: LoadBalancer['scheme'], addressType: Maybe<string>): Maybe<boolean> {
  if (scheme.kind === 'unknown') return scheme;
  if (scheme.value === 'internal') return known(false);
  return addressType.kind === 'unknown'
    ? addressType
    : known(addressType.value !== 'dualstack-without-public-ipv4');
}

function ipv6Of(
  node: string,
  place: NodePlace | undefined,
  addressType: Maybe<string>,
  { header }: Resource,
): Maybe<readonly Maybe<Address>[]> {
  if (place?.ipv6 !== undefined && place.ipv6.length > 0) return known(place.ipv6);
  if (addressType.kind === 'unknown') return addressType;
  if (!addressType.value.startsWith('dualstack')) return known([]);
  return known([unknown(`IPv6 address of ${node}`, 'is chosen by AWS when it is created', header)]);
}

const protocols: ReadonlyMap<string, readonly Protocol[]> = new Map([
  ['HTTP', [tcp]],
  ['HTTPS', [tcp]],
  ['TCP', [tcp]],
  ['TLS', [tcp]],
  ['SSL', [tcp]],
  ['UDP', [udp]],
  ['QUIC', [udp]],
  ['GENEVE', [udp]],
  ['TCP_UDP', [tcp, udp]],
  ['TCP_QUIC', [tcp, udp]],
]);

/** What a listener's or a target group's protocol is underneath; HTTP where it says nothing. */
export function transportOf(
  written: Maybe<string> | undefined,
  { address, header }: Resource,
): Maybe<readonly Protocol[]> {
  if (written === undefined) return known([tcp]);
  if (written.kind === 'unknown') return written;
  const found = protocols.get(written.value.toUpperCase());
  return found === undefined
    ? unknown(`${address} ${quote(written.value)}`, 'is not a protocol of load balancers', header)
    : known(found);
}

/**
 * Whether targets see the client's address (SEMANTICS S40).
 * @param asked what the code says of it; only TCP and TLS may choose.
 */
export function clientIpPreserved(
  protocol: Maybe<string> | undefined,
  targetType: Maybe<string>,
  asked: Maybe<boolean> | undefined,
  { address, header }: Resource,
): TargetGroup['preservesClientIp'] {
  if (protocol === undefined) return known(false);
  if (protocol.kind === 'unknown') return protocol;
  switch (protocol.value.toUpperCase()) {
    case 'HTTP':
    case 'HTTPS':
      return known(false);
    case 'TCP':
    case 'TLS':
      if (asked !== undefined) return asked;
      if (targetType.kind === 'unknown') return targetType;
      if (targetType.value === 'instance') return known(true);
      if (targetType.value === 'ip') return known(false);
      return unknown(`client IP preservation of ${address}`, 'is not documented for such targets', header);
    default:
      return known(true);
  }
}

/** The family of the addresses a target group sends to: `ipv4` where the code says nothing, or `ipv6`. */
export function targetFamily(
  written: Maybe<string> | undefined,
  { address, header }: Resource,
): Pick<TargetGroup, 'family'> {
  if (written === undefined) return {};
  if (written.kind === 'unknown') return { family: written };
  const { value } = written;
  if (value === 'ipv4' || value === 'ipv6') return { family: known(value) };
  const what = `${address} ${quote(value)}`;
  return { family: unknown(what, 'is neither ipv4 nor ipv6', header) };
}

/** Attributes that stand for whoever has the address. */
const addressAttributes: ReadonlySet<string> = new Set([
  'private_ip',
  'private_ip_address',
  'PrivateIp',
  'PrivateIpAddress',
  'PrimaryPrivateIpAddress',
]);

/** What the id of a target names: a component, or an address. */
export function targetNamed(
  found: Property,
  name: string,
  references: References,
): DraftTarget['target'] | undefined {
  const { value } = found;
  if (value.kind === 'reference' && addressAttributes.has(value.attribute))
    return { kind: 'component', component: known(value.resource) };
  const ip = value.kind === 'string' ? parseAddress(value.text) : undefined;
  if (ip !== undefined) return { kind: 'ip', ip };
  const component = references.of(found, name);
  return component === undefined ? undefined : { kind: 'component', component };
}

/** Registers all the interfaces of a component, an Auto Scaling group for one, with target groups. */
export function registerAll(
  { address, header: origin, exists }: Resource,
  groups: readonly Maybe<string>[] | undefined,
  draft: Draft,
): void {
  for (const group of groups ?? [])
    draft.targets.push({
      group,
      target: { kind: 'component', component: known(address) },
      port: undefined,
      exists,
      origin,
    });
}
