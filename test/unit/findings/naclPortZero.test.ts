import { testRule } from '../../support/rules.ts';
import { cfnGroup, group, groupRule } from './groups.ts';
import { acl, entry, ingress, ruleResource, stack } from './networkAcls.ts';

testRule('nacl-port-zero', {
  invalid: [
    {
      name: 'zeros where all ports were meant',
      code: {
        terraform: acl(ingress('!100 allow tcp 0 0.0.0.0/0')),
        yaml: stack(entry('«Web»', 100, 'Protocol: 6', 'PortRange: { From: 0, To: 0 }')),
      },
      severity: 'warning',
      message:
        /^This rule of (aws_network_acl\.web|Acl) matches tcp port 0 alone, which nothing uses: 0 to 0 is a range like any other where the protocol is tcp\. Write 0 to 65535 for all ports\.$/,
    },
    {
      name: 'a deny of nothing but port 0',
      code: {
        terraform: acl(ingress('!100 deny udp 0 0.0.0.0/0')),
        yaml: stack(
          entry('«Web»', 100, 'Protocol: 17', 'RuleAction: deny', 'PortRange: { From: "0", To: "0" }'),
        ),
      },
      message: /matches udp port 0 alone/,
    },
    {
      name: 'a rule resource without ports',
      code: { terraform: `${acl('')}${ruleResource('a', 100, 'protocol = "tcp"')}` },
      message: /from_port and to_port are left out, and 0 is sent for them/,
    },
    {
      name: 'zeros in a security group, once for all its blocks',
      code: {
        terraform: group(
          groupRule('tcp', '0', '0', '«ingress»', 'cidr_blocks = ["10.0.0.0/8", "192.168.0.0/16"]'),
        ),
        yaml: cfnGroup('«{ IpProtocol: tcp, FromPort: 0, ToPort: 0, CidrIp: 0.0.0.0/0 }»'),
      },
      message: /matches tcp port 0 alone/,
    },
  ],
  valid: [
    {
      name: 'zeros where the protocol has no ports or is all of them, and whole ranges',
      code: {
        terraform: acl(
          ingress('100 allow -1 0 0.0.0.0/0', '110 allow tcp 0-65535 0.0.0.0/0', '120 allow esp 0 0.0.0.0/0'),
        ),
        yaml: stack(
          entry('All', 100, 'Protocol: -1', 'PortRange: { From: 0, To: 0 }') +
            entry('Tcp', 110, 'Protocol: 6', 'PortRange: { From: 0, To: 65535 }'),
        ),
      },
    },
    {
      name: 'all of everything in a security group',
      code: {
        terraform: group(groupRule('-1', '0', '0')),
        yaml: cfnGroup('{ IpProtocol: -1, FromPort: 0, ToPort: 0, CidrIp: 0.0.0.0/0 }'),
      },
    },
  ],
});
