import { testRule } from '../../support/rules.ts';
import { cfnGroup, group, groupRule } from './groups.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const rule = (...lines: readonly string[]): string =>
  `${acl('')}${unmarked(ruleResource('a', 100, ...lines))}`;

testRule('ports-ignored', {
  invalid: [
    {
      name: 'ports of all protocols',
      code: {
        terraform: rule('protocol = "-1"', 'from_port = 443', 'to_port = 443').replace('= 443', '= «443»'),
        yaml: stack(entry('Web', 100, 'Protocol: -1', 'PortRange: { From: «443», To: 443 }')),
      },
      severity: 'warning',
      message:
        /^This rule of (aws_network_acl\.web|Acl) is for every protocol and every port: AWS ignores port 443 where the protocol is -1, all of them\. Name the protocol/,
    },
    {
      name: "ports of all protocols where Terraform's provider refuses them",
      code: {
        terraform: acl(ingress('100 allow -1 80-443 10.0.0.0/8').replace('= 80', '= «80»')),
      },
      severity: 'error',
      message:
        /^This rule of aws_network_acl\.web is refused, and counts as absent: from_port 80 must be 0 where protocol is -1\./,
    },
    {
      name: 'the same of a security group',
      code: { terraform: group(groupRule('-1', '«22»', '22')) },
      severity: 'error',
    },
    {
      name: 'ports of all protocols in a security group that takes them',
      code: {
        terraform: `${group('')}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  from_port         = «22»
  to_port           = 22
  cidr_ipv4         = "10.0.0.0/8"
}
`,
        yaml: cfnGroup('{ IpProtocol: -1, FromPort: «22», ToPort: 22, CidrIp: 10.0.0.0/8 }'),
      },
      severity: 'warning',
      message:
        /^This rule of (aws_security_group\.web|Web) is for every protocol and every port: AWS ignores port 22/,
    },
    {
      name: 'ports of a protocol without any',
      code: {
        terraform: acl(ingress('100 allow esp 500-4500 10.0.0.0/8').replace('= 500', '= «500»')),
        yaml: stack(entry('Vpn', 100, 'Protocol: 50', 'PortRange: { From: «500», To: 4500 }')),
      },
      severity: 'information',
      message: /is for all of protocol 50: AWS ignores ports 500-4500, as protocol 50 has no ports\./,
    },
    {
      name: 'ports of ICMP, which has types',
      code: {
        yaml: stack(
          entry('Ping', 100, 'Protocol: 1', 'Icmp: { Type: 8, Code: 0 }', 'PortRange: { From: «8», To: 8 }'),
        ),
      },
      severity: 'information',
      message: /is for the type and code of icmp it names: AWS ignores port 8, as icmp has no ports/,
    },
  ],
  valid: [
    {
      name: 'what stands for all ports',
      code: {
        terraform:
          rule('protocol = "-1"', 'from_port = 0', 'to_port = 65535') +
          unmarked(ruleResource('b', 110, 'protocol = "-1"', 'from_port = -1', 'to_port = -1')) +
          unmarked(ruleResource('c', 120, 'protocol = "-1"', 'from_port = 1', 'to_port = 65535')) +
          unmarked(ruleResource('d', 130, 'protocol = "-1"', 'from_port = 0', 'to_port = 0')),
        yaml: stack(entry('All', 100, 'Protocol: -1', 'PortRange: { From: 0, To: 65535 }')),
      },
    },
    {
      name: 'ports of TCP and UDP',
      code: {
        terraform: acl(ingress('100 allow tcp 443 10.0.0.0/8', '110 allow udp 53 10.0.0.0/8')),
        yaml: cfnGroup('{ IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: 10.0.0.0/8 }'),
      },
    },
    {
      name: 'types of ICMP where ports stand, as security groups have it',
      code: {
        terraform: group(groupRule('icmp', '8', '0')),
        yaml: cfnGroup('{ IpProtocol: icmpv6, FromPort: 128, ToPort: 0, CidrIpv6: "::/0" }'),
      },
    },
    {
      name: 'ports nobody knows yet',
      code: {
        terraform: `variable "p" {}\n${rule('protocol = "-1"', 'from_port = var.p', 'to_port = var.p')}`,
      },
    },
  ],
});
