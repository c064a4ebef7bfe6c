/**
 * A scenario's network written as Terraform and as CloudFormation: a VPC with an instance behind its network ACL and its
 * group. A scanner with a private address cannot come in by the internet gateway: it is an instance of the same VPC, in a
 * subnet of its own unless the scenario says otherwise, behind a network ACL and a group that let everything through or
 * those of the scenario.
 */
import { stringify } from 'yaml';
import { cidrOf, formatCidr, isPrivate, parseAddress } from '../../src/core/net/address.ts';
import type { Rule, Scenario } from './reference.ts';

export interface Code {
  readonly language: string;
  readonly file: string;
  readonly text: string;
  /** What the language calls the instance, its network ACL and the scanner, where that is an instance too. */
  readonly names: { readonly instance: string; readonly networkAcl: string; readonly scanner: string };
}

/** A scenario, and whether its scanner sits in the instance's own subnet. */
type Placed = Scenario & { readonly options?: { readonly same_subnet?: boolean } };

const terraformNames = {
  instance: 'aws_instance.web',
  networkAcl: 'aws_network_acl.main',
  scanner: 'aws_instance.scanner',
};
const cloudFormationNames = { instance: 'Web', networkAcl: 'Acl', scanner: 'Scanner' };

export function codeOf(scenario: Placed): readonly Code[] {
  const template = cloudFormation(scenario);
  const names = cloudFormationNames;
  return [
    { language: 'Terraform', file: 'main.tf', text: terraform(scenario), names: terraformNames },
    {
      language: 'CloudFormation JSON',
      file: 'template.json',
      text: JSON.stringify(template, null, 2),
      names,
    },
    { language: 'CloudFormation YAML', file: 'template.yaml', text: stringify(template), names },
  ];
}

/** Whether the scanner is an instance of the VPC. */
export function isInside({ scanner_ip }: Scenario): boolean {
  return isPrivate(parseAddress(scanner_ip)!);
}

/** The blocks a scenario needs: `vpc` the instance's, `added` the scanner's where that is another one. */
function blocksOf(scenario: Placed) {
  const block = (ip: string, length: number): string => formatCidr(cidrOf(parseAddress(ip)!, length));
  const vpc = block(scenario.instance_ip, 16);
  const scanner = block(scenario.scanner_ip, 16);
  const subnet = block(scenario.instance_ip, 24);
  const shared = scenario.options?.same_subnet === true;
  return {
    vpc,
    subnet,
    added: isInside(scenario) && scanner !== vpc ? scanner : undefined,
    scannerSubnet: isInside(scenario) && !shared ? block(scenario.scanner_ip, 24) : undefined,
  };
}

const anyPacket: readonly Rule[] = [
  { rule: 100, protocol: '-1', cidr: '0.0.0.0/0', action: 'allow' },
  { rule: 101, protocol: '-1', cidr: '::/0', action: 'allow' },
];
const everything = { ingress: anyPacket, egress: anyPacket };

const protocolNumbers: Readonly<Record<string, number>> = {
  'tcp': 6,
  'udp': 17,
  'icmp': 1,
  'icmpv6': 58,
  'ipv6-icmp': 58,
};

function protocolNumber({ protocol }: Rule): number {
  return protocolNumbers[protocol] ?? Number(protocol);
}

function isIcmp(rule: Rule): boolean {
  return [1, 58].includes(protocolNumber(rule));
}

/** The scenarios leave out the ports of `-1`, and those of tcp and udp where all are meant. Of ICMP they are type and code. */
function ports(rule: Rule): { from: number; to: number } {
  if (isIcmp(rule)) return { from: rule.from ?? -1, to: rule.to ?? -1 };
  if (![6, 17].includes(protocolNumber(rule))) return { from: 0, to: 0 };
  return { from: rule.from ?? 0, to: rule.to ?? 65535 };
}

