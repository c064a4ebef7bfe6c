import assert from 'node:assert/strict';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { ref, resource, show, told, unset, type Fields, type Plain } from './build.ts';
import { both, cfnSg, defaultGroup, group, inBoth, lines, lowered, of, sg } from './serviceLines.ts';

describe('the ports of a Kafka cluster (S44c)', () => {
  const transit = (mode: Plain): Fields => ({
    encryption_info: [{ encryption_in_transit: [{ client_broker: mode }] }],
  });
  const cfnTransit = (mode: Plain): Fields => ({
    EncryptionInfo: { EncryptionInTransit: { ClientBroker: mode } },
  });
  const cases: readonly (readonly [string, Fields, Fields, readonly number[]])[] = [
    ['left alone', {}, {}, [9094]],
    ['in plain text', transit('PLAINTEXT'), cfnTransit('PLAINTEXT'), [9092]],
    ['in both', transit('TLS_PLAINTEXT'), cfnTransit('TLS_PLAINTEXT'), [9092, 9094]],
    ['in what is not known', transit(unset()), cfnTransit(unset()), []],
    [
      'for IAM alone',
      { ...transit('TLS'), client_authentication: [{ sasl: [{ iam: true }] }] },
      { ClientAuthentication: { Sasl: { Iam: { Enabled: true } } } },
      [9098],
    ],
    [
      'for SCRAM, and for anybody',
      {
        ...transit('TLS_PLAINTEXT'),
        client_authentication: [{ unauthenticated: true, sasl: [{ scram: true, iam: false }] }],
      },
      {
        ...cfnTransit('TLS_PLAINTEXT'),
        ClientAuthentication: { Unauthenticated: { Enabled: true }, Sasl: { Scram: { Enabled: true } } },
      },
      [9092, 9094, 9096],
    ],
    [
      'for certificates',
      {
        ...transit('TLS_PLAINTEXT'),
        client_authentication: [{ tls: [{ certificate_authority_arns: ['arn'] }] }],
      },
      { ...cfnTransit('TLS_PLAINTEXT'), ClientAuthentication: { Tls: { Enabled: true } } },
      [9094],
    ],
    [
      'for clients that are not known',
      { ...transit('TLS'), client_authentication: unset() },
      { ClientAuthentication: { Sasl: { Iam: { Enabled: unset() } } } },
      [],
    ],
  ];
  for (const [how, inTerraform, inTemplate, ports] of cases) {
    it(`set up ${how}`, () => {
      const brokers = { client_subnets: [ref('aws_subnet.a')], security_groups: sg };
      const cfnBrokers = { ClientSubnets: [ref('A')], SecurityGroups: cfnSg };
      const found = [
        lowered(resource('aws_msk_cluster.m', { broker_node_group_info: [brokers], ...inTerraform })),
        lowered(of('Kafka', 'MSK::Cluster', { BrokerNodeGroupInfo: cfnBrokers, ...inTemplate })),
      ].map(({ interfaces }) => (interfaces[0]!.listening ?? []).map((one) => one.ports.first));
      assert.deepEqual(found, [ports, ports]);
    });
  }
});

