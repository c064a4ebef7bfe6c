/** Databases, caches and warehouses in Terraform: in one of the subnets of a subnet group, behind groups (SEMANTICS S44). */
import { known, unknown, type Maybe } from '../../value/value.ts';
import type { Resource } from '../../value/resource.ts';
import type { Family, Lower } from '../family.ts';
import { field, flag, text } from '../fields.ts';
import type { References } from '../references.ts';
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

const rdsSubnets = { property: 'db_subnet_group_name', type: 'aws_db_subnet_group', subnets: 'subnet_ids' };
const ports = { port: 'port', engine: 'engine' };

export const database: Family = {
  aws_db_instance(resource, draft, references) {
    // A replica is where its source is, and of the same engine.
    const source = sourceOf(resource, references);
    const subnets = subnetsOfGroup(resource, rdsSubnets, references);
    const listening = engineListens(resource, ports, undefined);
    addService(
      resource,
      {
        kind: 'database',
        subnets:
          subnets ?? (source === undefined ? undefined : subnetsOfGroup(source, rdsSubnets, references)),
        securityGroups: references.list(resource.properties, 'vpc_security_group_ids'),
        publicIp: flag(resource, 'publicly_accessible', false),
        oneOf: true,
        ipv6: isDual(resource),
        listening:
          listening.length > 0 || source === undefined ? listening : engineListens(source, ports, undefined),
      },
      draft,
    );
  },

  aws_rds_cluster: cluster(rdsSubnets, undefined),
  aws_docdb_cluster: cluster(
    { property: 'db_subnet_group_name', type: 'aws_docdb_subnet_group', subnets: 'subnet_ids' },
    'docdb',
  ),
  aws_neptune_cluster: cluster(
    { property: 'neptune_subnet_group_name', type: 'aws_neptune_subnet_group', subnets: 'subnet_ids' },
    'neptune',
  ),

  aws_elasticache_cluster(resource, draft, references) {
    // A member of a replication group is one of its nodes.
    if (references.component(resource, 'replication_group_id') === undefined)
      cache(resource, draft, references);
  },
  aws_elasticache_replication_group: cache,
  aws_memorydb_cluster(resource, draft, references) {
    const group = { property: 'subnet_group_name', type: 'aws_memorydb_subnet_group', subnets: 'subnet_ids' };
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, 'security_group_ids'),
        oneOf: true,
        listening: engineListens(resource, ports, 'redis'),
      },
      draft,
    );
  },

  aws_redshift_cluster(resource, draft, references) {
    const { address, header, properties } = resource;
    const group = {
      property: 'cluster_subnet_group_name',
      type: 'aws_redshift_subnet_group',
      subnets: 'subnet_ids',
    };
    const left = 'is not set: true up to version 5 of the AWS provider, false from 6 on';
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(properties, 'vpc_security_group_ids'),
        publicIp: publicFlag(
          resource,
          properties,
          'publicly_accessible',
          unknown(`${address}.publicly_accessible`, left, header),
        ),
        oneOf: true,
        listening: listensOn(resource, portOr(resource, properties, 'port', 5439), 'is a Redshift cluster'),
      },
      draft,
    );
  },

  aws_redshiftserverless_workgroup(resource, draft, references) {
    const { properties } = resource;
    addService(
      resource,
      {
        kind: 'database',
        subnets: references.list(properties, 'subnet_ids'),
        securityGroups: references.list(properties, 'security_group_ids'),
        publicIp: flag(resource, 'publicly_accessible', false),
        listening: listensOn(resource, portOr(resource, properties, 'port', 5439), 'is a Redshift workgroup'),
      },
      draft,
    );
  },
};

/** The groups of a cluster are those of its instances, which only say whether they are public (SEMANTICS S44). */
function cluster(group: SubnetGroupNames, engine: string | undefined): Lower {
  return (resource, draft, references) => {
    addService(
      resource,
      {
        kind: 'database',
        subnets: subnetsOfGroup(resource, group, references),
        securityGroups: references.list(resource.properties, 'vpc_security_group_ids'),
        publicIp: publicInstances(resource, references),
        oneOf: true,
        ipv6: isDual(resource),
        listening: engineListens(resource, ports, engine),
      },
      draft,
    );
  };
}

/** Whether the instances of a cluster are public; unknown where some are and some are not. */
function publicInstances(resource: Resource, references: References): Maybe<boolean> {
  const flags = references
    .naming('aws_rds_cluster_instance', 'cluster_identifier', resource.address)
    .map((instance) => flag(instance, 'publicly_accessible', false));
  const isMultiAz = field(resource.properties, 'db_cluster_instance_class') !== undefined;
  return isMultiAz ? unsaid(resource, 'publicly_accessible') : allOrNone(flags, resource);
}

function cache(...[resource, draft, references]: Parameters<Lower>): void {
  const group = {
    property: 'subnet_group_name',
    type: 'aws_elasticache_subnet_group',
    subnets: 'subnet_ids',
  };
  addService(
    resource,
    {
      kind: 'database',
      subnets: subnetsOfGroup(resource, group, references),
      securityGroups: references.list(resource.properties, 'security_group_ids'),
      oneOf: true,
      listening: engineListens(
        resource,
        ports,
        resource.type === 'aws_elasticache_replication_group' ? 'redis' : undefined,
      ),
    },
    draft,
  );
}

function sourceOf(resource: Resource, references: References): Resource | undefined {
  const source = references.component(resource, 'replicate_source_db');
  return source?.kind === 'known' ? references.resource(source.value) : undefined;
}

function isDual({ properties }: Resource): Maybe<boolean> {
  const type = text(properties, 'network_type');
  return type?.kind === 'unknown' ? type : known(type?.kind === 'known' && type.value === 'DUAL');
}