function terraform(scenario: Placed): string {
  const { vpc, subnet, added, scannerSubnet } = blocksOf(scenario);
  const ipv6 = scenario.instance_ip6 !== undefined;
  const inside = isInside(scenario);
  return `resource "aws_vpc" "main" {
  cidr_block = "${vpc}"
  ${ipv6 ? 'ipv6_cidr_block = "2600:1f18:aa::/56"' : ''}
}
${
  added === undefined
    ? ''
    : `resource "aws_vpc_ipv4_cidr_block_association" "scanner" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "${added}"
}
`
}resource "aws_internet_gateway" "main" {
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
${terraformSubnet('main', subnet, ipv6 ? '2600:1f18:aa::/64' : undefined, scenario.nacl)}
${terraformGroup('main', scenario.sg)}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "${scenario.instance_ip}"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.main.id]
  ${ipv6 ? `ipv6_addresses = ["${scenario.instance_ip6}"]` : ''}
}
${
  scannerSubnet === undefined
    ? ''
    : terraformSubnet('scanner', scannerSubnet, undefined, scenario.scanner_nacl ?? everything)
}${
    inside
      ? `
${terraformGroup('scanner', scenario.scanner_sg ?? everything)}
resource "aws_instance" "scanner" {
  subnet_id              = aws_subnet.${scannerSubnet === undefined ? 'main' : 'scanner'}.id
  private_ip             = "${scenario.scanner_ip}"
  vpc_security_group_ids = [aws_security_group.scanner.id]
}
`
      : ''
  }`;
}

function terraformSubnet(name: string, block: string, ipv6: string | undefined, acl: Scenario['nacl']) {
  const entry = (kind: string, rule: Rule): string => {
    const { from, to } = isIcmp(rule) ? { from: 0, to: 0 } : ports(rule);
    return `  ${kind} {
    rule_no    = ${rule.rule}
    action     = "${rule.action}"
    protocol   = "${rule.protocol === 'icmpv6' ? 'ipv6-icmp' : rule.protocol}"
    from_port  = ${from}
    to_port    = ${to}
${isIcmp(rule) ? `    icmp_type = ${ports(rule).from}\n    icmp_code = ${ports(rule).to}\n` : ''}    ${rule.cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block'} = "${rule.cidr}"
  }`;
  };
  return `resource "aws_subnet" "${name}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "${block}"
  ${ipv6 === undefined ? '' : `ipv6_cidr_block = "${ipv6}"`}
}
resource "aws_route_table_association" "${name}" {
  subnet_id      = aws_subnet.${name}.id
  route_table_id = aws_route_table.main.id
}
resource "aws_network_acl" "${name}" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.${name}.id]
${[...acl.ingress.map((rule) => entry('ingress', rule)), ...acl.egress.map((rule) => entry('egress', rule))].join('\n')}
}`;
}

function terraformGroup(name: string, group: Scenario['sg']): string {
  const groupRule = (kind: string, rule: Rule): string => {
    const { from, to } = ports(rule);
    return `  ${kind} {
    protocol  = "${rule.protocol}"
    from_port = ${from}
    to_port   = ${to}
    ${rule.cidr.includes(':') ? 'ipv6_cidr_blocks' : 'cidr_blocks'} = ["${rule.cidr}"]
  }`;
  };
  return `resource "aws_security_group" "${name}" {
  vpc_id = aws_vpc.main.id
${[...group.ingress.map((rule) => groupRule('ingress', rule)), ...group.egress.map((rule) => groupRule('egress', rule))].join('\n')}
}`;
}

function cloudFormation(scenario: Placed): object {
  const { vpc, subnet, added, scannerSubnet } = blocksOf(scenario);
  const ipv6 = scenario.instance_ip6 !== undefined;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      Vpc: resource('AWS::EC2::VPC', { CidrBlock: vpc }),
      ...(ipv6
        ? {
            VpcIpv6: resource('AWS::EC2::VPCCidrBlock', {
              VpcId: { Ref: 'Vpc' },
              Ipv6CidrBlock: '2600:1f18:aa::/56',
            }),
          }
        : {}),
      ...(added === undefined
        ? {}
        : { VpcAdded: resource('AWS::EC2::VPCCidrBlock', { VpcId: { Ref: 'Vpc' }, CidrBlock: added }) }),
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
      ...templateSubnet('', subnet, ipv6 ? '2600:1f18:aa::/64' : undefined, scenario.nacl),
      Group: templateGroup(scenario.sg),
      Web: templateInstance('Subnet', 'Group', scenario.instance_ip, scenario.instance_ip6, true),
      ...(scannerSubnet === undefined ? {} : templateSubnet('Scanner', scannerSubnet, undefined, scenario.scanner_nacl ?? everything)),
      ...(isInside(scenario)
        ? {
            ScannerGroup: templateGroup(scenario.scanner_sg ?? everything),
            Scanner: templateInstance(
              scannerSubnet === undefined ? 'Subnet' : 'ScannerSubnet',
              'ScannerGroup',
              scenario.scanner_ip,
              undefined,
              false,
            ),
          }
        : {}),
    },
  };
}

