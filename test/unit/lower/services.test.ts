import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { at, cfn, lower, publicIps, ref, resource, ruleLine, show, unset, why, type Plain } from './build.ts';

type Fields = Readonly<Record<string, Plain>>;

const of = (name: string, type: string, properties: Fields) =>
  resource(name, properties, { type: `AWS::${type}` });
const terraform = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  ...['a', 'b'].map((name, index) =>
    resource(`aws_subnet.${name}`, { vpc_id: ref('aws_vpc.main'), cidr_block: `10.0.${index}.0/24` }),
  ),
  resource('aws_security_group.sg', { vpc_id: ref('aws_vpc.main') }),
];
const cloudformation = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  ...['A', 'B'].map((name, index) =>
    cfn(name, 'Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${index}.0/24` }),
  ),
  cfn('Sg', 'SecurityGroup', { VpcId: ref('Vpc') }),
];
const both = [ref('aws_subnet.a'), ref('aws_subnet.b')];
const cfnBoth = [ref('A'), ref('B')];
const sg = [ref('aws_security_group.sg')];
const cfnSg = [ref('Sg', 'GroupId')];

const told = (fact: Maybe<unknown>): string =>
  fact.kind === 'known' ? String(fact.value) : `(${why(fact)})`;

function lowered(...resources: readonly Resource[]) {
  const inTemplate = resources.some(({ type }) => type.startsWith('AWS::'));
  return lower(...(inTemplate ? cloudformation : terraform), ...resources);
}

