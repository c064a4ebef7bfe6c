/** Code of each language for the tests of `ackscope model`, and output of the AWS CLI. */

export const terraform = `variable "admin_cidr" {}
variable "with_ssh" {
  type = bool
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
  ingress {
    rule_no    = 100
    action     = "deny"
    protocol   = "icmp"
    cidr_block = var.admin_cidr
    icmp_type  = 8
    icmp_code  = -1
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    cidr_blocks     = ["10.0.0.0/8", var.admin_cidr]
    security_groups = [aws_security_group.lb.id]
    prefix_list_ids = ["pl-1"]
  }
}
resource "aws_security_group" "lb" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  count             = var.with_ssh ? 1 : 0
  security_group_id = aws_security_group.lb.id
  cidr_ipv4         = "10.0.0.0/8"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "10.0.1.10"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
}
`;

export const placed = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_db_subnet_group" "db" {
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_db_instance" "db" {
  engine               = "postgres"
  db_subnet_group_name = aws_db_subnet_group.db.name
}
`;

export const balanced = `variable "type" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_lb" "lb" {
  load_balancer_type = var.type
  internal           = true
  subnets            = [aws_subnet.a.id]
}
resource "aws_vpc_endpoint_service" "s" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.lb.arn]
}
resource "aws_vpc_endpoint_service" "waits" {
  acceptance_required        = true
  network_load_balancer_arns = [aws_lb.lb.arn]
}
resource "aws_vpc_endpoint" "e" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = aws_vpc_endpoint_service.s.service_name
  subnet_ids        = [aws_subnet.a.id]
}
resource "aws_vpc_endpoint" "waits" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = aws_vpc_endpoint_service.waits.service_name
  subnet_ids        = [aws_subnet.a.id]
}
`;

export const endpoint = `Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Lb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Type: network, Scheme: internal, Subnets: [!Ref A] }
  Service:
    Type: AWS::EC2::VPCEndpointService
    Properties: { AcceptanceRequired: false, NetworkLoadBalancerArns: [!Ref Lb] }
  E:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.vpce.\${AWS::Region}.\${Service}
      SubnetIds: [!Ref A]
`;

export const template = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Admin: { Type: String }
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: !Ref Vpc }
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: 100
      Protocol: 6
      RuleAction: allow
      CidrBlock: !Ref Admin
      PortRange: { From: 22, To: 22 }
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - { IpProtocol: "-1", CidrIp: 10.0.0.0/8 }
`;

export const live = {
  'vpcs.json': { Vpcs: [{ VpcId: 'vpc-1', CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] }] },
  'subnets.json': { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }] },
  'acls.json': {
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        VpcId: 'vpc-1',
        IsDefault: true,
        Associations: [{ NetworkAclId: 'acl-1', SubnetId: 'subnet-1' }],
        Entries: [
          { RuleNumber: 32767, Egress: false, RuleAction: 'deny', CidrBlock: '0.0.0.0/0', Protocol: '-1' },
          { RuleNumber: 100, Egress: false, RuleAction: 'allow', CidrBlock: '0.0.0.0/0', Protocol: '-1' },
        ],
      },
    ],
  },
};
