/** Transit gateways: VPCs joined by attachments, and the tables that say which attachment leads where (SEMANTICS R16). */
import type { Because, Maybe } from '../value/value.ts';
import type { Origin } from '../text/origin.ts';
import type { Component, MaybeCidr } from './component.ts';

export interface TransitGateway extends Component {
  /** Whether security groups may name groups of other attached VPCs, in inbound rules only (SEMANTICS S29). */
  readonly groupReferencing: Maybe<boolean>;
}

/** A VPC's attachment. Of each Availability Zone it serves it has an interface in one subnet. */
export interface TransitGatewayAttachment extends Component {
  readonly gateway: Maybe<string>;
  readonly vpc: Maybe<string>;
  readonly subnets: readonly Maybe<string>[];
  readonly groupReferencing: Maybe<boolean>;
  /** The table that traffic from this VPC is routed by; `undefined` when it is associated with none. */
  readonly routeTable: Maybe<string> | undefined;
}

export interface TransitGatewayRoute {
  readonly destination: MaybeCidr;
  /** The attachment it leads to. */
  readonly target: Maybe<string> | 'blackhole';
  readonly origin: Origin;
}

export interface TransitGatewayRouteTable extends Component {
  readonly gateway: Maybe<string>;
  /** Written routes; they come before propagated ones to the same destination. */
  readonly routes: readonly TransitGatewayRoute[];
  /** Attachments whose VPC's blocks are routes of their own accord. */
  readonly propagations: readonly Maybe<string>[];
  readonly open?: readonly Because[];
}