function templateSubnet(
  prefix: string,
  block: string,
  ipv6: string | undefined,
  acl: Scenario['nacl'],
): object {
  const entries = (egress: boolean, rules: readonly Rule[]): readonly (readonly [string, object])[] =>
    rules.map((rule, index) => {
      const { from, to } = ports(rule);
      return [
        `${prefix}${egress ? 'Outbound' : 'Inbound'}${index}`,
        resource('AWS::EC2::NetworkAclEntry', {
          NetworkAclId: { Ref: `${prefix}Acl` },
          RuleNumber: rule.rule,
          Protocol: protocolNumber(rule),
          RuleAction: rule.action,
          Egress: egress,
          [rule.cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: rule.cidr,
          ...(isIcmp(rule) ? { Icmp: { Type: from, Code: to } } : {}),
          ...([6, 17].includes(protocolNumber(rule)) ? { PortRange: { From: from, To: to } } : {}),
        }),
      ];
    });
  return {
    [`${prefix}Subnet`]: resource('AWS::EC2::Subnet', {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: block,
      ...(ipv6 === undefined ? {} : { Ipv6CidrBlock: ipv6 }),
    }),
    [`${prefix}TableAssociation`]: resource('AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: { Ref: `${prefix}Subnet` },
      RouteTableId: { Ref: 'Table' },
    }),
    [`${prefix}Acl`]: resource('AWS::EC2::NetworkAcl', { VpcId: { Ref: 'Vpc' } }),
    ...Object.fromEntries([...entries(false, acl.ingress), ...entries(true, acl.egress)]),
    [`${prefix}AclAssociation`]: resource('AWS::EC2::SubnetNetworkAclAssociation', {
      SubnetId: { Ref: `${prefix}Subnet` },
      NetworkAclId: { Ref: `${prefix}Acl` },
    }),
  };
}

/** Without any egress rule CloudFormation adds one for everything: a rule that matches nothing keeps it out. */
const noEgress = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };

function templateGroup(group: Scenario['sg']): object {
  const rules = (list: readonly Rule[]): readonly object[] =>
    list.map((rule) => ({
      IpProtocol: rule.protocol,
      ...(rule.protocol === '-1' ? {} : { FromPort: ports(rule).from, ToPort: ports(rule).to }),
      [rule.cidr.includes(':') ? 'CidrIpv6' : 'CidrIp']: rule.cidr,
    }));
  return resource('AWS::EC2::SecurityGroup', {
    GroupDescription: 'web',
    VpcId: { Ref: 'Vpc' },
    SecurityGroupIngress: rules(group.ingress),
    SecurityGroupEgress: group.egress.length === 0 ? [noEgress] : rules(group.egress),
  });
}

function templateInstance(
  subnet: string,
  group: string,
  ip: string,
  ipv6: string | undefined,
  isPublic: boolean,
): object {
  return resource('AWS::EC2::Instance', {
    NetworkInterfaces: [
      {
        DeviceIndex: '0',
        SubnetId: { Ref: subnet },
        PrivateIpAddress: ip,
        AssociatePublicIpAddress: isPublic,
        GroupSet: [{ 'Fn::GetAtt': [group, 'GroupId'] }],
        ...(ipv6 === undefined ? {} : { Ipv6Addresses: [{ Ipv6Address: ipv6 }] }),
      },
    ],
  });
}

function resource(type: string, properties: object): object {
  return { Type: type, Properties: properties };
}
