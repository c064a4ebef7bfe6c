import { acl, ingress } from './networkAcls.ts';
import { testRule } from '../../support/rules.ts';

testRule('nacl-deny-after-allow', {
  invalid: [
    {
      name: 'a deny for one network behind an allow for all',
      code: {
        terraform: acl(ingress('100 allow tcp 0-65535 0.0.0.0/0', '!200 deny tcp 0-65535 203.0.113.0/24')),
      },
      message: /comes too late: inbound rule 100 of aws_network_acl\.web allows every packet it denies first/,
      severity: 'warning',
    },
    {
      name: 'one that allows take together',
      code: {
        terraform: acl(
          ingress('100 allow tcp 22 0.0.0.0/1', '110 allow tcp 22 128.0.0.0/1', '!120 deny tcp 22 0.0.0.0/0'),
        ),
      },
      message: /inbound rules 100 and 110 of \S+ allow every packet/,
      severity: 'warning',
    },
    {
      name: 'one that loses a part to an allow that reaches further',
      code: {
        terraform: acl(ingress('100 allow tcp 1000-2000 0.0.0.0/0', '!200 deny tcp 1500-3000 0.0.0.0/0')),
      },
      message: /allows some of the packets it denies first/,
      severity: 'information',
    },
  ],
  valid: [
    {
      name: 'a deny in front',
      code: { terraform: acl(ingress('100 deny tcp 22 0.0.0.0/0', '200 allow -1 0 0.0.0.0/0')) },
    },
    {
      name: 'an exception in front of a wider deny',
      code: { terraform: acl(ingress('100 allow tcp 443 0.0.0.0/0', '200 deny tcp 0-1023 0.0.0.0/0')) },
    },
    {
      name: 'a trusted network in front of a deny for the others',
      code: { terraform: acl(ingress('100 allow -1 0 10.0.0.0/8', '200 deny tcp 22 0.0.0.0/0')) },
    },
    {
      name: 'a last deny for everything',
      code: { terraform: acl(ingress('100 allow tcp 443 0.0.0.0/0', '32766 deny -1 0 0.0.0.0/0')) },
    },
    {
      name: 'a deny of another protocol',
      code: { terraform: acl(ingress('100 allow tcp 22 0.0.0.0/0', '200 deny udp 22 0.0.0.0/0')) },
    },
  ],
});
