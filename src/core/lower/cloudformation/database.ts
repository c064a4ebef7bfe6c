/** Databases, caches and warehouses in CloudFormation: in one of the subnets of a subnet group, behind groups (S44). */
import type { Family, Lower } from '../family.ts';
import { field, flag, text } from '../fields.ts';
import type { References } from '../references.ts';
import type { Resource } from '../../value/resource.ts';
import { known, type Maybe } from '../../value/value.ts';
import {
  addService,
  allOrNone,
  engineListens,
  listensOn,
  portOr,
  publicFlag,
  subnetsOfGroup,
  unsaid,
  type SubnetGroupNames,
} from '../services.ts';

const rdsSubnets = { property: 'DBSubnetGroupName', type: 'AWS::RDS::DBSubnetGroup', subnets: 'SubnetIds' };
const ports = { port: 'Port', engine: 'Engine' };

export const database: Family = {
  'AWS::RDS::DBInstance'(resource, draft, references) {
    // An instance of a cluster has the cluster's subnets and groups, and is one of its interfaces.
    if (field(resource.properties, 'DBClusterIdentifier') !== undefined) return;
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, rdsSubnets, references),
        securityGroups: references.list(resource.properties, 'VPCSecurityGroups'),
        publicIp: publicFlag(
          resource,
          resource.properties,
          'PubliclyAccessible',
          unsaid(resource, 'PubliclyAccessible'),
        ),
        oneOf: true,
        listening: engineListens(resource, ports, undefined),
      },
      draft,
    );
  },

  'AWS::RDS::DBCluster'(resource, draft, references) {
    const engine = text(resource.properties, 'Engine');
    // What Aurora PostgreSQL listens on where the template does not say is documented in two ways.
    const isOpen =
      engine?.kind === 'known' &&
      engine.value === 'aurora-postgresql' &&
      field(resource.properties, 'Port') === undefined;
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, rdsSubnets, references),
        securityGroups: references.list(resource.properties, 'VpcSecurityGroupIds'),
        publicIp: publicInstances(resource, references),
        oneOf: true,
        listening: isOpen ? [] : engineListens(resource, ports, undefined),
      },
      draft,
    );
  },

  'AWS::DocDB::DBCluster': cluster('AWS::DocDB::DBSubnetGroup', 'docdb', { port: 'Port', engine: 'Engine' }),
  'AWS::Neptune::DBCluster': cluster('AWS::Neptune::DBSubnetGroup', 'neptune', {
    port: 'DBPort',
    engine: 'Engine',
  }),

  'AWS::ElastiCache::CacheCluster': cache('VpcSecurityGroupIds', undefined),
  'AWS::ElastiCache::ReplicationGroup': cache('SecurityGroupIds', 'redis'),

  'AWS::MemoryDB::Cluster'(resource, draft, references) {
    const group = { property: 'SubnetGroupName', type: 'AWS::MemoryDB::SubnetGroup', subnets: 'SubnetIds' };
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, 'SecurityGroupIds'),
        oneOf: true,
        listening: engineListens(resource, ports, 'redis'),
      },
      draft,
    );
  },

  'AWS::Redshift::Cluster'(resource, draft, references) {
    const group = {
      property: 'ClusterSubnetGroupName',
      type: 'AWS::Redshift::ClusterSubnetGroup',
      subnets: 'SubnetIds',
    };
    const port = portOr(resource, resource.properties, 'Port', 5439);
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, 'VpcSecurityGroupIds'),
        publicIp: flag(resource, 'PubliclyAccessible', false),
        oneOf: true,
        listening: listensOn(resource, port, 'is a Redshift cluster'),
      },
      draft,
    );
  },

  'AWS::RedshiftServerless::Workgroup'(resource, draft, references) {
    const { properties } = resource;
    addService(
      resource,
      {
        kind: 'database',
        subnets: references.list(properties, 'SubnetIds'),
        securityGroups: references.list(properties, 'SecurityGroupIds'),
        publicIp: flag(resource, 'PubliclyAccessible', false),
        listening: listensOn(resource, portOr(resource, properties, 'Port', 5439), 'is a Redshift workgroup'),
      },
      draft,
    );
  },
};

function cluster(type: string, engine: string, names: typeof ports): Lower {
  const group: SubnetGroupNames = { property: 'DBSubnetGroupName', type, subnets: 'SubnetIds' };
  return (resource, draft, references) => {
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, 'VpcSecurityGroupIds'),
        oneOf: true,
        listening: engineListens(resource, names, engine),
      },
      draft,
    );
  };
}

function cache(groups: string, engine: string | undefined): Lower {
  const group = {
    property: 'CacheSubnetGroupName',
    type: 'AWS::ElastiCache::SubnetGroup',
    subnets: 'SubnetIds',
  };
  return (resource, draft, references) => {
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, groups),
        oneOf: true,
        listening: engineListens(resource, ports, engine),
      },
      draft,
    );
  };
}

/** Whether the instances of a cluster are public. A Multi-AZ cluster has none of its own resources, and says it itself. */
function publicInstances(cluster: Resource, references: References): Maybe<boolean> {
  const isMultiAz = field(cluster.properties, 'DBClusterInstanceClass') !== undefined;
  const otherwise = isMultiAz ? unsaid(cluster, 'PubliclyAccessible') : known(false);
  const own = publicFlag(cluster, cluster.properties, 'PubliclyAccessible', otherwise);
  const flags = references
    .naming('AWS::RDS::DBInstance', 'DBClusterIdentifier', cluster.address)
    .map((instance) =>
      publicFlag(instance, instance.properties, 'PubliclyAccessible', unsaid(instance, 'PubliclyAccessible')),
    );
  if (flags.length === 0) return own;
  return allOrNone(flags, cluster);
}
