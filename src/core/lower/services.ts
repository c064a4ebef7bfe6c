/**
 * AWS' services as what they are to the network: interfaces in subnets, behind groups, listening on a port. Databases,
 * caches, functions and containers of both languages come through here (SEMANTICS S42–S46).
 */
import type { Listening } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import type { Address } from '../net/address.ts';
import { tcp } from '../net/protocol.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue, type Unknown } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { blocks, boolean, integer, qualified, text } from './fields.ts';
import { groupsOrDefault, madeByAws } from './interfaceFields.ts';
import { perSubnet } from './perSubnet.ts';
import type { References } from './references.ts';

export interface ServiceFacts {
  readonly kind: NetworkInterface['kind'];
  /** `undefined`: none are named, so AWS puts it where the code does not say. */
  readonly subnets: readonly Maybe<string>[] | undefined;
  /** None: the default group of the VPC (SEMANTICS S34). */
  readonly securityGroups: readonly Maybe<string>[] | undefined;
  readonly publicIp?: Maybe<boolean>;
  /** AWS puts it into one of the subnets. */
  readonly oneOf?: true;
  readonly outboundOnly?: true;
  readonly inboundOnly?: true;
  readonly leadsTo?: Maybe<string>;
  readonly unfiltered?: true;
  /** Whether it has IPv6 addresses too. */
  readonly ipv6?: Maybe<boolean>;
  readonly privateIps?: readonly Maybe<Address>[];
  /** Those it has in one of its subnets, where the code names them subnet by subnet. */
  readonly privateIpsIn?: (subnet: Maybe<string>) => readonly Maybe<Address>[];
  readonly listening?: readonly Listening[];
}

/** Adds the interfaces of a service, one in each subnet. */
export function addService(resource: Resource, facts: ServiceFacts, draft: Draft): void {
  const { kind, securityGroups, oneOf, outboundOnly, inboundOnly, leadsTo, unfiltered, listening } = facts;
  const places = perSubnet(resource, facts.subnets);
  for (const place of places) {
    const privateIps = facts.privateIpsIn?.(place.subnet) ?? facts.privateIps;
    draft.interfaces.push(
      madeByAws(resource, place, {
        kind,
        securityGroups: unfiltered ? [] : groupsOrDefault(securityGroups),
        publicIp: facts.publicIp ?? known(false),
        ipv6: ipv6Of(facts.ipv6, place.address, resource),
        ...(oneOf && places.length > 1 ? { placement: 'one-of' } : {}),
        ...(outboundOnly ? { outboundOnly } : {}),
        ...(inboundOnly ? { inboundOnly } : {}),
        ...(leadsTo === undefined ? {} : { leadsTo }),
        ...(unfiltered ? { unfiltered } : {}),
        ...(privateIps === undefined || privateIps.length === 0 ? {} : { privateIps }),
        ...(listening === undefined ? {} : { listening }),
      }),
    );
  }
}

function ipv6Of(
  has: Maybe<boolean> | undefined,
  address: string,
  { header }: Resource,
): Maybe<readonly Maybe<Address>[]> {
  if (has?.kind === 'unknown') return has;
  if (!has?.value) return known([]);
  return known([unknown(`IPv6 address of ${address}`, 'is chosen by AWS when it is created', header)]);
}

/** Where a service keeps its subnets when it does not name them itself. */
export interface SubnetGroupNames {
  /** The property that names the group. */
  readonly property: string;
  readonly type: string;
  /** The property of the group that lists the subnets. */
  readonly subnets: string;
}

/** The subnets of the group a service names; `undefined` when it names none. */
export function subnetsOfGroup(
  { address, header, properties }: Resource,
  names: SubnetGroupNames,
  references: References,
): readonly Maybe<string>[] | undefined {
  const group = references.named(properties, names.property, names.type);
  if (group === undefined) return undefined;
  if (group.kind === 'unknown') return [group];
  const found = references.resource(group.value);
  if (found === undefined)
    return [unknown(group.value, `is a subnet group outside the code, which ${address} is in`, header)];
  return references.list(found.properties, names.subnets);
}

