import { testRule } from '../../support/rules.ts';
import { group, instance, rule, separate, stack, vpc, yamlGroup, yamlInstance } from './securityGroups.ts';

const ingress = rule('ingress');
const egress = rule('egress', 'cidr_blocks = ["0.0.0.0/0"]', '-1', [0, 0]);

const database = (engine: string): string => `
resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_db_subnet_group" "data" {
  subnet_ids = [aws_subnet.app.id, aws_subnet.other.id]
}

resource "aws_db_instance" "data" {
  engine                 = "${engine}"
  instance_class         = "db.t3.micro"
  db_subnet_group_name   = aws_db_subnet_group.data.name
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;

testRule('sg-no-egress', {
  invalid: [
    {
      name: 'an instance that can open no connection',
      code: { terraform: vpc(group('app', ingress, true) + instance('app', 'app')) },
      message:
        /^aws_instance\.app can answer but open no connection: Terraform removes the allow-all egress .* in aws_security_group\.app\./,
      severity: 'information',
    },
    {
      name: 'ingress in resources of its own, and no egress anywhere',
      code: { terraform: vpc(group('app', '', true) + instance('app', 'app') + separate('ingress', 'app')) },
      severity: 'information',
    },
    {
      name: 'the first of two groups without egress',
      code: {
        terraform: vpc(group('app', ingress, true) + group('more', ingress) + instance('app', 'app', 'more')),
      },
    },
    {
      name: 'several hosts once',
      code: {
        terraform: vpc(
          group('app', ingress, true) + instance('a', 'app') + instance('b', 'app') + instance('c', 'app'),
        ),
      },
      message: /^aws_instance\.a and 2 more can answer/,
    },
    {
      name: 'a load balancer that cannot get to its targets',
      code: {
        terraform: vpc(`${group('app', ingress, true)}
resource "aws_lb" "web" {
  internal        = true
  subnets         = [aws_subnet.app.id]
  security_groups = [aws_security_group.app.id]
}`),
      },
      message: /^aws_lb\.web can answer/,
      severity: 'warning',
    },
    {
      name: 'a function that calls nobody',
      code: {
        terraform: vpc(`${group('app', '', true)}
resource "aws_lambda_function" "job" {
  function_name = "job"
  role          = "arn:aws:iam::123456789012:role/job"
  vpc_config {
    subnet_ids         = [aws_subnet.app.id]
    security_group_ids = [aws_security_group.app.id]
  }
}`),
      },
      message: /^aws_lambda_function\.job can answer/,
      severity: 'warning',
    },
    {
      name: 'a null in place of egress',
      code: { terraform: vpc(group('app', `${ingress}\n  egress = null`, true) + instance('app', 'app')) },
    },
    {
      name: 'a group nobody carries',
      code: { terraform: vpc(group('app', ingress, true)) },
      message: /^Whoever gets aws_security_group\.app alone/,
      severity: 'hint',
    },
  ],
  valid: [
    { name: 'egress', code: { terraform: vpc(group('app', ingress + egress) + instance('app', 'app')) } },
    {
      name: 'no egress on purpose',
      code: { terraform: vpc(group('app', `${ingress}\n  egress = []`) + instance('app', 'app')) },
    },
    {
      name: 'egress in a resource of its own',
      code: { terraform: vpc(group('app', ingress) + instance('app', 'app') + separate('egress', 'app')) },
    },
    {
      name: 'egress from another group',
      code: {
        terraform: vpc(group('app', ingress) + group('out', egress) + instance('app', 'app', 'out')),
      },
    },
    {
      name: 'another group outside of the code',
      code: {
        terraform: vpc(`${group('app', ingress)}
variable "base" {}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id, var.base]
}`),
      },
    },
    {
      name: 'egress that hangs on a variable',
      code: {
        terraform: vpc(
          `variable "open" {}
${group('app', ingress)}${instance('app', 'app')}
resource "aws_security_group_rule" "out" {
  count             = var.open ? 1 : 0
  type              = "egress"
  security_group_id = aws_security_group.app.id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}`,
        ),
      },
    },
    {
      name: 'a database, which only answers',
      code: { terraform: vpc(group('app', ingress) + database('mysql')) },
    },
    { name: 'a mark without rules', code: { terraform: vpc(group('app')) } },
    {
      name: 'a group that is handed out',
      code: {
        terraform: vpc(`${group('app', ingress)}
output "group" {
  value = aws_security_group.app.id
}`),
      },
    },
    {
      name: "AWS' own allow-all",
      code: {
        terraform: vpc(`
resource "aws_instance" "app" {
  subnet_id = aws_subnet.app.id
}`),
        yaml: stack(yamlGroup('Group') + yamlInstance('App', 'Group')),
      },
    },
  ],
});
