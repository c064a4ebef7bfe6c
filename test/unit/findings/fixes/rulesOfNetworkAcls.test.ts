import { testFixes } from '../../../support/fixes.ts';
import { block, inline, terraformNetwork, yamlEntry, yamlNetwork } from './networks.ts';

const out = block('egress', 100, 'allow', '0');
const open = (...ingress: readonly string[]): string => terraformNetwork(inline(...ingress, out));
/** With the replies let in, so that nothing else is wrong. */
const replies = block('ingress', 900, 'allow', '1024-65535');

const rule = (fields: string): string => `resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
}

resource "aws_network_acl_rule" "it" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = 100
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
${fields}
}`;

testFixes('nacl-duplicate-number', {
  fixes: [
    {
      name: 'takes the next free number in the author’s steps',
      code: {
        terraform: open(
          block('ingress', 100, 'allow', '80'),
          block('ingress', 100, 'allow', '443'),
          block('ingress', 120, 'allow', '8080'),
          block('ingress', 140, 'allow', '22'),
        ),
        yaml: yamlNetwork(
          [
            yamlEntry('Http', false, 100, 'allow', '80'),
            yamlEntry('Https', false, 100, 'allow', '443'),
            yamlEntry('More', false, 120, 'allow', '8080'),
          ].join('\n\n'),
        ),
      },
      title: /^Give this inbound rule the number 101$/,
      change: {
        terraform: `
-    rule_no    = 100
+    rule_no    = 101
`,
        yaml: `
-      RuleNumber: 100
+      RuleNumber: 101
`,
      },
    },
    {
      name: 'goes behind the last where it is the last',
      code: { terraform: open(block('ingress', 100, 'allow', '80'), block('ingress', 100, 'allow', '443')) },
      title: /the number 110/,
      change: {
        terraform: `
-    rule_no    = 100
+    rule_no    = 110
`,
      },
    },
  ],
});

testFixes('nacl-number-range', {
  fixes: [
    {
      name: 'takes a number there may be',
      code: { terraform: open(block('ingress', 0, 'allow', '443'), replies) },
      title: /^Give this inbound rule the number 910$/,
      change: {
        terraform: `
-    rule_no    = 0
+    rule_no    = 910
`,
      },
    },
  ],
});

testFixes('nacl-icmp-zero', {
  fixes: [
    {
      name: 'admits all of ICMP',
      code: { terraform: terraformNetwork(rule('  protocol       = "icmp"')) },
      title: /^Set type and code to -1, which is all of ICMP$/,
      change: {
        terraform: `
+  icmp_type      = -1
+  icmp_code      = -1
`,
      },
    },
  ],
});

testFixes('nacl-port-zero', {
  fixes: [
    {
      name: 'writes all ports',
      code: {
        terraform: terraformNetwork(
          rule('  protocol       = "tcp"\n  from_port      = 0\n  to_port        = 0'),
        ),
        yaml: yamlNetwork(yamlEntry('It', false, 100, 'allow', '0')),
      },
      title: /^Write 0 to 65535/,
      change: {
        terraform: `
-  to_port        = 0
+  to_port        = 65535
`,
        yaml: `
-        To: 0
+        To: 65535
`,
      },
    },
  ],
});

testFixes('nacl-protocol-name', {
  fixes: [
    {
      name: 'writes the number',
      code: {
        yaml: yamlNetwork(
          yamlEntry('It', false, 100, 'allow', '443').replace('Protocol: 6', 'Protocol: tcp'),
        ),
      },
      title: /^Write 6$/,
      change: {
        yaml: `
-      Protocol: tcp
+      Protocol: 6
`,
      },
    },
  ],
});

testFixes('ports-ignored', {
  fixes: [
    {
      name: 'takes the ports out',
      code: {
        terraform: terraformNetwork(
          rule('  protocol       = "-1"\n  from_port      = 443\n  to_port        = 443'),
        ),
        yaml: yamlNetwork(yamlEntry('It', false, 100, 'allow', '443').replace('Protocol: 6', 'Protocol: -1')),
      },
      title: /^Take out the ports, which AWS ignores$/,
      change: {
        terraform: `
-  from_port      = 443
-  to_port        = 443
`,
        yaml: `
-      PortRange:
-        From: 443
-        To: 443
`,
      },
    },
    {
      name: 'names the protocol where the provider refuses',
      code: { terraform: open(block('ingress', 100, 'allow', '443').replace('"tcp"', '"-1"')) },
      title: /^Make it a rule for tcp/,
      change: {
        terraform: `
-    protocol   = "-1"
+    protocol   = "tcp"
`,
      },
    },
  ],
});

testFixes('cidr-host-bits', {
  fixes: [
    {
      name: 'writes the address of the network',
      code: {
        terraform: open(block('ingress', 100, 'allow', '443', '10.0.0.1/8')),
        yaml: yamlNetwork(yamlEntry('It', false, 100, 'allow', '443').replace('0.0.0.0/0', "'10.0.0.1/8'")),
      },
      title: /^Write 10\.0\.0\.0\/8$/,
      change: {
        terraform: `
-    cidr_block = "10.0.0.1/8"
+    cidr_block = "10.0.0.0/8"
`,
        yaml: `
-      CidrBlock: '10.0.0.1/8'
+      CidrBlock: '10.0.0.0/8'
`,
      },
    },
  ],
  none: [
    {
      name: 'where it would be for everybody',
      code: { terraform: open(block('ingress', 100, 'allow', '443', '192.168.1.0/0')) },
    },
  ],
});
