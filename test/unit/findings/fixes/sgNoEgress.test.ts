import { testFixes } from '../../../support/fixes.ts';

const group = (more: string, rules = ''): string => `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
${more}}

resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
${rules}`;

testFixes('sg-no-egress', {
  fixes: [
    {
      name: 'adds a block below the blocks',
      code: {
        terraform: group(`
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
`),
      },
      title: /^Allow all egress/,
      change: {
        terraform: `
+  egress {
+    from_port   = 0
+    to_port     = 0
+    protocol    = "-1"
+    cidr_blocks = ["0.0.0.0/0"]
+  }
`,
      },
    },
    {
      name: 'adds a resource below the resources',
      code: {
        terraform: group(
          '',
          `
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}
`,
        ),
      },
      title: /^Allow all egress/,
      change: {
        terraform: `
+resource "aws_vpc_security_group_egress_rule" "web_egress" {
+  security_group_id = aws_security_group.web.id
+  ip_protocol       = "-1"
+  cidr_ipv4         = "0.0.0.0/0"
+}
`,
      },
    },
    {
      name: 'adds a resource of the older type where those are of it',
      code: {
        terraform: group(
          '',
          `
resource "aws_security_group_rule" "https" {
  security_group_id = aws_security_group.web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
}
`,
        ),
      },
      title: /^Allow all egress/,
      change: {
        terraform: `
+resource "aws_security_group_rule" "web_egress" {
+  security_group_id = aws_security_group.web.id
+  type              = "egress"
+  protocol          = "-1"
+  from_port         = 0
+  to_port           = 0
+  cidr_blocks       = ["0.0.0.0/0"]
+}
`,
      },
    },
  ],
});
