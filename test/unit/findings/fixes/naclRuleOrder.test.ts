import { testFixes } from '../../../support/fixes.ts';
import { block, inline, jsonNetwork, terraformNetwork, yamlEntry, yamlNetwork } from './networks.ts';

const open = (...ingress: readonly string[]): string =>
  terraformNetwork(inline(...ingress, block('egress', 100, 'allow', '0')));

const entry = (number: number, action: string, ports: string, egress = false): string => {
  const [From = '', To = From] = ports.split('-');
  return JSON.stringify({
    Type: 'AWS::EC2::NetworkAclEntry',
    Properties: {
      NetworkAclId: { Ref: 'Acl' },
      Egress: egress,
      RuleNumber: number,
      Protocol: 6,
      RuleAction: action,
      CidrBlock: '0.0.0.0/0',
      PortRange: { From, To },
    },
  });
};

testFixes('nacl-rule-shadowed', {
  fixes: [
    {
      name: 'removes the rule',
      code: {
        terraform: open(block('ingress', 100, 'allow', '0'), block('ingress', 200, 'allow', '443')),
        yaml: yamlNetwork(
          [
            yamlEntry('All', false, 100, 'allow', '0-65535'),
            yamlEntry('Https', false, 200, 'allow', '443'),
          ].join('\n\n'),
        ),
        json: jsonNetwork([entry(100, 'allow', '0-65535'), entry(200, 'allow', '443')]),
      },
      title: /^Remove inbound rule 200$/,
      change: {
        terraform: `
-  ingress {
-    rule_no    = 200
-    protocol   = "tcp"
-    action     = "allow"
-    cidr_block = "0.0.0.0/0"
-    from_port  = 443
-    to_port    = 443
-  }
-
`,
        yaml: `
-  Https:
-    Type: AWS::EC2::NetworkAclEntry
-    Properties:
-      NetworkAclId: !Ref Acl
-      Egress: false
-      RuleNumber: 200
-      Protocol: 6
-      RuleAction: allow
-      CidrBlock: 0.0.0.0/0
-      PortRange:
-        From: 443
-        To: 443
-
`,
        json: `
-    "Entry2": {
-      "Type": "AWS::EC2::NetworkAclEntry",
-      "Properties": {
-        "NetworkAclId": {
-          "Ref": "Acl"
-        },
-        "Egress": false,
-        "RuleNumber": 200,
-        "Protocol": 6,
-        "RuleAction": "allow",
-        "CidrBlock": "0.0.0.0/0",
-        "PortRange": {
-          "From": "443",
-          "To": "443"
-        }
-      }
-    },
`,
      },
    },
  ],
  none: [
    {
      name: 'for a resource that another one names',
      code: {
        yaml: `${yamlNetwork(
          [
            yamlEntry('All', false, 100, 'allow', '0-65535'),
            yamlEntry('Https', false, 200, 'allow', '443'),
          ].join('\n\n'),
        )}Outputs:
  Number:
    Value: !Ref Https
`,
      },
    },
  ],
});

testFixes('nacl-rule-redundant', {
  fixes: [
    {
      name: 'removes the rule',
      code: { terraform: open(block('ingress', 100, 'allow', '443'), block('ingress', 200, 'allow', '0')) },
      title: /^Remove inbound rule 100$/,
      change: {
        terraform: `
-    rule_no    = 100
-    protocol   = "tcp"
-    action     = "allow"
-    cidr_block = "0.0.0.0/0"
-    from_port  = 443
-    to_port    = 443
-  }
-
-  ingress {
`,
      },
    },
  ],
});

testFixes('nacl-deny-after-allow', {
  fixes: [
    {
      name: 'gives the deny a number before the allow',
      code: {
        terraform: open(block('ingress', 100, 'allow', '0'), block('ingress', 110, 'deny', '3389')),
        yaml: yamlNetwork(
          [
            yamlEntry('All', false, 100, 'allow', '0-65535'),
            yamlEntry('No', false, 110, 'deny', '3389'),
          ].join('\n\n'),
        ),
        json: jsonNetwork([entry(100, 'allow', '0-65535'), entry(110, 'deny', '3389')]),
      },
      title: /^Give inbound rule 110 the number 90, before rule 100$/,
      change: {
        terraform: `
-    rule_no    = 110
+    rule_no    = 90
`,
        yaml: `
-      RuleNumber: 110
+      RuleNumber: 90
`,
        json: `
-        "RuleNumber": 110,
+        "RuleNumber": 90,
`,
      },
    },
    {
      name: 'finds room between two numbers',
      code: {
        terraform: open(
          block('ingress', 1, 'deny', '23'),
          block('ingress', 4, 'allow', '0'),
          block('ingress', 104, 'deny', '3389'),
        ),
      },
      title: /the number 2, before rule 4/,
      change: {
        terraform: `
-    rule_no    = 104
+    rule_no    = 2
`,
      },
    },
  ],
  none: [
    {
      name: 'where no number is left',
      code: { terraform: open(block('ingress', 1, 'allow', '0'), block('ingress', 2, 'deny', '3389')) },
    },
    {
      name: 'where the number is not written out',
      code: {
        terraform: `${open(block('ingress', 100, 'allow', '0'), block('ingress', 110, 'deny', '3389')).replace('= 110', '= local.last')}
locals {
  last = 110
}
`,
      },
    },
  ],
});
