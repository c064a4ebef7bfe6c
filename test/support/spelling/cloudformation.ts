/** Spells a network in CloudFormation: YAML or JSON, rules inline or as resources, values written out or by parameters. */
import fc from 'fast-check';
import {
  defaults,
  type Entry,
  type Group,
  type Neutral,
  type Route,
  type Rule,
  type Vpc,
} from './neutral.ts';
import type { Spelled } from './terraform.ts';

export interface CloudFormationStyle {
  readonly rules: 'inline' | 'resources';
  /** Whether what AWS adds by itself is left out. */
  readonly defaultEgress: 'written' | 'left out';
  /** How one resource names another. */
  readonly references: 'Ref' | 'GetAtt' | 'Sub';
  /** How blocks of addresses are written. */
  readonly cidrs: 'literal' | 'parameter' | 'mapping' | 'Join';
  readonly numbers: 'numbers' | 'text';
  readonly elasticIps: 'inline' | 'associations';
  readonly format: 'json' | 'yaml long' | 'yaml short';
}

export const cloudFormationStyle: fc.Arbitrary<CloudFormationStyle> = fc.record({
  rules: fc.constantFrom('inline' as const, 'resources' as const),
  defaultEgress: fc.constantFrom('written' as const, 'left out' as const),
  references: fc.constantFrom('Ref' as const, 'GetAtt' as const, 'Sub' as const),
  cidrs: fc.constantFrom('literal' as const, 'parameter' as const, 'mapping' as const, 'Join' as const),
  numbers: fc.constantFrom('numbers' as const, 'text' as const),
  elasticIps: fc.constantFrom('inline' as const, 'associations' as const),
  format: fc.constantFrom('json' as const, 'yaml long' as const, 'yaml short' as const),
});

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

export function spellCloudFormation(network: Neutral, style: CloudFormationStyle): Spelled {
  return new Spelling(network, style).spell();
}

/** The attributes that hold ids, of the types whose `Ref` is not the only way. */
const idAttributes: Readonly<Record<string, string>> = {
  vpc: 'VpcId',
  subnet: 'SubnetId',
  group: 'GroupId',
  igw: 'InternetGatewayId',
  table: 'RouteTableId',
  nat: 'NatGatewayId',
};

class Spelling {
  readonly #network: Neutral;
  readonly #style: CloudFormationStyle;
  readonly #resources: Record<string, Json> = {};
  readonly #parameters = new Map<string, string>();

  constructor(network: Neutral, style: CloudFormationStyle) {
    this.#network = network;
    this.#style = style;
  }

