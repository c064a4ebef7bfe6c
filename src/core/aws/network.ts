/**
 * A network as AWS has it. Terraform, CloudFormation and describe output all arrive at this shape; what AWS adds by
 * itself (the default network ACL, a new group's egress) is written out here, with an origin that says so.
 * Components name each other by `address`; an address that names nothing here is a component outside the code.
 */
import type { Address, Cidr } from '../net/address.ts';
import type { PortRange } from '../net/portSet.ts';
import type { Protocol } from '../net/protocol.ts';
import type { Origin } from '../text/origin.ts';
import type { Language } from '../value/resource.ts';
import type { Because, Maybe } from '../value/value.ts';
import type { Refused, Remark } from './acceptance.ts';
import type { BlockPublicAccess } from './blockPublicAccess.ts';
import type { Component, MaybeCidr, OfFamily } from './component.ts';
import type { Listening, LoadBalancer, TargetGroup } from './loadBalancer.ts';
import type { TransitGateway, TransitGatewayAttachment, TransitGatewayRouteTable } from './transitGateway.ts';

export type Direction = 'inbound' | 'outbound';

export interface Vpc extends Component {
  readonly cidrs: readonly MaybeCidr[];
}

export interface Subnet extends Component {
  readonly vpc: Maybe<string>;
  readonly cidrs: readonly MaybeCidr[];
  /** Always set: the VPC's default network ACL when nothing else is associated (SEMANTICS N21, N22). */
  readonly networkAcl: Maybe<string>;
  /** Always set: the VPC's main route table when nothing else is associated (SEMANTICS R1). */
  readonly routeTable: Maybe<string>;
  /** Set when the code says it; a transit gateway reaches a subnet only by an attachment in its zone (SEMANTICS R16). */
  readonly availabilityZone?: Maybe<string>;
}

/** ICMP type and code; `undefined` is any (written −1). */
export interface IcmpMatch {
  readonly type: number | undefined;
  readonly code: number | undefined;
}

/** The traffic a rule names, apart from its peer. Ports and ICMP are `all` where AWS ignores them (SEMANTICS N11–N16, S6–S8). */
export interface TrafficMatch {
  readonly protocol: Maybe<Protocol>;
  readonly ports: Maybe<PortRange | 'all'>;
  readonly icmp: Maybe<IcmpMatch | 'all'>;
}

export interface NetworkAclEntry extends TrafficMatch {
  /** 1–32766. `*` is not an entry: it is what happens when none matches. */
  readonly ruleNumber: Maybe<number>;
  readonly action: Maybe<'allow' | 'deny'>;
  /** The remote end: source of inbound, destination of outbound packets (SEMANTICS N5). */
  readonly cidr: MaybeCidr;
  /** Address of the resource it was written in: the NACL itself or a rule resource. */
  readonly resource: string;
  readonly origin: Origin;
  /** Known `true`, or unknown when it cannot be told whether the entry exists. */
  readonly exists: Maybe<true>;
  /** An entry AWS would refuse: it counts as absent, and this says why. */
  readonly refused?: Refused;
  /** What of it AWS takes other than it reads. */
  readonly remarks?: readonly Remark[];
}

/** Some entries of one direction, in order of declaration. */
export interface DirectionEntries {
  readonly direction: Direction;
  readonly entries: readonly NetworkAclEntry[];
}

/** What says which network ACL a subnet has. */
export interface NetworkAclAssociation {
  readonly networkAcl: string;
  /** Address of the resource that says so: the network ACL itself where it lists its subnets. */
  readonly by: string;
  readonly origin: Origin;
}

/**
 * Two associations of a subnet, in order of declaration, that overwrite each other (SEMANTICS N21, 5.1).
 * `two`: they name two network ACLs. `twice`: the same one, once in its own list. `unlisted`: the list of the network ACL
 * does not have the subnet, and so takes it away again; that list is the first.
 */
export interface AssociationConflict {
  readonly kind: 'two' | 'twice' | 'unlisted';
  readonly subnet: string;
  readonly first: NetworkAclAssociation;
  readonly second: NetworkAclAssociation;
}

