/** The pitfalls of SEMANTICS 5.1 by number: code that reads one way and is taken another. */
import assert from 'node:assert/strict';
import { linesOfTerraform, vpcAndSubnet } from './networkLines.ts';

/** The pitfall, what it says, the code beside a VPC and a subnet, which lines of the network, and those. */
type Row = readonly [
  row: string,
  says: string,
  code: string,
  beginnings: readonly string[],
  lines: readonly string[],
];
const rows: readonly Row[] = [
  [
    'P1',
    'ICMP without a type is 0/0 in a network ACL',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n ingress {\n  rule_no = 1\n  action = "allow"\n  protocol = "icmp"\n  cidr_block = "0.0.0.0/0"\n  from_port = 0\n  to_port = 0\n }\n ingress {\n  rule_no = 2\n  action = "allow"\n  protocol = "icmp"\n  cidr_block = "0.0.0.0/0"\n  from_port = 0\n  to_port = 0\n  icmp_type = -1\n  icmp_code = -1\n }\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in 1 allow 1 0/0 0.0.0.0/0, 2 allow 1 * 0.0.0.0/0 out nothing'],
  ],
  [
    'P2',
    'network ACLs know names in lower case, groups names in any case and icmpv6',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_rule" "r" {\n for_each = toset(["UDP", "icmpv6", "ipv6-icmp", "udp"])\n network_acl_id = aws_network_acl.n.id\n rule_number = 100 + length(each.key)\n protocol = each.key\n rule_action = "allow"\n ipv6_cidr_block = "::/0"\n from_port = 53\n to_port = 53\n icmp_type = -1\n icmp_code = -1\n}\nresource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n ingress {\n  protocol = "UDP"\n  from_port = 53\n  to_port = 53\n  cidr_blocks = ["10.0.0.0/8"]\n }\n ingress {\n  protocol = "icmpv6"\n  from_port = -1\n  to_port = -1\n  ipv6_cidr_blocks = ["::/0"]\n }\n}',
    ['acl aws_network_acl.n', 'group aws_security_group.g'],
    [
      'acl aws_network_acl.n in 103 allow 17 53-53 ::/0, 109 allow 58 * ::/0 out nothing refused: protocol "UDP" is not a protocol network ACLs know refused: protocol "icmpv6" is not a protocol network ACLs know',
      'group aws_security_group.g inbound 17 53-53 10.0.0.0/8, inbound 58 * ::/0',
    ],
  ],
  [
    'P3',
    'TCP without ports in a rule resource is port 0 alone',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 100\n protocol = "tcp"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in 100 allow 6 0-0 0.0.0.0/0 out nothing'],
  ],
  [
    'P4',
    'ports beside -1 are refused in a block and ignored in a rule resource',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n ingress {\n  rule_no = 1\n  action = "allow"\n  protocol = "-1"\n  cidr_block = "0.0.0.0/0"\n  from_port = 80\n  to_port = 80\n }\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 100\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n from_port = 80\n to_port = 80\n}',
    ['acl aws_network_acl.n'],
    [
      'acl aws_network_acl.n in 100 allow -1 * 0.0.0.0/0 out nothing takes away 100 allow -1 * 0.0.0.0/0 refused: from_port 80 must be 0 where protocol is -1',
    ],
  ],
  [
    'P5',
    'ICMP fields count for protocols 1 and 58 alone',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n ingress {\n  rule_no = 1\n  action = "allow"\n  protocol = "tcp"\n  cidr_block = "0.0.0.0/0"\n  from_port = 80\n  to_port = 80\n  icmp_type = 8\n  icmp_code = 0\n }\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in 1 allow 6 80-80 0.0.0.0/0 out nothing'],
  ],
  [
    'P6',
    'entries that a network ACL leaves out are another thing than none: those of rule resources stay',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl" "o" {\n vpc_id = aws_vpc.v.id\n ingress = []\n subnet_ids = []\n}\nresource "aws_network_acl_rule" "n" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 100\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}\nresource "aws_network_acl_rule" "o" {\n network_acl_id = aws_network_acl.o.id\n rule_number = 100\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl aws_network_acl'],
    [
      'acl aws_network_acl.n in 100 allow -1 * 0.0.0.0/0 out nothing',
      'acl aws_network_acl.o in 100 allow -1 * 0.0.0.0/0 out nothing takes away 100 allow -1 * 0.0.0.0/0',
    ],
  ],
  [
    'P6',
    'subnets that a network ACL leaves out are given beside it',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_association" "x" {\n network_acl_id = aws_network_acl.n.id\n subnet_id = aws_subnet.a.id\n}',
    ['subnet'],
    [
      'subnet aws_subnet.a in aws_vpc.v 10.0.1.0/24 acl aws_network_acl.n table aws_vpc.v.default_route_table_id',
    ],
  ],
  [
    'P7',
    "ports beside -1 are refused in a group's block",
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n ingress {\n  protocol = "-1"\n  from_port = 22\n  to_port = 22\n  cidr_blocks = ["10.0.0.0/8"]\n }\n}\nresource "aws_vpc_security_group_ingress_rule" "r" {\n security_group_id = aws_security_group.g.id\n ip_protocol = "-1"\n from_port = 22\n to_port = 22\n cidr_ipv4 = "10.0.0.0/8"\n}',
    ['group aws_security_group.g'],
    [
      'group aws_security_group.g inbound -1 * 10.0.0.0/8 refused: from_port 22 must be 0 where protocol is -1',
    ],
  ],
  [
    'P8',
    'a rule without a peer is none',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n ingress {\n  protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_blocks = []\n }\n}',
    ['group aws_security_group.g'],
    ['group aws_security_group.g nothing refused: this rule names no peer'],
  ],
  [
    'P9',
    'of two entries with one number either stands, unless they are identical',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n dynamic "ingress" {\n  for_each = [80, 80]\n  content {\n   rule_no = 1\n   action = "allow"\n   protocol = "tcp"\n   cidr_block = "0.0.0.0/0"\n   from_port = ingress.value\n   to_port = ingress.value\n  }\n }\n dynamic "egress" {\n  for_each = [80, 443]\n  content {\n   rule_no = 1\n   action = "allow"\n   protocol = "tcp"\n   cidr_block = "0.0.0.0/0"\n   from_port = egress.value\n   to_port = egress.value\n  }\n }\n}',
    ['acl aws_network_acl.n'],
    [
      'acl aws_network_acl.n in 1 allow 6 80-80 0.0.0.0/0 out maybe 1 allow 6 80-80 0.0.0.0/0, maybe 1 allow 6 443-443 0.0.0.0/0',
    ],
  ],
  [
    'P10',
    'actions are taken in any case in a block, and in lower case alone in a rule resource',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n ingress {\n  rule_no = 1\n  action = "ALLOW"\n  protocol = "-1"\n  cidr_block = "0.0.0.0/0"\n  from_port = 0\n  to_port = 0\n }\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 100\n protocol = "-1"\n rule_action = "ALLOW"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl aws_network_acl.n'],
    [
      'acl aws_network_acl.n in 1 allow -1 * 0.0.0.0/0 out nothing refused: rule_action "ALLOW" is neither allow nor deny',
    ],
  ],
  [
    'P11',
    'rules of groups refuse blocks with host bits, in all forms',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n ingress {\n  protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_blocks = ["10.0.0.1/8"]\n }\n}\nresource "aws_security_group_rule" "r" {\n type = "ingress"\n security_group_id = aws_security_group.g.id\n protocol = "tcp"\n from_port = 22\n to_port = 22\n cidr_blocks = ["10.0.0.1/8"]\n}\nresource "aws_vpc_security_group_ingress_rule" "r" {\n security_group_id = aws_security_group.g.id\n ip_protocol = "tcp"\n from_port = 22\n to_port = 22\n cidr_ipv4 = "10.0.0.1/8"\n}',
    ['group aws_security_group.g'],
    [
      'group aws_security_group.g nothing refused: cidr_blocks "10.0.0.1/8" has bits set behind its prefix refused: cidr_blocks "10.0.0.1/8" has bits set behind its prefix refused: cidr_ipv4 "10.0.0.1/8" has bits set behind its prefix',
    ],
  ],
  [
    'P12',
    'aws_security_group_rule ignores ports beside -1, and takes no blocks beside self',
    'resource "aws_security_group" "g" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_security_group_rule" "r" {\n type = "ingress"\n security_group_id = aws_security_group.g.id\n protocol = "-1"\n from_port = 22\n to_port = 22\n cidr_blocks = ["10.0.0.0/8"]\n}\nresource "aws_security_group_rule" "s" {\n type = "ingress"\n security_group_id = aws_security_group.g.id\n protocol = "tcp"\n from_port = 22\n to_port = 22\n cidr_blocks = ["10.0.0.0/8"]\n self = true\n}',
    ['group aws_security_group.g'],
    [
      'group aws_security_group.g inbound -1 * 10.0.0.0/8 refused: source_security_group_id, self and cidr_blocks exclude each other',
    ],
  ],
  [
    'P13',
    'a default network ACL takes away entries it does not list',
    'resource "aws_default_network_acl" "d" {\n default_network_acl_id = aws_vpc.v.default_network_acl_id\n ingress {\n  rule_no = 1\n  action = "allow"\n  protocol = "-1"\n  cidr_block = "0.0.0.0/0"\n  from_port = 0\n  to_port = 0\n }\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_vpc.v.default_network_acl_id\n egress = true\n rule_number = 100\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl'],
    [
      'acl aws_default_network_acl.d in 1 allow -1 * 0.0.0.0/0 out 100 allow -1 * 0.0.0.0/0 takes away 100 allow -1 * 0.0.0.0/0',
    ],
  ],
  [
    'P14',
    'AWS refuses numbers of rule resources that Terraform takes',
    'resource "aws_network_acl" "n" {\n vpc_id = aws_vpc.v.id\n}\nresource "aws_network_acl_rule" "r" {\n network_acl_id = aws_network_acl.n.id\n rule_number = 40000\n protocol = "-1"\n rule_action = "allow"\n cidr_block = "0.0.0.0/0"\n}',
    ['acl aws_network_acl.n'],
    ['acl aws_network_acl.n in nothing out nothing refused: rule_number 40000 is not between 1 and 32766'],
  ],
];

describe('pitfalls of SEMANTICS 5.1', () => {
  for (const [row, says, code, beginnings, expected] of rows) {
    it(`${row}: ${says}`, () => {
      assert.deepEqual(linesOfTerraform(`${vpcAndSubnet}${code}`, beginnings), expected);
    });
  }
});
