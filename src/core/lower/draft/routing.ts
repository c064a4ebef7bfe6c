/** Route tables and what routes lead to, as they are written. */
import type { BlockPublicAccess, BlockPublicAccessExclusion } from '../../aws/blockPublicAccess.ts';
import type { MaybeCidr } from '../../aws/component.ts';
import type { RouteTarget } from '../../aws/network.ts';
import type { Origin } from '../../text/origin.ts';
import type { Because, Maybe, Unknown } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

export interface DraftRouteTable extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly adopted: boolean;
  readonly exists: Maybe<true>;
  readonly open: readonly Because[];
  /** Virtual private gateways that add the routes they learn. */
  readonly propagating: readonly Maybe<string>[];
}

/** A virtual private gateway that a resource of its own lets add routes to a table. */
export interface RoutePropagation {
  readonly table: Maybe<string>;
  readonly gateway: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftRoute {
  readonly table: Maybe<string>;
  /** A block, the prefix list that stands for several, or the addresses of a gateway endpoint's service. */
  readonly destination:
    | { readonly kind: 'cidr'; readonly cidr: MaybeCidr }
    | { readonly kind: 'prefix-list'; readonly prefixList: Maybe<string> }
    | { readonly kind: 'endpoint'; readonly endpoint: Maybe<string> };
  readonly target: Maybe<RouteTarget>;
  /** Set when the target may be an internet gateway that is not known. */
  readonly unknownGateway?: Unknown;
  readonly exists: Maybe<true>;
  readonly resource: string;
  readonly origin: Origin;
}

export interface DraftGateway extends DraftComponent {
  readonly vpc: Maybe<string> | undefined;
  readonly exists: Maybe<true>;
}

export interface DraftEgressOnlyGateway extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftPeering extends DraftComponent {
  readonly requester: Maybe<string>;
  readonly accepter: Maybe<string>;
  /** Whether the connection is accepted as it is made; `undefined` when somebody has to do it. */
  readonly accepted: Maybe<boolean> | undefined;
  readonly crossRegion: Maybe<boolean>;
  readonly exists: Maybe<true>;
}

/** That a resource of its own accepts a peering connection. */
export interface PeeringAcceptance {
  readonly connection: Maybe<string>;
  readonly accepts: Maybe<boolean>;
  readonly exists: Maybe<true>;
}

export interface GatewayAttachment {
  readonly gateway: Maybe<string>;
  readonly vpc: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftGatewayEndpoint extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly service: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftBlockPublicAccess extends DraftComponent {
  readonly mode: BlockPublicAccess['mode'];
}

export interface DraftBlockPublicAccessExclusion extends DraftComponent {
  readonly of: Maybe<string>;
  readonly mode: BlockPublicAccessExclusion['mode'];
}