/** `aws_db_instance.db[aws_subnet.a] in aws_subnet.a, sg-1, one-of, public ?, 5432`. */
function line(member: NetworkInterface): string {
  const {
    address,
    subnet,
    securityGroups,
    placement,
    outboundOnly,
    inboundOnly,
    unfiltered,
    publicIps: ips,
  } = member;
  const open = ips.kind === 'unknown' ? `(${why(ips)})` : publicIps(member);
  const parts = [
    `${address} in ${told(subnet)}`,
    securityGroups.map(told).join(' '),
    placement,
    outboundOnly === undefined ? undefined : 'outbound only',
    inboundOnly === undefined ? undefined : 'inbound only',
    unfiltered === undefined ? undefined : 'unfiltered',
    open.length === 0 ? undefined : `public ${String(open)}`,
    (member.listening ?? []).map(({ protocol, ports }) => `${protocol}/${ports.first}`).join(' ') ||
      undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const lines = (...resources: readonly Resource[]): readonly string[] =>
  lowered(...resources).interfaces.map(line);

/** One line for each subnet. */
const inBoth = (name: string, rest: string): readonly string[] =>
  ['aws_subnet.a', 'aws_subnet.b'].map((subnet) => `${name}[${subnet}] in ${subnet}, ${rest}`);
const cfnInBoth = (name: string, rest: string): readonly string[] =>
  ['A', 'B'].map((subnet) => `${name}[${subnet}] in ${subnet}, ${rest}`);

const group = (type: string) => resource(`${type}.g`, { name: 'group', subnet_ids: both });
const defaultGroup = 'aws_vpc.main.default_security_group_id';

describe('an interface endpoint', () => {
  it('has the addresses the code gives it, subnet by subnet', () => {
    const { interfaces } = lowered(
      resource('aws_vpc_endpoint.sqs', {
        vpc_id: ref('aws_vpc.main'),
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sqs',
        subnet_ids: both,
        security_group_ids: sg,
        subnet_configuration: [{ subnet_id: ref('aws_subnet.a'), ipv4: '10.0.0.77' }],
      }),
    );
    assert.deepEqual(
      interfaces.map(({ address, privateIps }) => [
        address,
        ...privateIps.map((one) => show(one, formatAddress)),
      ]),
      [
        ['aws_vpc_endpoint.sqs[aws_subnet.a]', '10.0.0.77'],
        ['aws_vpc_endpoint.sqs[aws_subnet.b]', '?'],
      ],
    );
  });

  it('is in the subnets its addresses are in, where it names no others', () => {
    const found = lines(
      resource('aws_vpc_endpoint.sqs', {
        vpc_id: ref('aws_vpc.main'),
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sqs',
        security_group_ids: sg,
        subnet_configuration: [{ subnet_id: ref('aws_subnet.b'), ipv4: '10.0.1.77' }],
      }),
    );
    assert.deepEqual(found, [
      'aws_vpc_endpoint.sqs[aws_subnet.b] in aws_subnet.b, aws_security_group.sg, inbound only, 6/443',
    ]);
  });
});

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

describe('containers in Terraform', () => {
  const task = (definitions: Plain) =>
    resource('aws_ecs_task_definition.t', { container_definitions: definitions });
  const service = (properties: Fields = {}) =>
    resource('aws_ecs_service.s', {
      task_definition: ref('aws_ecs_task_definition.t', 'arn'),
      network_configuration: [{ subnets: both, security_groups: sg }],
      ...properties,
    });

  it('S45: have an interface in each subnet, and listen on their ports', () => {
    const ports = JSON.stringify([
      { portMappings: [{ containerPort: 80 }, { containerPort: 53, protocol: 'udp' }] },
      { portMappings: 'none' },
      null,
    ]);
    assert.deepEqual(
      lines(task(ports), service()),
      inBoth('aws_ecs_service.s', 'aws_security_group.sg, 6/80 17/53'),
    );
    const open = { network_configuration: [{ subnets: both, assign_public_ip: true }] };
    assert.deepEqual(
      lines(task('{'), service(open)),
      inBoth('aws_ecs_service.s', `${defaultGroup}, public ?`),
    );
    assert.deepEqual(lines(task(unset()), service()), inBoth('aws_ecs_service.s', 'aws_security_group.sg'));
    assert.deepEqual(lines(service({ network_configuration: null })), []);
  });

  it('are targets on the port of one of them; without an interface of their own nobody knows which', () => {
    const balanced = {
      load_balancer: [{ target_group_arn: ref('aws_lb_target_group.g', 'arn'), container_port: 8080 }],
    };
    const targetGroup = resource('aws_lb_target_group.g', { port: 80, protocol: 'HTTP', target_type: 'ip' });
    const targets = (properties: Fields) =>
      lowered(targetGroup, service({ ...balanced, ...properties })).targetGroups[0]!.targets.map(
        (target) => `${told(target.interface)} ${told(target.port)}`,
      );
    assert.deepEqual(targets({}), [
      'aws_ecs_service.s[aws_subnet.a] 8080',
      'aws_ecs_service.s[aws_subnet.b] 8080',
    ]);
    const why_ = '(aws_ecs_service.s runs on instances that AWS chooses)';
    assert.deepEqual(targets({ network_configuration: null }), [`${why_} ${why_}`]);
  });
});

describe('EKS clusters in Terraform', () => {
  const cluster = resource('aws_eks_cluster.c', {
    name: 'c',
    vpc_config: [{ subnet_ids: both, security_group_ids: sg }],
  });
  const own = 'aws_eks_cluster.c.cluster_security_group_id';
  const nodes = (properties: Fields = {}) =>
    resource('aws_eks_node_group.n', {
      cluster_name: ref('aws_eks_cluster.c', 'name'),
      subnet_ids: [ref('aws_subnet.a')],
      ...properties,
    });

  it('S46: have a group whose members reach each other, with the control plane and the nodes in it', () => {
    const network = lowered(cluster, nodes());
    assert.deepEqual(network.interfaces.map(line), [
      ...inBoth('aws_eks_cluster.c', `${own} aws_security_group.sg, 6/443`),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    ]);
    const made = at(network.securityGroups, own);
    assert.deepEqual(made.rules.map(ruleLine), [`inbound -1 * ${own}`, 'outbound -1 * 0.0.0.0/0']);
    assert.deepEqual([told(made.vpc), made.origin.awsDefault], ['aws_vpc.main', true]);
  });

  it('are found by the name they are given', () => {
    assert.deepEqual(
      lines(cluster, nodes({ cluster_name: 'c' })).at(-1),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    );
    const outside = 'aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, d.cluster_security_group_id';
    assert.deepEqual(lines(cluster, nodes({ cluster_name: 'd' })).at(-1), outside);
  });

  it('put nodes into the groups of their launch template where it names some', () => {
    const template = resource('aws_launch_template.t', { vpc_security_group_ids: sg });
    const byTemplate = nodes({ launch_template: [{ id: ref('aws_launch_template.t') }] });
    assert.deepEqual(
      lines(template, cluster, byTemplate).at(-1),
      'aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, aws_security_group.sg',
    );
    const without = resource('aws_launch_template.t', {});
    assert.deepEqual(
      lines(without, cluster, byTemplate).at(-1),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    );
  });

  it('give their group to rules that name it by the block it is an attribute of', () => {
    const rule = resource('aws_vpc_security_group_ingress_rule.r', {
      security_group_id: ref('aws_security_group.sg'),
      ip_protocol: '-1',
      referenced_security_group_id: unset('aws_eks_cluster.c.vpc_config.cluster_security_group_id'),
    });
    assert.deepEqual(at(lowered(cluster, rule).securityGroups, 'aws_security_group.sg').rules.map(ruleLine), [
      `inbound -1 * ${own}`,
    ]);
  });
});

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
