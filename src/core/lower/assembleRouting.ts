/** Route tables with the routes nobody writes, and the gateways they lead to. */
import type { MaybeCidr } from '../aws/component.ts';
import type {
  EgressOnlyInternetGateway,
  InternetGateway,
  PrefixList,
  Route,
  RouteTable,
  VpcPeeringConnection,
} from '../aws/network.ts';
import { formatCidr } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Because, type Maybe } from '../value/value.ts';
import { indexBy, type Index } from './associations.ts';
import type { Vpcs } from './assembleVpcs.ts';
import { awsDefault } from './defaults.ts';
import type { Draft } from './draft.ts';
import type { DraftRoute, DraftRouteTable } from './draft/routing.ts';
import { certainly } from './family.ts';
import { openPart } from './reasons.ts';

/** The declared ones first, then the main table of every VPC whose table was not adopted. */
export function routeTables(
  draft: Draft,
  vpcs: Vpcs,
  lists: readonly PrefixList[],
  mainTable: (vpc: Maybe<string>) => Maybe<string>,
): readonly RouteTable[] {
  const routes = indexBy(draft.routes, ({ table }) => table);
  const byAddress = new Map(lists.map((list) => [list.address, list]));
  const adopted = new Set(draft.routeTables.map(({ address }) => address));
  const implied = draft.vpcs
    .filter(({ defaults }) => !adopted.has(defaults.routeTable))
    .map(({ address, origin, defaults }): DraftRouteTable => {
      const table = defaults.routeTable;
      const open: readonly Because[] = [];
      return {
        address: table,
        origin: awsDefault(origin),
        vpc: known(address),
        adopted: true,
        exists: certainly,
        open,
      };
    });
  return [...draft.routeTables, ...implied].map((table) => {
    const main = mainTable(table.vpc);
    const isMain = main.kind === 'known' ? main.value === table.address : table.adopted;
    return assemble(table, isMain, routes, byAddress, vpcs, draft.opened.get(table.address));
  });
}

function assemble(
  table: DraftRouteTable,
  isMain: boolean,
  index: Index<DraftRoute>,
  lists: ReadonlyMap<string, PrefixList>,
  vpcs: Vpcs,
  unread: readonly Because[] | undefined,
): RouteTable {
  const { address, origin, vpc } = table;
  const written = index.at(address).flatMap((route) => routesOf(route, lists));
  const named = new Set(written.map(destinationKey));
  // A written route to a whole block of the VPC takes the place of the local one (SEMANTICS R3).
  const local = localRoutes(table, vpcs).filter((route) => !named.has(destinationKey(route)));
  return {
    address,
    origin,
    vpc,
    isMain,
    routes: [...local, ...settleCollisions(written)],
    ...openPart(table.open, unread, index.whyOpen),
  };
}

/** One for each block of the VPC, in every table (SEMANTICS R2). */
function localRoutes({ address, origin, vpc }: DraftRouteTable, vpcs: Vpcs): readonly Route[] {
  const cidrs = vpcs.cidrsOf(vpc) ?? [
    vpc.kind === 'unknown'
      ? vpc
      : unknown(vpc.value, 'is a VPC outside the code, so its address blocks are not known', origin),
  ];
  return cidrs.map((destination) => ({
    destination,
    target: known({ kind: 'local' }),
    resource: address,
    origin: awsDefault(origin),
  }));
}

/** A route for each block of a prefix list, or one for the block it names. */
function routesOf(route: DraftRoute, lists: ReadonlyMap<string, PrefixList>): readonly Route[] {
  const { resource, origin, exists } = route;
  const target = exists.kind === 'known' ? route.target : exists;
  return destinationsOf(route, lists).map((destination) => ({ destination, target, resource, origin }));
}

function destinationsOf(
  { destination }: DraftRoute,
  lists: ReadonlyMap<string, PrefixList>,
): readonly MaybeCidr[] {
  if (destination.kind === 'cidr') return [destination.cidr];
  const { prefixList } = destination;
  if (prefixList.kind === 'unknown') return [prefixList];
  const list = lists.get(prefixList.value);
  return list === undefined
    ? [unknown(prefixList.value, 'is a prefix list whose entries are not in the code')]
    : list.entries;
}

