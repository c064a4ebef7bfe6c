/** Longest prefix match over one route table (SEMANTICS R3). */
import { contains, type Address } from '../net/address.ts';
import { unknownOf, type Because, type Unknown } from '../value/value.ts';
import { otherFamily } from './match.ts';
import type { Route, RouteTable } from './network.ts';

export type RouteLookup =
  | { readonly kind: 'route'; readonly route: Route }
  | { readonly kind: 'none' }
  /** A route whose destination is not known may be the longest match. */
  | { readonly kind: 'unknown'; readonly because: readonly Because[] };

/** The route a packet to `destination` takes, an address of no AWS service that has a gateway endpoint. */
export function lookUpRoute(table: RouteTable, destination: Address): RouteLookup {
  let best: Route | undefined;
  let bestLength = -1;
  const open: Unknown[] = table.open === undefined ? [] : [{ kind: 'unknown', because: table.open }];
  for (const route of table.routes) {
    if (route.service !== undefined) continue;
    if (route.destination.kind === 'unknown') {
      if (!otherFamily(route.destination, destination)) open.push(route.destination);
      continue;
    }
    const cidr = route.destination.value;
    if (contains(cidr, destination) && cidr.prefixLength > bestLength) {
      best = route;
      bestLength = cidr.prefixLength;
    }
  }
  // Traffic inside the VPC stays on the local route: more specific ones are for middleboxes (R3).
  const local = best?.target.kind === 'known' && best.target.value.kind === 'local';
  if (open.length > 0 && !local) return { kind: 'unknown', because: unknownOf(open).because };
  return best === undefined ? { kind: 'none' } : { kind: 'route', route: best };
}
