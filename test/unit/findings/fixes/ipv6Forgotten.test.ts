import assert from 'node:assert/strict';
import { fixesOf, textsAfter } from '../../../../src/core/verifiedFixes.ts';
import { dualStackHost } from '../../../support/dualStackHost.ts';
import { assertWorks, firstOf, testFixes } from '../../../support/fixes.ts';

const network = `${dualStackHost}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}
`;

const block = (
  direction: string,
  number: number,
  protocol: string,
  ports: string,
  cidr = '0.0.0.0/0',
): string => {
  const [first, last = first] = ports.split('-');
  return `
  ${direction} {
    rule_no    = ${number}
    protocol   = "${protocol}"
    action     = "allow"
    cidr_block = "${cidr}"
    from_port  = ${first}
    to_port    = ${last}
  }
`;
};

const inline = (...blocks: readonly string[]): string => `${network}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
${blocks.join('')}}
`;

const separate = `${network}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
}

resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.main.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.main.id
  rule_number    = 100
  egress         = true
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}
`;

testFixes('ipv6-forgotten', {
  fixes: [
    {
      name: 'says the rules of a network ACL again, each below its own and with the next free number',
      code: {
        terraform: inline(
          block('ingress', 100, 'tcp', '1024-65535'),
          block('ingress', 101, 'tcp', '22', '10.0.0.0/8'),
          block('egress', 100, '-1', '0'),
        ),
      },
      title: /^Add the rules for 0\.0\.0\.0\/0 again for ::\/0$/,
      change: {
        terraform: `
-    rule_no    = 101
-    protocol   = "tcp"
-    action     = "allow"
-    cidr_block = "10.0.0.0/8"
-    from_port  = 22
-    to_port    = 22
-  }
-
-  egress {
-    rule_no    = 100
-    protocol   = "-1"
-    action     = "allow"
-    cidr_block = "0.0.0.0/0"
-    from_port  = 0
-    to_port    = 0
+    rule_no         = 102
+    protocol        = "tcp"
+    action          = "allow"
+    from_port       = 1024
+    to_port         = 65535
+    ipv6_cidr_block = "::/0"
+  }
+
+  ingress {
+    rule_no    = 101
+    protocol   = "tcp"
+    action     = "allow"
+    cidr_block = "10.0.0.0/8"
+    from_port  = 22
+    to_port    = 22
+  }
+
+  egress {
+    rule_no    = 100
+    protocol   = "-1"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 0
+    to_port    = 0
+  }
+
+  egress {
+    rule_no         = 101
+    protocol        = "-1"
+    action          = "allow"
+    from_port       = 0
+    to_port         = 0
+    ipv6_cidr_block = "::/0"
`,
      },
    },
    {
      name: 'adds resources where rules are resources',
      code: { terraform: separate },
      title: /^Add the rules for 0\.0\.0\.0\/0 again for ::\/0$/,
      change: {
        terraform: `
-resource "aws_network_acl_rule" "out" {
-  network_acl_id = aws_network_acl.main.id
-  rule_number    = 100
-  egress         = true
-  protocol       = "-1"
-  rule_action    = "allow"
-  cidr_block     = "0.0.0.0/0"
+resource "aws_network_acl_rule" "in_ipv6" {
+  network_acl_id  = aws_network_acl.main.id
+  rule_number     = 101
+  protocol        = "tcp"
+  rule_action     = "allow"
+  from_port       = 1024
+  to_port         = 65535
+  ipv6_cidr_block = "::/0"
+}
+
+resource "aws_network_acl_rule" "out" {
+  network_acl_id = aws_network_acl.main.id
+  rule_number    = 100
+  egress         = true
+  protocol       = "-1"
+  rule_action    = "allow"
+  cidr_block     = "0.0.0.0/0"
+}
+
+resource "aws_network_acl_rule" "out_ipv6" {
+  network_acl_id  = aws_network_acl.main.id
+  rule_number     = 101
+  egress          = true
+  protocol        = "-1"
+  rule_action     = "allow"
+  ipv6_cidr_block = "::/0"
`,
      },
    },
  ],
});

const template = `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Block:
    Type: AWS::EC2::VPCCidrBlock
    Properties:
      VpcId: !Ref Vpc
      AmazonProvidedIpv6CidrBlock: true
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  Route:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationIpv6CidrBlock: ::/0
      GatewayId: !Ref Gateway
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 1, 64]]
      AssignIpv6AddressOnCreation: true
  Routes:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Table
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
  Association:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: !Ref Subnet
      NetworkAclId: !Ref Acl
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
      PortRange:
        From: 0
        To: 65535
  Out:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      Egress: true
      RuleNumber: 100
      Protocol: -1
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
  Web:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Subnet
      SecurityGroupIds: [!Ref Group]
`;

describe('the fixes of ipv6-forgotten for a network ACL', () => {
  it('are offered to people alone: the rules again, or a deny', () => {
    const { workspace, finding } = firstOf('ipv6-forgotten', {
      'main.tf': inline(block('ingress', 100, 'tcp', '1024-65535'), block('egress', 100, '-1', '0')),
    });
    const fixes = fixesOf(workspace, finding);
    assert.deepEqual(
      fixes.map(({ title, onRequest }) => [title, onRequest]),
      [
        ['Add the rules for 0.0.0.0/0 again for ::/0', true],
        ['Say that IPv6 stays shut: deny inbound ::/0 (rule 110)', true],
      ],
    );
    for (const fix of fixes) assertWorks(workspace, finding, fix);
  });

  it('take the words of a template', () => {
    const { workspace, finding } = firstOf('ipv6-forgotten', { 'template.yaml': template });
    const [fix] = fixesOf(workspace, finding);
    assert.ok(fix !== undefined, finding.message);
    assertWorks(workspace, finding, fix);
    const after = textsAfter(workspace, fix.edits).get('template.yaml') ?? '';
    assert.ok(
      after.includes(`  InIpv6:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 101
      Protocol: 6
      RuleAction: allow
`),
      after,
    );
    assert.ok(after.includes('  OutIpv6:\n'));
  });
});
