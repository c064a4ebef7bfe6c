import { testRule } from '../../support/rules.ts';
import { group, instance, rule, separate, stack, vpc, yamlGroup } from './securityGroups.ts';

const found = rule('!ingress');
const plain = rule('ingress');

const oneRule = `
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}
`;
const lifecycle = (ignored: string): string => `
  lifecycle {
    ignore_changes = ${ignored}
  }`;

testRule('sg-inline-and-separate', {
  invalid: [
    {
      name: 'a block and a rule resource',
      code: { terraform: vpc(group('app', found) + separate('ingress', 'app')) },
      message:
        /^aws_security_group\.app and aws_security_group_rule\.separate undo each other's work: with `ingress`/,
      severity: 'warning',
    },
    {
      name: 'a block and a resource with one rule',
      code: { terraform: vpc(group('app', found) + oneRule) },
      message: /and aws_vpc_security_group_ingress_rule\.https undo/,
    },
    {
      name: 'an empty list, which means none',
      code: { terraform: vpc(group('app', '  ingress = «[]»') + separate('ingress', 'app')) },
    },
    {
      name: 'each direction by itself',
      code: {
        terraform: vpc(
          group('app', rule('!egress') + found) +
            separate('ingress', 'app') +
            separate('egress', 'app', undefined, 'out'),
        ),
      },
      message: [/every egress rule/, /every ingress rule/],
    },
    {
      name: 'several resources once',
      code: { terraform: vpc(group('app', found + plain) + separate('ingress', 'app') + oneRule) },
      message: /and 1 more undo/,
    },
    {
      name: 'the default group with rules of its own',
      code: {
        terraform: vpc(`
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
${found}
}

resource "aws_security_group_rule" "more" {
  type              = "ingress"
  security_group_id = aws_default_security_group.main.id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["10.0.0.0/8"]
}`),
      },
    },
    {
      name: 'changes to something else ignored',
      code: {
        terraform: vpc(group('app', found + lifecycle('[tags, egress]')) + separate('ingress', 'app')),
      },
    },
  ],
  valid: [
    {
      name: 'blocks in one direction and resources in the other',
      code: { terraform: vpc(group('app', plain) + separate('egress', 'app')) },
    },
    { name: 'blocks alone', code: { terraform: vpc(group('app', plain) + instance('app', 'app')) } },
    {
      name: 'resources alone',
      code: { terraform: vpc(group('app') + separate('ingress', 'app') + oneRule) },
    },
    {
      name: 'a group that ignores changes to its blocks',
      code: { terraform: vpc(group('app', plain + lifecycle('[ingress]')) + separate('ingress', 'app')) },
    },
    {
      name: 'one that ignores all changes',
      code: { terraform: vpc(group('app', plain + lifecycle('all')) + separate('ingress', 'app')) },
    },
    {
      name: 'resources for another group',
      code: { terraform: vpc(group('app', plain) + group('db') + separate('ingress', 'db')) },
    },
    {
      name: 'a dynamic block that makes no rule',
      code: {
        terraform: vpc(
          group(
            'app',
            `
  dynamic "ingress" {
    for_each = []
    content {
      protocol    = "tcp"
      from_port   = 22
      to_port     = 22
      cidr_blocks = ["10.0.0.0/8"]
    }
  }`,
          ) + separate('ingress', 'app'),
        ),
      },
    },
    {
      name: 'CloudFormation, which keeps both',
      code: {
        yaml: stack(`${yamlGroup('Group', 'SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8 }]')}
  More:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }`),
      },
    },
  ],
});
