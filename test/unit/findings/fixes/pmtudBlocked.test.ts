import { testFixes } from '../../../support/fixes.ts';
import { block, inline, terraformNetwork, yamlEntry, yamlNetwork } from './networks.ts';

testFixes('pmtud-blocked', {
  fixes: [
    {
      name: 'lets the messages of routers in',
      code: {
        terraform: terraformNetwork(
          inline(block('ingress', 100, 'allow', '1024-65535'), block('egress', 100, 'allow', '0')),
        ),
        yaml: yamlNetwork(
          [
            yamlEntry('In', false, 100, 'allow', '1024-65535'),
            yamlEntry('Out', true, 100, 'allow', '0-65535'),
          ].join('\n\n'),
        ),
      },
      title: /^Allow inbound icmp type 3 code 4 from 0\.0\.0\.0\/0 \(rule 110\)$/,
      change: {
        terraform: `
+  ingress {
+    rule_no    = 110
+    protocol   = "icmp"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 0
+    to_port    = 0
+    icmp_type  = 3
+    icmp_code  = 4
+  }
`,
        yaml: `
+  AclInboundPmtud:
+    Type: AWS::EC2::NetworkAclEntry
+    Properties:
+      NetworkAclId: !Ref Acl
+      Egress: false
+      RuleNumber: 110
+      Protocol: 1
+      RuleAction: allow
+      CidrBlock: 0.0.0.0/0
+      Icmp:
+        Type: 3
+        Code: 4
`,
      },
    },
  ],
});
