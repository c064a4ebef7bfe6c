import { testRule } from '../../support/rules.ts';
import { cfnGroup, group, groupRule } from './groups.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const https = ['protocol = "tcp"', 'from_port = 443', 'to_port = 443'];

testRule('cidr-host-bits', {
  invalid: [
    {
      name: 'bits that AWS clears',
      code: {
        terraform: `${acl('')}${unmarked(ruleResource('a', 100, ...https, 'cidr_block = "203.0.113.7/24"')).replace('"203.0.113.7/24"', '«"203.0.113.7/24"»')}`,
        yaml: stack(entry('Web', 100, 'Protocol: -1', 'CidrBlock: «203.0.113.7/24»')),
      },
      severity: 'information',
      message:
        /^This rule of (aws_network_acl\.web|Acl) is for all of 203\.0\.113\.0\/24: AWS clears the bits that (cidr_block|CidrBlock) "203\.0\.113\.7\/24" has behind its prefix\. Write that block, or \/32 for the one address\.$/,
    },
    {
      name: 'an address with a prefix of 0, which is everybody',
      code: { yaml: cfnGroup('{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: «192.168.1.0/0» }') },
      severity: 'warning',
      message: /^This rule of Web is for everybody, 0\.0\.0\.0\/0: AWS clears the bits/,
    },
    {
      name: 'bits of an IPv6 block',
      code: {
        yaml: stack(
          entry('Web', 100, 'Protocol: -1', 'Ipv6CidrBlock: «"2001:db8::1/64"»').replace(
            / *CidrBlock: 10.*\n/,
            '',
          ),
        ),
      },
      message: /is for all of 2001:db8::\/64.*or \/128 for the one address/,
    },
    {
      name: "bits that Terraform's provider refuses",
      code: {
        terraform: acl(ingress('100 allow tcp 443 10.0.0.1/8').replace('"10.0.0.1/8"', '«"10.0.0.1/8"»')),
      },
      severity: 'error',
      message:
        /is refused, and counts as absent: cidr_block "10\.0\.0\.1\/8" has bits set behind its prefix\. Write 10\.0\.0\.0\/8 for the whole block\.$/,
    },
    {
      name: 'the one block of several in a security group',
      code: {
        terraform: group(
          groupRule('tcp', '443', '443', 'ingress', 'cidr_blocks = ["10.0.0.0/8", «"192.168.1.1/16"»]'),
        ),
      },
      severity: 'error',
      message: /Write 192\.168\.0\.0\/16/,
    },
    {
      name: 'bits in a security group of a template',
      code: { yaml: cfnGroup('{ IpProtocol: -1, CidrIp: «10.1.2.3/8» }') },
      severity: 'information',
      message: /^This rule of Web is for all of 10\.0\.0\.0\/8/,
    },
  ],
  valid: [
    {
      name: 'blocks, single addresses and everybody',
      code: {
        terraform: acl(
          ingress(
            '100 allow tcp 443 10.0.0.0/8',
            '110 allow tcp 443 203.0.113.7/32',
            '120 allow -1 0 0.0.0.0/0',
          ),
        ),
        yaml: stack(entry('One', 100, 'Protocol: -1', 'CidrBlock: 203.0.113.7/32')),
      },
    },
    {
      name: 'a block nobody knows yet',
      code: {
        terraform: `variable "b" {}\n${acl('')}${unmarked(ruleResource('a', 100, ...https, 'cidr_block = var.b'))}`,
      },
    },
  ],
});
