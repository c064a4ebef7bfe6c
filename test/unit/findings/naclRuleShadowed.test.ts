import { testRule } from '../../support/rules.ts';

const acl = (rules: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "web" {
  vpc_id = aws_vpc.main.id
${rules}
}
`;
const ingress = (number: number, rest: string, mark = false): string => {
  const body = `{
    rule_no    = ${number}
    ${rest}
  }`;
  return `\n  ${mark ? '«ingress»' : 'ingress'} ${body}`;
};
const all = 'protocol = "-1"\n action = "allow"\n cidr_block = "0.0.0.0/0"\n from_port = 0\n to_port = 0';
const https = (block: string, action = 'allow'): string =>
  `protocol = "tcp"\n action = "${action}"\n cidr_block = "${block}"\n from_port = 443\n to_port = 443`;

const stack = (entries: string): string => `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
${entries}
`;
const entry = (id: string, number: number, rest: string): string => `  ${id}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: ${number}
      ${rest}
`;
const everything = 'Protocol: -1\n      RuleAction: allow\n      CidrBlock: 0.0.0.0/0';
const web =
  'Protocol: 6\n      RuleAction: allow\n      CidrBlock: 10.0.0.0/8\n      PortRange: { From: 443, To: 443 }';

testRule('nacl-rule-shadowed', {
  invalid: [
    {
      name: 'a rule behind one for everything',
      code: {
        terraform: acl(ingress(100, all) + ingress(200, https('10.0.0.0/8'), true)),
        yaml: stack(entry('All', 100, everything) + entry('«Web»', 200, web)),
      },
      message:
        /never decides: inbound rule 100 of \S+ matches every packet it names first, and allows them too\. Remove it, or narrow that rule/,
      severity: 'information',
    },
    {
      name: 'an allow behind a deny, which does not what it says',
      code: {
        terraform: acl(ingress(100, all.replace('allow', 'deny')) + ingress(200, https('10.0.0.0/8'), true)),
        yaml: stack(entry('None', 100, everything.replace('allow', 'deny')) + entry('«Web»', 200, web)),
      },
      message: /matches every packet it names first\. Remove it, or give it a lower number\.$/,
      severity: 'warning',
    },
    {
      name: 'one that two halves of the internet cover together, whatever order they are written in',
      code: {
        terraform: acl(
          ingress(300, https('0.0.0.0/0'), true) +
            ingress(110, https('128.0.0.0/1')) +
            ingress(100, https('0.0.0.0/1')),
        ),
      },
      message: /inbound rules 100 and 110 of aws_network_acl\.web match every packet/,
    },
  ],
  valid: [
    {
      name: 'rules for different ports, protocols or directions',
      code: {
        terraform: acl(
          ingress(100, https('0.0.0.0/0')) +
            ingress(200, https('0.0.0.0/0').replace('tcp', 'udp')) +
            ingress(300, https('0.0.0.0/0').replaceAll('443', '80')),
        ),
        yaml: stack(entry('All', 100, `${everything}\n      Egress: true`) + entry('Web', 200, web)),
      },
    },
    {
      name: 'a rule that decides for a part of what it names',
      code: { terraform: acl(ingress(100, https('10.0.0.0/8')) + ingress(200, https('0.0.0.0/0'))) },
    },
    {
      name: 'one of the two when the number of the other is not known',
      code: {
        terraform: `variable "number" {}\n${acl(ingress(100, https('10.0.0.0/8')) + ingress(200, all).replace('200', 'var.number'))}`,
      },
    },
    {
      name: 'a deny behind an allow, which has a rule of its own',
      code: { terraform: acl(ingress(100, all) + ingress(200, https('10.0.0.0/8', 'deny'))) },
    },
  ],
});
