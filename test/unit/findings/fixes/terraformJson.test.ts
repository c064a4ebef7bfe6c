import { testFixes } from '../../../support/fixes.ts';
import { terraformJsonNetwork } from './networks.ts';

const entry = (rule_no: number, protocol: string, from_port: number, to_port = from_port) => ({
  rule_no,
  protocol,
  action: 'allow',
  cidr_block: '0.0.0.0/0',
  from_port,
  to_port,
});
const rule = (rule_number: number, egress: boolean, from_port: number, to_port = from_port) => ({
  network_acl_id: '${aws_network_acl.public.id}',
  rule_number,
  egress,
  protocol: 'tcp',
  rule_action: 'allow',
  cidr_block: '0.0.0.0/0',
  from_port,
  to_port,
});

testFixes('nacl-reply-blocked', {
  fixes: [
    {
      name: 'adds an object to the list',
      code: {
        terraformJson: terraformJsonNetwork({
          ingress: [entry(100, 'tcp', 443)],
          egress: [entry(100, '-1', 0)],
        }),
      },
      title: /rule 110/,
      change: {
        terraformJson: `
+          },
+          {
+            "rule_no": 110,
+            "protocol": "tcp",
+            "action": "allow",
+            "cidr_block": "0.0.0.0/0",
+            "from_port": 32768,
+            "to_port": 65535
`,
      },
    },
    {
      name: 'adds a resource beside the resources',
      code: {
        terraformJson: terraformJsonNetwork(
          {},
          { aws_network_acl_rule: { out: rule(100, true, 0, 65535), https: rule(100, false, 443) } },
        ),
      },
      title: /rule 110/,
      change: {
        terraformJson: `
+      },
+      "public_inbound_replies": {
+        "network_acl_id": "\${aws_network_acl.public.id}",
+        "rule_number": 110,
+        "egress": false,
+        "protocol": "tcp",
+        "rule_action": "allow",
+        "cidr_block": "0.0.0.0/0",
+        "from_port": 32768,
+        "to_port": 65535
`,
      },
    },
  ],
});

testFixes('nacl-rule-shadowed', {
  fixes: [
    {
      name: 'removes the object of the list',
      code: {
        terraformJson: terraformJsonNetwork({
          ingress: [entry(100, '-1', 0), entry(200, 'tcp', 443)],
          egress: [entry(100, '-1', 0)],
        }),
      },
      title: /^Remove inbound rule 200$/,
      change: {
        terraformJson: `
-          },
-          {
-            "rule_no": 200,
-            "protocol": "tcp",
-            "action": "allow",
-            "cidr_block": "0.0.0.0/0",
-            "from_port": 443,
-            "to_port": 443
`,
      },
    },
  ],
});

testFixes('nacl-port-zero', {
  fixes: [
    {
      name: 'sets the port',
      code: {
        terraformJson: terraformJsonNetwork({}, { aws_network_acl_rule: { it: rule(100, false, 0) } }),
      },
      title: /^Write 0 to 65535/,
      change: {
        terraformJson: `
-        "to_port": 0
+        "to_port": 65535
`,
      },
    },
  ],
});
