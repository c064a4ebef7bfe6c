/** Security groups with somebody in them, in few words, for the tests of rules. */

/** A VPC with one subnet in Terraform, and what is said about it. */
export const vpc = (more: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
${more}`;

/** `«resource "aws_security_group" "app"»` where it is found, with `body` in it. */
export const group = (name: string, body = '', found = false): string => {
  const header = `resource "aws_security_group" "${name}"`;
  return `
${found ? `«${header}»` : header} {
  vpc_id = aws_vpc.main.id
${body}
}
`;
};

/** A block or an attribute of a group; a leading `!` marks it. */
export const rule = (
  header: string,
  peer = 'cidr_blocks = ["10.0.0.0/8"]',
  protocol = 'tcp',
  ports = [443, 443],
): string => `
  ${header.startsWith('!') ? `«${header.slice(1)}»` : header} {
    protocol  = "${protocol}"
    from_port = ${ports[0]}
    to_port   = ${ports[1]}
    ${peer}
  }`;

export const instance = (name: string, ...groups: readonly string[]): string => `
resource "aws_instance" "${name}" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [${groups.map((one) => `aws_security_group.${one}.id`).join(', ')}]
}
`;

/** A rule in a resource of its own, for the group `of`. */
export const separate = (
  type: 'ingress' | 'egress',
  of: string,
  peer = 'cidr_blocks = ["10.0.0.0/8"]',
  name = 'separate',
): string => `
resource "aws_security_group_rule" "${name}" {
  type              = "${type}"
  security_group_id = aws_security_group.${of}.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  ${peer}
}
`;

/** A stack with one VPC, one subnet and `resources`, in YAML. */
export const stack = (resources: string): string => `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 }
${resources}`;

export const yamlInstance = (name: string, ...groups: readonly string[]): string => `
  ${name}:
    Type: AWS::EC2::Instance
    Properties: { ImageId: ami-1, SubnetId: !Ref Subnet, SecurityGroupIds: [${groups.map((one) => `!Ref ${one}`).join(', ')}] }`;

/** `properties` are further ones, as flow mappings: `SecurityGroupEgress: [...]`. */
export const yamlGroup = (name: string, properties = ''): string => `
  ${name}:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: x, VpcId: !Ref Vpc${properties === '' ? '' : `, ${properties}`} }`;
