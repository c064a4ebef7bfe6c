import assert from 'node:assert/strict';
import { Topology } from '../../../src/core/reach/topology.ts';
import type { Configuration, Resource } from '../../../src/core/value/resource.ts';
import { known, type Value } from '../../../src/core/value/value.ts';
import { network, place } from '../../support/networks.ts';
import { check, testRule } from '../../support/rules.ts';
import { group, instance, rule, stack, vpc, yamlGroup, yamlInstance } from './securityGroups.ts';

const findings = (of: Configuration) => check('unresolved', of, new Topology(network()));

const resource = (address: string, properties: Record<string, Value>): Resource => ({
  address,
  type: address.split('.')[0]!,
  origin: place(0, address),
  header: place(0, address),
  properties: {
    kind: 'object',
    properties: new Map(
      Object.entries(properties).map(([name, value]) => [name, { value, origin: place(0) }]),
    ),
  },
  exists: known(true),
});
const reference: Value = { kind: 'reference', resource: 'aws_security_group.web', attribute: 'id' };
const web = resource('aws_instance.web', {
  vpc_security_group_ids: { kind: 'list', items: [{ value: reference, origin: place(9) }] },
});
const problem = (start: number) => ({
  file: 'main.tf',
  span: { start, end: start + 3 },
  code: 'hcl-syntax',
  message: 'a value is missing',
});

function configuration(parts: Partial<Configuration>): Configuration {
  return {
    root: '',
    language: 'terraform',
    files: ['main.tf'],
    resources: [web],
    problems: [],
    unread: [],
    ...parts,
  };
}

describe('unresolved', () => {
  it('notes the first broken spot when something referred to may be hidden there', () => {
    const found = findings(configuration({ problems: [problem(40), problem(80)] }));
    assert.deepEqual(
      found.map(({ severity, origin }) => [severity, origin.span.start]),
      [['information', 40]],
    );
    assert.match(found[0]!.message, /may hide aws_security_group\.web, which aws_instance\.web refers to/);
  });

  it('says nothing when everything referred to can be read', () => {
    const resources = [web, resource('aws_security_group.web', {})];
    assert.deepEqual(findings(configuration({ resources, problems: [problem(40)] })), []);
  });

  it('says nothing about a reference in code that is whole', () => {
    assert.deepEqual(findings(configuration({})), []);
  });
});

const variable = (name: string, found = false, rest = ''): string =>
  `${found ? `«variable "${name}"»` : `variable "${name}"`} {\n  ${rest}\n}\n`;
const host = instance('app', 'app');
const blocks = (peer: string): string => group('app', rule('ingress', `cidr_blocks = ${peer}`));
const aclFrom = (block: string): string => `
resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app.id]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = ${block}
    from_port  = 443
    to_port    = 443
  }
}
`;
const yamlRule = (peer: string): string =>
  yamlGroup('Group', `SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, ${peer} }]`);

testRule('unresolved', {
  invalid: [
    {
      name: 'a block that a variable without a default holds',
      code: { terraform: variable('office', true) + vpc(blocks('[var.office]') + host) },
      message:
        /^var\.office has no default, and aws_security_group\.app hangs on it: .* a value in a \.tfvars file \(office = …\), or a default\.$/,
      severity: 'information',
    },
    {
      name: 'one variable once, however much hangs on it',
      code: {
        terraform:
          variable('office', true) + vpc(blocks('[var.office, var.office]') + host + aclFrom('var.office')),
      },
      message: /aws_security_group\.app and 1 more place hang on it/,
    },
    {
      name: 'a parameter without a default',
      code: {
        yaml: `${stack(yamlRule('CidrIp: !Ref Office') + yamlInstance('App', 'Group'))}
Parameters:
  «Office»: { Type: String }`,
      },
      message:
        /^Parameter Office has no default, .* Give Office a value in a parameter file, or a Default\.$/,
      severity: 'information',
    },
    {
      name: 'what is read from AWS',
      code: {
        terraform: `«data "aws_vpc" "other"» {
  id = "vpc-1"
}
${vpc(blocks('[data.aws_vpc.other.cidr_block]') + host)}`,
      },
      message: /^data\.aws_vpc\.other is read from AWS, .* terraform show -json/,
    },
    {
      name: 'what AWS chooses later',
      code: {
        terraform: vpc(`${blocks('["${«aws_eip.office.public_ip»}/32"]')}${host}
resource "aws_eip" "office" {}`),
      },
      message: /^aws_eip\.office\.public_ip is chosen by AWS when it is created/,
    },
    {
      name: 'modules that were not downloaded, together',
      code: {
        terraform: vpc(`${blocks('["10.0.0.0/8"]')}${host}
«module "one"» {
  source = "example/rules/aws"
  group  = aws_security_group.app.id
}

module "two" {
  source = "example/rules/aws"
  group  = aws_security_group.app.id
}`),
      },
      message:
        /^module\.one comes from example\/rules\/aws, which terraform init has not downloaded, and aws_security_group\.app hangs on it: .* Run terraform init\.$/,
    },
    {
      name: 'whether there is a rule',
      code: {
        terraform: `${variable('open', true)}${vpc(`${group('app')}${host}
resource "aws_security_group_rule" "more" {
  count             = var.open ? 1 : 0
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
}`)}`,
      },
    },
  ],
  valid: [
    {
      name: 'a value that is there',
      code: {
        terraform:
          variable('office', false, 'default = "203.0.113.0/24"') + vpc(blocks('[var.office]') + host),
        yaml: `${stack(yamlRule('CidrIp: !Ref Office') + yamlInstance('App', 'Group'))}
Parameters:
  Office: { Type: String, Default: 203.0.113.0/24 }`,
      },
    },
    {
      name: 'a filter with nobody behind it',
      code: { terraform: variable('office') + vpc(blocks('[var.office]') + aclFrom('var.office')) },
    },
    {
      name: 'a group whose id would tell no more',
      code: {
        terraform:
          variable('client') + vpc(group('app', rule('ingress', 'security_groups = [var.client]')) + host),
        yaml: `${stack(yamlRule('SourceSecurityGroupId: !Ref Client') + yamlInstance('App', 'Group'))}
Parameters:
  Client: { Type: AWS::EC2::SecurityGroup::Id }`,
      },
    },
    {
      name: 'addresses AWS picks for hosts and no rule names',
      code: { terraform: vpc(blocks('["10.0.0.0/8"]') + host) },
    },
    {
      name: 'a condition, both answers of which are looked into',
      code: {
        yaml: `${stack(`${yamlGroup('Group')}${yamlInstance('App', 'Group')}
  More:
    Type: AWS::EC2::SecurityGroupIngress
    Condition: Open
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }`)}
Parameters:
  Open: { Type: String }
Conditions:
  Open: !Equals [!Ref Open, 'yes']`,
      },
    },
  ],
});
