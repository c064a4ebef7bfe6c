import { testRule } from '../../support/rules.ts';
import { dualStack, dualStackTemplate } from './dualStack.ts';
import { groupRule } from './groups.ts';
import { entry, ingress } from './networkAcls.ts';

const both = 'cidr_blocks = ["0.0.0.0/0"]\nipv6_cidr_blocks = ["::/0"]';
const group = groupRule('-1', '0', '0', 'ingress', both) + groupRule('-1', '0', '0', 'egress', both);
const egress = (rule: string): string => ingress(rule).replace('ingress', 'egress');
const v6 = (code: string): string => code.replace('cidr_block = ', 'ipv6_cidr_block = ');
const tcp =
  ingress('100 allow tcp 443 0.0.0.0/0', '110 allow tcp 1024-65535 0.0.0.0/0') +
  egress('100 allow tcp 0-65535 0.0.0.0/0');
const icmp = (type: number, code: number, number = 120, protocol = 'icmp'): string =>
  ingress(`${number} allow ${protocol} 0 0.0.0.0/0`).replace(
    'to_port    = 0',
    `to_port = 0\nicmp_type = ${type}\nicmp_code = ${code}`,
  );
const cfnGroup = '      SecurityGroupIngress:\n        - { IpProtocol: -1, CidrIp: 0.0.0.0/0 }';
const cfnTcp =
  entry('Https', 100, 'Protocol: 6', 'CidrBlock: 0.0.0.0/0', 'PortRange: { From: 443, To: 443 }') +
  entry(
    'Out',
    100,
    'Protocol: 6',
    'CidrBlock: 0.0.0.0/0',
    'PortRange: { From: 1024, To: 65535 }',
    'Egress: true',
  );
const stack = (more = '', mark = true): string => {
  const code = dualStackTemplate(cfnGroup, cfnTcp + more);
  return mark ? code.replace('  Acl: {', '  «Acl»: {') : code;
};

testRule('pmtud-blocked', {
  invalid: [
    {
      name: 'TCP without the ICMP it needs',
      code: { terraform: dualStack({ acl: tcp, group, marked: true }), yaml: stack() },
      severity: 'information',
      message:
        /^(aws_network_acl\.web|Acl) lets (aws_instance\.web|Web) talk with the internet and drops ICMP type 3 code 4, by which routers ask for smaller packets: where a path takes less than usual, connections open and then hang\. Allow inbound icmp type 3 code 4 from 0\.0\.0\.0\/0\.$/,
    },
    {
      name: 'pings without it, and a deny of all ICMP',
      code: {
        terraform: dualStack({ acl: tcp + icmp(8, 0), group, marked: true }),
        yaml: stack(
          entry(
            'NoIcmp',
            90,
            'Protocol: 1',
            'RuleAction: deny',
            'CidrBlock: 0.0.0.0/0',
            'Icmp: { Type: -1, Code: -1 }',
          ) + entry('All', 120, 'Protocol: -1', 'CidrBlock: 0.0.0.0/0'),
        ),
      },
    },
    {
      name: 'both families at once',
      code: {
        terraform: dualStack({
          acl: tcp + v6(ingress('200 allow tcp 0-65535 ::/0')) + v6(egress('200 allow tcp 0-65535 ::/0')),
          group,
          marked: true,
        }).replace('assign_generated_ipv6_cidr_block = true', 'ipv6_cidr_block = "2600:1f18:1:a00::/56"'),
      },
      message:
        /drops ICMP type 3 code 4 and ICMPv6 type 2, .* Allow inbound icmp type 3 code 4 from 0\.0\.0\.0\/0 and icmpv6 type 2 from ::\/0\.$/,
    },
  ],
  valid: [
    {
      name: 'ICMP that is let in, as much as is needed or all of it',
      code: {
        terraform: dualStack({ acl: tcp + icmp(3, 4), group }),
        yaml: stack(
          entry('Icmp', 120, 'Protocol: 1', 'CidrBlock: 0.0.0.0/0', 'Icmp: { Type: 3, Code: -1 }'),
          false,
        ),
      },
    },
    {
      name: 'the default network ACL',
      code: { terraform: dualStack({ group }), yaml: dualStackTemplate(cfnGroup) },
    },
    {
      name: 'no connections at all, as a network ACL without replies has it',
      code: { terraform: dualStack({ acl: ingress('100 allow tcp 443 0.0.0.0/0'), group }) },
    },
    {
      name: 'connections within the VPC',
      code: {
        terraform: dualStack({
          acl: ingress('100 allow tcp 0-65535 10.0.0.0/16') + egress('100 allow tcp 0-65535 10.0.0.0/16'),
          group,
        }),
      },
    },
    {
      name: 'an instance no security group lets talk',
      code: { terraform: dualStack({ acl: tcp, group: '' }) },
    },
    {
      name: 'an ICMP type nobody knows yet',
      code: {
        terraform: `variable "t" {}\n${dualStack({ acl: tcp + icmp(3, -1).replace('= 3', '= var.t'), group })}`,
      },
    },
  ],
});
