import { testRule } from '../../support/rules.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const https = ['protocol = "tcp"', 'from_port = 443', 'to_port = 443'];
const http = ['protocol = "tcp"', 'from_port = 80', 'to_port = 80'];
const tcp = (port: number): string => `PortRange: { From: ${port}, To: ${port} }`;
const conditional = (id: string, condition: string, port: number): string =>
  entry(id, 100, 'Protocol: 6', tcp(port)).replace(
    '    Properties',
    `    Condition: ${condition}\n    Properties`,
  );

testRule('nacl-duplicate-number', {
  invalid: [
    {
      name: 'two rules of one direction under one number',
      code: {
        terraform: acl(ingress('100 allow tcp 443 10.0.0.0/8', '!100 allow tcp 80 10.0.0.0/8')),
        yaml: stack(
          entry('Web', 100, 'Protocol: 6', tcp(443)) + entry('«Plain»', 100, 'Protocol: 6', tcp(80)),
        ),
        json: JSON.stringify({
          Resources: {
            Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
            ...Object.fromEntries(
              ['Web', '«Plain»'].map((id) => [
                id,
                {
                  Type: 'AWS::EC2::NetworkAclEntry',
                  Properties: {
                    NetworkAclId: { Ref: 'Acl' },
                    RuleNumber: 100,
                    Protocol: -1,
                    RuleAction: 'allow',
                    CidrBlock: id === 'Web' ? '10.0.0.0/8' : '192.168.0.0/16',
                  },
                },
              ]),
            ),
          },
        }).replace('"«Plain»"', '«"Plain"»'),
      },
      severity: 'error',
      message:
        /^(aws_network_acl\.web|Acl) has two inbound rules under number 100, this one and (an earlier block|Web), and AWS takes only one of them\. Give one of them a free number\.$/,
    },
    {
      name: 'one for IPv4 and one for IPv6',
      code: {
        terraform: acl(
          ingress('100 allow tcp 443 10.0.0.0/8', '!100 allow tcp 443 ::/0').replace(
            'cidr_block = "::/0"',
            'ipv6_cidr_block = "::/0"',
          ),
        ),
        yaml: stack(
          entry('Web', 100, 'Protocol: -1') +
            entry('«Web6»', 100, 'Protocol: -1', 'Ipv6CidrBlock: "::/0"').replace(/ *CidrBlock: 10.*\n/, ''),
        ),
      },
    },
    {
      name: 'two resources, even if they say the same',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('a', 100, ...https))}${ruleResource('b', 100, ...https)}`,
      },
      message: /this one and aws_network_acl_rule\.a,/,
    },
    {
      name: 'a block and a rule of its own',
      code: {
        terraform: `${acl(ingress('100 allow tcp 443 10.0.0.0/8'))}${ruleResource('a', 100, ...http)}`,
      },
      message: /this one and a block of aws_network_acl\.web,/,
    },
    {
      name: 'one resource many times over, told once',
      code: {
        terraform: `${acl('')}${ruleResource('a', 100, 'count = 4', ...https, 'cidr_block = "10.${count.index}.0.0/16"')}`,
      },
      message:
        /aws_network_acl_rule\.a\[1\] and aws_network_acl_rule\.a\[0\].* The same holds for aws_network_acl_rule\.a\[2\]/,
    },
    {
      name: "a number that AWS' own entry has",
      code: {
        yaml: stack(
          entry('«Web»', 100, 'NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl', 'Protocol: 6', tcp(443)),
        ),
        terraform: `${acl('')}${ruleResource('a', 100, ...https, 'network_acl_id = aws_vpc.main.default_network_acl_id')}`,
      },
      severity: 'error',
      message: /is refused, and counts as absent: rule number 100 is taken by AWS' own entry of/,
    },
  ],
  valid: [
    {
      name: 'one number in both directions',
      code: {
        terraform: acl(
          ingress('100 allow tcp 443 10.0.0.0/8') +
            ingress('100 allow tcp 1024-65535 10.0.0.0/8').replace('ingress', 'egress'),
        ),
        yaml: stack(
          entry('In', 100, 'Protocol: 6', tcp(443)) + entry('Out', 100, 'Protocol: -1', 'Egress: true'),
        ),
      },
    },
    {
      name: 'one number in two network ACLs',
      code: {
        terraform: `${acl(ingress('100 allow tcp 443 10.0.0.0/8'))}
resource "aws_network_acl" "other" {
  vpc_id = aws_vpc.main.id
${ingress('100 allow tcp 80 10.0.0.0/8')}
}`,
      },
    },
    {
      name: 'one block written twice, which is a set',
      code: { terraform: acl(ingress('100 allow tcp 443 10.0.0.0/8', '100 allow tcp 443 10.0.0.0/8')) },
    },
    {
      name: 'one rule or the other, as a condition has it',
      code: {
        terraform: `variable "open" {}
${acl('')}${unmarked(ruleResource('a', 100, 'count = var.open ? 1 : 0', ...https))}${unmarked(ruleResource('b', 100, 'count = var.open ? 0 : 1', ...http))}`,
        yaml: `Parameters:
  Open: { Type: String, AllowedValues: ["yes", "no"] }
Conditions:
  IsOpen: !Equals [!Ref Open, "yes"]
  IsShut: !Not [!Condition IsOpen]
${stack(conditional('Web', 'IsOpen', 443) + conditional('Plain', 'IsShut', 80)).replace(/^\nAWS.*$/m, '')}`,
      },
    },
  ],
});
