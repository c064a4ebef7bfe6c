/** Route tables with the routes nobody writes: local ones, and those gateway endpoints add. */
import { whereOutside } from '../aws/component.ts';
import type { PrefixList, Route, RouteTable, RouteTarget } from '../aws/network.ts';
import { formatCidr } from '../net/address.ts';
import { known, mapMaybe, unknown, type Because, type Maybe } from '../value/value.ts';
import { indexBy, type Index } from './associations.ts';
import type { Vpcs } from './assembleVpcs.ts';
import { awsDefault, keptByAws } from './defaults.ts';
import type { Draft } from './draft.ts';
import type { DraftRoute, DraftRouteTable } from './draft/routing.ts';
import { certainly } from './family.ts';
import { primaryInterfaces } from './primaryInterfaces.ts';
import { openPart } from './reasons.ts';

/** The declared ones first, then the main table of every VPC whose table was not adopted. */
export function routeTables(
  draft: Draft,
  vpcs: Vpcs,
  lists: readonly PrefixList[],
  mainTable: (vpc: Maybe<string>) => Maybe<string>,
): readonly RouteTable[] {
  const propagations = indexBy(draft.routePropagations, ({ table }) => table);
  const index: RouteIndex = {
    routes: indexBy(draft.routes, ({ table }) => table),
    lists: new Map(lists.map((list) => [list.address, list])),
    serviceOf: new Map(draft.gatewayEndpoints.map(({ address, service }) => [address, service])),
    primaryOf: primaryInterfaces(draft.interfaceAttachments),
  };
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
        propagating: [],
      };
    });
  return [...draft.routeTables, ...implied].map((table) => {
    const main = mainTable(table.vpc);
    const isMain = main.kind === 'known' ? main.value === table.address : table.adopted;
    const added = propagations
      .at(table.address)
      .map(({ gateway, exists }) => (exists.kind === 'known' ? gateway : exists));
    const possible = propagations.whyOpen === undefined ? [] : [propagations.whyOpen];
    const propagating = [...table.propagating, ...added, ...possible];
    return {
      ...assemble(table, isMain, index, vpcs, draft.opened.get(table.address)),
      ...(propagating.length === 0 ? {} : { propagating }),
    };
  });
}

/** What routes are looked up in. */
interface RouteIndex {
  readonly routes: Index<DraftRoute>;
  readonly lists: ReadonlyMap<string, PrefixList>;
  /** The services of gateway endpoints. */
  readonly serviceOf: ReadonlyMap<string, Maybe<string>>;
  /** The primary interface of each instance that has separate ones. */
  readonly primaryOf: ReadonlyMap<string, string>;
}

function assemble(
  table: DraftRouteTable,
  isMain: boolean,
  index: RouteIndex,
  vpcs: Vpcs,
  unread: readonly Because[] | undefined,
): RouteTable {
  const { address, origin, vpc } = table;
  const written = index.routes.at(address).flatMap((route) => routesOf(route, index));
  const named = new Set(written.map(destinationKey));
  // A written route to a whole block of the VPC takes the place of the local one (SEMANTICS R3).
  const local = localRoutes(table, vpcs).filter((route) => !named.has(destinationKey(route)));
  return {
    address,
    origin,
    vpc,
    isMain,
    routes: [...local, ...settleCollisions(written)],
    ...openPart(table.open, unread, index.routes.whyOpen),
  };
}

/** One for each block of the VPC, in every table (SEMANTICS R2). */
function localRoutes({ address, origin, vpc }: DraftRouteTable, vpcs: Vpcs): readonly Route[] {
  const cidrs = vpcs.cidrsOf(vpc) ?? [
    vpc.kind === 'unknown'
      ? vpc
      : unknown(
          vpc.value,
          `is a VPC ${whereOutside(vpc.value)}, so its address blocks are not known`,
          origin,
        ),
  ];
  return cidrs.map((destination) => ({
    destination,
    target: known({ kind: 'local' }),
    resource: address,
    origin: awsDefault(origin),
  }));
}

/** A route for each block of a prefix list, or one for the block or the service it names. */
function routesOf(route: DraftRoute, index: RouteIndex): readonly Route[] {
  const { resource, origin, exists } = route;
  const target = exists.kind === 'known' ? mapMaybe(route.target, passOn) : exists;
  return destinationsOf(route, index).map((destination) => ({ ...destination, target, resource, origin }));

  /** An instance passes packets on by its primary interface. */
  function passOn(to: RouteTarget): RouteTarget {
    return to.kind === 'interface'
      ? { ...to, interface: index.primaryOf.get(to.interface) ?? to.interface }
      : to;
  }
}

function destinationsOf(
  { destination, origin }: DraftRoute,
  { lists, serviceOf }: RouteIndex,
): readonly Pick<Route, 'destination' | 'service' | 'prefixList'>[] {
  switch (destination.kind) {
    case 'cidr':
      return [{ destination: destination.cidr }];
    case 'endpoint': {
      const { endpoint } = destination;
      if (endpoint.kind === 'unknown')
        return [{ destination: endpoint, service: 'the service of an endpoint' }];
      const service = serviceOf.get(endpoint.value);
      const name = service?.kind === 'known' ? service.value : `the service of ${endpoint.value}`;
      return [{ destination: keptByAws(name, origin), service: name }];
    }
    case 'prefix-list': {
      const { prefixList } = destination;
      if (prefixList.kind === 'unknown') return [{ destination: prefixList }];
      const list = lists.get(prefixList.value);
      if (list === undefined)
        return [
          { destination: unknown(prefixList.value, 'is a prefix list whose entries are not in the code') },
        ];
      const { service } = list;
      return service === undefined
        ? list.entries.map((entry) => ({ destination: entry, prefixList: list.address }))
        : [{ destination: keptByAws(service, origin), service }];
    }
  }
}

/**
 * Two routes to one written destination that lead elsewhere: AWS takes one, and which is not determined. What becomes of
 * those of prefix lists beside others is settled where they are looked up (SEMANTICS R4).
 */
function settleCollisions(routes: readonly Route[]): readonly Route[] {
  const first = new Map<string, Route>();
  const disputed = new Map<string, Route>();
  for (const route of routes) {
    const key = route.prefixList === undefined ? destinationKey(route) : undefined;
    if (key === undefined) continue;
    const other = first.get(key);
    if (other === undefined) first.set(key, route);
    else if (JSON.stringify(other.target) !== JSON.stringify(route.target)) disputed.set(key, route);
  }
  if (disputed.size === 0) return routes;
  return routes.map((route) => {
    const key = route.prefixList === undefined ? destinationKey(route) : undefined;
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