  spell(): Spelled {
    const { vpcs, networkAcls, groups, prefixLists, routeTables, peerings } = this.#network;
    for (const vpc of vpcs) this.#addVpc(vpc);
    this.#addSubnets();
    for (const { name, vpc, entries } of networkAcls) {
      this.#add(name, 'NetworkAcl', { VpcId: this.#id(vpc) });
      for (const [index, entry] of entries.entries())
        this.#add(`${name}x${index}`, 'NetworkAclEntry', this.#entry(entry, name));
    }
    for (const list of prefixLists)
      this.#add(list.name, 'PrefixList', {
        PrefixListName: list.name,
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        Entries: list.entries.map((cidr) => ({ Cidr: this.#cidr(cidr) })),
      });
    for (const group of groups) this.#addGroup(group);
    for (const { name, vpc, routes } of routeTables) {
      this.#add(name, 'RouteTable', { VpcId: this.#id(vpc) });
      for (const [index, route] of routes.entries())
        this.#add(`${name}x${index}`, 'Route', this.#route(route, name));
    }
    for (const { name, requester, accepter } of peerings)
      this.#add(name, 'VPCPeeringConnection', { VpcId: this.#id(requester), PeerVpcId: this.#id(accepter) });
    this.#addHosts();
    return { text: this.#print(), names: this.#names() };
  }

  #addVpc({ name, cidr, ipv6, internetGateway, egressOnlyGateway }: Vpc): void {
    this.#add(name, 'VPC', { CidrBlock: this.#cidr(cidr) });
    if (ipv6 !== undefined)
      this.#add(`${name}Ipv6`, 'VPCCidrBlock', {
        VpcId: this.#id(name),
        Ipv6CidrBlock: this.#cidr(ipv6),
        Ipv6Pool: 'ipv6pool-ec2-1',
      });
    if (internetGateway !== undefined) {
      this.#add(internetGateway, 'InternetGateway', {});
      this.#add(`${internetGateway}Attachment`, 'VPCGatewayAttachment', {
        VpcId: this.#id(name),
        InternetGatewayId: this.#id(internetGateway),
      });
    }
    if (egressOnlyGateway !== undefined)
      this.#add(egressOnlyGateway, 'EgressOnlyInternetGateway', { VpcId: this.#id(name) });
  }

  #addSubnets(): void {
    for (const { name, vpc, cidr, ipv6, networkAcl, routeTable } of this.#network.subnets) {
      this.#add(name, 'Subnet', {
        VpcId: this.#id(vpc),
        CidrBlock: this.#cidr(cidr),
        Ipv6CidrBlock: ipv6 === undefined ? undefined : this.#cidr(ipv6),
      });
      if (networkAcl !== undefined)
        this.#add(`${name}Acl`, 'SubnetNetworkAclAssociation', {
          SubnetId: this.#id(name),
          NetworkAclId: this.#id(networkAcl),
        });
      if (routeTable !== undefined)
        this.#add(`${name}Table`, 'SubnetRouteTableAssociation', {
          SubnetId: this.#id(name),
          RouteTableId: this.#id(routeTable),
        });
    }
  }

  #entry({ number, egress, action, protocol, ports, icmp, cidr }: Entry, acl: string): Json {
    const hasTypes = protocol === 1 || (protocol === 58 && cidr.includes(':'));
    return {
      NetworkAclId: this.#id(acl),
      RuleNumber: this.#number(number),
      Egress: egress ? this.#boolean(true) : undefined,
      RuleAction: action,
      Protocol: this.#number(protocol),
      [cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: this.#cidr(cidr),
      PortRange:
        protocol === 6 || protocol === 17
          ? { From: this.#number(ports[0]), To: this.#number(ports[1]) }
          : undefined,
      Icmp: hasTypes ? { Type: this.#number(icmp[0]), Code: this.#number(icmp[1]) } : undefined,
    };
  }

  /** A group without egress gets AWS' own, unless it names what nobody sends, as the CDK does. */
  #addGroup({ name, vpc, rules }: Group): void {
    const isIpv6 = this.#network.vpcs.find((one) => one.name === vpc)?.ipv6 !== undefined;
    const inbound = rules.filter(({ egress }) => !egress);
    const outbound = rules.filter(({ egress }) => egress);
    const leftOut = this.#style.defaultEgress === 'left out' && isDefaultEgress(outbound, isIpv6);
    const written = leftOut ? [] : outbound;
    const nothing = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
    const resources = this.#style.rules === 'resources' || rules.some(({ peer }) => 'group' in peer);
    const inlineEgress = resources ? [] : written.map((rule) => this.#rule(rule));
    this.#add(name, 'SecurityGroup', {
      GroupDescription: name,
      VpcId: this.#id(vpc),
      SecurityGroupIngress: resources ? undefined : inbound.map((rule) => this.#rule(rule)),
      SecurityGroupEgress: leftOut ? undefined : inlineEgress.length > 0 ? inlineEgress : [nothing],
    });
    if (!resources) return;
    for (const [index, rule] of [...inbound, ...written].entries())
      this.#add(`${name}x${index}`, rule.egress ? 'SecurityGroupEgress' : 'SecurityGroupIngress', {
        GroupId: this.#id(name, 'GroupId'),
        ...this.#rule(rule),
      });
  }

  #rule({ egress, protocol, ports, icmp, peer }: Rule): Readonly<Record<string, Json | undefined>> {
    const names: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' };
    const [from, to] = protocol === 6 || protocol === 17 ? ports : icmp;
    const hasNumbers = names[protocol] !== undefined;
    const end = egress ? 'Destination' : 'Source';
    return {
      IpProtocol: this.#style.numbers === 'text' ? (names[protocol] ?? String(protocol)) : String(protocol),
      FromPort: hasNumbers ? this.#number(from) : undefined,
      ToPort: hasNumbers ? this.#number(to) : undefined,
      ...('cidr' in peer
        ? { [peer.cidr.includes(':') ? 'CidrIpv6' : 'CidrIp']: this.#cidr(peer.cidr) }
        : 'list' in peer
          ? { [`${end}PrefixListId`]: { Ref: peer.list } }
          : { [`${end}SecurityGroupId`]: this.#id(peer.group, 'GroupId') }),
    };
  }

  #route({ cidr, target }: Route, table: string): Json {
    const names = {
      'internet-gateway': 'GatewayId',
      'egress-only': 'EgressOnlyInternetGatewayId',
      'nat': 'NatGatewayId',
      'peering': 'VpcPeeringConnectionId',
    };
    return {
      RouteTableId: this.#id(table),
      [cidr.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: this.#cidr(cidr),
      [names[target.kind]]: this.#id(target.name),
    };
  }

  #addHosts(): void {
    for (const nat of this.#network.natGateways) {
      this.#add(`${nat.name}Ip`, 'EIP', { Domain: 'vpc', Address: nat.publicIp });
      this.#add(nat.name, 'NatGateway', {
        SubnetId: this.#id(nat.subnet),
        PrivateIpAddress: nat.ip,
        AllocationId: { 'Fn::GetAtt': [`${nat.name}Ip`, 'AllocationId'] },
      });
    }
    for (const { name, subnet, ip, ipv6, publicIp, groups, sourceDestCheck } of this.#network.instances) {
      this.#add(name, 'Instance', {
        SubnetId: this.#id(subnet),
        PrivateIpAddress: ip,
        Ipv6Addresses: ipv6 === undefined ? undefined : [{ Ipv6Address: ipv6 }],
        SecurityGroupIds: groups.map((group) => this.#id(group, 'GroupId')),
        SourceDestCheck: sourceDestCheck ? undefined : this.#boolean(false),
      });
      if (publicIp === undefined) continue;
      const inline = this.#style.elasticIps === 'inline';
      this.#add(`${name}Ip`, 'EIP', { Address: publicIp, InstanceId: inline ? { Ref: name } : undefined });
      if (!inline)
        this.#add(`${name}IpAssociation`, 'EIPAssociation', {
          AllocationId: { 'Fn::GetAtt': [`${name}Ip`, 'AllocationId'] },
          InstanceId: { Ref: name },
        });
    }
  }

  #add(name: string, type: string, properties: Json): void {
    this.#resources[name] = { Type: `AWS::EC2::${type}`, Properties: properties };
  }

  /** @param attribute the one that `Ref` is not, where a group is meant by its id. */
  #id(name: string, attribute?: string): Json {
    const own = attribute ?? idAttributes[name.replace(/\d+$/, '')];
    const wanted = own === undefined ? 'Ref' : this.#style.references;
    if (wanted === 'GetAtt' || attribute !== undefined) return { 'Fn::GetAtt': [name, own ?? ''] };
    return wanted === 'Sub' ? { 'Fn::Sub': `\${${name}}` } : { Ref: name };
  }

  #number(number: number): Json {
    return this.#style.numbers === 'text' ? String(number) : number;
  }

  #boolean(value: boolean): Json {
    return this.#style.numbers === 'text' ? String(value) : value;
  }

  #cidr(cidr: string): Json {
    const [address, length] = cidr.split('/') as [string, string];
    const name = this.#parameters.get(cidr) ?? `cidr${this.#parameters.size}`;
    switch (this.#style.cidrs) {
      case 'literal':
        return cidr;
      case 'Join':
        return { 'Fn::Join': ['/', [address, length]] };
      case 'parameter':
        this.#parameters.set(cidr, name);
        return { Ref: name };
      case 'mapping':
        this.#parameters.set(cidr, name);
        return { 'Fn::FindInMap': ['Blocks', name, 'Cidr'] };
    }
  }

  #names(): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const { name } of this.#network.vpcs) {
      names.set(`${name}.DefaultNetworkAcl`, defaults.networkAcl(name));
      names.set(`${name}.DefaultSecurityGroup`, defaults.group(name));
      names.set(`${name}.MainRouteTable`, defaults.routeTable(name));
    }
    return names;
  }

  #print(): string {
    const blocks = [...this.#parameters];
    const template: Json = {
      AWSTemplateFormatVersion: '2010-09-09',
      Parameters:
        this.#style.cidrs === 'parameter' && blocks.length > 0
          ? Object.fromEntries(blocks.map(([cidr, name]) => [name, { Type: 'String', Default: cidr }]))
          : undefined,
      Mappings:
        this.#style.cidrs === 'mapping' && blocks.length > 0
          ? { Blocks: Object.fromEntries(blocks.map(([cidr, name]) => [name, { Cidr: cidr }])) }
          : undefined,
      Resources: this.#resources,
    };
    if (this.#style.format === 'json') return JSON.stringify(template, null, 2);
    return `${yaml(template, '', this.#style.format === 'yaml short').trimStart()}\n`;
  }
}

