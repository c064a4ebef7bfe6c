import { testRule } from '../../support/rules.ts';
import { cfnGroup, group, groupRule } from './groups.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const icmp = (more: string): string =>
  acl(ingress('100 allow icmp 0 10.0.0.0/8').replace('to_port    = 0', `to_port = 0\n${more}`));

testRule('nacl-icmp-zero', {
  invalid: [
    {
      name: 'a block without a type',
      code: { terraform: icmp('').replace('"icmp"', '«"icmp"»') },
      severity: 'warning',
      message:
        /^This rule of aws_network_acl\.web matches echo replies alone: icmp_type is left out, and 0 is sent for it\. Set icmp_type and icmp_code, to -1 both for all of ICMP\.$/,
    },
    {
      name: 'a rule resource with the type where ports belong',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('ping', 100, 'protocol = 1', 'from_port = 8', 'to_port = 0')).replace('= 1\n', '= «1»\n')}`,
      },
      message: /echo replies alone/,
    },
    {
      name: 'ICMPv6 without a type',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('v6', 100, 'protocol = "58"', 'cidr_block = null', 'ipv6_cidr_block = "::/0"')).replace('"58"', '«"58"»')}`,
      },
      message: /type 0 alone, which ICMPv6 does not have/,
    },
    {
      name: 'unreachable messages without a code',
      code: { terraform: icmp('icmp_type = «3»') },
      message: /matches code 0 alone, network unreachable: icmp_code is left out/,
    },
    {
      name: 'zeros in a security group',
      code: {
        terraform: group(groupRule('icmp', '0', '0', '«ingress»')),
        yaml: cfnGroup('«{ IpProtocol: icmp, FromPort: 0, ToPort: 0, CidrIp: 0.0.0.0/0 }»'),
      },
      severity: 'warning',
      message: /matches echo replies alone: of ICMP the two numbers are type and code/,
    },
  ],
  valid: [
    {
      name: 'all of ICMP, pings, and replies to pings that are written',
      code: {
        terraform: icmp('icmp_type = -1\nicmp_code = -1'),
        yaml: stack(
          entry('All', 100, 'Protocol: 1', 'Icmp: { Type: -1, Code: -1 }') +
            entry('Ping', 110, 'Protocol: 1', 'Icmp: { Type: 8, Code: 0 }') +
            entry('Pong', 120, 'Protocol: 1', 'Icmp: { Type: 0, Code: 0 }'),
        ),
      },
    },
    { name: 'a ping without a code, which has none but 0', code: { terraform: icmp('icmp_type = 8') } },
    { name: 'a reply that is written', code: { terraform: icmp('icmp_type = 0\nicmp_code = 0') } },
    { name: 'a type nobody knows yet', code: { terraform: `variable "t" {}\n${icmp('icmp_type = var.t')}` } },
    {
      name: 'ICMPv6 named with an IPv4 block, whose types AWS ignores, and other protocols',
      code: {
        terraform: acl(
          ingress('100 allow 58 0 10.0.0.0/8', '110 allow tcp 443 10.0.0.0/8', '120 allow -1 0 10.0.0.0/8'),
        ),
      },
    },
    {
      name: 'all of ICMP and pings in a security group',
      code: {
        terraform: group(groupRule('icmp', '-1', '-1') + groupRule('icmp', '8', '0')),
        yaml: cfnGroup('{ IpProtocol: icmp, FromPort: 8, ToPort: -1, CidrIp: 0.0.0.0/0 }'),
      },
    },
  ],
});
