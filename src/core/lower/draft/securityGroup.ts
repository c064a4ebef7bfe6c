/** Security groups, their rules and prefix lists as they are written. */
import type { MaybeCidr } from '../../aws/component.ts';
import type { SecurityGroupRule } from '../../aws/network.ts';
import type { Origin } from '../../text/origin.ts';
import type { Because, Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

export interface DraftSecurityGroup extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly adopted: boolean;
  readonly exists: Maybe<true>;
  readonly open: readonly Because[];
  /** Whether AWS' own allow-all egress stands (SEMANTICS S48, S49): `none`, or known or unknown to be there. */
  readonly defaultEgress: 'none' | Maybe<true>;
}

export interface DraftGroupRule {
  readonly group: Maybe<string>;
  readonly rule: SecurityGroupRule;
}

/** A resource of its own that adds egress to a group, and may thereby remove the default one (SEMANTICS S50). */
export interface EgressStripper {
  readonly group: Maybe<string>;
  readonly by: string;
  readonly origin: Origin;
}

/** That a group may be used in a further VPC. */
export interface GroupVpcAssociation {
  readonly group: Maybe<string>;
  readonly vpc: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftPrefixList extends DraftComponent {
  readonly entries: readonly MaybeCidr[];
  /** Set when AWS keeps the list: the service whose addresses it holds. */
  readonly service?: string;
}

/** An entry added to a list by a resource of its own. */
export interface DraftPrefixListEntry {
  readonly prefixList: Maybe<string>;
  readonly cidr: MaybeCidr;
}
