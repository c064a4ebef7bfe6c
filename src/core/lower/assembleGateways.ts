/** Internet gateways, egress-only ones, peering connections and gateway endpoints, with what they are attached to. */
import type { BlockPublicAccess } from '../aws/blockPublicAccess.ts';
import type {
  EgressOnlyInternetGateway,
  GatewayEndpoint,
  InternetGateway,
  VpcPeeringConnection,
} from '../aws/network.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { Associations, indexBy, type Index } from './associations.ts';
import type { Draft } from './draft.ts';
import type { Association } from './draft/part.ts';
import type { DraftPeering, PeeringAcceptance } from './draft/routing.ts';
import { allOpen } from './reasons.ts';

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
  const tables = indexBy(draft.gatewayRouteTableAssociations, ({ of }) => of);
  return [...declared, ...gatewaysOutside(draft, declared)].map((gateway) => {
    const routeTable = ownTable(gateway.address, tables);
    return routeTable === undefined ? gateway : { ...gateway, routeTable };
  });
}

/** The table associated with a gateway (SEMANTICS R17); `undefined` when there certainly is none. */
function ownTable(gateway: string, tables: Index<Association>): Maybe<string> | undefined {
  const own = tables.at(gateway);
  if (own.length === 0 && tables.whyOpen === undefined) return undefined;
  const none = unknown(gateway, 'may have no table of its own');
  const table = new Associations(own).resolve(gateway, none, none);
  const possible = own.length === 0 ? tables.whyOpen : undefined;
  return possible ?? table;
}

export function egressOnlyInternetGateways(draft: Draft): readonly EgressOnlyInternetGateway[] {
  return draft.egressOnlyGateways.map(({ address, origin, vpc, exists }) => ({
    address,
    origin,
    vpc: exists.kind === 'known' ? vpc : exists,
  }));
}

export function gatewayEndpoints(draft: Draft): readonly GatewayEndpoint[] {
  return draft.gatewayEndpoints.map(({ address, origin, vpc, service, exists }) => ({
    address,
    origin,
    vpc: exists.kind === 'known' ? vpc : exists,
    service,
  }));
}

/** The switch of the Region: what it leaves out means nothing without it (SEMANTICS R18). */
export function blockPublicAccess(draft: Draft): BlockPublicAccess | undefined {
  const [first] = draft.blockPublicAccess;
  if (first === undefined) return undefined;
  const exclusions = draft.blockPublicAccessExclusions.map(({ address, origin, of, mode }) => ({
    address,
    origin,
    of,
    mode,
  }));
  return { address: first.address, origin: first.origin, mode: first.mode, exclusions };
}

export function vpcPeeringConnections(draft: Draft): readonly VpcPeeringConnection[] {
  const acceptances = indexBy(draft.peeringAcceptances, ({ connection }) => connection);
  return draft.peerings.map((peering) => {
    const { address, origin, requester, accepter, crossRegion, exists } = peering;
    return {
      address,
      origin,
      requester: exists.kind === 'known' ? requester : exists,
      accepter: exists.kind === 'known' ? accepter : exists,
      active: isAccepted(peering, acceptances),
      crossRegion,
    };
  });
}

/** Accepted as it is made, or by a resource of its own; else the other side has to, which code cannot tell. */
function isAccepted(
  { address, origin, accepted }: DraftPeering,
  acceptances: Index<PeeringAcceptance>,
): Maybe<boolean> {
  const doubts: Unknown[] = acceptances.whyOpen === undefined ? [] : [acceptances.whyOpen];
  if (accepted?.kind === 'unknown') doubts.push(accepted);
  if (accepted?.kind === 'known' && accepted.value) return accepted;
  for (const { accepts, exists } of acceptances.at(address)) {
    if (exists.kind === 'unknown') doubts.push(exists);
    else if (accepts.kind === 'unknown') doubts.push(accepts);
    else if (accepts.value) return accepts;
  }
  return allOpen(doubts) ?? unknown(address, 'has to be accepted, which nothing in the code does', origin);
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
