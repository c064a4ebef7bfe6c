import assert from 'node:assert/strict';
import { fixesOf } from '../../../../src/core/verifiedFixes.ts';
import { dualStackHost } from '../../../support/dualStackHost.ts';
import { firstOf, testFixes } from '../../../support/fixes.ts';

const group = (rules: string, more = ''): string => `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
${rules}}

resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
${more}`;

const block = (port: number, cidr: string): string => `
  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["${cidr}"]
  }
`;

const ofItsOwn = (blocks: string): string => `
resource "aws_security_group_rule" "https" {
  type              = "ingress"
  security_group_id = aws_security_group.web.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks${blocks.includes('\n') ? '' : '      '} = ${blocks}
}
`;

const jsonOfItsOwn = (blocks: readonly string[]): string =>
  JSON.stringify(
    {
      resource: {
        aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
        aws_security_group: { web: { vpc_id: '${aws_vpc.main.id}' } },
        aws_security_group_rule: {
          https: {
            type: 'ingress',
            security_group_id: '${aws_security_group.web.id}',
            protocol: 'tcp',
            from_port: 443,
            to_port: 443,
            cidr_blocks: blocks,
          },
        },
      },
    },
    null,
    2,
  );

const template = (ingress: string): string => `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress:
${ingress}`;

const item = (port: number, cidr: string): string =>
  `        - IpProtocol: tcp\n          FromPort: ${port}\n          ToPort: ${port}\n          CidrIp: ${cidr}\n`;

testFixes('sg-duplicate-rule', {
  fixes: [
    {
      name: 'removes the rule that others cover',
      code: {
        terraform: group(block(443, '10.0.0.0/8') + block(443, '10.1.0.0/16')),
        yaml: template(item(443, '10.0.0.0/8') + item(443, '10.1.0.0/16')),
      },
      title: /^Remove this rule, which adds nothing$/,
      change: {
        terraform: `
-
-  ingress {
-    from_port   = 443
-    to_port     = 443
-    protocol    = "tcp"
-    cidr_blocks = ["10.1.0.0/16"]
-  }
`,
        yaml: `
-        - IpProtocol: tcp
-          FromPort: 443
-          ToPort: 443
-          CidrIp: 10.1.0.0/16
`,
      },
    },
    {
      name: 'names once what a list names twice',
      code: {
        terraform: group('', ofItsOwn('["10.0.0.0/8", "192.0.2.0/24", "10.0.0.0/8"]')),
        terraformJson: jsonOfItsOwn(['10.0.0.0/8', '10.0.0.0/8', '192.0.2.0/24']),
      },
      title: /^Name each peer once$/,
      change: {
        terraform: `
-  cidr_blocks       = ["10.0.0.0/8", "192.0.2.0/24", "10.0.0.0/8"]
+  cidr_blocks       = ["10.0.0.0/8", "192.0.2.0/24"]
`,
        terraformJson: `
-          "10.0.0.0/8",
`,
      },
    },
    {
      name: 'takes out the line of what a list names again',
      code: {
        terraform: group(
          '',
          ofItsOwn('[\n    "10.0.0.0/8",\n    "192.0.2.0/24", # office\n    "10.0.0.0/8",\n  ]'),
        ),
      },
      title: /^Name each peer once$/,
      change: {
        terraform: `
-    "10.0.0.0/8",
`,
      },
    },
  ],
  none: [
    {
      name: 'where the list comes from elsewhere',
      code: {
        terraform: group(
          '',
          ofItsOwn('local.blocks') + 'locals {\n  blocks = ["10.0.0.0/8", "10.0.0.0/8"]\n}\n',
        ),
      },
    },
  ],
});

describe('the fix of a rule that another one repeats', () => {
  const onRequest = (file: string, code: string): boolean => {
    const { workspace, finding } = firstOf('sg-duplicate-rule', { [file]: code });
    const [fix] = fixesOf(workspace, finding);
    assert.ok(fix !== undefined, finding.message);
    return fix.onRequest === true;
  };

  it('is made by people alone where CloudFormation would take the other one away, too', () => {
    const first = item(443, '10.0.0.0/8');
    assert.equal(onRequest('template.yaml', template(first + item(443, '10.0.0.0/8'))), true);
    assert.equal(onRequest('template.yaml', template(first + item(443, '10.1.0.0/16'))), false);
    const described = block(443, '10.0.0.0/8').replace(/\n {2}}/, '\n    description = "again"\n  }');
    assert.equal(onRequest('main.tf', group(block(443, '10.0.0.0/8') + described)), false);
  });
});

testFixes('rule-refused', {
  fixes: [
    {
      name: 'takes −1 for all ports',
      code: {
        terraform: group(block(-1, '10.0.0.0/8')),
        yaml: template(item(-1, '10.0.0.0/8')),
      },
      title: /^Make it a rule for all ports, 0 to 65535$/,
      change: {
        terraform: `
-    from_port   = -1
-    to_port     = -1
+    from_port   = 0
+    to_port     = 65535
`,
        yaml: `
-          FromPort: -1
-          ToPort: -1
+          FromPort: 0
+          ToPort: 65535
`,
      },
    },
  ],
  none: [{ name: 'where another number is no port', code: { terraform: group(block(70000, '10.0.0.0/8')) } }],
});

testFixes('ipv6-forgotten', {
  fixes: [
    {
      name: 'adds the other family to the rule',
      code: {
        terraform: `${dualStackHost}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      },
      title: /^Let the rule hold for ::\/0 too$/,
      change: {
        terraform: `
-    from_port   = 0
-    to_port     = 0
-    protocol    = "-1"
-    cidr_blocks = ["0.0.0.0/0"]
+    from_port        = 0
+    to_port          = 0
+    protocol         = "-1"
+    cidr_blocks      = ["0.0.0.0/0"]
+    ipv6_cidr_blocks = ["::/0"]
`,
      },
    },
    {
      name: 'adds a rule where a rule takes one block',
      code: {
        terraform: `${dualStackHost}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
`,
      },
      title: /^Let the rule hold for ::\/0 too$/,
      change: {
        terraform: `
+resource "aws_vpc_security_group_egress_rule" "all_ipv6" {
+  security_group_id = aws_security_group.web.id
+  ip_protocol       = "-1"
+  cidr_ipv6         = "::/0"
+}
`,
      },
    },
  ],
});
