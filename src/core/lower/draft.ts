/**
 * What the resource families leave behind: the parts of a network as they are written, before it is known which of
 * them belong together and what AWS adds. Families only append; `assemble` reads.
 */
import type { Because } from '../value/value.ts';
import type {
  DraftElasticIp,
  DraftInterface,
  ElasticIpAssociation,
  GroupAttachment,
  InterfaceAttachment,
} from './draft/interface.ts';
import type { DraftEntry, DraftNetworkAcl } from './draft/networkAcl.ts';
import type { Association } from './draft/part.ts';
import type {
  DraftEgressOnlyGateway,
  DraftGateway,
  DraftPeering,
  DraftRoute,
  DraftRouteTable,
  GatewayAttachment,
} from './draft/routing.ts';
import type {
  DraftGroupRule,
  DraftPrefixList,
  DraftPrefixListEntry,
  DraftSecurityGroup,
  EgressStripper,
} from './draft/securityGroup.ts';
import type { DraftSubnet, DraftVpc, DraftVpcCidr } from './draft/vpc.ts';

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
