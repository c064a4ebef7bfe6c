/** EKS clusters and their nodes in CloudFormation. */
import { required, type Family } from '../family.ts';
import { addCluster, addNodes } from '../kubernetes.ts';
import { addService, settings, unknownService } from '../services.ts';
import { launchTemplateOf } from './launchNames.ts';

export const kubernetes: Family = {
  'AWS::EKS::Cluster'(resource, draft, references) {
    const config = settings(resource, 'ResourcesVpcConfig');
    if (config?.kind === 'unknown') addService(resource, unknownService('endpoint', config), draft);
    if (config?.kind !== 'known') return;
    const subnets = references.list(config.value, 'SubnetIds');
    const groups = references.list(config.value, 'SecurityGroupIds') ?? [];
    addCluster(resource, subnets, groups, draft, references);
  },

  'AWS::EKS::Nodegroup'(resource, draft, references) {
    const subnets = references.list(resource.properties, 'Subnets');
    const cluster =
      references.named(resource.properties, 'ClusterName', 'AWS::EKS::Cluster') ??
      required(references, resource, 'ClusterName');
    addNodes(resource, cluster, subnets, launchTemplateOf(resource, references), draft);
  },
};
