/** EKS clusters and their nodes in Terraform. */
import { required, type Family } from '../family.ts';
import { addCluster, addNodes } from '../kubernetes.ts';
import { addService, settings, unknownService } from '../services.ts';
import { launchTemplateOf } from './launchNames.ts';

export const kubernetes: Family = {
  aws_eks_cluster(resource, draft, references) {
    const config = settings(resource, 'vpc_config');
    if (config?.kind === 'unknown') addService(resource, unknownService('endpoint', config), draft);
    if (config?.kind !== 'known') return;
    const subnets = references.list(config.value, 'subnet_ids');
    const groups = references.list(config.value, 'security_group_ids') ?? [];
    addCluster(resource, subnets, groups, draft, references);
  },

  aws_eks_node_group(resource, draft, references) {
    const subnets = references.list(resource.properties, 'subnet_ids');
    const cluster =
      references.named(resource.properties, 'cluster_name', 'aws_eks_cluster') ??
      required(references, resource, 'cluster_name');
    addNodes(resource, cluster, subnets, launchTemplateOf(resource, references), draft);
  },
};
