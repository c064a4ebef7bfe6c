import { testRule } from '../../support/rules.ts';
import { group, instance, rule, stack, vpc, yamlGroup, yamlInstance } from './securityGroups.ts';

const ssh = (peer: string, found = false, protocol = 'tcp'): string =>
  rule(found ? '!ingress' : 'ingress', peer, protocol, [22, 22]);
const from = (...blocks: readonly string[]): string =>
  `cidr_blocks = [${blocks.map((block) => `"${block}"`).join(', ')}]`;
const office = from('203.0.113.0/24');

const acl = (...entries: readonly string[]): string => `
resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app.id]
${entries
  .map((entry, i) => {
    const [direction, action, ports = '0-65535', block = '0.0.0.0/0'] = entry.split(' ');
    const [first, last] = ports.split('-');
    return `
  ${direction} {
    rule_no    = ${100 + i}
    action     = "${action}"
    protocol   = "tcp"
    cidr_block = "${block}"
    from_port  = ${first}
    to_port    = ${last}
  }`;
  })
  .join('\n')}
}
`;
const onlyHttps = acl('ingress allow 443-443', 'egress allow');

const internet = (target = 'gateway_id = aws_internet_gateway.main.id'): string => `
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    ${target}
  }
}

resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.app.id
}
`;
const host = instance('app', 'app');
const publicHost = host.replace('subnet_id  ', 'associate_public_ip_address = true\n  subnet_id  ');

const client = `
resource "aws_subnet" "client" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
${group('client', rule('egress'))}
resource "aws_instance" "client" {
  subnet_id              = aws_subnet.client.id
  vpc_security_group_ids = [aws_security_group.client.id]
}
`;
const fromClient = 'security_groups = [aws_security_group.client.id]';

const balancer = `
resource "aws_lb" "app" {
  load_balancer_type = "network"
  subnets            = [aws_subnet.app.id]
}
`;

const yaml = (name: string, port: number): string =>
  stack(`${yamlGroup('Group')}${yamlInstance('App', 'Group')}
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, RuleAction: allow, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } }
  Association:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref Subnet }
  ${name}:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, CidrIp: 203.0.113.0/24 }`);

const onlyHttpsOut = acl('ingress allow', 'egress allow 443-443');
const out = (port: number, peer: string, found = false): string =>
  rule(found ? '!egress' : 'egress', from(peer), 'udp', [port, port]);

const yamlOut = (name: string, port: number, peer: string): string =>
  stack(`${yamlGroup('Group')}${yamlInstance('App', 'Group')}
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } }
  Association:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties: { NetworkAclId: !Ref Acl, SubnetId: !Ref Subnet }
  ${name}:
    Type: AWS::EC2::SecurityGroupEgress
    Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: udp, FromPort: ${port}, ToPort: ${port}, CidrIp: ${peer} }`);

