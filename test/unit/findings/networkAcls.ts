/** Network ACLs in Terraform, in few words. */

/** A module with one network ACL that holds `rules`. */
export const acl = (rules: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "web" {
  vpc_id = aws_vpc.main.id
${rules}
}
`;

/** `100 allow tcp 443 10.0.0.0/8`, as an inbound rule; a leading `!` marks the place where it is found. */
export function ingress(...rules: readonly string[]): string {
  return rules
    .map((rule) => {
      const [number = '', action, protocol, ports = '0', cidr] = rule.replace('!', '').split(' ');
      const [from, to = from] = ports.split('-');
      return `
  ${rule.startsWith('!') ? '«ingress»' : 'ingress'} {
    rule_no    = ${number}
    protocol   = "${protocol}"
    action     = "${action}"
    cidr_block = "${cidr}"
    from_port  = ${from}
    to_port    = ${to}
  }`;
    })
    .join('\n');
}

/** A template with one network ACL, and entries of it. */
export const stack = (entries: string): string => `
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
${entries}`;

/** An entry by its logical id; of what stands in `properties`, a line each, it is the last that counts. */
export function entry(id: string, number: number | string, ...properties: readonly string[]): string {
  const names = new Set(properties.map((line) => line.split(':')[0]));
  const usual = [
    'NetworkAclId: !Ref Acl',
    `RuleNumber: ${number}`,
    'RuleAction: allow',
    'CidrBlock: 10.0.0.0/8',
  ];
  const lines = [...usual.filter((line) => !names.has(line.split(':')[0])), ...properties];
  return `  ${id}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
${lines.map((line) => `      ${line}\n`).join('')}`;
}

/** A rule resource of the network ACL in `acl`; of what stands in `lines` it is the last that counts. */
export function ruleResource(name: string, number: number | string, ...lines: readonly string[]): string {
  const names = new Set(lines.map((line) => line.split(' =')[0]));
  const usual = [
    'network_acl_id = aws_network_acl.web.id',
    `rule_number = ${number}`,
    'rule_action = "allow"',
    'cidr_block = "10.0.0.0/8"',
  ];
  const all = [...usual.filter((line) => !names.has(line.split(' =')[0])), ...lines];
  return `
«resource "aws_network_acl_rule" "${name}"» {
${all.map((line) => `  ${line}\n`).join('')}}
`;
}

/** Takes the marks out of code that is right. */
export function unmarked(code: string): string {
  return code.replace(/[«»]/g, '');
}
