/** SEMANTICS 5.1 row by row: what a network is made of as it is written, and what it comes to. */
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
    'aws_vpc',
    'creates an open network ACL',
    '',
    ['acl aws_vpc.v'],
    ['acl aws_vpc.v.default_network_acl_id in 100 allow -1 * 0.0.0.0/0 out 100 allow -1 * 0.0.0.0/0'],
  ],
  [
    'aws_vpc',
    'creates a default security group',
    '',
    ['group aws_vpc.v'],
    [
      'group aws_vpc.v.default_security_group_id inbound -1 * aws_vpc.v.default_security_group_id, outbound -1 * 0.0.0.0/0',
    ],
  ],
  [
    'aws_vpc',
    'creates a main route table with the local route alone',
    '',
    ['table aws_vpc.v'],
    ['table aws_vpc.v.default_route_table_id (main) 10.0.0.0/16 > local'],
  ],
  [
    'aws_vpc',
    'may get an IPv6 block that AWS chooses',
    'resource "aws_vpc" "six" {\n cidr_block = "10.9.0.0/16"\n assign_generated_ipv6_cidr_block = true\n}',
    ['vpc aws_vpc.six'],
    ['vpc aws_vpc.six 10.9.0.0/16, ?ipv6'],
  ],
  [
    'aws_vpc_ipv4_cidr_block_association',
    'adds a local route',
    'resource "aws_vpc_ipv4_cidr_block_association" "x" {\n vpc_id = aws_vpc.v.id\n cidr_block = "100.64.0.0/16"\n}',
    ['table aws_vpc.v'],
    ['table aws_vpc.v.default_route_table_id (main) 10.0.0.0/16 > local, 100.64.0.0/16 > local'],
  ],
  [
    'aws_default_vpc',
    'has a main table that leads to the internet',
    'resource "aws_default_vpc" "d" {}\nresource "aws_default_subnet" "d" {\n availability_zone = "eu-west-1a"\n}\nresource "aws_instance" "i" {\n subnet_id = aws_default_subnet.d.id\n}',
    ['table aws_default_vpc.d'],
    [
      'table aws_default_vpc.d.default_route_table_id (main) 172.31.0.0/16 > local, 0.0.0.0/0 > aws_default_vpc.d.internet_gateway',
    ],
  ],
  [
    'aws_subnet',
    'has the default network ACL and the main table where nothing is associated',
    '',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_vpc.v.default_network_acl_id table aws_vpc.v.default_route_table_id',
    ],
  ],
  [
    'aws_network_acl',
    'takes its subnets and denies what its entries do not allow',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n subnet_ids = [aws_subnet.a.id]\n ingress {\n  rule_no = 100\n  action = "ALLOW"\n  protocol = "tcp"\n  cidr_block = "0.0.0.0/0"\n  from_port = 443\n  to_port = 443\n }\n ingress = []\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_network_acl.n table aws_vpc.v.default_route_table_id',
    ],
  ],
  [
    'aws_network_acl',
    'needs from_port and to_port',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n ingress {\n  rule_no = 100\n  action = "allow"\n  protocol = "-1"\n  cidr_block = "0.0.0.0/0"\n  from_port = 0\n }\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in nothing out nothing refused: to_port is missing'],
  ],
  [
    'aws_network_acl_rule',
    'is inbound where egress is left out',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 100\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in 100 allow -1 * 0.0.0.0/0 out nothing'],
  ],
  [
    'aws_network_acl_association',
    'puts a subnet under a network ACL',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_association" "x" {\n network_acl_id = aws_network_acl.n.id\n subnet_id = aws_subnet.a.id\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_network_acl.n table aws_vpc.v.default_route_table_id',
    ],
  ],
  [
    'aws_default_network_acl',
    'empty denies everything, for every subnet without an association',
    'resource "aws_default_network_acl" "d" {\n default_network_acl_id = aws_vpc.v.default_network_acl_id\n}',
    ['acl'],
    ['acl aws_default_network_acl.d in nothing out nothing'],
  ],
  [
    'aws_default_network_acl',
    'governs every subnet without an association',
    'resource "aws_default_network_acl" "d" {\n default_network_acl_id = aws_vpc.v.default_network_acl_id\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_default_network_acl.d table aws_vpc.v.default_route_table_id',
    ],
  ],
  [
    'aws_security_group',
    'is one rule for each peer, and lets nothing out where no egress is written',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n ingress {\n  protocol = "TCP"\n  from_port = 22\n  to_port = 22\n  cidr_blocks = ["10.0.0.0/8", "192.0.2.0/24"]\n  self = true\n }\n}',
    ['group aws_security_group.g'],
    [
      'group aws_security_group.g inbound 6 22-22 10.0.0.0/8, inbound 6 22-22 192.0.2.0/24, inbound 6 22-22 aws_security_group.g',
    ],
  ],
  [
    'aws_security_group_rule',
    'has its source as the destination of egress',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_security_group" "h" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_security_group_rule" "r" {\n type = "egress"\n security_group_id = aws_security_group.g.id\n protocol = "tcp"\n from_port = 5432\n to_port = 5432\n source_security_group_id = aws_security_group.h.id\n}',
    ['group aws_security_group.g'],
    ['group aws_security_group.g outbound 6 5432-5432 aws_security_group.h'],
  ],
  [
    'aws_vpc_security_group_ingress_rule',
    'takes one peer, and no ports with -1',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_vpc_security_group_ingress_rule" "r" {\n security_group_id = aws_security_group.g.id\n ip_protocol = "-1"\n cidr_ipv4 = "10.0.0.0/8"\n}\nresource "aws_vpc_security_group_egress_rule" "e" {\n security_group_id = aws_security_group.g.id\n ip_protocol = "icmpv6"\n cidr_ipv6 = "::/0"\n}',
    ['group aws_security_group.g'],
    ['group aws_security_group.g inbound -1 * 10.0.0.0/8, outbound 58 * ::/0'],
  ],
  [
    'aws_default_security_group',
    'empty isolates what fell back to it',
    'resource "aws_default_security_group" "d" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_instance" "i" {\n subnet_id = aws_subnet.a.id\n}',
    ['group'],
    ['group aws_default_security_group.d nothing'],
  ],
  [
    'aws_internet_gateway',
    'is no internet where it is attached to nothing',
    'resource "aws_internet_gateway" "g" {}\nresource "aws_internet_gateway" "h" {}\nresource "aws_internet_gateway_attachment" "x" {\n internet_gateway_id = aws_internet_gateway.h.id\n vpc_id = aws_vpc.v.id\n}',
    ['igw'],
    ['igw aws_internet_gateway.g unattached', 'igw aws_internet_gateway.h at aws_vpc.v'],
  ],
  [
    'aws_egress_only_internet_gateway',
    'carries IPv6 out',
    'resource "aws_egress_only_internet_gateway" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n route {\n  ipv6_cidr_block = "::/0"\n  egress_only_gateway_id = aws_egress_only_internet_gateway.g.id\n }\n}',
    ['table aws_route_table.t'],
    [
      'table aws_route_table.t 10.0.0.0/16 > local, ::/0 > egress-only-internet-gateway aws_egress_only_internet_gateway.g',
    ],
  ],
  [
    'aws_route_table',
    'has the local route, and no effect where nothing is associated',
    'resource "aws_internet_gateway" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n route {\n  cidr_block = "0.0.0.0/0"\n  gateway_id = aws_internet_gateway.g.id\n }\n}',
    ['table aws_route_table.t'],
    ['table aws_route_table.t 10.0.0.0/16 > local, 0.0.0.0/0 > aws_internet_gateway.g'],
  ],
  [
    'aws_route',
    'is told by what its target is, not by the argument that names it',
    'resource "aws_nat_gateway" "n" {\n subnet_id = aws_subnet.a.id\n}\nresource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route" "r" {\n route_table_id = aws_route_table.t.id\n destination_cidr_block = "0.0.0.0/0"\n gateway_id = aws_nat_gateway.n.id\n}',
    ['table aws_route_table.t'],
    ['table aws_route_table.t 10.0.0.0/16 > local, 0.0.0.0/0 > nat-gateway aws_nat_gateway.n'],
  ],
  [
    'aws_route_table_association',
    'gives a subnet its table',
    'resource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table_association" "x" {\n route_table_id = aws_route_table.t.id\n subnet_id = aws_subnet.a.id\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_vpc.v.default_network_acl_id table aws_route_table.t',
    ],
  ],
  [
    'aws_route_table_association',
    'of a gateway makes an edge table',
    'resource "aws_internet_gateway" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_route_table_association" "x" {\n route_table_id = aws_route_table.t.id\n gateway_id = aws_internet_gateway.g.id\n}',
    ['igw'],
    ['igw aws_internet_gateway.g at aws_vpc.v table aws_route_table.t'],
  ],
  [
    'aws_main_route_table_association',
    'changes the table of all subnets without one',
    'resource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_main_route_table_association" "x" {\n route_table_id = aws_route_table.t.id\n vpc_id = aws_vpc.v.id\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_vpc.v.default_network_acl_id table aws_route_table.t',
    ],
  ],
  [
    'aws_default_route_table',
    'takes the main table over, with its routes alone',
    'resource "aws_internet_gateway" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_default_route_table" "d" {\n default_route_table_id = aws_vpc.v.default_route_table_id\n route {\n  cidr_block = "0.0.0.0/0"\n  gateway_id = aws_internet_gateway.g.id\n }\n}',
    ['table'],
    ['table aws_default_route_table.d (main) 10.0.0.0/16 > local, 0.0.0.0/0 > aws_internet_gateway.g'],
  ],
  [
    'aws_vpc_peering_connection',
    'is inactive until it is accepted',
    'resource "aws_vpc" "w" {\n cidr_block = "10.1.0.0/16"\n}\nresource "aws_vpc_peering_connection" "p" {\n vpc_id = aws_vpc.v.id\n peer_vpc_id = aws_vpc.w.id\n}\nresource "aws_vpc_peering_connection" "q" {\n vpc_id = aws_vpc.v.id\n peer_vpc_id = aws_vpc.w.id\n auto_accept = true\n}\nresource "aws_vpc_peering_connection" "r" {\n vpc_id = aws_vpc.v.id\n peer_vpc_id = aws_vpc.w.id\n peer_region = "us-east-1"\n}\nresource "aws_vpc_peering_connection_accepter" "r" {\n vpc_peering_connection_id = aws_vpc_peering_connection.r.id\n auto_accept = true\n}',
    ['peering'],
    [
      'peering aws_vpc_peering_connection.p active ? between Regions false',
      'peering aws_vpc_peering_connection.q active true between Regions false',
      'peering aws_vpc_peering_connection.r active true between Regions true',
    ],
  ],
  [
    'aws_ec2_managed_prefix_list',
    'has the entries written in it and beside it',
    'resource "aws_ec2_managed_prefix_list" "l" {\n name = "l"\n address_family = "IPv4"\n max_entries = 5\n entry {\n  cidr = "10.1.0.0/16"\n }\n}\nresource "aws_ec2_managed_prefix_list" "m" {\n name = "m"\n address_family = "IPv4"\n max_entries = 5\n}\nresource "aws_ec2_managed_prefix_list_entry" "e" {\n prefix_list_id = aws_ec2_managed_prefix_list.m.id\n cidr = "10.2.0.0/16"\n}',
    ['list'],
    ['list aws_ec2_managed_prefix_list.l 10.1.0.0/16', 'list aws_ec2_managed_prefix_list.m 10.2.0.0/16'],
  ],
  [
    'aws_ec2_transit_gateway',
    'has attachments that put interfaces into subnets',
    'resource "aws_ec2_transit_gateway" "t" {}\nresource "aws_ec2_transit_gateway_vpc_attachment" "x" {\n transit_gateway_id = aws_ec2_transit_gateway.t.id\n vpc_id = aws_vpc.v.id\n subnet_ids = [aws_subnet.a.id]\n}',
    ['attachment'],
    ['attachment aws_ec2_transit_gateway_vpc_attachment.x'],
  ],
  [
    'aws_vpc_endpoint',
    'is a gateway in route tables, or interfaces in subnets',
    'resource "aws_route_table" "t" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_vpc_endpoint" "s3" {\n vpc_id = aws_vpc.v.id\n service_name = "com.amazonaws.eu-west-1.s3"\n}\nresource "aws_vpc_endpoint_route_table_association" "x" {\n vpc_endpoint_id = aws_vpc_endpoint.s3.id\n route_table_id = aws_route_table.t.id\n}',
    ['table aws_route_table.t'],
    ['table aws_route_table.t 10.0.0.0/16 > local, ? > gateway-endpoint aws_vpc_endpoint.s3'],
  ],
  [
    'aws_vpc_block_public_access_options',
    'overrides routes and filters, but for what is excluded',
    'resource "aws_vpc_block_public_access_options" "o" {\n internet_gateway_block_mode = "block-ingress"\n}\nresource "aws_vpc_block_public_access_exclusion" "x" {\n vpc_id = aws_vpc.v.id\n internet_gateway_exclusion_mode = "allow-bidirectional"\n}',
    ['public access'],
    [
      'public access aws_vpc_block_public_access_options.o block-ingress but allow-bidirectional of aws_vpc.v',
    ],
  ],
  [
    'aws_ec2_transit_gateway_route',
    'leads to an attachment',
    'resource "aws_ec2_transit_gateway" "t" {}\nresource "aws_ec2_transit_gateway_vpc_attachment" "x" {\n transit_gateway_id = aws_ec2_transit_gateway.t.id\n vpc_id = aws_vpc.v.id\n subnet_ids = [aws_subnet.a.id]\n}\nresource "aws_ec2_transit_gateway_route_table" "r" {\n transit_gateway_id = aws_ec2_transit_gateway.t.id\n}\nresource "aws_ec2_transit_gateway_route" "d" {\n destination_cidr_block = "10.7.0.0/16"\n transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id\n transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.x.id\n}\nresource "aws_ec2_transit_gateway_route_table_propagation" "p" {\n transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.r.id\n transit_gateway_attachment_id = aws_ec2_transit_gateway_vpc_attachment.x.id\n}',
    ['transit table aws_ec2_transit_gateway_route_table.r'],
    [
      'transit table aws_ec2_transit_gateway_route_table.r 10.7.0.0/16 > aws_ec2_transit_gateway_vpc_attachment.x and the blocks of aws_ec2_transit_gateway_vpc_attachment.x',
    ],
  ],
];

describe('SEMANTICS 5.1', () => {
  for (const [row, says, code, beginnings, expected] of rows) {
    it(`${row}: ${says}`, () => {
      assert.deepEqual(linesOfTerraform(`${vpcAndSubnet}${code}`, beginnings), expected);
    });
  }
});