/** Two routes to one destination that lead elsewhere: AWS takes one, and which is not determined. */
function settleCollisions(routes: readonly Route[]): readonly Route[] {
  const first = new Map<string, Route>();
  const disputed = new Map<string, Route>();
  for (const route of routes) {
    const key = destinationKey(route);
    if (key === undefined) continue;
    const other = first.get(key);
    if (other === undefined) first.set(key, route);
    else if (JSON.stringify(other.target) !== JSON.stringify(route.target)) disputed.set(key, route);
  }
  if (disputed.size === 0) return routes;
  return routes.map((route) => {
    const key = destinationKey(route);
    const other = key === undefined ? undefined : disputed.get(key);
    const one = key === undefined ? undefined : first.get(key);
    if (key === undefined || other === undefined || one === undefined) return route;
    const why = `has one route by ${one.resource} and another by ${other.resource}`;
    return { ...route, target: unknown(`destination ${key}`, why, route.origin) };
  });
}

function destinationKey({ destination }: Route): string | undefined {
  return destination.kind === 'known' ? formatCidr(destination.value) : undefined;
}

/** Internet gateways, with those outside the code that a route names: they can only be attached to the table's VPC. */
export function internetGateways(draft: Draft): readonly InternetGateway[] {
  const attachments = indexBy(draft.gatewayAttachments, ({ gateway }) => gateway);
  const declared = draft.gateways.map(({ address, origin, vpc, exists }): InternetGateway => {
    if (exists.kind === 'unknown') return { address, origin, vpc: exists };
    if (vpc !== undefined) return { address, origin, vpc };
    const [attached] = attachments.at(address);
    const doubt = attached?.exists.kind === 'unknown' ? attached.exists : attachments.whyOpen;
    if (attached === undefined) return { address, origin, vpc: doubt };
    return { address, origin, vpc: attached.exists.kind === 'known' ? attached.vpc : doubt };
  });
  return [...declared, ...gatewaysOutside(draft, declared)];
}

export function egressOnlyInternetGateways(draft: Draft): readonly EgressOnlyInternetGateway[] {
  return draft.egressOnlyGateways.map(({ address, origin, vpc, exists }) => ({
    address,
    origin,
    vpc: exists.kind === 'known' ? vpc : exists,
  }));
}

export function vpcPeeringConnections(draft: Draft): readonly VpcPeeringConnection[] {
  return draft.peerings.map(({ address, origin, requester, accepter, exists }) => ({
    address,
    origin,
    requester: exists.kind === 'known' ? requester : exists,
    accepter: exists.kind === 'known' ? accepter : exists,
    active: known(true),
    crossRegion: known(false),
  }));
}

function gatewaysOutside(draft: Draft, declared: readonly InternetGateway[]): readonly InternetGateway[] {
  const vpcOf = new Map(draft.routeTables.map(({ address, vpc }) => [address, vpc] as const));
  for (const { address, defaults } of draft.vpcs)
    if (!vpcOf.has(defaults.routeTable)) vpcOf.set(defaults.routeTable, known(address));
  const names = new Set(declared.map(({ address }) => address));
  const served = new Set(declared.flatMap(({ vpc }) => (vpc?.kind === 'known' ? [vpc.value] : [])));
  const found: InternetGateway[] = [];
  const add = (address: string, origin: Origin, vpc: Maybe<string> | undefined): void => {
    if (vpc === undefined || names.has(address)) return;
    names.add(address);
    found.push({ address, origin, vpc });
  };
  for (const { target, table, origin, unknownGateway } of draft.routes) {
    const vpc = table.kind === 'known' ? vpcOf.get(table.value) : table;
    if (target.kind === 'known' && target.value.kind === 'internet-gateway')
      add(target.value.gateway, origin, vpc);
    else if (unknownGateway !== undefined && vpc?.kind === 'known' && !served.has(vpc.value))
      add(unknownGateway.because[0]?.what ?? 'a gateway', origin, unknownGateway);
  }
  return found;
}
