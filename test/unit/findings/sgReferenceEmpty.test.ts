import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';

const rule = (mark: boolean): string =>
  `${mark ? '«ingress»' : 'ingress'} {\n    from_port = 5432\n    to_port = 5432\n    protocol = "tcp"\n    security_groups = [aws_security_group.app.id]\n  }`;
const app = 'resource "aws_security_group" "app" {\n  vpc_id = aws_vpc.main.id\n}';
const host = (groups: string): string =>
  `resource "aws_instance" "app" {\n  subnet_id = aws_subnet.public.id\n  vpc_security_group_ids = [${groups}]\n}`;

testRule('sg-reference-empty', {
  invalid: [
    {
      name: 'a group nobody carries',
      code: { terraform: publicNetwork({ group: rule(true), more: app }) },
      message: /^This rule admits nobody: no interface of the code carries aws_security_group\.app/,
      severity: 'hint',
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
  ],
});
