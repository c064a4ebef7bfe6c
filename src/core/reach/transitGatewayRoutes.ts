/** Longest prefix match over a transit gateway's route table: written routes come before propagated ones (SEMANTICS R16). */
import { matchCidr } from '../aws/networkAcl.ts';
import type { TransitGatewayRouteTable } from '../aws/transitGateway.ts';
import { whereOutside, type MaybeCidr } from '../aws/component.ts';
import type { Address } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import { unknown, unknownOf, type Maybe, type Unknown } from '../value/value.ts';
import type { Topology } from './topology.ts';

export interface FoundRoute {
  /** Address of the attachment; `undefined` for a blackhole. */
  readonly target: string | undefined;
  readonly origin: Origin;
}

interface Candidate {
  readonly destination: MaybeCidr;
  readonly target: Maybe<string> | 'blackhole';
  readonly origin: Origin;
}

/** `route` is `undefined` when none matches. */
export function lookUpTransitGatewayRoute(
  topology: Topology,
  table: TransitGatewayRouteTable,
  destination: Address,
): { readonly kind: 'known'; readonly route: FoundRoute | undefined } | Unknown {
  const propagated = table.propagations.flatMap((attachment) => blocksOf(topology, table, attachment));
  const open: Unknown[] = table.open === undefined ? [] : [{ kind: 'unknown', because: table.open }];
  let best: Candidate | undefined;
  let length = -1;
  for (const candidate of [...table.routes, ...propagated]) {
    const match = matchCidr(candidate.destination, destination);
    if (match === 'no') continue;
    if (match !== 'yes') open.push(match);
    else if (candidate.destination.kind === 'known' && candidate.destination.value.prefixLength > length) {
      best = candidate;
      length = candidate.destination.value.prefixLength;
    }
  }
  if (open.length > 0) return unknownOf(open);
  if (best === undefined) return { kind: 'known', route: undefined };
  const { target, origin } = best;
  if (target === 'blackhole') return { kind: 'known', route: { target: undefined, origin } };
  return target.kind === 'unknown' ? target : { kind: 'known', route: { target: target.value, origin } };
}

/** The blocks of the attachment's VPC, as routes. */
function blocksOf(
  topology: Topology,
  { origin }: TransitGatewayRouteTable,
  target: Maybe<string>,
): readonly Candidate[] {
  if (target.kind === 'unknown') return [{ destination: target, target, origin }];
  const attachment = topology.network.transitGatewayAttachments.find(
    ({ address }) => address === target.value,
  );
  const vpc = attachment?.vpc ?? unknown(target.value, 'is an attachment of no VPC in the code');
  const found = vpc.kind === 'known' ? topology.vpc(vpc.value) : undefined;
  if (found !== undefined) return found.cidrs.map((destination) => ({ destination, target, origin }));
  const destination =
    vpc.kind === 'unknown'
      ? vpc
      : unknown(vpc.value, `is a VPC ${whereOutside(vpc.value)}, so its blocks are not known`);
  return [{ destination, target, origin }];
}