function isDefaultEgress(rules: readonly Rule[], isIpv6: boolean): boolean {
  const all = rules.every(
    ({ protocol, peer }) => protocol === -1 && 'cidr' in peer && peer.cidr.endsWith('/0'),
  );
  return (
    all &&
    rules.length === (isIpv6 ? 2 : 1) &&
    new Set(rules.map((rule) => JSON.stringify(rule.peer))).size === rules.length &&
    (isIpv6 || JSON.stringify(rules).includes('0.0.0.0/0'))
  );
}

/** Block YAML, with CloudFormation's short forms where asked for. What follows a key, with the line break before it. */
function yaml(value: Json | undefined, indent: string, short: boolean): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return ` ${JSON.stringify(value)}`;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length === 0) return ' []';
    return items.map((item) => `\n${indent}-${yaml(item, `${indent}  `, short)}`).join('');
  }
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const [only] = entries;
  if (only === undefined) return ' {}';
  const [name, inner] = only;
  if (short && entries.length === 1 && name === 'Ref') return ` !Ref ${inner as string}`;
  if (short && entries.length === 1 && name === 'Fn::GetAtt')
    return ` !GetAtt ${(inner as string[]).join('.')}`;
  if (short && entries.length === 1 && name.startsWith('Fn::'))
    return ` !${name.slice(4)}${yaml(inner, indent, short)}`;
  return entries.map(([key, item]) => `\n${indent}${key}:${yaml(item, `${indent}  `, short)}`).join('');
}
