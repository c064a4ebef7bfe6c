/** Longest prefix match over one route table (SEMANTICS R3), and what is settled where several routes lead to one place (R4). */
import { contains, formatAddress, isPrivate, type Address } from '../net/address.ts';
import { unknown, unknownOf, type Because, type Maybe, type Unknown } from '../value/value.ts';
import { otherFamily } from './match.ts';
import type { Route, RouteTable, RouteTarget } from './network.ts';

export type RouteLookup =
  | {
      readonly kind: 'route';
      readonly route: Route;
      /** A virtual private gateway may have learned a longer one: that it has none is taken for granted. */
      readonly assumed?: true;
    }
  | { readonly kind: 'none' }
  /** A route whose destination is not known may be the longest match, or several lead to one destination. */
  | { readonly kind: 'unknown'; readonly because: readonly Because[] };

/**
 * The route a packet to `destination` takes.
 * @param outside whether the destination is a host of no VPC in the code.
 */
export function lookUpRoute(table: RouteTable, destination: Address, outside = false): RouteLookup {
  const matching: Route[] = [];
  const doubtful: Route[] = [];
  for (const route of table.routes) {
    const { destination: block, service } = route;
    if (block.kind === 'known') {
      if (contains(block.value, destination)) matching.push(route);
    } else if (service === undefined && !otherFamily(block, destination)) {
      if (!outside || !isElsewhere(route, destination)) doubtful.push(route);
    }
  }
  const best = longest(matching);
  if (best.kind === 'unknown') return best;
  const chosen = best.kind === 'route' ? best.route : undefined;
  const isLocal = chosen?.target.kind === 'known' && chosen.target.value.kind === 'local';
  const open: Unknown[] = [];
  // What is not read is taken to leave the VPC; more specific routes than the local one are for middleboxes (R3).
  if (table.open !== undefined && !isLocal) open.push({ kind: 'unknown', because: table.open });
  for (const route of doubtful) {
    if (isLocal && !leadsToMiddlebox(route.target)) continue;
    if (chosen !== undefined && sameTarget(chosen.target, route.target)) continue;
    if (route.destination.kind === 'unknown') open.push(route.destination);
  }
  if (open.length > 0) return { kind: 'unknown', because: unknownOf(open).because };
  if (isLocal || table.propagating === undefined || table.propagating.length === 0) return best;
  return besidePropagated(table.propagating, best, destination);
}

/** Global IPv6 addresses are unique: whichever block AWS gives a VPC (SEMANTICS R7), it holds no host of the internet. */
function isElsewhere({ target }: Route, destination: Address): boolean {
  return destination.family === 'ipv6' && target.kind === 'known' && target.value.kind === 'local';
}

/** Of the routes that match, the longest; a written block wins over the same one of a prefix list (SEMANTICS R4). */
function longest(matching: readonly Route[]): RouteLookup {
  let length = -1;
  let ties: Route[] = [];
  for (const route of matching) {
    const own = prefixLength(route);
    if (own > length) ties = [];
    if (own >= length) {
      ties.push(route);
      length = own;
    }
  }
  const written = ties.filter(({ prefixList }) => prefixList === undefined);
  const [first, ...others] = written.length > 0 ? written : ties;
  if (first === undefined) return { kind: 'none' };
  const rivals =
    first.prefixList === undefined
      ? others
      : matching.filter(({ prefixList }) => prefixList !== undefined && prefixList !== first.prefixList);
  const rival = rivals.find((other) => !sameTarget(first.target, other.target));
  if (rival === undefined) return { kind: 'route', route: first };
  const why = `leads elsewhere than ${rival.resource} for the same addresses; which of them AWS takes is not determined`;
  return { kind: 'unknown', because: unknown(first.resource, why, rival.origin).because };
}

/** Routes a gateway learns lose against written ones of the same length, never against shorter ones (SEMANTICS R4). */
function besidePropagated(
  gateways: readonly Maybe<string>[],
  best: RouteLookup,
  destination: Address,
): RouteLookup {
  const covered = best.kind === 'route' && prefixLength(best.route) > 0;
  if (best.kind === 'route' && (covered || !isPrivate(destination)))
    return { kind: 'route', route: best.route, assumed: true };
  const why = `may have learned a route to ${formatAddress(destination)}`;
  const open = gateways.map((gateway) => (gateway.kind === 'known' ? unknown(gateway.value, why) : gateway));
  return { kind: 'unknown', because: unknownOf(open).because };
}

/** Only such targets are allowed for a part of the VPC's own addresses (SEMANTICS R3). */
function leadsToMiddlebox(target: Maybe<RouteTarget>): boolean {
  return target.kind === 'unknown' || target.value.kind === 'interface' || target.value.kind === 'other';
}

function sameTarget(a: Maybe<RouteTarget>, b: Maybe<RouteTarget>): boolean {
  return a.kind === 'known' && b.kind === 'known' && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function prefixLength({ destination }: Route): number {
  return destination.kind === 'known' ? destination.value.prefixLength : -1;
}
