/** VPCs and subnets as they are written. */
import type { MaybeCidr } from '../../aws/component.ts';
import type { Family } from '../../net/address.ts';
import type { Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

/** The parts AWS creates together with a VPC, by the addresses references to them resolve to. */
export interface VpcDefaults {
  readonly networkAcl: string;
  readonly securityGroup: string;
  readonly routeTable: string;
}

/** A block of a VPC. What it is may be AWS' choice while it is certain that there is one. */
export interface DraftVpcBlock {
  readonly cidr: MaybeCidr;
  readonly family: Family;
  readonly exists: Maybe<true>;
}

export interface DraftVpc extends DraftComponent {
  readonly blocks: readonly DraftVpcBlock[];
  readonly defaults: VpcDefaults;
}

/** A block that a resource of its own adds to a VPC. */
export interface DraftVpcCidr extends DraftVpcBlock {
  readonly vpc: Maybe<string>;
}

export interface DraftSubnet extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly cidrs: readonly MaybeCidr[];
  /** Whether a launched instance gets a public IPv4 address unless it says otherwise (SEMANTICS R9). */
  readonly mapPublicIp: Maybe<boolean>;
  /** Its interfaces have IPv6 addresses alone. */
  readonly ipv6Native?: Maybe<boolean>;
  readonly assignIpv6: Maybe<boolean>;
  readonly availabilityZone: Maybe<string> | undefined;
}
