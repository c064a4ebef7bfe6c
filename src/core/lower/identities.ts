/**
 * Which attributes of a resource stand for the resource itself, and which for another component. The two languages'
 * tables for references live here.
 */
import { withoutKeys } from '../text/instanceKeys.ts';
import type { VpcDefaults } from './draft/vpc.ts';

/** The type in a Terraform address: `module.a.aws_subnet.b["c"]`, `../network/aws_subnet.a` of another root module. */
export function declaredType(address: string): string | undefined {
  return /(?:^|[./])(aws_[a-z0-9_]+)\.[A-Za-z0-9_-]+$/.exec(withoutKeys(address))?.[1];
}

/** Attributes that stand for the resource itself, whatever its type. */
const identities: ReadonlySet<string> = new Set(['id', 'arn', 'Ref', 'Id', 'Arn']);

/** Attributes that stand for the resource itself in one type only. */
const identitiesOfType: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_instance', ['primary_network_interface_id']],
  ['aws_nat_gateway', ['network_interface_id']],
  ['aws_eip', ['allocation_id', 'public_ip']],
  ['aws_security_group', ['name']],
  ['aws_launch_template', ['name']],
  ['aws_launch_configuration', ['name']],
  ['aws_autoscaling_group', ['name']],
  ['aws_elb', ['name']],
  ['aws_db_instance', ['identifier']],
  ['aws_rds_cluster', ['cluster_identifier']],
  ['aws_db_subnet_group', ['name']],
  ['aws_docdb_subnet_group', ['name']],
  ['aws_neptune_subnet_group', ['name']],
  ['aws_elasticache_subnet_group', ['name']],
  ['aws_memorydb_subnet_group', ['name']],
  ['aws_redshift_subnet_group', ['name']],
  ['aws_eks_cluster', ['name']],
  ['aws_ecs_task_definition', ['arn_without_revision', 'family']],
  ['AWS::EC2::VPC', ['VpcId']],
  ['AWS::EC2::Subnet', ['SubnetId']],
  ['AWS::EC2::SecurityGroup', ['GroupId', 'GroupName']],
  ['AWS::EC2::InternetGateway', ['InternetGatewayId']],
  ['AWS::EC2::RouteTable', ['RouteTableId']],
  ['AWS::EC2::Instance', ['InstanceId']],
  ['AWS::EC2::NatGateway', ['NatGatewayId']],
  ['AWS::EC2::EIP', ['AllocationId', 'PublicIp']],
  ['AWS::EC2::PrefixList', ['PrefixListId']],
  ['AWS::EC2::LaunchTemplate', ['LaunchTemplateId']],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', ['LoadBalancerArn']],
  ['AWS::ElasticLoadBalancingV2::Listener', ['ListenerArn']],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', ['TargetGroupArn']],
]);

/** Attributes that stand for a part AWS makes with the resource, which has an address of its own behind the resource's. */
const partsOfType: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['aws_vpc_endpoint', new Map([['prefix_list_id', 'prefix_list_id']])],
  // Groups that services make for what they put into a VPC, one for each resource.
  ['aws_directory_service_directory', new Map([['security_group_id', 'security_group_id']])],
  ['aws_workspaces_directory', new Map([['workspace_security_group_id', 'workspace_security_group_id']])],
  [
    'aws_sagemaker_domain',
    new Map([['security_group_id_for_domain_boundary', 'security_group_id_for_domain_boundary']]),
  ],
  ['AWS::EKS::Cluster', new Map([['ClusterSecurityGroupId', 'ClusterSecurityGroupId']])],
  [
    'aws_ec2_transit_gateway',
    new Map([
      ['association_default_route_table_id', 'association_default_route_table_id'],
      // It is one table until somebody makes another one the default.
      ['propagation_default_route_table_id', 'association_default_route_table_id'],
    ]),
  ],
]);

/** Resources that stand for another one, with the property that names it. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['aws_vpc_peering_connection_accepter', 'vpc_peering_connection_id'],
  ['aws_ec2_transit_gateway_vpc_attachment_accepter', 'transit_gateway_attachment_id'],
]);

/** Properties that give resources of a type a name, which others may use in place of an id. */
export const nameProperties: ReadonlyMap<string, string> = new Map([
  ['aws_security_group', 'name'],
  ['AWS::EC2::SecurityGroup', 'GroupName'],
  ['aws_launch_template', 'name'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateName'],
  ['aws_launch_configuration', 'name'],
  ['AWS::AutoScaling::LaunchConfiguration', 'LaunchConfigurationName'],
  ['aws_autoscaling_group', 'name'],
  ['aws_db_subnet_group', 'name'],
  ['AWS::RDS::DBSubnetGroup', 'DBSubnetGroupName'],
  ['aws_docdb_subnet_group', 'name'],
  ['AWS::DocDB::DBSubnetGroup', 'DBSubnetGroupName'],
  ['aws_neptune_subnet_group', 'name'],
  ['AWS::Neptune::DBSubnetGroup', 'DBSubnetGroupName'],
  ['aws_elasticache_subnet_group', 'name'],
  ['AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName'],
  ['aws_memorydb_subnet_group', 'name'],
  ['AWS::MemoryDB::SubnetGroup', 'SubnetGroupName'],
  ['aws_redshift_subnet_group', 'name'],
  ['AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroupName'],
  ['aws_elb', 'name'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'LoadBalancerName'],
  ['aws_eks_cluster', 'name'],
  ['AWS::EKS::Cluster', 'Name'],
]);

/** Types of a VPC. */
export const vpcTypes: ReadonlySet<string> = new Set(['aws_vpc', 'aws_default_vpc', 'AWS::EC2::VPC']);

/** Attributes of a VPC that name a part AWS creates with it. */
export const defaultParts: ReadonlyMap<string, keyof VpcDefaults> = new Map([
  ['default_network_acl_id', 'networkAcl'],
  ['default_security_group_id', 'securityGroup'],
  ['default_route_table_id', 'routeTable'],
  ['main_route_table_id', 'routeTable'],
  ['DefaultNetworkAcl', 'networkAcl'],
  ['DefaultSecurityGroup', 'securityGroup'],
]);

/** Resources that take over a part AWS created, with the property that names it (SEMANTICS S52). */
export const adopters: ReadonlyMap<string, string> = new Map([
  ['aws_default_network_acl', 'default_network_acl_id'],
  ['aws_default_route_table', 'default_route_table_id'],
]);

/** What an attribute of a resource names, where it is no written property: the resource, a part of it, or another. */
export function identityOf(
  type: string | undefined,
  attribute: string,
): 'itself' | { readonly part: string } | { readonly writtenIn: string } | undefined {
  const part = type === undefined ? undefined : partsOfType.get(type)?.get(attribute);
  if (part !== undefined) return { part };
  if (!identities.has(attribute) && (type === undefined || !identitiesOfType.get(type)?.includes(attribute)))
    return undefined;
  const writtenIn = type === undefined ? undefined : standIns.get(type);
  return writtenIn === undefined ? 'itself' : { writtenIn };
}
