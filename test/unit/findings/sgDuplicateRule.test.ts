import assert from 'node:assert/strict';
import { findingsIn, testRule } from '../../support/rules.ts';
import { group, instance, rule, separate, stack, vpc, yamlGroup } from './securityGroups.ts';

const https = rule('ingress');
const all = rule('ingress', 'cidr_blocks = ["10.0.0.0/8"]', '-1', [0, 0]);
const single = (name: string, block: string, found = false, more = ''): string => {
  const header = `resource "aws_vpc_security_group_ingress_rule" "${name}"`;
  return `
${found ? `«${header}»` : header} {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = ${block}
  ${more}
}
`;
};
const yamlRule = (name: string, block: string): string => `
  ${name}:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: ${block} }`;

const yamlItem = (description: string): string =>
  `{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8, Description: ${description} }`;

testRule('sg-duplicate-rule', {
  invalid: [
    {
      name: 'two resources with one rule, which AWS refuses',
      code: {
        terraform: vpc(
          group('app') +
            single('one', '"10.0.0.0/8"') +
            single('two', '"10.0.0.0/8"', true, 'description = "again"'),
        ),
        yaml: stack(yamlGroup('Group') + yamlRule('One', '10.0.0.0/8') + yamlRule('«Two»', '10.0.0.0/8')),
      },
      message:
        /^This rule says the same as (aws_vpc_security_group_ingress_rule\.one|One), and AWS refuses .* \(InvalidPermission\.Duplicate\)/,
      severity: 'warning',
    },
    {
      name: 'two spellings of one block',
      code: {
        terraform: vpc(group('app') + separate('ingress', 'app') + single('again', '"10.0.0.0/8"', true)),
      },
      severity: 'warning',
    },
    {
      name: 'two blocks that differ in their description alone, which go into one call',
      code: {
        terraform: vpc(
          group(
            'app',
            rule('ingress', 'cidr_blocks = ["10.0.0.0/8"]\n    description = "one"') +
              rule('!ingress', 'cidr_blocks = ["10.0.0.0/8"]\n    description = "other"') +
              rule('egress'),
          ),
        ),
      },
      message:
        /^This rule says the same as another rule of aws_security_group\.app but for its description, and AWS refuses the call with both/,
      severity: 'warning',
    },
    {
      name: 'a part that another block has with another description',
      code: {
        terraform: vpc(
          group(
            'app',
            https +
              rule('!ingress', 'cidr_blocks = ["192.0.2.0/24", "10.0.0.0/8"]\n    description = "office"'),
          ),
        ),
      },
      message: /^A part of this rule, tcp 443 from 10\.0\.0\.0\/8, says the same .* refuses the call/,
      severity: 'warning',
    },
    {
      name: 'one block of addresses twice in a rule of its own',
      code: {
        terraform: vpc(
          group('app') +
            separate('ingress', 'app', 'cidr_blocks = ["10.0.0.0/8", "192.0.2.0/24", "10.0.0.0/8"]').replace(
              'resource "aws_security_group_rule" "separate"',
              '«resource "aws_security_group_rule" "separate"»',
            ),
        ),
      },
      message: /^This rule names tcp 443 from 10\.0\.0\.0\/8 twice, and AWS refuses/,
      severity: 'warning',
    },
    {
      name: 'two rules in a group of a template, of which CloudFormation makes one',
      code: {
        yaml: stack(yamlGroup('Group', `SecurityGroupIngress: [${yamlItem('one')}, «${yamlItem('other')}»]`)),
      },
      message:
        /^This rule says the same as another rule of Group\. CloudFormation is reported to go on without it.* of a stack that is there remove both, and add one in a further update\.$/,
      severity: 'information',
      certainty: 'assumed',
    },
    {
      name: 'two blocks that say the same with the same words, which are one, or may do so',
      code: {
        terraform: vpc(`variable "why" {}
${group('app', https + rule('!ingress'))}
${group('web', rule('ingress', 'cidr_blocks = ["10.0.0.0/8"]\n    description = var.why') + rule('!ingress'))}`),
      },
      message: /^This rule adds nothing: /,
      severity: 'hint',
    },
    {
      name: 'a rule that a wider one covers',
      code: {
        terraform: vpc(group('app', rule('!ingress') + all)),
        yaml: stack(
          yamlGroup('Group') + yamlRule('«Narrow»', '10.1.0.0/16') + yamlRule('Wide', '10.0.0.0/8'),
        ),
      },
      message: /^This rule adds nothing: (another rule of aws_security_group\.app|Wide) allows all of it/,
      severity: 'hint',
    },
    {
      name: 'one that two others cover together',
      code: {
        terraform: vpc(
          group(
            'app',
            rule('!ingress', undefined, 'tcp', [300, 600]) +
              rule('ingress', undefined, 'tcp', [0, 450]) +
              rule('ingress', undefined, 'tcp', [451, 1000]),
          ),
        ),
      },
      message: /^This rule adds nothing: 2 other rules of aws_security_group\.app together allow all of it/,
    },
    {
      name: 'a part of a block',
      code: {
        terraform: vpc(
          group('app', rule('!ingress', 'cidr_blocks = ["10.1.0.0/16", "192.0.2.0/24"]') + https),
        ),
      },
      message: /^A part of this rule, tcp 443 from 10\.1\.0\.0\/16, adds nothing/,
    },
    {
      name: 'one of several instances',
      code: {
        terraform: vpc(`${group('app')}
«resource "aws_vpc_security_group_ingress_rule" "each"» {
  for_each          = toset(["10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "192.0.2.0/24"])
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value
}`),
      },
      message:
        /^aws_vpc_security_group_ingress_rule\.each\["10\.1\.0\.0\/16"\] adds nothing: .*\["10\.0\.0\.0\/8"\] allows all of it.* The same holds for .*\["10\.2\.0\.0\/16"\]\.$/,
    },
  ],
  valid: [
    {
      name: 'rules that share a part',
      code: {
        terraform: vpc(
          group(
            'app',
            rule('ingress', undefined, 'tcp', [80, 443]) + rule('ingress', undefined, 'tcp', [443, 8443]),
          ),
        ),
      },
    },
    {
      name: 'one rule in two groups',
      code: {
        terraform: vpc(group('app', https) + group('web', https) + instance('app', 'app', 'web')),
      },
    },
    {
      name: 'both directions and families',
      code: {
        terraform: vpc(
          group(
            'app',
            `${https}${rule('egress')}${rule('ingress', 'ipv6_cidr_blocks = ["::/0"]')}${rule('ingress', 'cidr_blocks = ["0.0.0.0/0"]', 'udp')}`,
          ),
        ),
        yaml: stack(yamlGroup('Group') + yamlRule('One', '10.0.0.0/8') + yamlRule('Two', '192.168.0.0/16')),
      },
    },
    {
      name: 'a block that names one peer twice',
      code: { terraform: vpc(group('app', rule('ingress', 'cidr_blocks = ["10.0.0.0/8", "10.0.0.0/8"]'))) },
    },
    {
      name: 'two peers that hang on one variable, in one rule',
      code: {
        terraform: vpc(
          `variable "block" {}\n${group('app')}${separate('ingress', 'app', 'cidr_blocks = [cidrsubnet(var.block, 8, 1), cidrsubnet(var.block, 8, 2)]')}`,
        ),
      },
    },
    {
      name: 'two peers that hang on one variable, in two rules',
      code: {
        terraform: vpc(
          `variable "block" {}\n${group('app')}${single('one', 'cidrsubnet(var.block, 8, 1)')}${single('two', 'cidrsubnet(var.block, 8, 2)')}`,
        ),
      },
    },
    {
      name: 'ports that hang on one variable, in two rules',
      code: {
        terraform: vpc(
          `variable "port" {\n  type = number\n}\n${group('app')}${['var.port', 'var.port + 1'].map((port, index) => separate('ingress', 'app', undefined, `rule${index}`).replaceAll('443', port)).join('')}`,
        ),
      },
    },
    {
      name: 'a cover that hangs on a variable',
      code: {
        terraform: vpc(`variable "wide" {}
${group('app', https)}
resource "aws_security_group_rule" "wide" {
  count             = var.wide ? 1 : 0
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["10.0.0.0/8"]
}`),
      },
    },
  ],
});

describe('sg-duplicate-rule fades', () => {
  it('what is written for nothing, not what counts in another instance', () => {
    const code = (blocks: string): string =>
      vpc(`${group('app')}${single('all', '"10.0.0.0/8"')}
resource "aws_vpc_security_group_ingress_rule" "each" {
  for_each          = toset(${blocks})
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value
}`);
    const faded = (blocks: string): readonly (true | undefined)[] =>
      findingsIn('sg-duplicate-rule', 'terraform', code(blocks)).map(({ unnecessary }) => unnecessary);
    assert.deepEqual(faded('["10.1.0.0/16", "10.2.0.0/16"]'), [true]);
    assert.deepEqual(faded('["10.1.0.0/16", "192.0.2.0/24"]'), [undefined]);
  });
});