export interface NetworkAcl extends Component {
  readonly vpc: Maybe<string>;
  readonly isDefault: boolean;
  /** By rule number; entries whose number is unknown stand last. Refused entries are not among them. */
  readonly inbound: readonly NetworkAclEntry[];
  readonly outbound: readonly NetworkAclEntry[];
  readonly refused: readonly NetworkAclEntry[];
  /** Entries that are written with the same number, where any are: AWS takes one of them (SEMANTICS N4). */
  readonly sameNumber?: readonly DirectionEntries[];
  /** Entries that other resources add and its declaration, which lists all of a direction, takes away again, where any are. */
  readonly takesAway?: readonly DirectionEntries[];
  /** Set when there may be further entries that could not be read. */
  readonly open?: readonly Because[];
}

export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'prefix-list'; readonly prefixList: string };

export interface SecurityGroupRule extends TrafficMatch {
  readonly direction: Direction;
  /** Of an unknown one the family is known where the code has an argument for each (SEMANTICS S10). */
  readonly peer: OfFamily<Peer>;
  readonly resource: string;
  readonly origin: Origin;
  readonly exists: Maybe<true>;
  readonly refused?: Refused;
  readonly remarks?: readonly Remark[];
}

export interface SecurityGroup extends Component {
  readonly vpc: Maybe<string>;
  /** Further VPCs it may be used in (SEMANTICS S35). */
  readonly alsoIn?: readonly Maybe<string>[];
  /** One row per peer. Refused rules are not among them. */
  readonly rules: readonly SecurityGroupRule[];
  readonly refused: readonly SecurityGroupRule[];
  /** Set when there may be further rules that could not be read. */
  readonly open?: readonly Because[];
}

export interface PrefixList extends Component {
  readonly entries: readonly Maybe<Cidr>[];
  /**
   * AWS keeps the list: it holds the addresses of this service, and none of the code or of an ordinary host. The one
   * entry is unknown then.
   */
  readonly service?: string;
}

export type RouteTarget =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet-gateway'; readonly gateway: string }
  | { readonly kind: 'egress-only-internet-gateway'; readonly gateway: string }
  /** The address of the gateway's interface. */
  | { readonly kind: 'nat-gateway'; readonly gateway: string }
  | { readonly kind: 'vpc-peering-connection'; readonly connection: string }
  | { readonly kind: 'transit-gateway'; readonly gateway: string }
  /** A gateway endpoint: it takes what goes to the addresses of one AWS service (SEMANTICS R14). */
  | { readonly kind: 'gateway-endpoint'; readonly endpoint: string }
  /** An instance or interface that is to pass packets on, as a NAT instance or a firewall does. */
  | { readonly kind: 'interface'; readonly interface: string }
  /** What it led to is gone; packets end here (SEMANTICS R13). */
  | { readonly kind: 'blackhole' }
  /** A component packets are not walked through: `what` is its resource type. */
  | { readonly kind: 'other'; readonly what: string; readonly component: string };

export interface Route {
  readonly destination: MaybeCidr;
  /**
   * The destination is the addresses of an AWS service, whose prefix list AWS keeps: `com.amazonaws.eu-west-1.s3`. The
   * block is unknown then, and no address of the code or of an ordinary host lies in it.
   */
  readonly service?: string;
  /** The prefix list its destination is an entry of. */
  readonly prefixList?: string;
  readonly target: Maybe<RouteTarget>;
  readonly resource: string;
  readonly origin: Origin;
}

export interface RouteTable extends Component {
  readonly vpc: Maybe<string>;
  readonly isMain: boolean;
  /** With the local routes of the VPC's blocks, which nobody writes (SEMANTICS R2). */
  readonly routes: readonly Route[];
  readonly open?: readonly Because[];
  /** Virtual private gateways that add the routes they learn; those lose against written ones (SEMANTICS R4). */
  readonly propagating?: readonly Maybe<string>[];
}

export interface InternetGateway extends Component {
  /** `undefined` when it is attached to nothing. */
  readonly vpc: Maybe<string> | undefined;
  /** The table that routes what comes in, when it has one of its own (SEMANTICS R17). */
  readonly routeTable?: Maybe<string>;
}

export interface PublicAddress {
  /** Unknown when AWS chooses it; that there is one is known. */
  readonly address: Maybe<Address>;
  /** The private address it stands for; the interface's first one when it says nothing. */
  readonly privateIp?: Maybe<Address>;
  readonly origin: Origin;
}