testRule('sg-rule-no-effect', {
  invalid: [
    {
      name: 'a name server of one’s own, which the network ACL drops',
      code: {
        terraform: vpc(group('app', out(53, '10.0.7.2/32', true)) + publicHost + onlyHttpsOut),
        yaml: yamlOut('«Names»', 53, '10.0.7.2/32'),
      },
      message: /(aws_network_acl\.app|Acl) drops all of it outbound/,
    },
    {
      name: 'a block that also holds the resolver, of which the network ACL lets through that one alone',
      code: {
        terraform: vpc(
          group('app', rule('!egress', from('10.0.0.0/29'), 'tcp', [53, 53])) +
            publicHost +
            acl('ingress allow', 'egress allow 53-53 10.0.0.2/32'),
        ),
      },
    },
    {
      name: 'a port that the network ACL drops',
      code: {
        terraform: vpc(group('app', ssh(office, true)) + publicHost + internet() + onlyHttps),
        yaml: yaml('«Ssh»', 22),
      },
      message:
        /^Nothing gets to (aws_instance\.app|App) from outside the subnet by this rule: (aws_network_acl\.app|Acl) drops all of it inbound/,
      severity: 'information',
    },
    {
      name: 'a rule for everybody, where nobody else is in the subnet',
      code: {
        terraform: vpc(group('app', ssh(from('0.0.0.0/0'), true)) + publicHost + internet() + onlyHttps),
      },
    },
    {
      name: 'the part of a block that is dropped',
      code: {
        terraform: vpc(
          group('app', ssh(from('203.0.113.0/24', '198.51.100.0/24'), true)) +
            publicHost +
            internet() +
            acl('ingress allow 0-65535 198.51.100.0/24', 'egress allow'),
        ),
      },
      message: /by a part of this rule, tcp 22 from 203\.0\.113\.0\/24:/,
    },
    {
      name: 'egress that the network ACL drops',
      code: {
        terraform: vpc(
          group('app', rule('!egress', office)) +
            publicHost +
            internet() +
            acl('ingress allow', 'egress allow 80-80'),
        ),
      },
      message: /^Nothing gets out of the subnet of aws_instance\.app by this rule/,
    },
    {
      name: 'members of a group in another subnet',
      code: { terraform: vpc(group('app', ssh(fromClient, true)) + host + client + onlyHttps) },
    },
    {
      name: 'an office that should reach a host without a public address',
      code: { terraform: vpc(group('app', ssh(office, true)) + host + internet()) },
      message: /the internet gateway drops replies, as aws_instance\.app has no public address/,
    },
    {
      name: 'one behind a NAT gateway',
      code: {
        terraform: vpc(
          `${group('app', ssh(office, true))}${host}${internet('nat_gateway_id = aws_nat_gateway.main.id')}
resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.9.0/24"
}

resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.nat.id
}

resource "aws_eip" "nat" {}`,
        ),
      },
      message: /a NAT gateway lets no connection in/,
    },
    {
      name: 'one in a subnet without any way to the internet',
      code: {
        terraform: vpc(group('app', ssh(office, true)) + host + internet().replace(/  route \{[^}]*\}/, '')),
      },
      message: /aws_route_table\.app has no route for replies/,
    },
    {
      name: 'another VPC that no route leads to',
      code: {
        terraform: vpc(`${group('app', ssh(from('10.9.0.0/16'), true))}${host}${internet()}
resource "aws_vpc" "other" {
  cidr_block = "10.9.0.0/16"
}`),
      },
      message: /the internet gateway drops replies to private addresses/,
    },
  ],
  valid: [
    {
      name: 'the resolver, which no network ACL filters',
      code: {
        terraform: vpc(group('app', out(53, '10.0.0.2/32')) + publicHost + onlyHttpsOut),
        yaml: yamlOut('Names', 53, '10.0.0.2/32'),
      },
    },
    {
      name: 'the time service, which no network ACL filters',
      code: {
        terraform: vpc(group('app', out(123, '169.254.169.123/32')) + publicHost + onlyHttpsOut),
        yaml: yamlOut('Time', 123, '169.254.169.123/32'),
      },
    },
    {
      name: 'an address that is the resolver of some VPC, in one of any addresses',
      code: {
        terraform: `variable "block" {}\n${vpc(group('app', out(53, '10.0.0.2/32')) + publicHost + onlyHttpsOut).replace('"10.0.0.0/16"', 'var.block')}`,
      },
    },
    {
      name: 'a port that passes',
      code: {
        terraform: vpc(
          group('app', ssh(office)) + publicHost + internet() + acl('ingress allow', 'egress allow'),
        ),
        yaml: yaml('Https', 443),
      },
    },
    {
      name: 'a rule for everybody with a neighbour in the subnet',
      code: {
        terraform: vpc(
          group('app', ssh(from('0.0.0.0/0'))) + host + instance('more', 'app') + internet() + onlyHttps,
        ),
      },
    },
    {
      name: 'a rule for the own subnet',
      code: { terraform: vpc(group('app', ssh(from('10.0.1.0/24'))) + host + onlyHttps) },
    },
    {
      name: 'members of a group in the same subnet',
      code: {
        terraform: vpc(
          group('app', ssh(fromClient)) +
            host +
            client.replace('aws_subnet.client.id', 'aws_subnet.app.id') +
            onlyHttps,
        ),
      },
    },
    {
      name: 'a network ACL entry that is not known',
      code: {
        terraform: `variable "port" {}\n${vpc(group('app', ssh(office)) + publicHost + internet() + acl('ingress allow var.port-65535', 'egress allow'))}`,
      },
    },
    {
      name: 'one member of several whom it gets to',
      code: {
        terraform: vpc(
          `${group('app', ssh(office))}${host}${publicHost.replace('"app"', '"web"')}${internet()}`,
        ),
      },
    },
    {
      name: 'a host that a network load balancer may pass clients on to',
      code: { terraform: vpc(group('app', ssh(office)) + host + internet() + balancer) },
    },
    {
      name: 'a host that a load balancer of a type nobody knows may pass clients on to',
      code: {
        terraform: vpc(
          `${group('app', ssh(office))}${host}${internet()}${balancer.replace('"network"', 'var.type')}variable "type" {}\n`,
        ),
      },
    },
    {
      name: 'a private network outside of the code',
      code: { terraform: vpc(group('app', ssh(from('192.168.0.0/16'))) + host + internet()) },
    },
    {
      name: 'a datagram, which needs no reply',
      code: { terraform: vpc(group('app', ssh(office, false, 'udp')) + host + internet()) },
    },
    {
      name: 'routes that others may add',
      code: {
        terraform: vpc(`${group('app', ssh(office))}${host}${internet()}
output "table" {
  value = aws_route_table.app.id
}`),
      },
    },
    { name: 'a group nobody carries', code: { terraform: vpc(group('app', ssh(office)) + onlyHttps) } },
    {
      name: 'a group that is handed out',
      code: {
        terraform: vpc(`${group('app', ssh(office))}${host}${onlyHttps}
output "group" {
  value = aws_security_group.app.id
}`),
      },
    },
  ],
});
