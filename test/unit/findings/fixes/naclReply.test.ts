import { testFixes } from '../../../support/fixes.ts';
import { block, inline, jsonNetwork, terraformNetwork, yamlEntry, yamlNetwork } from './networks.ts';

const anyOut = block('egress', 100, 'allow', '0-65535');

/** As people write who prefer arguments to blocks. */
const attributeForm = `resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]

  ingress = [
    {
      rule_no         = 100
      protocol        = "tcp"
      action          = "allow"
      cidr_block      = "0.0.0.0/0"
      ipv6_cidr_block = null
      from_port       = 443
      to_port         = 443
      icmp_type       = null
      icmp_code       = null
    },
  ]

  egress = [
    { rule_no = 10, protocol = "tcp", action = "allow", cidr_block = "0.0.0.0/0", ipv6_cidr_block = null, from_port = 0, to_port = 65535, icmp_type = null, icmp_code = null }
  ]
}`;

const separate = (entries: string): string => `resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
}

${entries}`;

const rule = (name: string, egress: boolean, number: number, ports: string): string => {
  const [from = '', to = from] = ports.split('-');
  return `resource "aws_network_acl_rule" "${name}" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = ${number}
  egress         = ${egress}
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = ${from}
  to_port        = ${to}
}`;
};

testFixes('nacl-reply-blocked', {
  fixes: [
    {
      name: 'adds a block where there is none in that direction',
      code: { terraform: terraformNetwork(inline(anyOut)) },
      title: /^Allow the replies: inbound tcp 32768-65535 from 0\.0\.0\.0\/0 \(rule 100\)$/,
      change: {
        terraform: `
+
+  ingress {
+    rule_no    = 100
+    protocol   = "tcp"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 32768
+    to_port    = 65535
+  }
`,
      },
    },
    {
      name: 'takes the next number in the author’s steps',
      code: {
        terraform: terraformNetwork(
          inline(anyOut, block('ingress', 100, 'allow', '80'), block('ingress', 120, 'allow', '443')),
        ),
        yaml: yamlNetwork(
          [
            yamlEntry('Out', true, 100, 'allow', '0-65535'),
            yamlEntry('Http', false, 100, 'allow', '80'),
            yamlEntry('Https', false, 120, 'allow', '443'),
          ].join('\n\n'),
        ),
      },
      title: /rule 140/,
      change: {
        terraform: `
+  ingress {
+    rule_no    = 140
+    protocol   = "tcp"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 32768
+    to_port    = 65535
+  }
`,
        yaml: `
+
+  AclInboundReplies:
+    Type: AWS::EC2::NetworkAclEntry
+    Properties:
+      NetworkAclId: !Ref Acl
+      Egress: false
+      RuleNumber: 140
+      Protocol: 6
+      RuleAction: allow
+      CidrBlock: 0.0.0.0/0
+      PortRange:
+        From: 32768
+        To: 65535
`,
      },
    },
    {
      name: 'adds an element where the entries are elements',
      code: { terraform: terraformNetwork(attributeForm) },
      title: /rule 110/,
      change: {
        terraform: `
+    {
+      rule_no         = 110
+      protocol        = "tcp"
+      action          = "allow"
+      cidr_block      = "0.0.0.0/0"
+      ipv6_cidr_block = null
+      from_port       = 32768
+      to_port         = 65535
+      icmp_type       = null
+      icmp_code       = null
+    },
`,
      },
    },
    {
      name: 'adds a resource where the entries are resources',
      code: {
        terraform: terraformNetwork(
          separate([rule('out', true, 100, '0-65535'), rule('https', false, 200, '443')].join('\n\n')),
        ),
      },
      title: /rule 210/,
      change: {
        terraform: `
+resource "aws_network_acl_rule" "public_inbound_replies" {
+  network_acl_id = aws_network_acl.public.id
+  rule_number    = 210
+  egress         = false
+  protocol       = "tcp"
+  rule_action    = "allow"
+  cidr_block     = "0.0.0.0/0"
+  from_port      = 32768
+  to_port        = 65535
+}
+
`,
      },
    },
    {
      name: 'goes before the deny that drops the replies',
      code: {
        terraform: terraformNetwork(
          inline(
            anyOut,
            block('ingress', 100, 'deny', '1024-65535', '0.0.0.0/0'),
            block('ingress', 200, 'allow', '443'),
          ),
        ),
      },
      title: /rule 50/,
      change: {
        terraform: `
+  ingress {
+    rule_no    = 50
+    protocol   = "tcp"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 32768
+    to_port    = 65535
+  }
`,
      },
    },
    {
      name: 'adds a resource of a template',
      code: {
        yaml: yamlNetwork(yamlEntry('Out', true, 100, 'allow', '0-65535')),
        json: jsonNetwork(
          [
            `{"Type":"AWS::EC2::NetworkAclEntry","Properties":{"NetworkAclId":{"Ref":"Acl"},"RuleNumber":100,"Protocol":"6","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0","PortRange":{"From":0,"To":65535}}}`,
          ],
          4,
        ),
      },
      title: /inbound tcp 32768-65535 from 0\.0\.0\.0\/0 \(rule 100\)/,
      change: {
        yaml: `
+
+  AclInboundReplies:
+    Type: AWS::EC2::NetworkAclEntry
+    Properties:
+      NetworkAclId: !Ref Acl
+      Egress: false
+      RuleNumber: 100
+      Protocol: 6
+      RuleAction: allow
+      CidrBlock: 0.0.0.0/0
+      PortRange:
+        From: 32768
+        To: 65535
`,
        json: `
+        "AclInboundReplies": {
+            "Type": "AWS::EC2::NetworkAclEntry",
+            "Properties": {
+                "NetworkAclId": {
+                    "Ref": "Acl"
+                },
+                "RuleNumber": 100,
+                "Protocol": 6,
+                "RuleAction": "allow",
+                "Egress": false,
+                "CidrBlock": "0.0.0.0/0",
+                "PortRange": {
+                    "From": 32768,
+                    "To": 65535
+                }
+            }
+        },
`,
      },
    },
  ],
});

testFixes('nacl-reply-intermittent', {
  fixes: [
    {
      name: 'widens the rule for a part of them',
      code: { terraform: terraformNetwork(inline(anyOut, block('ingress', 100, 'allow', '49152-65535'))) },
      title: /^Allow all replies: widen inbound rule 100 to tcp 32768-65535$/,
      change: {
        terraform: `
-    from_port  = 49152
+    from_port  = 32768
`,
      },
    },
  ],
});
