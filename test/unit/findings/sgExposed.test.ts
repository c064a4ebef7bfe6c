import { testRule } from '../../support/rules.ts';
import { group, vpc } from './securityGroups.ts';

interface Parts {
  readonly rule: string;
  readonly acl?: string;
  readonly publicAddress?: boolean;
  readonly route?: boolean;
  readonly instance?: boolean;
}

/** An instance in a public subnet; what is left out is as open as can be. */
function terraform({ rule, acl = '', publicAddress = true, route = true, instance = true }: Parts): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  ${route ? 'route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }' : ''}
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ${rule}
}
${
  instance
    ? `
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.public.id
  vpc_security_group_ids      = [aws_security_group.web.id]
  associate_public_ip_address = ${publicAddress}
}`
    : ''
}
${acl}
`;
}

const ingress = (from: number, to: number, cidrs: string, protocol = 'tcp'): string => `«ingress» {
    from_port   = ${from}
    to_port     = ${to}
    protocol    = "${protocol}"
    cidr_blocks = ["${cidrs}"]
  }`;
const plain = (text: string): string => text.replace(/[«»]/g, '');
const ssh = ingress(22, 22, '0.0.0.0/0');

const aclWith = (rules: string): string => `
resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
  ${rules}
}`;
const entry = (direction: string, number: number, action: string, from: number, to: number): string => `
  ${direction} {
    rule_no    = ${number}
    protocol   = "tcp"
    action     = "${action}"
    cidr_block = "0.0.0.0/0"
    from_port  = ${from}
    to_port    = ${to}
  }`;

const yaml = (peer: string): string => `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, MapPublicIpOnLaunch: true }
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  Routes:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Routes }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
  «Ssh»:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ${peer} }
  Web:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-1, SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] }
`;

const balancer = (port: string, found: boolean): string =>
  vpc(`${group('web', (found ? ssh : plain(ssh)).replace('from_port   = 22', 'from_port   = 0').replace('to_port     = 22', 'to_port     = 65535'))}
resource "aws_lb" "web" {
  subnets         = [aws_subnet.app.id]
  security_groups = [aws_security_group.web.id]
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = ${port}
  default_action {
    type = "fixed-response"
  }
}

variable "port" {}
`);

testRule('sg-exposed', {
  invalid: [
    {
      name: 'SSH that everybody reaches',
      code: { terraform: terraform({ rule: ssh }), yaml: yaml('0.0.0.0/0') },
      message: /^SSH \(tcp 22\) of \S+ can be reached from the internet/,
      severity: 'warning',
    },
    {
      name: 'one service after the other in a wide range',
      code: { terraform: terraform({ rule: ingress(0, 65535, '0.0.0.0/0') }) },
      message:
        /^FTP \(tcp 20-21\), SSH \(tcp 22\), Telnet \(tcp 23\) and \d+ more services of aws_instance\.web/,
      severity: 'warning',
    },
    {
      name: 'half of the internet',
      code: { terraform: terraform({ rule: ingress(5432, 5432, '0.0.0.0/1') }) },
      message: /^PostgreSQL \(tcp 5432\) .*: this rule admits all of 0\.0\.0\.0\/1, and/,
      severity: 'warning',
    },
    {
      name: 'an open group that nobody proves to be reached: no public address',
      code: { terraform: terraform({ rule: ssh, publicAddress: false }) },
      message: /admits everybody to SSH \(tcp 22\); nothing proves that they get to aws_instance\.web/,
      severity: 'hint',
    },
    {
      name: 'the same without a route',
      code: { terraform: terraform({ rule: ssh, route: false }) },
      severity: 'hint',
    },
    {
      name: 'the same behind a network ACL that denies the port',
      code: {
        terraform: terraform({
          rule: ssh,
          acl: aclWith(
            entry('ingress', 90, 'deny', 22, 22) +
              entry('ingress', 100, 'allow', 0, 65535) +
              entry('egress', 100, 'allow', 0, 65535),
          ),
        }),
      },
      severity: 'hint',
    },
    {
      name: 'the same behind a network ACL that lets no reply out',
      code: {
        terraform: terraform({ rule: ssh, acl: aclWith(entry('ingress', 100, 'allow', 0, 65535)) }),
      },
      severity: 'hint',
    },
    {
      name: 'a group nobody carries',
      code: { terraform: terraform({ rule: ssh, instance: false }) },
      message: /no interface of the code carries the group/,
      severity: 'hint',
    },
    {
      name: 'a load balancer that listens on such a port, or may',
      code: { terraform: balancer('6443', true) },
      severity: 'hint',
    },
    {
      name: 'one whose port is not known',
      code: { terraform: balancer('var.port', true) },
      severity: 'hint',
    },
  ],
  valid: [
    {
      name: 'an open group of a load balancer that listens on another port',
      code: { terraform: balancer('443', false) },
    },
    {
      name: 'an office',
      code: {
        terraform: plain(terraform({ rule: ingress(22, 22, '203.0.113.0/24') })),
        yaml: plain(yaml('203.0.113.0/24')),
      },
    },
    { name: 'a web server', code: { terraform: plain(terraform({ rule: ingress(443, 443, '0.0.0.0/0') })) } },
    { name: 'UDP', code: { terraform: plain(terraform({ rule: ingress(22, 22, '0.0.0.0/0', 'udp') })) } },
    {
      name: 'a block that is not known',
      code: {
        terraform: `variable "office" {}\n${plain(terraform({ rule: ssh })).replace('"0.0.0.0/0"]', 'var.office]')}`,
      },
    },
  ],
});
