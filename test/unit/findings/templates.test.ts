// Rules that are the same in both languages, found in a template at the place where a person would look for them.
import { testRule } from '../../support/rules.ts';
import type { RuleId } from '../../../src/core/text/ruleIds.ts';

interface Parts {
  readonly acl?: string;
  readonly association?: string;
  readonly entries?: string;
  readonly attachment?: string;
  readonly ingress?: string;
  readonly more?: string;
}

const attached = `
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }`;
const open = '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }';

/** An instance that everybody reaches on port 443, behind a network ACL; parts replace what is there. */
const stack = ({
  acl = 'Acl',
  association = 'SubnetNetworkAclAssociation',
  entries = entry('In', 100, 'allow', '0-65535') + entry('Out', 100, 'allow', '0-65535', true) + pmtud,
  attachment = attached,
  ingress = open,
  more = '',
}: Parts = {}): string => `
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
${attachment}
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
  Routes:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table }
  ${acl}:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  Association:
    Type: AWS::EC2::${association}
    Properties: { SubnetId: !Ref Subnet, NetworkAclId: !Ref Acl }
${entries}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: web, VpcId: !Ref Vpc, SecurityGroupIngress: [${ingress}] }
  Web:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-1, SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] }
${more}`;

/** An entry for TCP ports, by its logical id. */
function entry(
  id: string,
  number: number,
  action: string,
  ports: string,
  egress = false,
  cidr = '0.0.0.0/0',
): string {
  const [from = '', to = from] = ports.split('-');
  return `
  ${id}:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: ${number}, Protocol: 6, RuleAction: ${action}, Egress: ${egress}, CidrBlock: ${cidr}, PortRange: { From: ${from}, To: ${to} } }`;
}

const pmtud = `
  Pmtud:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 90, Protocol: 1, RuleAction: allow, CidrBlock: 0.0.0.0/0, Icmp: { Type: 3, Code: 4 } }`;
const outAll = entry('Out', 100, 'allow', '0-65535', true);
const many = Array.from({ length: 41 }, (_, n) => entry(`E${n}`, 100 + n, 'allow', String(1000 + n))).join(
  '',
);
const rules = Array.from(
  { length: 61 },
  (_, n) => `{ IpProtocol: tcp, FromPort: ${1000 + n}, ToPort: ${1000 + n}, CidrIp: 10.0.0.0/8 }`,
).join(', ');

const faults: readonly (readonly [RuleId, string])[] = [
  ['nacl-reply-blocked', stack({ acl: '«Acl»', entries: entry('In', 100, 'allow', '0-1023') + pmtud })],
  [
    'nacl-reply-intermittent',
    stack({
      acl: '«Acl»',
      entries: entry('In', 100, 'allow', '0-65535') + entry('Out', 100, 'allow', '1024-60999', true) + pmtud,
    }),
  ],
  [
    'nacl-deny-after-allow',
    stack({ entries: entry('In', 100, 'allow', '0-65535') + entry('«Late»', 200, 'deny', '22') + outAll }),
  ],
  [
    'nacl-rule-partly-shadowed',
    stack({
      entries: entry('Deny', 100, 'deny', '0-1023') + entry('«In»', 200, 'allow', '1000-2000') + outAll,
    }),
  ],
  [
    'nacl-rule-redundant',
    stack({
      entries: entry('«Narrow»', 100, 'allow', '443') + entry('In', 200, 'allow', '0-65535') + outAll,
    }),
  ],
  [
    'nacl-ephemeral-exposes',
    stack({
      entries: entry('«In»', 100, 'allow', '1024-65535') + outAll + pmtud,
      ingress: '{ IpProtocol: tcp, FromPort: 3306, ToPort: 3306, CidrIp: 0.0.0.0/0 }',
    }),
  ],
  [
    'nacl-unassociated',
    stack({
      more: '  «Idle»:\n    Type: AWS::EC2::NetworkAcl\n    Properties: { VpcId: !Ref Vpc }\n',
    }),
  ],
  ['quota-nacl-rules', stack({ acl: '«Acl»', entries: many + outAll })],
  ['quota-sg-rules', stack({ ingress: rules }).replace('  Group:\n', '  «Group»:\n')],
  ['no-internet-route', stack({ attachment: '' }).replace('  Route:\n', '  «Route»:\n')],
  [
    'nat-in-private-subnet',
    stack({
      more: `  Private:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24 }
  Address:
    Type: AWS::EC2::EIP
  «Nat»:
    Type: AWS::EC2::NatGateway
    Properties: { SubnetId: !Ref Private, AllocationId: !GetAtt Address.AllocationId }
`,
    }),
  ],
];

for (const [id, yaml] of faults)
  testRule(id, {
    invalid: [{ name: 'it in a template', code: { yaml } }],
    valid: [{ name: 'a template that is right', code: { yaml: stack() } }],
  });
