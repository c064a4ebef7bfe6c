import { testRule } from '../../support/rules.ts';
import { acl, entry, ingress, stack } from './networkAcls.ts';

const named = (name: string): string => acl(ingress(`100 allow ${name} 0-65535 10.0.0.0/8`));
const number = (text: string): string => stack(entry('Web', 100, `Protocol: ${text}`));

testRule('nacl-protocol-name', {
  invalid: [
    {
      name: 'a name in capital letters, and a name where a number belongs',
      code: {
        terraform: named('TCP').replace('"TCP"', '«"TCP"»'),
        yaml: number('«tcp»'),
      },
      severity: 'error',
      message:
        /^This rule of (aws_network_acl\.web|Acl) is refused, and counts as absent: (protocol "TCP" is not a protocol network ACLs know\. Write tcp|Protocol "tcp" is not an IP protocol number\. Write 6)\.$/,
    },
    {
      name: "security groups' name for ICMPv6",
      code: { terraform: named('icmpv6').replace('"icmpv6"', '«"icmpv6"»'), yaml: number('«icmpv6»') },
      message: /Write (ipv6-icmp|58)\.$/,
    },
    {
      name: 'any, which is all',
      code: { terraform: named('any').replace('"any"', '«"any"»'), yaml: number('«"*"»') },
      message: /Write (all|-1)\.$/,
    },
    {
      name: 'what is no protocol at all',
      code: { terraform: named('https').replace('"https"', '«"https"»'), yaml: number('«https»') },
      message: /Write (tcp, udp, icmp, ipv6-icmp, another keyword|6 for TCP, 17 for UDP)/,
    },
    {
      name: 'a number there is none of',
      code: { terraform: named('300').replace('"300"', '«"300"»'), yaml: number('«300»') },
    },
    {
      name: "a number the provider's table does not have",
      code: { terraform: named('143').replace('"143"', '«"143"»') },
    },
  ],
  valid: [
    {
      name: 'keywords and numbers',
      code: {
        terraform: acl(
          ingress(
            ...['tcp', 'udp', 'icmp', 'ipv6-icmp', 'esp', '6', '50', '-1', 'all'].map(
              (name, i) => `${i + 1} allow ${name} 0 10.0.0.0/8`,
            ),
          ),
        ),
        yaml: stack(
          entry('Tcp', 100, 'Protocol: "6"', 'PortRange: { From: 1, To: 2 }') +
            entry('All', 110, 'Protocol: -1') +
            entry('Odd', 120, 'Protocol: 143'),
        ),
      },
    },
  ],
});
