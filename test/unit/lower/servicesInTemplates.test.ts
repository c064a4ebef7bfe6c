import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cfn, ref, type Fields } from './build.ts';
import { cfnBoth, cfnInBoth, cfnSg, lines, of } from './serviceLines.ts';

describe('services in CloudFormation', () => {
  const subnetGroup = (type: string) => of('Group', type, { SubnetIds: cfnBoth });
  const rds = (properties: Fields) =>
    of('Db', 'RDS::DBInstance', {
      Engine: 'postgres',
      DBSubnetGroupName: ref('Group'),
      VPCSecurityGroups: cfnSg,
      ...properties,
    });
  const cases: readonly (readonly [string, readonly Resource[], readonly string[]])[] = [
    [
      'a database that says whether it is public',
      [subnetGroup('RDS::DBSubnetGroup'), rds({ PubliclyAccessible: 'false', Port: '6000' })],
      cfnInBoth('Db', 'Sg, one-of, 6/6000'),
    ],
    [
      'a database that does not',
      [subnetGroup('RDS::DBSubnetGroup'), rds({})],
      cfnInBoth(
        'Db',
        'Sg, one-of, public (Db.PubliclyAccessible is not set, and AWS documents two defaults), 6/5432',
      ),
    ],
    [
      'a cluster and its instance',
      [
        subnetGroup('RDS::DBSubnetGroup'),
        of('Cluster', 'RDS::DBCluster', {
          Engine: 'aurora-mysql',
          DBSubnetGroupName: ref('Group'),
          VpcSecurityGroupIds: cfnSg,
        }),
        of('One', 'RDS::DBInstance', { DBClusterIdentifier: ref('Cluster'), PubliclyAccessible: true }),
      ],
      cfnInBoth('Cluster', 'Sg, one-of, public ?, 6/3306'),
    ],
    [
      'a cluster of a documented twice port',
      [
        subnetGroup('RDS::DBSubnetGroup'),
        of('Cluster', 'RDS::DBCluster', { Engine: 'aurora-postgresql', DBSubnetGroupName: ref('Group') }),
      ],
      cfnInBoth('Cluster', 'Vpc.DefaultSecurityGroup, one-of'),
    ],
    [
      'a document database',
      [
        subnetGroup('DocDB::DBSubnetGroup'),
        of('Doc', 'DocDB::DBCluster', { DBSubnetGroupName: ref('Group'), VpcSecurityGroupIds: cfnSg }),
      ],
      cfnInBoth('Doc', 'Sg, one-of, 6/27017'),
    ],
    [
      'caches',
      [
        subnetGroup('ElastiCache::SubnetGroup'),
        of('One', 'ElastiCache::CacheCluster', {
          Engine: 'redis',
          CacheSubnetGroupName: ref('Group'),
          VpcSecurityGroupIds: cfnSg,
        }),
        of('Two', 'ElastiCache::ReplicationGroup', {
          CacheSubnetGroupName: ref('Group'),
          SecurityGroupIds: cfnSg,
        }),
      ],
      [...cfnInBoth('One', 'Sg, one-of, 6/6379'), ...cfnInBoth('Two', 'Sg, one-of, 6/6379')],
    ],
    [
      'a Redshift cluster',
      [
        subnetGroup('Redshift::ClusterSubnetGroup'),
        of('Red', 'Redshift::Cluster', { ClusterSubnetGroupName: ref('Group') }),
      ],
      cfnInBoth('Red', 'Vpc.DefaultSecurityGroup, one-of, 6/5439'),
    ],
    [
      'a search domain',
      [
        of('Search', 'OpenSearchService::Domain', {
          VPCOptions: { SubnetIds: cfnBoth, SecurityGroupIds: cfnSg },
        }),
      ],
      cfnInBoth('Search', 'Sg, 6/443'),
    ],
    [
      'a mount target',
      [of('Mount', 'EFS::MountTarget', { SubnetId: ref('A'), SecurityGroups: cfnSg })],
      ['Mount[A] in A, Sg, 6/2049'],
    ],
    [
      'brokers',
      [
        of('Kafka', 'MSK::Cluster', {
          BrokerNodeGroupInfo: { ClientSubnets: cfnBoth, SecurityGroups: cfnSg },
        }),
      ],
      cfnInBoth('Kafka', 'Sg, 6/9094'),
    ],
    [
      'S44c: brokers of Amazon MQ',
      [
        of('Broker', 'AmazonMQ::Broker', {
          EngineType: 'RABBITMQ',
          SubnetIds: [ref('A')],
          SecurityGroups: cfnSg,
        }),
      ],
      ['Broker[A] in A, Sg, 6/443 6/5671 6/15671'],
    ],
    [
      'functions',
      [
        of('F', 'Lambda::Function', { VpcConfig: { SubnetIds: [ref('A')], SecurityGroupIds: cfnSg } }),
        of('G', 'Serverless::Function', { VpcConfig: { SubnetIds: [ref('B')], SecurityGroupIds: cfnSg } }),
        of('H', 'Lambda::Function', {}),
      ],
      ['F[A] in A, Sg, outbound only', 'G[B] in B, Sg, outbound only'],
    ],
    [
      'an interface endpoint',
      [
        cfn('Sqs', 'VPCEndpoint', {
          VpcId: ref('Vpc'),
          VpcEndpointType: 'Interface',
          ServiceName: 'com.amazonaws.eu-west-1.sqs',
          SubnetIds: cfnBoth,
        }),
      ],
      cfnInBoth('Sqs', 'Vpc.DefaultSecurityGroup, inbound only, 6/443'),
    ],
    [
      'containers',
      [
        of('Task', 'ECS::TaskDefinition', {
          ContainerDefinitions: [
            { PortMappings: [{ ContainerPort: '80' }, { ContainerPort: 53, Protocol: 'udp' }] },
          ],
        }),
        of('Service', 'ECS::Service', {
          TaskDefinition: ref('Task'),
          NetworkConfiguration: {
            AwsvpcConfiguration: { Subnets: cfnBoth, SecurityGroups: cfnSg, AssignPublicIp: 'ENABLED' },
          },
        }),
      ],
      cfnInBoth('Service', 'Sg, public ?, 6/80 17/53'),
    ],
    [
      'a cluster and its nodes',
      [
        of('Eks', 'EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('A')] } }),
        of('Nodes', 'EKS::Nodegroup', { ClusterName: ref('Eks'), Subnets: [ref('B')] }),
      ],
      ['Eks[A] in A, Eks.ClusterSecurityGroupId, 6/443', 'Nodes[B] in B, Eks.ClusterSecurityGroupId'],
    ],
  ];
  for (const [name, resources, expected] of cases) {
    it(`are interfaces: ${name}`, () => {
      assert.deepEqual(lines(...resources), expected);
    });
  }
});
