/**
 * Internet gateways, egress-only ones and peering connections. Where their own output is not in the folder, a route that
 * works proves that its gateway is attached to the VPC of its table.
 */
import type { Component } from '../../aws/component.ts';
import type {
  EgressOnlyInternetGateway,
  InternetGateway,
  RouteTable,
  RouteTarget,
  Vpc,
  VpcPeeringConnection,
} from '../../aws/network.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe } from '../../value/value.ts';
import { blocks, nested } from '../fields.ts';
import { componentOf, idOf, stateOf, type Folder } from './folder.ts';

/**
 * The listed ones, else those that routes lead to.
 * @param edges the tables that route what comes in, by the gateway they are associated with (SEMANTICS R17).
 */
export function internetGateways(
  folder: Folder,
  vpcs: readonly Vpc[],
  tables: readonly RouteTable[],
  edges: ReadonlyMap<string, string>,
): readonly InternetGateway[] {
  const listed = folder.all('InternetGateway').map((resource): InternetGateway => {
    const vpc = attachedTo(resource);
    return { ...componentOf(resource), vpc: vpc === undefined ? undefined : known(vpc) };
  });
  const found = [...listed, ...routedTo(tables, 'internet-gateway', listed)];
  return [...found, ...unlistedGateway(folder, vpcs, found, edges)].map((gateway) => {
    const edge = edges.get(gateway.address);
    return edge === undefined ? gateway : { ...gateway, routeTable: known(edge) };
  });
}

/** A gateway that no route names may be attached all the same, and take packets in. */
function unlistedGateway(
  folder: Folder,
  vpcs: readonly Vpc[],
  found: readonly InternetGateway[],
  edges: ReadonlyMap<string, string>,
): readonly InternetGateway[] {
  const unlisted = folder.unlisted('InternetGateway');
  const served = new Set(found.map(({ vpc }) => (vpc?.kind === 'known' ? vpc.value : undefined)));
  const without = vpcs.find(({ address }) => !served.has(address));
  const [reason] = unlisted?.because ?? [];
  if (unlisted === undefined || reason === undefined || without === undefined) return [];
  const names = new Set(found.map(({ address }) => address));
  const routed = [...edges.keys()].some((gateway) => !names.has(gateway));
  const gateway = { address: reason.what, origin: without.origin, vpc: unlisted };
  return [routed ? { ...gateway, routeTable: unlisted } : gateway];
}

export function egressOnlyInternetGateways(
  folder: Folder,
  tables: readonly RouteTable[],
): readonly EgressOnlyInternetGateway[] {
  const listed = folder.all('EgressOnlyInternetGateway').map((resource): EgressOnlyInternetGateway => {
    const vpc = attachedTo(resource);
    return {
      ...componentOf(resource),
      vpc:
        vpc === undefined ? unknown(resource.address, 'is attached to no VPC', resource.header) : known(vpc),
    };
  });
  return [...listed, ...routedTo(tables, 'egress-only-internet-gateway', listed)];
}

/** The listed ones; else those that routes lead to, of which the ends are not known. */
export function vpcPeeringConnections(
  folder: Folder,
  tables: readonly RouteTable[],
): readonly VpcPeeringConnection[] {
  const listed = folder.all('VpcPeeringConnection').map((resource): VpcPeeringConnection => {
    const requester = sideOf(resource, 'RequesterVpcInfo');
    const accepter = sideOf(resource, 'AccepterVpcInfo');
    return {
      ...componentOf(resource),
      requester: requester.vpc,
      accepter: accepter.vpc,
      active: known(stateOf(resource.properties, 'Status') === 'active'),
      crossRegion:
        requester.region === undefined || accepter.region === undefined
          ? unknown(resource.address, 'does not name the Regions of its VPCs', resource.header)
          : known(requester.region !== accepter.region),
    };
  });
  const others = routedTo(tables, 'vpc-peering-connection', listed).map(
    ({ address, origin }): VpcPeeringConnection => {
      const absent = folder.absent('VpcPeeringConnection', address);
      return {
        address,
        origin,
        requester: absent,
        accepter: absent,
        active: known(true),
        crossRegion: absent,
      };
    },
  );
  return [...listed, ...others];
}

interface Side {
  readonly vpc: Maybe<string>;
  readonly region: string | undefined;
}

function sideOf({ address, header, properties }: Resource, name: string): Side {
  const side = nested(properties, name);
  const object = side?.kind === 'known' ? side.value : undefined;
  const vpc = object === undefined ? undefined : idOf(object, 'VpcId');
  return {
    vpc: vpc === undefined ? unknown(`${address}.${name}`, 'names no VPC', header) : known(vpc),
    region: object === undefined ? undefined : idOf(object, 'Region'),
  };
}

/** The VPC a gateway is attached to: at most one. */
function attachedTo({ properties }: Resource): string | undefined {
  const attachments = blocks(properties, 'Attachments').blocks.map(({ object }) => object);
  const sound = attachments.find((object) => {
    const state = idOf(object, 'State');
    return state === undefined || state === 'available' || state === 'attached';
  });
  return sound === undefined ? undefined : idOf(sound, 'VpcId');
}

type Gateway = InternetGateway & EgressOnlyInternetGateway;

/** What working routes lead to and no output lists, in the VPC of their table. */
function routedTo(
  tables: readonly RouteTable[],
  kind: RouteTarget['kind'],
  listed: readonly Component[],
): readonly Gateway[] {
  const names = new Set(listed.map(({ address }) => address));
  const found: Gateway[] = [];
  for (const { vpc, routes } of tables)
    for (const { target, origin } of routes) {
      if (target.kind === 'unknown' || target.value.kind !== kind) continue;
      const address = idOfTarget(target.value);
      if (address === undefined || names.has(address)) continue;
      names.add(address);
      found.push({ address, origin, vpc });
    }
  return found;
}

function idOfTarget(target: RouteTarget): string | undefined {
  if ('gateway' in target) return target.gateway;
  return 'connection' in target ? target.connection : undefined;
}