describe('services in Terraform', () => {
  const db = (properties: Fields) =>
    resource('aws_db_instance.db', {
      engine: 'postgres',
      db_subnet_group_name: ref('aws_db_subnet_group.g', 'name'),
      vpc_security_group_ids: sg,
      ...properties,
    });
  const cases: readonly (readonly [string, readonly Resource[], readonly string[]])[] = [
    [
      'S44: a database, in one of the subnets of its group',
      [group('aws_db_subnet_group'), db({})],
      inBoth('aws_db_instance.db', 'aws_security_group.sg, one-of, 6/5432'),
    ],
    [
      'a database with a port of its own, public, in the default group',
      [
        group('aws_db_subnet_group'),
        db({ port: 6000, publicly_accessible: true, vpc_security_group_ids: null }),
      ],
      inBoth('aws_db_instance.db', `${defaultGroup}, one-of, public ?, 6/6000`),
    ],
    [
      'a database that may be public',
      [group('aws_db_subnet_group'), db({ publicly_accessible: unset(), engine: 'mysql' })],
      inBoth('aws_db_instance.db', 'aws_security_group.sg, one-of, public (var.x has no default), 6/3306'),
    ],
    [
      'a database by the name of its subnet group',
      [group('aws_db_subnet_group'), db({ db_subnet_group_name: 'group', engine: unset() })],
      inBoth('aws_db_instance.db', 'aws_security_group.sg, one-of'),
    ],
    [
      'a database in a subnet group outside the code',
      [db({ db_subnet_group_name: 'other', engine: 'sqlserver-se' })],
      [
        'aws_db_instance.db in (other is a subnet group outside the code, which aws_db_instance.db is in), aws_security_group.sg, 6/1433',
      ],
    ],
    [
      'a replica, where its source is',
      [
        group('aws_db_subnet_group'),
        db({}),
        resource('aws_db_instance.replica', {
          replicate_source_db: ref('aws_db_instance.db', 'identifier'),
          vpc_security_group_ids: sg,
        }),
      ],
      [
        ...inBoth('aws_db_instance.db', 'aws_security_group.sg, one-of, 6/5432'),
        ...inBoth('aws_db_instance.replica', 'aws_security_group.sg, one-of, 6/5432'),
      ],
    ],
    [
      'a cluster with a public instance',
      [
        group('aws_db_subnet_group'),
        resource('aws_rds_cluster.c', {
          engine: 'aurora-mysql',
          db_subnet_group_name: ref('aws_db_subnet_group.g'),
          vpc_security_group_ids: sg,
        }),
        resource('aws_rds_cluster_instance.i', {
          cluster_identifier: ref('aws_rds_cluster.c', 'cluster_identifier'),
          publicly_accessible: true,
        }),
      ],
      inBoth('aws_rds_cluster.c', 'aws_security_group.sg, one-of, public ?, 6/3306'),
    ],
    [
      'a document database',
      [
        group('aws_docdb_subnet_group'),
        resource('aws_docdb_cluster.c', { db_subnet_group_name: ref('aws_docdb_subnet_group.g', 'name') }),
      ],
      inBoth('aws_docdb_cluster.c', `${defaultGroup}, one-of, 6/27017`),
    ],
    [
      'a cache',
      [
        group('aws_elasticache_subnet_group'),
        resource('aws_elasticache_cluster.c', {
          engine: 'memcached',
          subnet_group_name: ref('aws_elasticache_subnet_group.g', 'name'),
          security_group_ids: sg,
        }),
      ],
      inBoth('aws_elasticache_cluster.c', 'aws_security_group.sg, one-of, 6/11211'),
    ],
    [
      'a replication group, without its members',
      [
        group('aws_elasticache_subnet_group'),
        resource('aws_elasticache_replication_group.r', {
          subnet_group_name: ref('aws_elasticache_subnet_group.g', 'name'),
        }),
        resource('aws_elasticache_cluster.c', {
          replication_group_id: ref('aws_elasticache_replication_group.r'),
        }),
      ],
      inBoth('aws_elasticache_replication_group.r', `${defaultGroup}, one-of, 6/6379`),
    ],
    [
      'a Redshift cluster, whose default hangs on the provider',
      [
        group('aws_redshift_subnet_group'),
        resource('aws_redshift_cluster.r', {
          cluster_subnet_group_name: ref('aws_redshift_subnet_group.g', 'name'),
        }),
      ],
      inBoth(
        'aws_redshift_cluster.r',
        `${defaultGroup}, one-of, public (aws_redshift_cluster.r.publicly_accessible is not set: true up to version 5 of the AWS provider, false from 6 on), 6/5439`,
      ),
    ],
    [
      'a search domain',
      [resource('aws_opensearch_domain.d', { vpc_options: [{ subnet_ids: both, security_group_ids: sg }] })],
      inBoth('aws_opensearch_domain.d', 'aws_security_group.sg, 6/443'),
    ],
    ['a search domain outside any VPC', [resource('aws_opensearch_domain.d')], []],
    [
      'a mount target',
      [resource('aws_efs_mount_target.m', { subnet_id: ref('aws_subnet.a'), ip_address: '10.0.0.7' })],
      [`aws_efs_mount_target.m[aws_subnet.a] in aws_subnet.a, ${defaultGroup}, 6/2049`],
    ],
    [
      'brokers',
      [
        resource('aws_msk_cluster.m', {
          broker_node_group_info: [{ client_subnets: both, security_groups: sg }],
        }),
      ],
      inBoth('aws_msk_cluster.m', 'aws_security_group.sg, 6/9094'),
    ],
    [
      'S44c: a broker of each engine',
      [
        resource('aws_mq_broker.r', {
          engine_type: 'RabbitMQ',
          subnet_ids: [ref('aws_subnet.a')],
          security_groups: sg,
        }),
        resource('aws_mq_broker.a', {
          engine_type: 'ActiveMQ',
          subnet_ids: [ref('aws_subnet.b')],
          security_groups: sg,
        }),
        resource('aws_mq_broker.x', {
          engine_type: unset(),
          subnet_ids: [ref('aws_subnet.b')],
          security_groups: sg,
        }),
      ],
      [
        'aws_mq_broker.r[aws_subnet.a] in aws_subnet.a, aws_security_group.sg, 6/443 6/5671 6/15671',
        'aws_mq_broker.a[aws_subnet.b] in aws_subnet.b, aws_security_group.sg, 6/5671 6/8162 6/8883 6/61614 6/61617 6/61619',
        'aws_mq_broker.x[aws_subnet.b] in aws_subnet.b, aws_security_group.sg',
      ],
    ],
    [
      'S43: a function',
      [resource('aws_lambda_function.f', { vpc_config: [{ subnet_ids: both, security_group_ids: sg }] })],
      inBoth('aws_lambda_function.f', 'aws_security_group.sg, outbound only'),
    ],
    [
      'a function in no VPC',
      [
        resource('aws_lambda_function.f'),
        resource('aws_lambda_function.g', { vpc_config: [{ subnet_ids: [] }] }),
      ],
      [],
    ],
    [
      'a function whose VPC is not known',
      [resource('aws_lambda_function.f', { vpc_config: unset() })],
      [
        'aws_lambda_function.f in (var.x has no default), (var.x has no default), outbound only, public (var.x has no default)',
      ],
    ],
    [
      'S42: an interface endpoint',
      [
        resource('aws_vpc_endpoint.sqs', {
          vpc_id: ref('aws_vpc.main'),
          vpc_endpoint_type: 'Interface',
          service_name: 'com.amazonaws.eu-west-1.sqs',
          subnet_ids: both,
          security_group_ids: sg,
        }),
      ],
      inBoth('aws_vpc_endpoint.sqs', 'aws_security_group.sg, inbound only, 6/443'),
    ],
    [
      "an endpoint of somebody's own service, with subnets and groups of their own resources",
      [
        resource('aws_vpc_endpoint.e', {
          vpc_id: ref('aws_vpc.main'),
          vpc_endpoint_type: 'Interface',
          service_name: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1',
        }),
        resource('aws_vpc_endpoint_subnet_association.a', {
          vpc_endpoint_id: ref('aws_vpc_endpoint.e'),
          subnet_id: ref('aws_subnet.a'),
        }),
        resource('aws_vpc_endpoint_security_group_association.a', {
          vpc_endpoint_id: ref('aws_vpc_endpoint.e'),
          security_group_id: ref('aws_security_group.sg'),
        }),
      ],
      [
        `aws_vpc_endpoint.e[aws_subnet.a] in aws_subnet.a, aws_security_group.sg ${defaultGroup}, inbound only`,
      ],
    ],
    [
      'a Gateway Load Balancer endpoint',
      [
        resource('aws_vpc_endpoint.gw', {
          vpc_id: ref('aws_vpc.main'),
          vpc_endpoint_type: 'GatewayLoadBalancer',
          service_name: 'com.amazonaws.vpce.eu-west-1.vpce-svc-1',
          subnet_ids: [ref('aws_subnet.a')],
        }),
      ],
      ['aws_vpc_endpoint.gw[aws_subnet.a] in aws_subnet.a, , unfiltered'],
    ],
  ];
  for (const [name, resources, expected] of cases) {
    it(`are interfaces: ${name}`, () => {
      assert.deepEqual(lines(...resources), expected);
    });
  }

  it('have the addresses the code gives them', () => {
    const [mount] = lowered(
      resource('aws_efs_mount_target.m', { subnet_id: ref('aws_subnet.a'), ip_address: '10.0.0.7' }),
    ).interfaces;
    assert.deepEqual(
      mount!.privateIps.map((ip) => show(ip, formatAddress)),
      ['10.0.0.7'],
    );
  });

  it('of one cluster that are public and private leave it open', () => {
    const one = (name: string, open: boolean) =>
      resource(`aws_rds_cluster_instance.${name}`, {
        cluster_identifier: ref('aws_rds_cluster.c'),
        publicly_accessible: open,
      });
    const [found] = lowered(
      group('aws_db_subnet_group'),
      resource('aws_rds_cluster.c', { engine: 'aurora-mysql', db_subnet_group_name: 'group' }),
      one('a', true),
      one('b', false),
    ).interfaces;
    assert.equal(told(found!.publicIps), '(aws_rds_cluster.c has public and private instances)');
  });
});
