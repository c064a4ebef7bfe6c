/** A scenario's network written as Terraform and as CloudFormation. */
import { stringify } from 'yaml';
import type { Rule, Scenario } from './reference.ts';

export interface Code {
  readonly language: string;
  readonly file: string;
  readonly text: string;
}

export function codeOf(scenario: Scenario): readonly Code[] {
  const template = cloudFormation(scenario);
  return [
    { language: 'Terraform', file: 'main.tf', text: terraform(scenario) },
    { language: 'CloudFormation JSON', file: 'template.json', text: JSON.stringify(template, null, 2) },
    { language: 'CloudFormation YAML', file: 'template.yaml', text: stringify(template) },
  ];
}

const protocolNumbers: Readonly<Record<string, number>> = { 'tcp': 6, 'udp': 17, 'icmp': 1, '-1': -1 };

function terraform(scenario: Scenario): string {
  const ipv6 = scenario.instance_ip6 !== undefined;
  const entry = (kind: string, rule: Rule): string => {
    const { from, to } = ports(rule);
    return `  ${kind} {
    rule_no    = ${rule.rule}
    action     = "${rule.action}"
    protocol   = "${rule.protocol}"
    from_port  = ${from}
    to_port    = ${to}
    ${rule.cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block'} = "${rule.cidr}"
  }`;
  };
  const groupRule = (kind: string, rule: Rule): string => {
    const { from, to } = ports(rule);
    return `  ${kind} {
    protocol  = "${rule.protocol}"
    from_port = ${from}
    to_port   = ${to}
    ${rule.cidr.includes(':') ? 'ipv6_cidr_blocks' : 'cidr_blocks'} = ["${rule.cidr}"]
  }`;
  };
  return `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  ${ipv6 ? 'ipv6_cidr_block = "2600:1f18:aa::/56"' : ''}
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
  ${ipv6 ? 'ipv6_cidr_block = "2600:1f18:aa::/64"' : ''}
}
resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.main.id
  route_table_id = aws_route_table.main.id
}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
${[...scenario.nacl.ingress.map((rule) => entry('ingress', rule)), ...scenario.nacl.egress.map((rule) => entry('egress', rule))].join('\n')}
}
resource "aws_security_group" "main" {
  vpc_id = aws_vpc.main.id
${[...scenario.sg.ingress.map((rule) => groupRule('ingress', rule)), ...scenario.sg.egress.map((rule) => groupRule('egress', rule))].join('\n')}
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "${scenario.instance_ip}"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.main.id]
  ${ipv6 ? `ipv6_addresses = ["${scenario.instance_ip6}"]` : ''}
}
`;
}

function cloudFormation(scenario: Scenario): object {
  const ipv6 = scenario.instance_ip6 !== undefined;
  const entries = (egress: boolean, rules: readonly Rule[]): readonly (readonly [string, object])[] =>
    rules.map((rule, index) => [
      `${egress ? 'Outbound' : 'Inbound'}${index}`,
      resource('AWS::EC2::NetworkAclEntry', {
        NetworkAclId: { Ref: 'Acl' },
        RuleNumber: rule.rule,
        Protocol: protocolNumbers[rule.protocol],
        RuleAction: rule.action,
        Egress: egress,
        [rule.cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: rule.cidr,
        ...(rule.protocol === '-1' ? {} : { PortRange: { From: ports(rule).from, To: ports(rule).to } }),
      }),
    ]);
  const groupRules = (rules: readonly Rule[]): readonly object[] =>
    rules.map((rule) => ({
      IpProtocol: rule.protocol,
      ...(rule.protocol === '-1' ? {} : { FromPort: ports(rule).from, ToPort: ports(rule).to }),
      [rule.cidr.includes(':') ? 'CidrIpv6' : 'CidrIp']: rule.cidr,
    }));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
      ...(ipv6
        ? {
            VpcIpv6: resource('AWS::EC2::VPCCidrBlock', {
              VpcId: { Ref: 'Vpc' },
              Ipv6CidrBlock: '2600:1f18:aa::/56',
            }),
          }
        : {}),
      Gateway: resource('AWS::EC2::InternetGateway', {}),
      Attachment: resource('AWS::EC2::VPCGatewayAttachment', {
        VpcId: { Ref: 'Vpc' },
        InternetGatewayId: { Ref: 'Gateway' },
      }),
      Table: resource('AWS::EC2::RouteTable', { VpcId: { Ref: 'Vpc' } }),
      Route: resource('AWS::EC2::Route', {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: { Ref: 'Gateway' },
      }),
      RouteIpv6: resource('AWS::EC2::Route', {
        RouteTableId: { Ref: 'Table' },
        DestinationIpv6CidrBlock: '::/0',
        GatewayId: { Ref: 'Gateway' },
      }),
      Subnet: resource('AWS::EC2::Subnet', {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: '10.0.1.0/24',
        ...(ipv6 ? { Ipv6CidrBlock: '2600:1f18:aa::/64' } : {}),
      }),
      TableAssociation: resource('AWS::EC2::SubnetRouteTableAssociation', {
        SubnetId: { Ref: 'Subnet' },
        RouteTableId: { Ref: 'Table' },
      }),
      Acl: resource('AWS::EC2::NetworkAcl', { VpcId: { Ref: 'Vpc' } }),
      ...Object.fromEntries([
        ...entries(false, scenario.nacl.ingress),
        ...entries(true, scenario.nacl.egress),
      ]),
      AclAssociation: resource('AWS::EC2::SubnetNetworkAclAssociation', {
        SubnetId: { Ref: 'Subnet' },
        NetworkAclId: { Ref: 'Acl' },
      }),
      Group: resource('AWS::EC2::SecurityGroup', {
        GroupDescription: 'web',
        VpcId: { Ref: 'Vpc' },
        SecurityGroupIngress: groupRules(scenario.sg.ingress),
        SecurityGroupEgress: groupRules(scenario.sg.egress),
      }),
      Web: resource('AWS::EC2::Instance', {
        NetworkInterfaces: [
          {
            DeviceIndex: '0',
            SubnetId: { Ref: 'Subnet' },
            PrivateIpAddress: scenario.instance_ip,
            AssociatePublicIpAddress: true,
            GroupSet: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
            ...(ipv6 ? { Ipv6Addresses: [{ Ipv6Address: scenario.instance_ip6 }] } : {}),
          },
        ],
      }),
    },
  };
}

function resource(type: string, properties: object): object {
  return { Type: type, Properties: properties };
}

/** The scenarios leave the ports of `-1` out, and of tcp and udp where all are meant. */
function ports(rule: Rule): { from: number; to: number } {
  if (rule.protocol === '-1') return { from: 0, to: 0 };
  return { from: rule.from ?? 0, to: rule.to ?? 65535 };
}
