/** VPC Block Public Access: a switch of the Region that overrides routes and filters (SEMANTICS R18). */
import type { Maybe } from '../value/value.ts';
import type { Component } from './component.ts';

export interface BlockPublicAccess extends Component {
  /** `block-ingress` leaves only what begins inside by a NAT gateway or an egress-only internet gateway. */
  readonly mode: Maybe<'off' | 'block-bidirectional' | 'block-ingress'>;
  readonly exclusions: readonly BlockPublicAccessExclusion[];
}

export interface BlockPublicAccessExclusion extends Component {
  /** The VPC or the subnet that is left out. */
  readonly of: Maybe<string>;
  readonly mode: Maybe<'allow-bidirectional' | 'allow-egress'>;
}
