import { acl, ingress } from './networkAcls.ts';
import { testRule } from '../../support/rules.ts';

testRule('nacl-rule-partly-shadowed', {
  invalid: [
    {
      name: 'an allow that a deny cuts across',
      code: {
        terraform: acl(ingress('100 deny tcp 0-1023 0.0.0.0/0', '!200 allow tcp 1000-2000 0.0.0.0/0')),
      },
      message:
        /allows less than it says: inbound rule 100 of aws_network_acl\.web denies some of its packets first/,
      severity: 'hint',
    },
  ],
  valid: [
    {
      name: 'an exception in front of a wider allow',
      code: { terraform: acl(ingress('100 deny tcp 22 0.0.0.0/0', '200 allow tcp 0-65535 0.0.0.0/0')) },
    },
    {
      name: 'a block list for all protocols',
      code: { terraform: acl(ingress('100 deny -1 0 203.0.113.0/24', '200 allow tcp 443 0.0.0.0/0')) },
    },
    {
      name: 'a port carved out of what a network may do (N45)',
      code: { terraform: acl(ingress('90 deny tcp 3389 0.0.0.0/0', '110 allow tcp 0-65535 10.0.0.0/16')) },
    },
    {
      name: 'allows that overlap',
      code: {
        terraform: acl(ingress('100 allow tcp 0-1023 0.0.0.0/0', '200 allow tcp 1000-2000 0.0.0.0/0')),
      },
    },
    {
      name: 'a network kept out of all that is allowed',
      code: { terraform: acl(ingress('100 deny tcp 443 203.0.113.0/24', '200 allow tcp 443 0.0.0.0/0')) },
    },
  ],
});
