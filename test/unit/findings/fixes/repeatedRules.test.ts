import { testFixes } from '../../../support/fixes.ts';
import { terraformNetwork } from './networks.ts';

const out = `
  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
`;

const acl = (more: string): string => `resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
${more}}
`;

const forEach = (collection: string): string => `${acl(out)}
resource "aws_network_acl_rule" "inbound" {
  for_each${collection.includes('\n') ? '' : '      '} = ${collection}
  network_acl_id = aws_network_acl.public.id
  rule_number    = each.value.number
  egress         = false
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = each.value.from
  to_port        = each.value["to"]
}
`;

const dynamic = (collection: string): string =>
  acl(`
  dynamic "ingress" {
    for_each = ${collection}
    content {
      rule_no    = ingress.value.number
      protocol   = "tcp"
      action     = "allow"
      cidr_block = "0.0.0.0/0"
      from_port  = ingress.value.from
      to_port    = ingress.value.to
    }
  }
${out}`);

testFixes('nacl-reply-blocked', {
  fixes: [
    {
      name: 'adds an item to the map the rules are made of',
      code: {
        terraform: terraformNetwork(
          forEach(`{
    http  = { number = 100, from = 80, to = 80 }
    https = { number = 110, from = 443, to = 443 }
  }`),
        ),
      },
      title: /rule 120/,
      change: {
        terraform: `
-    http  = { number = 100, from = 80, to = 80 }
-    https = { number = 110, from = 443, to = 443 }
+    http                   = { number = 100, from = 80, to = 80 }
+    https                  = { number = 110, from = 443, to = 443 }
+    public_inbound_replies = { number = 120, from = 32768, to = 65535 }
`,
      },
    },
    {
      name: 'names an item for the network ACL, whatever is in the key of its instance',
      code: {
        terraform: terraformNetwork(
          forEach(`{
    https = { number = 110, from = 443, to = 443 }
  }`)
            .replace('"public" {', '"public" {\n  for_each   = { "main/a.b" = true }')
            .replace('network_acl.public.id', 'network_acl.public["main/a.b"].id'),
        ),
      },
      title: /rule 120/,
      change: {
        terraform: `
-    https = { number = 110, from = 443, to = 443 }
+    https                  = { number = 110, from = 443, to = 443 }
+    public_inbound_replies = { number = 120, from = 32768, to = 65535 }
`,
      },
    },
    {
      name: 'adds an item to the local value',
      code: {
        terraform: terraformNetwork(`locals {
  rules = {
    "https" = { number = 110, from = 443, to = 443 },
  }
}

${forEach('local.rules')}`),
      },
      title: /rule 120/,
      change: {
        terraform: `
-    "https" = { number = 110, from = 443, to = 443 },
+    "https"                  = { number = 110, from = 443, to = 443 },
+    "public_inbound_replies" = { number = 120, from = 32768, to = 65535 },
`,
      },
    },
    {
      name: 'adds an element to the list of a dynamic block',
      code: {
        terraform: terraformNetwork(
          dynamic(`[
      { number = 100, from = 80, to = 80 },
      { number = 110, from = 443, to = 443 },
    ]`),
        ),
      },
      title: /rule 120/,
      change: {
        terraform: `
+      { number = 120, from = 32768, to = 65535 },
`,
      },
    },
    {
      name: 'adds an element to the default of a variable',
      code: {
        terraform: `${terraformNetwork(dynamic('var.rules'))}
variable "rules" {
  default = [
    {
      number = 110
      from   = 443
      to     = 443
    }
  ]
}
`,
      },
      title: /rule 120/,
      change: {
        terraform: `
+    },
+    {
+      number = 120
+      from   = 32768
+      to     = 65535
`,
      },
    },
    {
      name: 'adds a block of its own where the collection is made by an expression',
      code: {
        terraform: terraformNetwork(
          dynamic('[for i, port in [80, 443] : { number = 100 + i * 10, from = port, to = port }]'),
        ),
      },
      title: /rule 120/,
      change: {
        terraform: `
+  ingress {
+    rule_no    = 120
+    protocol   = "tcp"
+    action     = "allow"
+    cidr_block = "0.0.0.0/0"
+    from_port  = 32768
+    to_port    = 65535
+  }
`,
      },
    },
  ],
});

testFixes('nacl-rule-shadowed', {
  fixes: [
    {
      name: 'removes the item of a map',
      code: {
        terraform: terraformNetwork(
          forEach(`{
    wide  = { number = 100, from = 0, to = 65535 }
    https = { number = 110, from = 443, to = 443 } # the site
  }`),
        ),
      },
      title: /^Remove inbound rule 110$/,
      change: {
        terraform: `
-    wide  = { number = 100, from = 0, to = 65535 }
-    https = { number = 110, from = 443, to = 443 } # the site
+    wide = { number = 100, from = 0, to = 65535 }
`,
      },
    },
    {
      name: 'removes the item of a map whose key has to be quoted with care',
      code: {
        terraform: terraformNetwork(
          forEach(`{
    "0 \\"wide\\"" = { number = 100, from = 0, to = 65535 }
    "1 \\"site\\"" = { number = 110, from = 443, to = 443 }
  }`),
        ),
      },
      title: /^Remove inbound rule 110$/,
      change: {
        terraform: `
-    "1 \\"site\\"" = { number = 110, from = 443, to = 443 }
`,
      },
    },
    {
      name: 'removes the element of a list',
      code: {
        terraform: terraformNetwork(
          dynamic('[{ number = 100, from = 0, to = 65535 }, { number = 110, from = 443, to = 443 }]'),
        ),
      },
      title: /^Remove inbound rule 110$/,
      change: {
        terraform: `
-    for_each = [{ number = 100, from = 0, to = 65535 }, { number = 110, from = 443, to = 443 }]
+    for_each = [{ number = 100, from = 0, to = 65535 }]
`,
      },
    },
  ],
});