/** Carries IPv6 out of its VPC and the replies back in, nothing else (SEMANTICS R12). */
export interface EgressOnlyInternetGateway extends Component {
  readonly vpc: Maybe<string>;
}

/** Joins two VPCs; routes on both sides lead to it, and nothing goes through it to a third (SEMANTICS R15). */
export interface VpcPeeringConnection extends Component {
  readonly requester: Maybe<string>;
  readonly accepter: Maybe<string>;
  /** It carries nothing until the other side has accepted it. */
  readonly active: Maybe<boolean>;
  /** Between Regions no group of the other VPC can be named (SEMANTICS S29). */
  readonly crossRegion: Maybe<boolean>;
}

/** A gateway endpoint. Interface endpoints are interfaces. */
export interface GatewayEndpoint extends Component {
  readonly vpc: Maybe<string>;
  /** `com.amazonaws.eu-west-1.s3`. */
  readonly service: Maybe<string>;
}

/** An elastic network interface. An instance with one implicit interface has its address, `aws_instance.web`. */
export interface NetworkInterface extends Component {
  readonly kind:
    | 'instance'
    | 'network-interface'
    | 'nat-gateway'
    | 'load-balancer'
    | 'database'
    | 'function'
    | 'endpoint'
    | 'container';
  /** What people call its owner: the instance a separate interface is attached to, else its own address. */
  readonly owner: string;
  readonly subnet: Maybe<string>;
  /** AWS puts the owner into one of several subnets: this is where it may be, and at most one such interface is real. */
  readonly placement?: 'one-of';
  /** An unknown item stands for any number of further groups. */
  readonly securityGroups: readonly Maybe<string>[];
  /** It has no groups and cannot be filtered by any, unlike one whose groups have no rules (SEMANTICS S39, S41). */
  readonly unfiltered?: true;
  /** IPv4 first. Unknown when AWS picks one from the subnet. */
  readonly privateIps: readonly Maybe<Address>[];
  /** IPv6 addresses; empty when it has none. */
  readonly ipv6: Maybe<readonly Maybe<Address>[]>;
  /** Public IPv4 addresses that reach it; unknown when it cannot be told whether it has any. */
  readonly publicIps: Maybe<readonly PublicAddress[]>;
  readonly sourceDestCheck: Maybe<boolean>;
  /** A regional NAT gateway stands in no subnet but at the edge of its VPC, which is this (SEMANTICS R11). */
  readonly regionalIn?: Maybe<string>;
  /** Nothing ever connects to it: a function's interface, or the outbound side of a service (SEMANTICS S43). */
  readonly outboundOnly?: true;
  /** It never begins a connection: an interface endpoint (SEMANTICS S42). */
  readonly inboundOnly?: true;
  /** An endpoint of a service that the code declares: the network load balancer it passes everything on to (SEMANTICS S56). */
  readonly leadsTo?: Maybe<string>;
  /** What is known to listen on it. */
  readonly listening?: readonly Listening[];
  /** Set when `listening` names everything that listens: the author said so. */
  readonly listensToNothingElse?: true;
}

export interface Network {
  /** The module's folder or the template's file. */
  readonly root: string;
  readonly language: Language;
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly prefixLists: readonly PrefixList[];
  readonly routeTables: readonly RouteTable[];
  readonly internetGateways: readonly InternetGateway[];
  readonly egressOnlyInternetGateways: readonly EgressOnlyInternetGateway[];
  readonly vpcPeeringConnections: readonly VpcPeeringConnection[];
  readonly gatewayEndpoints: readonly GatewayEndpoint[];
  readonly transitGateways: readonly TransitGateway[];
  readonly transitGatewayAttachments: readonly TransitGatewayAttachment[];
  readonly transitGatewayRouteTables: readonly TransitGatewayRouteTable[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly targetGroups: readonly TargetGroup[];
  readonly blockPublicAccess?: BlockPublicAccess;
  readonly interfaces: readonly NetworkInterface[];
  /** Associations of subnets with network ACLs that overwrite each other, where any do. */
  readonly associationConflicts?: readonly AssociationConflict[];
  /** Entries and rules of network ACLs and groups that are outside the code, or not known. */
  readonly strayEntries?: readonly NetworkAclEntry[];
  readonly strayRules?: readonly SecurityGroupRule[];
  /** Everything unknown that some component above hangs on, each reason once. */
  readonly unresolved: readonly Because[];
}
