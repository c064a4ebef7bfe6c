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
