/**
 * What the resource families leave behind: the parts of a network as they are written, before it is known which of
 * them belong together and what AWS adds. Families only append; `assemble` reads.
 */
import type { MaybeCidr } from '../aws/component.ts';
import type {
  Direction,
  NetworkAclEntry,
  NetworkInterface,
  RouteTarget,
  SecurityGroupRule,
} from '../aws/network.ts';
import type { Address, Family } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import type { Because, Maybe, Unknown } from '../value/value.ts';

interface DraftComponent {
  readonly address: string;
  readonly origin: Origin;
}

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
  readonly assignIpv6: Maybe<boolean>;
}

/** `adopted`: one of AWS' own that the code took over, emptied first (SEMANTICS S52). */
export interface DraftNetworkAcl extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly adopted: boolean;
  readonly exists: Maybe<true>;
  readonly open: readonly Because[];
}

export interface DraftEntry {
  readonly networkAcl: Maybe<string>;
  readonly direction: Direction;
  readonly entry: NetworkAclEntry;
}

/** That one thing uses another: a subnet its network ACL or route table, a VPC its main route table. */
export interface Association {
  readonly of: Maybe<string>;
  readonly to: Maybe<string>;
  readonly exists: Maybe<true>;
  /** Address of the resource that says so. */
  readonly by: string;
  readonly origin: Origin;
}

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

export interface DraftPrefixList extends DraftComponent {
  readonly entries: readonly MaybeCidr[];
}

/** An entry added to a list by a resource of its own. */
export interface DraftPrefixListEntry {
  readonly prefixList: Maybe<string>;
  readonly cidr: MaybeCidr;
}

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
  readonly exists: Maybe<true>;
  readonly origin: Origin;
}

export interface Draft {
  readonly vpcs: DraftVpc[];
  readonly vpcCidrs: DraftVpcCidr[];
  readonly subnets: DraftSubnet[];
  readonly networkAcls: DraftNetworkAcl[];
  readonly entries: DraftEntry[];
  readonly networkAclAssociations: Association[];
  readonly securityGroups: DraftSecurityGroup[];
  readonly groupRules: DraftGroupRule[];
  readonly egressStrippers: EgressStripper[];
  readonly prefixLists: DraftPrefixList[];
  readonly prefixListEntries: DraftPrefixListEntry[];
  readonly routeTables: DraftRouteTable[];
  readonly routes: DraftRoute[];
  readonly routeTableAssociations: Association[];
  readonly mainRouteTableAssociations: Association[];
  readonly gateways: DraftGateway[];
  readonly gatewayAttachments: GatewayAttachment[];
  readonly egressOnlyGateways: DraftEgressOnlyGateway[];
  readonly peerings: DraftPeering[];
  readonly interfaces: DraftInterface[];
  readonly interfaceAttachments: InterfaceAttachment[];
  readonly groupAttachments: GroupAttachment[];
  readonly elasticIps: DraftElasticIp[];
  readonly elasticIpAssociations: ElasticIpAssociation[];
  /** Components, declared or AWS' own, that code which was not read may have added rules, entries or routes to. */
  readonly opened: Map<string, readonly Because[]>;
}

/** A draft with nothing in it. */
export function emptyDraft(): Draft {
  return {
    vpcs: [],
    vpcCidrs: [],
    subnets: [],
    networkAcls: [],
    entries: [],
    networkAclAssociations: [],
    securityGroups: [],
    groupRules: [],
    egressStrippers: [],
    prefixLists: [],
    prefixListEntries: [],
    routeTables: [],
    routes: [],
    routeTableAssociations: [],
    mainRouteTableAssociations: [],
    gateways: [],
    gatewayAttachments: [],
    egressOnlyGateways: [],
    peerings: [],
    interfaces: [],
    interfaceAttachments: [],
    groupAttachments: [],
    elasticIps: [],
    elasticIpAssociations: [],
    opened: new Map(),
  };
}
