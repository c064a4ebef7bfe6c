/** Dual-stack networks in both languages, for the tests of rules. */

export interface DualStack {
  /** Blocks of the network ACL in Terraform, entries in YAML; left out, the subnet has the default network ACL. */
  readonly acl?: string;
  /** Blocks of the security group, or its lines in YAML. */
  readonly group: string;
  /** Marks the header of the network ACL. */
  readonly marked?: boolean;
  /** Whether interfaces get IPv6 addresses from their subnet. */
  readonly assigns?: boolean;
  /** The target of the route for ::/0 in Terraform; '' for none. */
  readonly route?: string;
  readonly more?: string;
}

/** An instance in a public subnet that has both families. */
export function dualStack({
  acl,
  group,
  marked = false,
  assigns = true,
  route = 'gateway_id = aws_internet_gateway.main.id',
  more = '',
}: DualStack): string {
  return `
resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "public" {
  vpc_id                          = aws_vpc.main.id
  cidr_block                      = "10.0.1.0/24"
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
  assign_ipv6_address_on_creation = ${assigns}
  map_public_ip_on_launch         = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_egress_only_internet_gateway" "out" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
${route === '' ? '' : `\n  route {\n    ipv6_cidr_block = "::/0"\n    ${route}\n  }`}
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
${
  acl === undefined
    ? ''
    : `
${marked ? '«resource "aws_network_acl" "web"»' : 'resource "aws_network_acl" "web"'} {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
${acl}
}
`
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
${group}
}

resource "aws_instance" "web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
${more}`;
}

/** The same in YAML. */
export function dualStackTemplate(group: string, entries?: string): string {
  return `
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Ipv6: { Type: AWS::EC2::VPCCidrBlock, Properties: { VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true } }
  Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: Ipv6
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 256, 64]]
      AssignIpv6AddressOnCreation: true
      MapPublicIpOnLaunch: true
  Gateway: { Type: AWS::EC2::InternetGateway }
  Attached: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway } }
  Routes: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Route4: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway } }
  Route6: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Routes, DestinationIpv6CidrBlock: "::/0", GatewayId: !Ref Gateway } }
  Routed: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Routes } }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
${group}
  Web:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-1, SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group] }
${
  entries === undefined
    ? ''
    : `  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
  Filtered: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref Subnet, NetworkAclId: !Ref Acl } }
${entries}`
}`;
}
