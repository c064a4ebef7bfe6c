import { testRule } from '../../support/rules.ts';
import { group, instance, rule, stack, vpc, yamlGroup, yamlInstance } from './securityGroups.ts';

const egress = rule('egress', 'cidr_blocks = ["0.0.0.0/0"]', '-1', [0, 0]);
const fromApp = 'security_groups = [aws_security_group.app.id]';
const app = group('app', egress) + instance('app', 'app');

const balancer = (internal: string): string => `
resource "aws_lb" "web" {
  internal        = ${internal}
  subnets         = [aws_subnet.app.id]
  security_groups = [aws_security_group.web.id]
}
`;
const yamlBalancer = (scheme: string): string => `
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: ${scheme}, Subnets: [!Ref Subnet], SecurityGroups: [!Ref Web] }`;
const tcp = 'IpProtocol: tcp, FromPort: 443, ToPort: 443';
const yamlIngress = (
  name: string,
  of: string,
  peer = 'SourceSecurityGroupId: !GetAtt Client.GroupId',
): string => `
  ${name}:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt ${of}.GroupId, ${tcp}, ${peer} }`;
const yamlClient = yamlGroup('Client') + yamlInstance('App', 'Client');

const database = (more = ''): string => `
${group('db', rule('ingress', fromApp) + egress)}
resource "aws_instance" "db" {
  subnet_id                   = aws_subnet.app.id
  vpc_security_group_ids      = [aws_security_group.db.id]
  associate_public_ip_address = true
}
${more}`;
const marked = (code: string): string => code.replace(/ingress (\{[^}]*security_groups)/, '«ingress» $1');
const client = (userData: string): string => `
${group('app', egress)}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
  user_data              = ${userData}
}
`;
const elasticIp = `
resource "aws_eip" "db" {
  instance = aws_instance.db.id
}`;

testRule('sg-reference-public', {
  invalid: [
    {
      name: 'an internet-facing load balancer that admits a group',
      code: {
        terraform: vpc(app + group('web', rule('!ingress', fromApp) + egress) + balancer('false')),
        yaml: stack(
          yamlClient + yamlGroup('Web') + yamlBalancer('internet-facing') + yamlIngress('«FromApp»', 'Web'),
        ),
      },
      message: /^No connection of (aws_instance\.app|App) to (aws_lb\.web|Balancer) matches this rule/,
      severity: 'warning',
      certainty: 'assumed',
    },
    {
      name: 'a host that is given the public address of another',
      code: {
        terraform: vpc(client('"db=${aws_instance.db.public_ip}"') + marked(database())),
        yaml: stack(
          `${yamlGroup('Client')}${yamlGroup('Db')}
  Database:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      NetworkInterfaces:
        - { DeviceIndex: "0", SubnetId: !Ref Subnet, GroupSet: [!Ref Db], AssociatePublicIpAddress: true }
  App:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      SubnetId: !Ref Subnet
      SecurityGroupIds: [!Ref Client]
      UserData: !Base64 { "Fn::Sub": "db=\${Database.PublicIp}" }${yamlIngress('«FromApp»', 'Db')}`,
        ),
      },
      message:
        /^(aws_instance\.app|App) is given a public address of (aws_instance\.db|Database) \((aws_instance\.db\.public_ip|Database\.PublicIp)\)/,
      severity: 'warning',
      certainty: 'assumed',
    },
    {
      name: 'an Elastic IP in place of it',
      code: { terraform: vpc(client('aws_eip.db.public_ip') + marked(database(elasticIp))) },
      message: /\(aws_eip\.db\.public_ip\)/,
      certainty: 'assumed',
    },
  ],
  valid: [
    {
      name: 'an internal load balancer',
      code: {
        terraform: vpc(app + group('web', rule('ingress', fromApp) + egress) + balancer('true')),
        yaml: stack(yamlClient + yamlGroup('Web') + yamlBalancer('internal') + yamlIngress('FromApp', 'Web')),
      },
    },
    {
      name: 'a load balancer that admits everybody besides',
      code: {
        terraform: vpc(
          app +
            group('web', rule('ingress', fromApp) + rule('ingress', 'cidr_blocks = ["0.0.0.0/0"]') + egress) +
            balancer('false'),
        ),
      },
    },
    {
      name: 'a scheme that is not known',
      code: {
        terraform: vpc(
          `variable "internal" {}\n${app}${group('web', rule('ingress', fromApp) + egress)}${balancer('var.internal')}`,
        ),
      },
    },
    {
      name: 'a group that hosts carry too',
      code: {
        terraform: vpc(
          app + group('web', rule('ingress', fromApp) + egress) + balancer('false') + instance('web', 'web'),
        ),
      },
    },
    {
      name: 'a group of the load balancer itself',
      code: {
        terraform: vpc(group('web', rule('ingress', 'self = true') + egress) + balancer('false')),
      },
    },
    {
      name: 'targets that admit their load balancer',
      code: {
        terraform: vpc(
          group('web', egress) +
            balancer('false') +
            group('app', rule('ingress', 'security_groups = [aws_security_group.web.id]') + egress) +
            instance('app', 'app'),
        ),
      },
    },
    {
      name: 'a private address',
      code: { terraform: vpc(client('aws_instance.db.private_ip') + database()) },
    },
    {
      name: 'a public address that is admitted',
      code: {
        terraform: vpc(
          client('aws_instance.db.public_ip') +
            database().replace(
              'ingress {',
              `${rule('ingress', 'cidr_blocks = ["0.0.0.0/0"]').trim()}\n\n  ingress {`,
            ),
        ),
      },
    },
  ],
});
