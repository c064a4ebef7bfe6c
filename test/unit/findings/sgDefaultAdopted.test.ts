import { testRule } from '../../support/rules.ts';
import { group, rule, stack, vpc } from './securityGroups.ts';

const adopted = (body = '', found = false): string => {
  const header = 'resource "aws_default_security_group" "main"';
  return `
${found ? `«${header}»` : header} {
  vpc_id = aws_vpc.main.id
${body}
}
`;
};
const host = (groups = ''): string => `
resource "aws_instance" "app" {
  subnet_id = aws_subnet.app.id
  ${groups}
}
`;
const ingress = rule('ingress');
const egress = rule('egress');
const database = `
resource "aws_db_subnet_group" "data" {
  subnet_ids = [aws_subnet.app.id]
}

resource "aws_db_instance" "data" {
  engine               = "mysql"
  instance_class       = "db.t3.micro"
  db_subnet_group_name = aws_db_subnet_group.data.name
}
`;

testRule('sg-default-adopted', {
  invalid: [
    {
      name: 'an instance without a group where the default group has no rules',
      code: { terraform: vpc(adopted('', true) + host()) },
      message:
        /^Nothing gets to or from aws_instance\.app: .* takes all its rules from the default group of aws_vpc\.main/,
      severity: 'warning',
    },
    {
      name: 'one that names the default group',
      code: {
        terraform: vpc(
          adopted('', true) + host('vpc_security_group_ids = [aws_vpc.main.default_security_group_id]'),
        ),
      },
    },
    {
      name: 'empty lists, which the instance may know nothing of',
      code: { terraform: vpc(adopted('  ingress = []\n  egress  = []', true) + host()) },
      message: /^Nothing gets to or from/,
    },
    {
      name: 'ingress that was written, and no egress',
      code: { terraform: vpc(adopted(ingress, true) + host()) },
      message: /^No connection can be opened from aws_instance\.app: .* takes its allow-all egress/,
    },
    {
      name: 'a database that nothing gets to',
      code: { terraform: vpc(adopted('', true) + database) },
      message: /^Nothing gets to or from aws_db_instance\.data/,
    },
  ],
  valid: [
    {
      name: 'an empty default group that nobody carries',
      code: {
        terraform: vpc(
          adopted() +
            group('app', ingress + egress) +
            host('vpc_security_group_ids = [aws_security_group.app.id]'),
        ),
      },
    },
    { name: 'rules of its own', code: { terraform: vpc(adopted(ingress + egress) + host()) } },
    { name: 'a default group that was left alone', code: { terraform: vpc(host()) } },
    { name: 'egress alone', code: { terraform: vpc(adopted(egress) + host()) } },
    {
      name: 'no egress on purpose',
      code: { terraform: vpc(adopted(`${ingress}\n  egress = []`) + host()) },
    },
    { name: 'a database that is only asked', code: { terraform: vpc(adopted(ingress) + database) } },
    {
      name: 'another group that lets things through',
      code: {
        terraform: vpc(
          adopted() +
            group('app', ingress + egress) +
            host(
              'vpc_security_group_ids = [aws_vpc.main.default_security_group_id, aws_security_group.app.id]',
            ),
        ),
      },
    },
    {
      name: 'an adoption that hangs on a variable',
      code: {
        terraform: vpc(`variable "adopt" {}
resource "aws_default_security_group" "main" {
  count  = var.adopt ? 1 : 0
  vpc_id = aws_vpc.main.id
}
${host()}`),
      },
    },
    {
      name: 'rules that a module nobody can read may add',
      code: {
        terraform: vpc(`${adopted()}${host()}
module "rules" {
  source = "example.com/rules/aws"
  group  = aws_default_security_group.main.id
}`),
      },
    },
    {
      name: 'CloudFormation, which adopts nothing',
      code: {
        yaml: stack(`
  App:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-1, SubnetId: !Ref Subnet }`),
      },
    },
  ],
});
