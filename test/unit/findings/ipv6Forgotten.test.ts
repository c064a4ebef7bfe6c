import { testRule } from '../../support/rules.ts';
import { dualStack, dualStackTemplate } from './dualStack.ts';
import { groupRule } from './groups.ts';
import { entry, ingress } from './networkAcls.ts';

const everybody = (header: string, block = 'cidr_blocks = ["0.0.0.0/0"]'): string =>
  groupRule('-1', '0', '0', header, block);
const both = 'cidr_blocks = ["0.0.0.0/0"]\nipv6_cidr_blocks = ["::/0"]';
const openGroup = everybody('ingress', both) + everybody('egress', both);
const openAcl = (mark: string): string =>
  ingress(`${mark}100 allow -1 0 0.0.0.0/0`) +
  ingress('100 allow -1 0 0.0.0.0/0').replace('ingress', 'egress');
const v6 = (rule: string): string => ingress(rule).replace('cidr_block = ', 'ipv6_cidr_block = ');
const cfnIngress = (block: string): string => `      SecurityGroupIngress:\n        - ${block}`;
const https = 'IpProtocol: tcp, FromPort: 443, ToPort: 443';
const openEntries = (mark = ''): string =>
  entry(mark === '' ? 'In' : '«In»', 100, 'Protocol: -1', 'CidrBlock: 0.0.0.0/0') +
  entry('Out', 100, 'Protocol: -1', 'CidrBlock: 0.0.0.0/0', 'Egress: true');

testRule('ipv6-forgotten', {
  invalid: [
    {
      name: 'a network ACL that opens up to IPv4 alone',
      code: {
        terraform: dualStack({ acl: openAcl('!'), group: openGroup }),
        yaml: dualStackTemplate(
          `      SecurityGroupIngress:\n        - { ${https}, CidrIp: 0.0.0.0/0 }\n        - { ${https}, CidrIpv6: "::/0" }`,
          openEntries('!'),
        ),
      },
      severity: 'information',
      message:
        /^(aws_instance\.web|Web) has an IPv6 address that works in neither direction: (aws_network_acl\.web|Acl) opens up to 0\.0\.0\.0\/0, which does not cover IPv6, and has no rule for ::\/0\. Add rules for ::\/0, or a deny/,
    },
    {
      name: 'a security group that lets IPv4 in alone',
      code: {
        terraform: dualStack({ group: everybody('«ingress»') + everybody('egress', both) }),
        yaml: dualStackTemplate(cfnIngress(`«{ ${https}, CidrIp: 0.0.0.0/0 }»`)),
      },
      severity: 'hint',
      message:
        /^(aws_instance\.web|Web) has an IPv6 address and nobody on the internet reaches it: \S+ lets 0\.0\.0\.0\/0 in/,
    },
    {
      name: 'a security group that lets packets out to IPv4 alone',
      code: {
        terraform: dualStack({ group: everybody('ingress', both) + everybody('«egress»') }),
        yaml: dualStackTemplate(
          `${cfnIngress(`{ ${https}, CidrIpv6: "::/0" }`)}\n      SecurityGroupEgress:\n        - «{ IpProtocol: -1, CidrIp: 0.0.0.0/0 }»`,
        ),
      },
      severity: 'information',
      message: /opens no connections to the internet by it: \S+ lets packets out to 0\.0\.0\.0\/0/,
    },
    {
      name: 'egress by an egress-only gateway, by which nobody comes in',
      code: {
        terraform: dualStack({
          group: everybody('ingress') + everybody('«egress»'),
          route: 'egress_only_gateway_id = aws_egress_only_internet_gateway.out.id',
        }),
      },
      severity: 'information',
    },
    {
      name: 'the network ACL alone where both forget',
      code: {
        terraform: dualStack({ acl: openAcl('!'), group: everybody('ingress') + everybody('egress') }),
      },
    },
  ],
  valid: [
    {
      name: 'rules for both families',
      code: {
        terraform: dualStack({
          acl:
            openAcl('') + v6('110 allow -1 0 ::/0') + v6('110 allow -1 0 ::/0').replace('ingress', 'egress'),
          group: openGroup,
        }),
        yaml: dualStackTemplate(
          `      SecurityGroupIngress:\n        - { ${https}, CidrIp: 0.0.0.0/0 }\n        - { ${https}, CidrIpv6: "::/0" }`,
        ),
      },
    },
    {
      name: 'IPv6 that is shut by a rule that says so',
      code: { terraform: dualStack({ acl: openAcl('') + v6('110 deny -1 0 ::/0'), group: openGroup }) },
    },
    {
      name: 'IPv6 for less than IPv4',
      code: {
        terraform: dualStack({
          group:
            everybody('ingress') +
            groupRule('tcp', '443', '443', 'ingress', 'ipv6_cidr_blocks = ["2001:db8::/32"]') +
            everybody('egress', both),
        }),
      },
    },
    {
      name: 'a subnet with IPv6 and an instance without an address',
      code: { terraform: dualStack({ acl: openAcl(''), group: openGroup, assigns: false }) },
    },
    {
      name: 'an address without a way to the internet',
      code: { terraform: dualStack({ acl: openAcl(''), group: everybody('ingress'), route: '' }) },
    },
    {
      name: 'rules for a few IPv4 blocks, which have no twin in IPv6',
      code: {
        terraform: dualStack({
          group:
            everybody('ingress', 'cidr_blocks = ["192.0.2.0/24"]') +
            everybody('egress', 'cidr_blocks = ["10.0.0.0/8"]'),
        }),
      },
    },
  ],
});
