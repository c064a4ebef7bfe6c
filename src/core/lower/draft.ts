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
import type {
  DraftListener,
  DraftListenerRule,
  DraftLoadBalancer,
  DraftTarget,
  DraftTargetGroup,
} from './draft/loadBalancer.ts';
import type { DraftEntry, DraftNetworkAcl } from './draft/networkAcl.ts';
import type { Association } from './draft/part.ts';
import type {
  DraftBlockPublicAccess,
  DraftBlockPublicAccessExclusion,
  DraftEgressOnlyGateway,
  DraftGateway,
  DraftGatewayEndpoint,
  DraftPeering,
  DraftRoute,
  DraftRouteTable,
  GatewayAttachment,
  PeeringAcceptance,
  RoutePropagation,
} from './draft/routing.ts';
import type {
  DraftGroupRule,
  DraftPrefixList,
  DraftPrefixListEntry,
  DraftSecurityGroup,
  EgressStripper,
  GroupVpcAssociation,
} from './draft/securityGroup.ts';
import type {
  DraftTransitGateway,
  DraftTransitGatewayAttachment,
  DraftTransitGatewayRoute,
  DraftTransitGatewayRouteTable,
  TransitGatewayPropagation,
} from './draft/transitGateway.ts';
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
  readonly groupVpcAssociations: GroupVpcAssociation[];
  readonly prefixLists: DraftPrefixList[];
  readonly prefixListEntries: DraftPrefixListEntry[];
  readonly routeTables: DraftRouteTable[];
  readonly routes: DraftRoute[];
  readonly routeTableAssociations: Association[];
  readonly mainRouteTableAssociations: Association[];
  /** A gateway's own table, for what comes in by it (SEMANTICS R17). */
  readonly gatewayRouteTableAssociations: Association[];
  readonly routePropagations: RoutePropagation[];
  readonly gateways: DraftGateway[];
  readonly gatewayAttachments: GatewayAttachment[];
  readonly egressOnlyGateways: DraftEgressOnlyGateway[];
  readonly peerings: DraftPeering[];
  readonly peeringAcceptances: PeeringAcceptance[];
  readonly gatewayEndpoints: DraftGatewayEndpoint[];
  readonly blockPublicAccess: DraftBlockPublicAccess[];
  readonly blockPublicAccessExclusions: DraftBlockPublicAccessExclusion[];
  readonly transitGateways: DraftTransitGateway[];
  readonly transitGatewayAttachments: DraftTransitGatewayAttachment[];
  readonly transitGatewayRouteTables: DraftTransitGatewayRouteTable[];
  readonly transitGatewayRoutes: DraftTransitGatewayRoute[];
  readonly transitGatewayAssociations: Association[];
  readonly transitGatewayPropagations: TransitGatewayPropagation[];
  readonly loadBalancers: DraftLoadBalancer[];
  readonly listeners: DraftListener[];
  readonly listenerRules: DraftListenerRule[];
  readonly targetGroups: DraftTargetGroup[];
  readonly targets: DraftTarget[];
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
    groupVpcAssociations: [],
    prefixLists: [],
    prefixListEntries: [],
    routeTables: [],
    routes: [],
    routeTableAssociations: [],
    mainRouteTableAssociations: [],
    gatewayRouteTableAssociations: [],
    routePropagations: [],
    gateways: [],
    gatewayAttachments: [],
    egressOnlyGateways: [],
    peerings: [],
    peeringAcceptances: [],
    gatewayEndpoints: [],
    blockPublicAccess: [],
    blockPublicAccessExclusions: [],
    transitGateways: [],
    transitGatewayAttachments: [],
    transitGatewayRouteTables: [],
    transitGatewayRoutes: [],
    transitGatewayAssociations: [],
    transitGatewayPropagations: [],
    loadBalancers: [],
    listeners: [],
    listenerRules: [],
    targetGroups: [],
    targets: [],
    interfaces: [],
    interfaceAttachments: [],
    groupAttachments: [],
    elasticIps: [],
    elasticIpAssociations: [],
    opened: new Map(),
  };
}
