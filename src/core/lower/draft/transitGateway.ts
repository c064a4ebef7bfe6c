/** Transit gateways, their attachments and route tables as they are written. */
import type { TransitGatewayRoute } from '../../aws/transitGateway.ts';
import type { Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';
import type { DraftRoute } from './routing.ts';

export interface DraftTransitGateway extends DraftComponent {
  readonly groupReferencing: Maybe<boolean>;
  /** The table new attachments are associated with and propagate to; `undefined` when that is switched off. */
  readonly associates: Maybe<string> | undefined;
  readonly propagates: Maybe<string> | undefined;
  /** The table AWS makes for it where it has a default one. */
  readonly defaultTable: string;
}

export interface DraftTransitGatewayAttachment extends DraftComponent {
  readonly gateway: Maybe<string>;
  readonly vpc: Maybe<string>;
  readonly subnets: readonly Maybe<string>[];
  readonly groupReferencing: Maybe<boolean>;
  /** Whether it uses the gateway's default tables. */
  readonly associates: Maybe<boolean>;
  readonly propagates: Maybe<boolean>;
  readonly exists: Maybe<true>;
}

export interface DraftTransitGatewayRouteTable extends DraftComponent {
  readonly gateway: Maybe<string>;
}

export interface DraftTransitGatewayRoute extends DraftComponent {
  readonly table: Maybe<string>;
  readonly destination: Exclude<DraftRoute['destination'], { readonly kind: 'endpoint' }>;
  readonly target: TransitGatewayRoute['target'];
  readonly exists: Maybe<true>;
}

/** That the blocks of an attachment's VPC are routes of a table. */
export interface TransitGatewayPropagation {
  readonly attachment: Maybe<string>;
  readonly table: Maybe<string>;
  readonly exists: Maybe<true>;
}
