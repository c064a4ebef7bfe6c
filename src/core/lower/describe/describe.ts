/**
 * From what a folder of describe output lists to the network. Everything stands there already: no default is added and no
 * association guessed, so the parts are put together directly. What the folder lacks is unknown, never absent.
 */
import type { GatewayEndpoint } from '../../aws/network.ts';
import type { Configuration } from '../../value/resource.ts';
import { known } from '../../value/value.ts';
import type { Parts } from '../unresolved.ts';
import { componentOf, Folder, idOf } from './folder.ts';
import { egressOnlyInternetGateways, internetGateways, vpcPeeringConnections } from './gateway.ts';
import { carriedGroups, interfaces } from './interface.ts';
import { networkAcls, networkAclsOfSubnets, vpcOf } from './networkAcl.ts';
import { prefixLists } from './prefixList.ts';
import { routeTables, routeTableUses } from './routeTable.ts';
import { securityGroups } from './securityGroup.ts';
import { transitGatewayAttachments, transitGatewayRouteTables, transitGateways } from './transitGateway.ts';
import { subnets, vpcs } from './vpc.ts';

/** The parts of the network a folder describes. */
export function lowerFolder(configuration: Configuration): Parts {
  const folder = new Folder(configuration);
  const allVpcs = vpcs(folder);
  const uses = routeTableUses(folder);
  const tables = routeTables(folder);
  const members = interfaces(folder);
  return {
    vpcs: allVpcs,
    subnets: subnets(folder, { ...uses, networkAcls: networkAclsOfSubnets(folder) }),
    networkAcls: networkAcls(folder),
    securityGroups: securityGroups(folder, carriedGroups(members)),
    prefixLists: prefixLists(folder),
    routeTables: tables,
    internetGateways: internetGateways(folder, allVpcs, tables, uses.edges),
    egressOnlyInternetGateways: egressOnlyInternetGateways(folder, tables),
    vpcPeeringConnections: vpcPeeringConnections(folder, tables),
    gatewayEndpoints: gatewayEndpoints(folder),
    transitGateways: transitGateways(folder),
    transitGatewayAttachments: transitGatewayAttachments(folder),
    transitGatewayRouteTables: transitGatewayRouteTables(folder),
    loadBalancers: [],
    targetGroups: [],
    interfaces: members,
  };
}

/** Endpoints that routes lead to; those with interfaces are among the interfaces. */
function gatewayEndpoints(folder: Folder): readonly GatewayEndpoint[] {
  return folder
    .all('VpcEndpoint')
    .filter(({ properties }) => idOf(properties, 'VpcEndpointType') === 'Gateway')
    .map((resource): GatewayEndpoint => {
      const service = idOf(resource.properties, 'ServiceName');
      return {
        ...componentOf(resource),
        vpc: vpcOf(resource),
        service: service === undefined ? folder.absent('VpcEndpoint', resource.address) : known(service),
      };
    });
}
