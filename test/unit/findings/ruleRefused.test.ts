import { testRule } from '../../support/rules.ts';
import { cfnGroup, group, groupRule } from './groups.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const allow = (from: string, to: string, peers?: string, header = 'ingress'): string =>
  groupRule('tcp', from, to, header, peers);

testRule('rule-refused', {
  invalid: [
    {
      name: 'a port that is none',
      code: {
        terraform: acl(ingress('100 allow tcp 443-70000 10.0.0.0/8').replace('70000', '«70000»')),
        yaml: stack(entry('Web', 100, 'Protocol: 6', 'PortRange: { From: 443, To: «70000» }')),
      },
      severity: 'error',
      message:
        /^This rule of (aws_network_acl\.web|Acl) is refused, and counts as absent: (to_port|To) 70000 is not a port\. Ports are numbers from 0 to 65535/,
    },
    {
      name: 'the higher port first',
      code: {
        terraform: acl(ingress('100 allow tcp 443-80 10.0.0.0/8').replace('= 443', '= «443»')),
        yaml: stack(entry('Web', 100, 'Protocol: 6', 'PortRange: { From: «443», To: 80 }')),
      },
      message: /(from_port|From) 443 is higher than (to_port|To) 80/,
    },
    {
      name: 'no ports for TCP',
      code: {
        yaml: stack(entry('«Web»', 100, 'Protocol: 6')),
        terraform: group(allow('443', 'null', undefined, '«ingress»')),
      },
      message: /is missing.*\. Add it\.$/,
    },
    {
      name: 'a block with a prefix that is none',
      code: {
        terraform: acl(ingress('100 allow tcp 443 10.0.0.0/33').replace('"10.0.0.0/33"', '«"10.0.0.0/33"»')),
        yaml: stack(entry('Web', 100, 'Protocol: -1', 'CidrBlock: «10.0.0.0/33»')),
      },
      message: /"10\.0\.0\.0\/33" is not an IPv4 CIDR block\. Write an address and a prefix length/,
    },
    {
      name: 'an action that is neither',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('a', 100, 'protocol = "-1"', 'rule_action = ALLOW')).replace('ALLOW', '«"Allow"»')}`,
        yaml: stack(entry('Web', 100, 'Protocol: -1', 'RuleAction: «Allow»')),
      },
      message: /"Allow" is neither allow nor deny\. Write allow or deny\./,
    },
    {
      name: 'an ICMP type that is none',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('a', 100, 'protocol = "icmp"', 'icmp_type = TYPE', 'icmp_code = 0')).replace('TYPE', '«300»')}`,
        yaml: stack(entry('Web', 100, 'Protocol: 1', 'Icmp: { Type: «300», Code: 0 }')),
      },
      message: /300 is not an ICMP type or code/,
    },
    {
      name: 'a port of a security group, once for all the blocks of the rule, and each wrong block',
      code: {
        terraform: group(
          allow('«70000»', '70001', 'cidr_blocks = ["10.0.0.0/8", "192.168.0.0/16"]') +
            allow('443', '443', 'cidr_blocks = ["10.0.0.0/8", «"10.0.0.0"», «"any"»]'),
        ),
      },
      message: [/from_port 70000/, /cidr_blocks "10\.0\.0\.0" is/, /cidr_blocks "any" is/],
    },
    {
      name: 'a port of −1, which groups take for ICMP alone',
      code: {
        terraform: group(allow('«-1»', '-1')),
        yaml: cfnGroup('{ IpProtocol: tcp, FromPort: 0, ToPort: «-1», CidrIp: 10.0.0.0/8 }'),
      },
      severity: 'error',
      message: /(from_port|ToPort) -1 is not a port of TCP or UDP\. .*; 0 to 65535 are all\.$/,
    },
    {
      name: 'a protocol security groups do not know',
      code: {
        terraform: group(allow('443', '443').replace('"tcp"', '«"https"»')),
        yaml: cfnGroup('{ IpProtocol: «https», FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }'),
      },
      message: /"https" is not a protocol security groups know\. Write tcp, udp, icmp, icmpv6/,
    },
    {
      name: 'a rule of a group outside the code',
      code: {
        terraform: `
variable "group" {}

resource "aws_security_group_rule" "web" {
  security_group_id = var.group
  type              = «"in"»
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
}
`,
      },
      message: /^This rule is refused, and counts as absent: type "in" is neither ingress nor egress/,
    },
    {
      name: 'a rule for nobody',
      code: {
        terraform: group(allow('443', '443', '', '«ingress»')),
        yaml: cfnGroup('«{ IpProtocol: tcp, FromPort: 443, ToPort: 443 }»'),
      },
      severity: 'warning',
      message: /^This rule of \S+ lets nothing through: it names nobody it is for\./,
    },
  ],
  valid: [
    {
      name: 'the first and the last port, and ports where none are needed',
      code: {
        terraform: acl(ingress('100 allow tcp 0-65535 10.0.0.0/8', '200 allow -1 0 10.0.0.0/8')),
        yaml: stack(
          entry('All', 100, 'Protocol: 6', 'PortRange: { From: 0, To: 65535 }') +
            entry('Rest', 200, 'Protocol: -1') +
            entry('Esp', 300, 'Protocol: 50'),
        ),
      },
    },
    {
      name: 'what other rules are about: numbers and names of protocols',
      code: {
        terraform: acl(ingress('40000 allow tcp 443 10.0.0.0/8', '100 allow TCP 443 10.0.0.0/8')),
        yaml: stack(entry('Web', 100, 'Protocol: tcp')),
      },
    },
    {
      name: 'values nobody knows yet',
      code: {
        terraform: `variable "port" {}\n${group(allow('var.port', 'var.port', 'cidr_blocks = [var.block]'))}variable "block" {}`,
      },
    },
  ],
});
