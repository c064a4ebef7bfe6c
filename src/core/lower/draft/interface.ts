/** Network interfaces, what is attached to them, and Elastic IPs as they are written. */
import type { Listening } from '../../aws/loadBalancer.ts';
import type { NetworkInterface } from '../../aws/network.ts';
import type { Address } from '../../net/address.ts';
import type { Origin } from '../../text/origin.ts';
import type { Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

export interface DraftInterface extends DraftComponent {
  readonly kind: NetworkInterface['kind'];
  /** Its own address, unless an attachment says otherwise. */
  readonly owner: string;
  readonly subnet: Maybe<string>;
  /** `default`: none are named, so the VPC's default group applies (SEMANTICS S34). */
  readonly securityGroups: readonly Maybe<string>[] | 'default';
  readonly privateIps: readonly Maybe<Address>[];
  /** `subnet`: none are named, so the subnet decides whether AWS assigns one. */
  readonly ipv6: Maybe<readonly Maybe<Address>[]> | 'subnet';
  /** Whether AWS gives it a public IPv4 address of its own accord; `subnet`: as the subnet says (SEMANTICS R9). */
  readonly publicIp: Maybe<boolean> | 'subnet';
  /** The name people know its AWS-chosen addresses by: `aws_instance.web.public_ip`. */
  readonly publicIpName: string;
  readonly ipv6Name: string;
  readonly sourceDestCheck: Maybe<boolean>;
  /** These as the network has them. */
  readonly placement?: 'one-of';
  readonly unfiltered?: true;
  readonly outboundOnly?: true;
  readonly inboundOnly?: true;
  readonly leadsTo?: Maybe<string>;
  readonly regionalIn?: Maybe<string>;
  readonly listening?: readonly Listening[];
}

/** That a separate network interface belongs to an instance. Device 0 is its primary one. */
export interface InterfaceAttachment {
  readonly interface: Maybe<string>;
  readonly instance: Maybe<string>;
  readonly primary: boolean;
  readonly exists: Maybe<true>;
}

/** A group added to an interface by a resource of its own. */
export interface GroupAttachment {
  readonly group: Maybe<string>;
  readonly interface: Maybe<string>;
  readonly exists: Maybe<true>;
}

export interface DraftElasticIp extends DraftComponent {
  readonly ip: Maybe<Address>;
}

/** That an Elastic IP stands for an interface, or for the primary interface of an instance. */
export interface ElasticIpAssociation {
  readonly target: Maybe<string>;
  /** The Elastic IP's address in the code, or the public IP itself. */
  readonly elasticIp:
    | { readonly kind: 'component'; readonly component: Maybe<string> }
    | { readonly kind: 'ip'; readonly ip: Maybe<Address> };
  /** The private address it stands for, where the code says which. */
  readonly privateIp?: Maybe<Address>;
  readonly exists: Maybe<true>;
  readonly origin: Origin;
}
