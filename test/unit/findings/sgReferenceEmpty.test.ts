import assert from 'node:assert/strict';
import { Topology } from '../../../src/core/reach/topology.ts';
import { network } from '../../support/networks.ts';
import { check, testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';
import { stack, yamlGroup, yamlInstance } from './securityGroups.ts';

const rule = (mark: boolean): string =>
  `${mark ? '«ingress»' : 'ingress'} {\n    from_port = 5432\n    to_port = 5432\n    protocol = "tcp"\n    security_groups = [aws_security_group.app.id]\n  }`;
const app = 'resource "aws_security_group" "app" {\n  vpc_id = aws_vpc.main.id\n}';
const host = (groups: string): string =>
  `resource "aws_instance" "app" {\n  subnet_id = aws_subnet.public.id\n  vpc_security_group_ids = [${groups}]\n}`;

const yaml = (rule: string, tags = ''): string =>
  stack(`${yamlGroup('App', tags)}${yamlGroup('Web')}${yamlInstance('Host', 'Web')}
  ${rule}:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Web.GroupId
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      SourceSecurityGroupId: !GetAtt App.GroupId`);

testRule('sg-reference-empty', {
  invalid: [
    {
      name: 'a group nobody carries',
      code: { terraform: publicNetwork({ group: rule(true), more: app }) },
      message: /^This rule admits nobody: no interface of the code carries aws_security_group\.app/,
      severity: 'hint',
    },
    {
      name: 'a group with tags nobody looks for',
      code: {
        terraform: publicNetwork({
          group: rule(true),
          more: app.replace('}', '  tags = { Name = "app" }\n}'),
        }),
      },
    },
    {
      name: 'one nobody carries, in a stack',
      code: { yaml: yaml('«FromApp»') },
      message: /^This rule admits nobody: no interface of the code carries App\./,
    },
    {
      name: 'a group of which only an output of another one and a second rule tell',
      code: {
        terraform: publicNetwork({
          group: rule(true),
          more: `${app}\noutput "web" {\n  value = aws_security_group.web.id\n}\nresource "aws_security_group_rule" "out" {\n  security_group_id = aws_security_group.app.id\n  type = "egress"\n  from_port = 0\n  to_port = 0\n  protocol = "-1"\n  cidr_blocks = ["0.0.0.0/0"]\n}`,
        }),
      },
    },
  ],
  valid: [
    ...[
      ['karpenter.sh/discovery', '{ "karpenter.sh/discovery" = "main" }'],
      ["a cluster's own tag", '{ "kubernetes.io/cluster/main" = "owned" }'],
      ['tags that are not known', 'var.tags'],
    ].map(([name = '', tags = '']) => ({
      name: `a group that is found by ${name}`,
      code: {
        terraform: `variable "tags" {}\n${publicNetwork({ group: rule(false), more: app.replace('}', `  tags = ${tags}\n}`) })}`,
      },
    })),
    {
      name: 'a group with a member',
      code: {
        terraform: publicNetwork({
          group: rule(false),
          more: `${app}\n${host('aws_security_group.app.id')}`,
        }),
      },
    },
    {
      name: 'a group somebody may carry',
      code: {
        terraform: `variable "groups" {\n  type = list(string)\n}\n${publicNetwork({ group: rule(false), more: `${app}\n${host('var.groups[0]')}` })}`,
      },
    },
    {
      name: 'a group given to code that is not read',
      code: {
        terraform: publicNetwork({
          group: rule(false),
          more: `${app}\nmodule "app" {\n  source = "example.com/app/aws"\n  group = aws_security_group.app.id\n}`,
        }),
      },
    },
    ...[
      ['an output of the root module', 'output "app" {\n  value = aws_security_group.app.id\n}'],
      [
        'an output, by a local and as part of an object',
        'locals {\n  groups = { app = [aws_security_group.app] }\n}\noutput "groups" {\n  value = local.groups\n}',
      ],
      [
        'a launch template that nothing of the code launches',
        'resource "aws_launch_template" "app" {\n  vpc_security_group_ids = [aws_security_group.app.id]\n}',
      ],
      [
        'a resource that has its interfaces elsewhere',
        'resource "aws_glue_connection" "app" {\n  name = "app"\n  physical_connection_requirements {\n    security_group_id_list = [aws_security_group.app.id]\n  }\n}',
      ],
      [
        'a text that another resource keeps',
        'resource "aws_ssm_parameter" "app" {\n  name = "app"\n  type = "String"\n  value = jsonencode({ group = "sg:${aws_security_group.app.id}" })\n}',
      ],
    ].map(([name, more]) => ({
      name: `a group in ${name}`,
      code: { terraform: publicNetwork({ group: rule(false), more: `${app}\n${more}` }) },
    })),
    {
      name: 'a rule of a group nobody carries',
      code: {
        terraform: publicNetwork({
          more: `${app}\nresource "aws_security_group" "idle" {\n  vpc_id = aws_vpc.main.id\n  ${rule(false)}\n}`,
        }),
      },
    },
    {
      name: 'a group of a stack that controllers find by its tag',
      code: { yaml: yaml('FromApp', 'Tags: [{ Key: kubernetes.io/cluster/main, Value: owned }]') },
    },
    {
      name: 'a group of a stack that an output hands out',
      code: { yaml: `${yaml('FromApp')}\nOutputs:\n  App: { Value: !GetAtt App.GroupId }` },
    },
  ],
});

describe('sg-reference-empty, where nobody tells who else is given a group,', () => {
  it('says nothing', () => {
    const made = network({ rules: [{ direction: 'inbound', peer: 'group:app' }] });
    const app = { ...made.securityGroups[0]!, address: 'app', rules: [] };
    const of = new Topology({ ...made, securityGroups: [...made.securityGroups, app] });
    const configuration = {
      root: '',
      language: 'terraform',
      files: [],
      resources: [],
      problems: [],
      unread: [],
    } as const;
    assert.equal(
      check('sg-reference-empty', { ...configuration, handedOut: new Set<string>() }, of).length,
      1,
    );
    assert.deepEqual(check('sg-reference-empty', configuration, of), []);
  });
});
