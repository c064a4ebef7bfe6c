/** Transit gateways with the tables AWS makes for them, and attachments with the tables they are routed by (SEMANTICS R16). */
import type { MaybeCidr } from '../aws/component.ts';
import type { PrefixList } from '../aws/network.ts';
import type {
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
} from '../aws/transitGateway.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import { Associations, eachOnce, indexBy } from './associations.ts';
import { awsDefault } from './defaults.ts';
import type { Draft } from './draft.ts';
import type {
  DraftTransitGateway,
  DraftTransitGatewayAttachment,
  DraftTransitGatewayRoute,
  DraftTransitGatewayRouteTable,
} from './draft/transitGateway.ts';
import { openPart } from './reasons.ts';

export interface TransitGateways {
  readonly transitGateways: readonly TransitGateway[];
  readonly transitGatewayAttachments: readonly TransitGatewayAttachment[];
  readonly transitGatewayRouteTables: readonly TransitGatewayRouteTable[];
}

export function transitGateways(draft: Draft, lists: readonly PrefixList[]): TransitGateways {
  const gateways = new Map(draft.transitGateways.map((gateway) => [gateway.address, gateway]));
  return {
    transitGateways: draft.transitGateways.map(({ address, origin, groupReferencing }) => ({
      address,
      origin,
      groupReferencing,
    })),
    transitGatewayAttachments: attachments(draft, gateways),
    transitGatewayRouteTables: tables(draft, gateways, lists),
  };
}

type Gateways = ReadonlyMap<string, DraftTransitGateway>;

function attachments(draft: Draft, gateways: Gateways): readonly TransitGatewayAttachment[] {
  const associations = new Associations(draft.transitGatewayAssociations);
  const written = indexBy(draft.transitGatewayAssociations, ({ of }) => of);
  return draft.transitGatewayAttachments.map((attachment) => {
    const { address, origin, gateway, vpc, subnets, groupReferencing, exists } = attachment;
    const fallback = defaultTable(attachment, gateways, 'associates');
    const isAssociated = fallback !== undefined || written.at(address).length > 0 || written.open.length > 0;
    const none = unknown(address, 'is associated with no route table of its transit gateway', origin);
    return {
      address,
      origin,
      gateway: exists.kind === 'known' ? gateway : exists,
      vpc,
      subnets,
      groupReferencing,
      routeTable: isAssociated ? associations.resolve(address, vpc, fallback ?? none) : undefined,
    };
  });
}

/** The default table an attachment uses; `undefined` when it certainly uses none. */
function defaultTable(
  attachment: DraftTransitGatewayAttachment,
  gateways: Gateways,
  what: 'associates' | 'propagates',
): Maybe<string> | undefined {
  const uses = attachment[what];
  const { gateway } = attachment;
  if (uses.kind === 'known' && !uses.value) return undefined;
  if (gateway.kind === 'unknown') return gateway;
  const found = gateways.get(gateway.value);
  if (found === undefined)
    return unknown(
      gateway.value,
      'is a transit gateway outside the code, so its default route table is not known',
    );
  const table = found[what];
  return table === undefined || uses.kind === 'known' ? table : uses;
}

/** The declared ones first, then the default one of every gateway that has one. */
function tables(
  draft: Draft,
  gateways: Gateways,
  lists: readonly PrefixList[],
): readonly TransitGatewayRouteTable[] {
  const routes = indexBy(draft.transitGatewayRoutes, ({ table }) => table);
  const propagations = indexBy(
    [...draft.transitGatewayPropagations, ...defaultPropagations(draft, gateways)],
    ({ table }) => table,
  );
  const byAddress = new Map(lists.map((list) => [list.address, list]));
  const implied = draft.transitGateways
    .filter(({ associates, propagates }) => associates !== undefined || propagates !== undefined)
    .map(({ address, origin, defaultTable: table }): DraftTransitGatewayRouteTable => ({
      address: table,
      origin: awsDefault(origin),
      gateway: known(address),
    }));
  return [...draft.transitGatewayRouteTables, ...implied].map(({ address, origin, gateway }) => {
    const own = propagations
      .at(address)
      .map(({ attachment, exists }) => (exists.kind === 'known' ? attachment : exists));
    return {
      address,
      origin,
      gateway,
      routes: routes.at(address).flatMap((route) => routesOf(route, byAddress)),
      propagations: eachOnce(propagations.whyOpen === undefined ? own : [...own, propagations.whyOpen]),
      ...openPart([], draft.opened.get(address), routes.whyOpen),
    };
  });
}

/** Attachments propagate to the default table of their gateway unless one of them says no. */
function defaultPropagations(draft: Draft, gateways: Gateways): Draft['transitGatewayPropagations'] {
  return draft.transitGatewayAttachments.flatMap((attachment) => {
    const { address, exists, gateway, propagates } = attachment;
    const declared = gateway.kind === 'known' ? gateways.get(gateway.value) : undefined;
    const table = declared?.propagates;
    if (declared === undefined || table === undefined) return [];
    if (propagates.kind === 'known' && !propagates.value) return [];
    const doubt = propagates.kind === 'unknown' ? propagates : exists;
    return [{ attachment: known(address), table, exists: doubt }];
  });
}

function routesOf(
  { destination, target, exists, origin }: DraftTransitGatewayRoute,
  lists: ReadonlyMap<string, PrefixList>,
): readonly TransitGatewayRoute[] {
  const to = exists.kind === 'known' ? target : exists;
  return blocksOf().map((block) => ({ destination: block, target: to, origin }));

  function blocksOf(): readonly MaybeCidr[] {
    if (destination.kind === 'cidr') return [destination.cidr];
    const { prefixList } = destination;
    if (prefixList.kind === 'unknown') return [prefixList];
    const list = lists.get(prefixList.value);
    return list === undefined
      ? [unknown(prefixList.value, 'is a prefix list whose entries are not in the code')]
      : list.entries;
  }
}
