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
  const routes: (Route | undefined)[] = [];
  for (const { address } of everyday(internetClasses(topology, family))) {
    const found = lookUpRoute(table.value, address);
    if (found.kind === 'unknown' || (found.kind === 'route' && mayPassOn(found.route))) return undefined;
    routes.push(found.kind === 'route' ? found.route : undefined);
  }
  return routes;
}

function mayPassOn({ target }: Route): boolean {
  return target.kind === 'unknown' || target.value.kind === 'interface' || target.value.kind === 'other';
}

/** Whether a route leads to an internet gateway. */
export function isPublic(route: Route | undefined): boolean {
  return route?.target.kind === 'known' && route.target.value.kind === 'internet-gateway';
}
