/** SEMANTICS 5.1 row by row: instances, gateways, balancers and services as they are written, and their interfaces. */
import assert from 'node:assert/strict';
import { linesOfTerraform, vpcAndSubnet } from './networkLines.ts';

/** The resource, what it says, the code beside a VPC and a subnet, which lines of the network, and those. */
type Row = readonly [
  row: string,
  says: string,
  code: string,
  beginnings: readonly string[],
  lines: readonly string[],
];
const rows: readonly Row[] = [
  [
    'aws_default_subnet',
    'gives public addresses',
    'resource "aws_default_vpc" "d" {}\nresource "aws_default_subnet" "d" {\n availability_zone = "eu-west-1a"\n}\nresource "aws_instance" "i" {\n subnet_id = aws_default_subnet.d.id\n}',
    ['instance'],
    [
      'instance aws_instance.i in aws_default_subnet.d groups aws_default_vpc.d.default_security_group_id ips ? public ?',
    ],
  ],
  [
    'aws_subnet',
    'gives public addresses where it says so',
    'resource "aws_subnet" "b" {\n vpc_id = aws_vpc.v.id\n cidr_block = "10.0.2.0/24"\n map_public_ip_on_launch = true\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.b.id\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.b groups aws_vpc.v.default_security_group_id ips ? public ?'],
  ],
  [
    'aws_default_security_group',
    'is what an instance without groups has',
    'resource "aws_default_security_group" "d" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.a groups aws_default_security_group.d ips ? public nothing'],
  ],
  [
    'aws_vpc_security_group_vpc_association',
    'lets a group be used in another VPC',
    'resource "aws_vpc" "w" {\n cidr_block = "10.1.0.0/16"\n}\nresource "aws_subnet" "w" {\n vpc_id = aws_vpc.w.id\n cidr_block = "10.1.1.0/24"\n}\nresource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_vpc_security_group_vpc_association" "x" {\n security_group_id = aws_security_group.g.id\n vpc_id = aws_vpc.w.id\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.w.id\n vpc_security_group_ids = [aws_security_group.g.id]\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.w groups aws_security_group.g ips ? public nothing'],
  ],
  [
    'aws_network_interface_sg_attachment',
    'adds a group to an interface',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_security_group" "h" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_interface" "e" {\n subnet_id = aws_subnet.a.id\n security_groups = [aws_security_group.g.id]\n}\nresource "aws_network_interface_sg_attachment" "x" {\n security_group_id = aws_security_group.h.id\n network_interface_id = aws_network_interface.e.id\n}',
    ['network-interface'],
    [
      'network-interface aws_network_interface.e in aws_subnet.a groups aws_security_group.g, aws_security_group.h ips ? public nothing',
    ],
  ],
  [
    'aws_instance',
    'has the default group of its VPC where none is given',
    'resource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n private_ip = "10.0.1.10"\n associate_public_ip_address = true\n}',
    ['instance'],
    [
      'instance aws_instance.i in aws_subnet.a groups aws_vpc.v.default_security_group_id ips 10.0.1.10 public ?',
    ],
  ],
  [
    'aws_instance',
    'has the groups and the subnet of its interface',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_interface" "e" {\n subnet_id = aws_subnet.a.id\n security_groups = [aws_security_group.g.id]\n}\nresource "aws_instance" "i" {\n network_interface {\n  network_interface_id = aws_network_interface.e.id\n  device_index = 0\n }\n}',
    ['network-interface'],
    [
      'network-interface aws_network_interface.e in aws_subnet.a groups aws_security_group.g ips ? public nothing',
    ],
  ],
  [
    'aws_instance',
    'has arguments that win over its launch template',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_security_group" "h" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_launch_template" "t" {\n vpc_security_group_ids = [aws_security_group.h.id]\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n vpc_security_group_ids = [aws_security_group.g.id]\n launch_template {\n  id = aws_launch_template.t.id\n }\n}\nresource "aws_instance" "j" {\n subnet_id = aws_subnet.a.id\n launch_template {\n  id = aws_launch_template.t.id\n }\n}',
    ['instance'],
    [
      'instance aws_instance.i in aws_subnet.a groups aws_security_group.g ips ? public nothing',
      'instance aws_instance.j in aws_subnet.a groups aws_security_group.h ips ? public nothing',
    ],
  ],
  [
    'aws_network_interface',
    'has the default group where none is given',
    'resource "aws_network_interface" "e" {\n subnet_id = aws_subnet.a.id\n private_ips = ["10.0.1.7", "10.0.1.8"]\n}',
    ['network-interface'],
    [
      'network-interface aws_network_interface.e in aws_subnet.a groups aws_vpc.v.default_security_group_id ips 10.0.1.7, 10.0.1.8 public nothing',
    ],
  ],
  [
    'aws_eip',
    'gives a public address whatever the subnet does',
    'resource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n}\nresource "aws_eip" "e" {\n domain = "vpc"\n instance = aws_instance.i.id\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public ?'],
  ],
  [
    'aws_eip_association',
    'gives a public address too',
    'resource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n}\nresource "aws_eip" "e" {\n domain = "vpc"\n}\nresource "aws_eip_association" "x" {\n instance_id = aws_instance.i.id\n allocation_id = aws_eip.e.id\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public ?'],
  ],
  [
    'aws_nat_gateway',
    'is public unless it says otherwise, with the address it is given',
    'resource "aws_eip" "e" {\n domain = "vpc"\n}\nresource "aws_nat_gateway" "n" {\n subnet_id = aws_subnet.a.id\n allocation_id = aws_eip.e.id\n}\nresource "aws_nat_gateway" "p" {\n subnet_id = aws_subnet.a.id\n connectivity_type = "private"\n}',
    ['nat-gateway'],
    [
      'nat-gateway aws_nat_gateway.n in aws_subnet.a groups nothing ips ? public ?',
      'nat-gateway aws_nat_gateway.p in aws_subnet.a groups nothing ips ? public nothing',
    ],
  ],
  [
    'aws_lb',
    'of applications has groups, of networks none where none is given',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_lb" "a" {\n internal = true\n subnets = [aws_subnet.a.id]\n security_groups = [aws_security_group.g.id]\n}\nresource "aws_lb" "n" {\n load_balancer_type = "network"\n internal = true\n subnets = [aws_subnet.a.id]\n}\nresource "aws_alb" "d" {\n internal = true\n subnets = [aws_subnet.a.id]\n}',
    ['load-balancer'],
    [
      'load-balancer aws_lb.a[aws_subnet.a] in aws_subnet.a groups aws_security_group.g ips ? public nothing',
      'load-balancer aws_lb.n[aws_subnet.a] in aws_subnet.a no groups ips ? public nothing',
      'load-balancer aws_alb.d[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_lb_target_group',
    'is known with its listener and its attachment',
    'resource "aws_lb" "n" {\n load_balancer_type = "network"\n internal = true\n subnets = [aws_subnet.a.id]\n}\nresource "aws_lb_target_group" "t" {\n port = 8080\n protocol = "TCP"\n vpc_id = aws_vpc.v.id\n}\nresource "aws_lb_listener" "l" {\n load_balancer_arn = aws_lb.n.arn\n port = 80\n protocol = "TCP"\n default_action {\n  type = "forward"\n  target_group_arn = aws_lb_target_group.t.arn\n }\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n}\nresource "aws_lb_target_group_attachment" "x" {\n target_group_arn = aws_lb_target_group.t.arn\n target_id = aws_instance.i.id\n}',
    ['targets'],
    ['targets aws_lb_target_group.t'],
  ],
  [
    'aws_db_instance',
    'may be in any subnet of its subnet group',
    'resource "aws_subnet" "b" {\n vpc_id = aws_vpc.v.id\n cidr_block = "10.0.2.0/24"\n}\nresource "aws_db_subnet_group" "s" {\n subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]\n}\nresource "aws_db_instance" "d" {\n engine = "postgres"\n db_subnet_group_name = aws_db_subnet_group.s.name\n}',
    ['database'],
    [
      'database aws_db_instance.d[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
      'database aws_db_instance.d[aws_subnet.b] in aws_subnet.b groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_elasticache_cluster',
    'has the default group where none is given',
    'resource "aws_elasticache_subnet_group" "s" {\n name = "s"\n subnet_ids = [aws_subnet.a.id]\n}\nresource "aws_elasticache_cluster" "c" {\n engine = "redis"\n subnet_group_name = aws_elasticache_subnet_group.s.name\n}',
    ['database'],
    [
      'database aws_elasticache_cluster.c[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_redshift_cluster',
    'has the default group where none is given',
    'resource "aws_redshift_subnet_group" "s" {\n name = "s"\n subnet_ids = [aws_subnet.a.id]\n}\nresource "aws_redshift_cluster" "c" {\n cluster_subnet_group_name = aws_redshift_subnet_group.s.name\n}',
    ['database'],
    [
      'database aws_redshift_cluster.c[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public perhaps',
    ],
  ],
  [
    'aws_opensearch_domain',
    'has interfaces in its subnets',
    'resource "aws_opensearch_domain" "o" {\n vpc_options {\n  subnet_ids = [aws_subnet.a.id]\n }\n}',
    ['database'],
    [
      'database aws_opensearch_domain.o[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_efs_mount_target',
    'has an interface in its subnet',
    'resource "aws_efs_mount_target" "m" {\n file_system_id = "fs-1"\n subnet_id = aws_subnet.a.id\n}',
    ['endpoint'],
    [
      'endpoint aws_efs_mount_target.m[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_msk_cluster',
    'has interfaces in its subnets',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_msk_cluster" "m" {\n broker_node_group_info {\n  client_subnets = [aws_subnet.a.id]\n  security_groups = [aws_security_group.g.id]\n }\n}',
    ['container'],
    [
      'container aws_msk_cluster.m[aws_subnet.a] in aws_subnet.a groups aws_security_group.g ips ? public nothing',
    ],
  ],
  [
    'aws_lambda_function',
    'only opens connections itself',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_lambda_function" "f" {\n vpc_config {\n  subnet_ids = [aws_subnet.a.id]\n  security_group_ids = [aws_security_group.g.id]\n }\n}',
    ['function'],
    [
      'function aws_lambda_function.f[aws_subnet.a] in aws_subnet.a groups aws_security_group.g ips ? public nothing outbound only',
    ],
  ],
  [
    'aws_ecs_service',
    'has interfaces of its own in awsvpc mode alone',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_ecs_task_definition" "d" {\n family = "d"\n network_mode = "awsvpc"\n}\nresource "aws_ecs_service" "s" {\n task_definition = aws_ecs_task_definition.d.arn\n network_configuration {\n  subnets = [aws_subnet.a.id]\n  security_groups = [aws_security_group.g.id]\n }\n}\nresource "aws_ecs_service" "b" {\n task_definition = "bridge"\n}',
    ['container'],
    [
      'container aws_ecs_service.s[aws_subnet.a] in aws_subnet.a groups aws_security_group.g ips ? public nothing',
    ],
  ],
  [
    'aws_eks_cluster',
    "has interfaces with the cluster's group",
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_eks_cluster" "c" {\n vpc_config {\n  subnet_ids = [aws_subnet.a.id]\n  security_group_ids = [aws_security_group.g.id]\n }\n}\nresource "aws_eks_node_group" "n" {\n cluster_name = aws_eks_cluster.c.name\n subnet_ids = [aws_subnet.a.id]\n}',
    ['group aws_eks', 'endpoint', 'instance'],
    [
      'group aws_eks_cluster.c.cluster_security_group_id inbound -1 * aws_eks_cluster.c.cluster_security_group_id, outbound -1 * 0.0.0.0/0',
      'endpoint aws_eks_cluster.c[aws_subnet.a] in aws_subnet.a groups aws_eks_cluster.c.cluster_security_group_id, aws_security_group.g ips ? public nothing',
      'instance aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a groups aws_eks_cluster.c.cluster_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_launch_template',
    'has the groups inside its interfaces where it has any',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_launch_template" "t" {\n network_interfaces {\n  subnet_id = aws_subnet.a.id\n  security_groups = [aws_security_group.g.id]\n  associate_public_ip_address = true\n }\n}\nresource "aws_instance" "i" {\n launch_template {\n  id = aws_launch_template.t.id\n }\n}',
    ['instance'],
    ['instance aws_instance.i in aws_subnet.a groups aws_security_group.g ips ? public ?'],
  ],
  [
    'aws_autoscaling_group',
    'has subnets that win over those of its launch template',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_subnet" "b" {\n vpc_id = aws_vpc.v.id\n cidr_block = "10.0.2.0/24"\n}\nresource "aws_launch_template" "t" {\n network_interfaces {\n  subnet_id = aws_subnet.b.id\n  security_groups = [aws_security_group.g.id]\n }\n}\nresource "aws_autoscaling_group" "s" {\n vpc_zone_identifier = [aws_subnet.a.id]\n launch_template {\n  id = aws_launch_template.t.id\n }\n}',
    ['instance'],
    [
      'instance aws_autoscaling_group.s[aws_subnet.a] in aws_subnet.a groups aws_security_group.g ips ? public nothing',
    ],
  ],
  [
    'aws_vpc_endpoint',
    'of an interface has the groups and subnets given beside it',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_vpc_endpoint" "ssm" {\n vpc_id = aws_vpc.v.id\n vpc_endpoint_type = "Interface"\n service_name = "com.amazonaws.eu-west-1.ssm"\n}\nresource "aws_vpc_endpoint_subnet_association" "x" {\n vpc_endpoint_id = aws_vpc_endpoint.ssm.id\n subnet_id = aws_subnet.a.id\n}\nresource "aws_vpc_endpoint_security_group_association" "y" {\n vpc_endpoint_id = aws_vpc_endpoint.ssm.id\n security_group_id = aws_security_group.g.id\n}',
    ['endpoint'],
    [
      'endpoint aws_vpc_endpoint.ssm[aws_subnet.a] in aws_subnet.a groups aws_security_group.g, aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
  [
    'aws_rds_cluster',
    'may be in any subnet of its subnet group too',
    'resource "aws_db_subnet_group" "s" {\n subnet_ids = [aws_subnet.a.id]\n}\nresource "aws_rds_cluster" "c" {\n engine = "aurora-mysql"\n db_subnet_group_name = aws_db_subnet_group.s.name\n}',
    ['database'],
    [
      'database aws_rds_cluster.c[aws_subnet.a] in aws_subnet.a groups aws_vpc.v.default_security_group_id ips ? public nothing',
    ],
  ],
];

describe('SEMANTICS 5.1, interfaces', () => {
  for (const [row, says, code, beginnings, expected] of rows) {
    it(`${row}: ${says}`, () => {
      assert.deepEqual(linesOfTerraform(`${vpcAndSubnet}${code}`, beginnings), expected);
    });
  }
});