/** One port over TCP; nothing when it is not known. */
export function listensOn(
  { header: origin }: Resource,
  port: Maybe<number> | undefined,
  why: string,
): readonly Listening[] {
  if (port?.kind !== 'known' || port.value < 1 || port.value > 65535) return [];
  return [{ protocol: tcp, ports: { first: port.value, last: port.value }, why, origin }];
}

/** A port as written, else the one a service has where the code says nothing. */
export function portOr(
  resource: Resource,
  object: ObjectValue,
  name: string,
  fallback: number | undefined,
): Maybe<number> | undefined {
  const written = integer(object, name);
  if (written !== undefined) return qualified(written, resource);
  return fallback === undefined ? undefined : known(fallback);
}

/** Ports of database and cache engines, by how their names begin. */
const enginePorts: readonly (readonly [string, number])[] = [
  ['aurora-postgresql', 5432],
  ['postgres', 5432],
  ['aurora', 3306],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['sqlserver', 1433],
  ['custom-sqlserver', 1433],
  ['oracle', 1521],
  ['custom-oracle', 1521],
  ['db2', 50000],
  ['docdb', 27017],
  ['neptune', 8182],
  ['redis', 6379],
  ['valkey', 6379],
  ['memcached', 11211],
];

/** What an engine listens on by default; `undefined` when it is not one of those known. */
export function portOfEngine(engine: string): number | undefined {
  return enginePorts.find(([name]) => engine.toLowerCase().startsWith(name))?.[1];
}

/** The port of a database or a cache, as written or by its engine. */
export function engineListens(
  resource: Resource,
  names: { readonly port: string; readonly engine: string },
  otherwise: string | undefined,
): readonly Listening[] {
  const { properties } = resource;
  const written = text(properties, names.engine);
  const engine = written?.kind === 'known' ? written.value : written === undefined ? otherwise : undefined;
  const port = portOr(
    resource,
    properties,
    names.port,
    engine === undefined ? undefined : portOfEngine(engine),
  );
  const why = engine === undefined ? 'has this port' : `is a ${engine} database`;
  return listensOn(resource, port, why);
}

/** A flag of a service that decides whether it has public addresses. */
export function publicFlag(
  resource: Resource,
  object: ObjectValue,
  name: string,
  otherwise: Maybe<boolean>,
): Maybe<boolean> {
  const read = boolean(object, name);
  return read === undefined ? otherwise : qualified(read, resource);
}

/** RDS' own default: a subnet group's VPC decides, or it is private; AWS has documented both (SEMANTICS S44a). */
export function unsaid({ address, header }: Resource, name: string): Unknown {
  return unknown(`${address}.${name}`, 'is not set, and AWS documents two defaults', header);
}

/** Whether the instances of a cluster are public; unknown where some are and some are not. */
export function allOrNone(flags: readonly Maybe<boolean>[], { address, header }: Resource): Maybe<boolean> {
  const open = flags.find(({ kind }) => kind === 'unknown');
  if (open !== undefined) return open;
  const some = flags.some((one) => one.kind === 'known' && one.value);
  const all = flags.every((one) => one.kind === 'known' && one.value);
  return some && !all ? unknown(address, 'has public and private instances', header) : known(some);
}

/** The object a block or a property of a service holds its subnets and groups in; `undefined` when it is absent. */
export function settings(resource: Resource, name: string): Maybe<ObjectValue> | undefined {
  const { blocks: found, open } = blocks(resource.properties, name);
  const [block] = found;
  return block === undefined ? open : known(block.object);
}

/** Facts of a service whose settings are not known. */
export function unknownService(kind: ServiceFacts['kind'], open: Unknown): ServiceFacts {
  return { kind, subnets: [open], securityGroups: [open], publicIp: open, ipv6: open };
}
