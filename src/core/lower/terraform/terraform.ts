/** Every Terraform resource type that is part of the network, by family. */
import type { Family } from '../family.ts';
import { autoScaling } from './autoScaling.ts';
import { blockPublicAccess } from './blockPublicAccess.ts';
import { classic } from './classicLoadBalancer.ts';
import { container } from './container.ts';
import { database } from './database.ts';
import { elasticIp } from './elasticIp.ts';
import { gateway } from './gateway.ts';
import { instance } from './instance.ts';
import { kubernetes } from './kubernetes.ts';
import { loadBalancer } from './loadBalancer.ts';
import { networkAcl } from './networkAcl.ts';
import { peering } from './peering.ts';
import { prefixList } from './prefixList.ts';
import { routeTable } from './routeTable.ts';
import { securityGroup } from './securityGroup.ts';
import { service } from './service.ts';
import { subnet } from './subnet.ts';
import { transitGateway } from './transitGateway.ts';
import { vpcEndpoint } from './vpcEndpoint.ts';
import { vpc } from './vpc.ts';

export const terraform: Family = {
  ...vpc,
  ...subnet,
  ...networkAcl,
  ...securityGroup,
  ...prefixList,
  ...routeTable,
  ...gateway,
  ...peering,
  ...vpcEndpoint,
  ...transitGateway,
  ...blockPublicAccess,
  ...instance,
  ...autoScaling,
  ...loadBalancer,
  ...classic,
  ...database,
  ...service,
  ...container,
  ...kubernetes,
  ...elasticIp,
};
