/** The same small network in every language: an instance with a public address behind a network ACL of its own. */
import { publicSubnet } from '../../../support/publicSubnet.ts';

export const terraformNetwork = (entries: string, more = ''): string => `${publicSubnet}
${entries}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.public.id
  vpc_security_group_ids      = [aws_security_group.web.id]
  associate_public_ip_address = true
}
${more}`;

/** An inline block of a network ACL. */
export const block = (
  direction: 'ingress' | 'egress',
  number: number,
  action: string,
  ports: string,
  cidr = '0.0.0.0/0',
): string => {
  const [from = '', to = from] = ports.split('-');
  return `  ${direction} {
    rule_no    = ${number}
    protocol   = "${ports === '0' ? '-1' : 'tcp'}"
    action     = "${action}"
    cidr_block = "${cidr}"
    from_port  = ${from}
    to_port    = ${to}
  }`;
};

/** A network ACL with blocks in it. */
export const inline = (...blocks: readonly string[]): string =>
  `resource "aws_network_acl" "public" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [aws_subnet.public.id]\n\n${blocks.join('\n\n')}\n}`;

/** @param entries resources, indented as those of a template. */
export const yamlNetwork = (entries: string): string => `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16

  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24

  Gateway:
    Type: AWS::EC2::InternetGateway

  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway

  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc

  Route:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway

  TableAssociation:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Subnet
      RouteTableId: !Ref Table

  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc

  AclAssociation:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: !Ref Subnet
      NetworkAclId: !Ref Acl

${entries}

  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc

  Web:
    Type: AWS::EC2::Instance
    Properties:
      NetworkInterfaces:
        - DeviceIndex: 0
          SubnetId: !Ref Subnet
          GroupSet: [!Ref Group]
          AssociatePublicIpAddress: true
`;

export const yamlEntry = (
  name: string,
  egress: boolean,
  number: number,
  action: string,
  ports: string,
): string => {
  const [from = '', to = from] = ports.split('-');
  return `  ${name}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      Egress: ${egress}
      RuleNumber: ${number}
      Protocol: 6
      RuleAction: ${action}
      CidrBlock: 0.0.0.0/0
      PortRange:
        From: ${from}
        To: ${to}`;
};

const ref = (name: string): object => ({ Ref: name });

const resource = (Type: string, Properties: object = {}): object => ({ Type, Properties });

const jsonResources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
  Subnet: resource('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' }),
  Gateway: resource('AWS::EC2::InternetGateway'),
  Attachment: resource('AWS::EC2::VPCGatewayAttachment', {
    VpcId: ref('Vpc'),
    InternetGatewayId: ref('Gateway'),
  }),
  Table: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  Route: resource('AWS::EC2::Route', {
    RouteTableId: ref('Table'),
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: ref('Gateway'),
  }),
  TableAssociation: resource('AWS::EC2::SubnetRouteTableAssociation', {
    SubnetId: ref('Subnet'),
    RouteTableId: ref('Table'),
  }),
  Acl: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
  AclAssociation: resource('AWS::EC2::SubnetNetworkAclAssociation', {
    SubnetId: ref('Subnet'),
    NetworkAclId: ref('Acl'),
  }),
  Group: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'web', VpcId: ref('Vpc') }),
  Web: resource('AWS::EC2::Instance', {
    NetworkInterfaces: [
      { DeviceIndex: 0, SubnetId: ref('Subnet'), GroupSet: [ref('Group')], AssociatePublicIpAddress: true },
    ],
  }),
};

/** The same in JSON, with as many blanks for each level. */
export const jsonNetwork = (entries: readonly string[], indent = 2): string => {
  const { Group, Web, ...rest } = jsonResources;
  const own = Object.fromEntries(entries.map((entry, i) => [`Entry${i + 1}`, JSON.parse(entry) as unknown]));
  return `${JSON.stringify({ Resources: { ...rest, ...own, Group, Web } }, null, indent)}\n`;
};

/** The Terraform network in the JSON syntax. @param acl what the network ACL has besides. @param more further resources. */
export const terraformJsonNetwork = (acl: object, more: object = {}): string => {
  const id = (address: string): string => `\${${address}.id}`;
  const resources = {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: { public: { vpc_id: id('aws_vpc.main'), cidr_block: '10.0.1.0/24' } },
    aws_internet_gateway: { main: { vpc_id: id('aws_vpc.main') } },
    aws_route_table: {
      public: {
        vpc_id: id('aws_vpc.main'),
        route: { cidr_block: '0.0.0.0/0', gateway_id: id('aws_internet_gateway.main') },
      },
    },
    aws_route_table_association: {
      public: { subnet_id: id('aws_subnet.public'), route_table_id: id('aws_route_table.public') },
    },
    aws_network_acl: {
      public: { vpc_id: id('aws_vpc.main'), subnet_ids: [id('aws_subnet.public')], ...acl },
    },
    ...more,
    aws_security_group: {
      web: {
        vpc_id: id('aws_vpc.main'),
        egress: { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
      },
    },
    aws_instance: {
      web: {
        subnet_id: id('aws_subnet.public'),
        vpc_security_group_ids: [id('aws_security_group.web')],
        associate_public_ip_address: true,
      },
    },
  };
  return `${JSON.stringify({ resource: resources }, null, 2)}\n`;
};
