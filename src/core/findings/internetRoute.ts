/** Where the route table of a subnet sends packets for the internet, as far as the code tells. */
import type { Route, Subnet } from '../aws/network.ts';
import { lookUpRoute } from '../aws/routeTable.ts';
import type { Family } from '../net/address.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import type { Topology } from '../reach/topology.ts';

/**
 * The routes that packets for ordinary hosts take, one for each part of the internet; `undefined` for a part no route leads
 * to. Nothing at all where that cannot be told: a firewall or another appliance may pass packets on to an internet gateway
 * as they are.
 */
export function routesToInternet(
  topology: Topology,
  subnet: Subnet,
  family: Family,
): readonly (Route | undefined)[] | undefined {
  const table = topology.routeTableOf(subnet);
  if (table.kind === 'unknown') return undefined;
  // A host on the internet is none of the VPC, whichever block AWS chooses for that.
  const away = { ...table.value, routes: table.value.routes.filter((route) => !isLocalOfUnknown(route)) };
  const routes: (Route | undefined)[] = [];
  for (const { address } of everyday(internetClasses(topology, family))) {
    const found = lookUpRoute(away, address);
    if (found.kind === 'unknown' || (found.kind === 'route' && mayPassOn(found.route))) return undefined;
    routes.push(found.kind === 'route' ? found.route : undefined);
  }
  return routes;
}

function isLocalOfUnknown({ destination, target }: Route): boolean {
  return destination.kind === 'unknown' && target.kind === 'known' && target.value.kind === 'local';
}

function mayPassOn({ target }: Route): boolean {
  return target.kind === 'unknown' || target.value.kind === 'interface' || target.value.kind === 'other';
}

/** Whether a route leads to an internet gateway. */
export function isPublic(route: Route | undefined): boolean {
  return route?.target.kind === 'known' && route.target.value.kind === 'internet-gateway';
}

/** Whether a route leads to the internet in at least one direction: an egress-only gateway lets nobody in (SEMANTICS R12). */
export function leavesForInternet(route: Route | undefined): boolean {
  if (isPublic(route)) return true;
  return route?.target.kind === 'known' && route.target.value.kind === 'egress-only-internet-gateway';
}
