/** Route tables and what routes lead to, as they are written. */
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
}

export interface DraftRoute {
  readonly table: Maybe<string>;
  /** A block, or the prefix list that stands for several. */
  readonly destination:
    | { readonly kind: 'cidr'; readonly cidr: MaybeCidr }
    | { readonly kind: 'prefix-list'; readonly prefixList: Maybe<string> };
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
  readonly exists: Maybe<true>;
}

export interface GatewayAttachment {
  readonly gateway: Maybe<string>;
  readonly vpc: Maybe<string>;
  readonly exists: Maybe<true>;
}
