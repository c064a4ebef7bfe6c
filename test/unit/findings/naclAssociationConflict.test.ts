import { testRule } from '../../support/rules.ts';
import { unmarked } from './networkAcls.ts';

const network = (...parts: readonly string[]): string => `
resource "aws_vpc" "main" {
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
${parts.join('')}`;
const acl = (name: string, more = ''): string => `
resource "aws_network_acl" "${name}" {
  vpc_id = aws_vpc.main.id
  ${more}
}
`;
const association = (name: string, of: string, subnet: string, more = ''): string => `
«resource "aws_network_acl_association" "${name}"» {
  network_acl_id = aws_network_acl.${of}.id
  subnet_id      = ${subnet.startsWith('"') ? subnet : `aws_subnet.${subnet}.id`}
  ${more}
}
`;
const plain = (...written: Parameters<typeof association>): string => unmarked(association(...written));
const stack = (...parts: readonly string[]): string => `
Parameters:
  Open: { Type: String, AllowedValues: ["yes", "no"] }
Conditions:
  IsOpen: !Equals [!Ref Open, "yes"]
  IsShut: !Not [!Condition IsOpen]
Resources:
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, CidrBlock: 10.0.1.0/24 } }
  One: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: vpc-1 } }
  Two: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: vpc-1 } }
${parts.join('')}`;
const cfn = (id: string, of: string, condition = ''): string => `  ${id}:
    Type: AWS::EC2::SubnetNetworkAclAssociation
${condition === '' ? '' : `    Condition: ${condition}\n`}    Properties: { SubnetId: !Ref Subnet, NetworkAclId: !Ref ${of} }
`;

testRule('nacl-association-conflict', {
  invalid: [
    {
      name: 'two associations of one subnet',
      code: {
        terraform: network(acl('one'), acl('two'), plain('x', 'one', 'a'), association('y', 'two', 'a')),
        yaml: stack(cfn('X', 'One'), cfn('«Y»', 'Two')),
      },
      severity: 'warning',
      message:
        /^(aws_subnet\.a|Subnet) is given two network ACLs, (aws_network_acl\.one|One) by \S+ and (aws_network_acl\.two|Two) by \S+ It has one at a time, and the one applied last wins; leave one of them\.$/,
    },
    {
      name: 'a subnet in the lists of two network ACLs',
      code: {
        terraform: network(
          acl('one', 'subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]'),
          acl('two', 'subnet_ids = «[aws_subnet.a.id]»'),
        ),
      },
      message: /^aws_subnet\.a is given two network ACLs, aws_network_acl\.one and aws_network_acl\.two\./,
    },
    {
      name: 'an association against a list',
      code: {
        terraform: network(
          acl('one', 'subnet_ids = [aws_subnet.a.id]'),
          acl('two'),
          association('x', 'two', 'a'),
        ),
      },
      message: /aws_network_acl\.one and aws_network_acl\.two by aws_network_acl_association\.x\./,
    },
    {
      name: 'an association that says what the list says',
      code: {
        terraform: network(acl('one', 'subnet_ids = [aws_subnet.a.id]'), association('x', 'one', 'a')),
      },
      severity: 'information',
      message:
        /is associated with aws_network_acl\.one twice, by its own list and by aws_network_acl_association\.x/,
    },
    {
      name: 'an association that the list takes away',
      code: {
        terraform: network(acl('one', 'subnet_ids = [aws_subnet.a.id]'), association('x', 'one', 'b')),
      },
      severity: 'warning',
      message:
        /^aws_network_acl\.one lists its subnets itself, without aws_subnet\.b, and takes it away again/,
    },
    {
      name: 'a subnet outside the code',
      code: {
        terraform: network(
          acl('one'),
          acl('two'),
          plain('x', 'one', '"subnet-1"'),
          association('y', 'two', '"subnet-1"'),
        ),
      },
      message: /^subnet-1 is given two/,
    },
  ],
  valid: [
    {
      name: 'one network ACL for each subnet, and one for several',
      code: {
        terraform: network(
          acl('one', 'subnet_ids = [aws_subnet.a.id, aws_subnet.a.id]'),
          acl('two'),
          plain('x', 'two', 'b'),
        ),
        yaml: stack(cfn('X', 'One')),
      },
    },
    {
      name: 'associations and a list that is empty',
      code: { terraform: network(acl('one', 'subnet_ids = []'), plain('x', 'one', 'a')) },
    },
    {
      name: 'one or the other, as a condition has it',
      code: {
        terraform: network(
          'variable "open" {}\n',
          acl('one'),
          acl('two'),
          plain('x', 'one', 'a', 'count = var.open ? 1 : 0'),
          plain('y', 'two', 'a', 'count = var.open ? 0 : 1'),
        ),
        yaml: stack(cfn('X', 'One', 'IsOpen'), cfn('Y', 'Two', 'IsShut')),
      },
    },
    {
      name: 'a list nobody knows yet',
      code: {
        terraform: network(
          'variable "ids" { type = list(string) }\n',
          acl('one', 'subnet_ids = var.ids'),
          plain('x', 'one', 'a'),
        ),
      },
    },
  ],
});
