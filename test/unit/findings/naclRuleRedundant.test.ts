import { acl, ingress } from './networkAcls.ts';
import { testRule } from '../../support/rules.ts';

testRule('nacl-rule-redundant', {
  invalid: [
    {
      name: 'a rule a later one repeats for more addresses',
      code: { terraform: acl(ingress('!100 allow tcp 443 10.0.0.0/8', '200 allow tcp 443 0.0.0.0/0')) },
      message: /changes nothing: without it, later inbound rules of aws_network_acl\.web allow every packet/,
      severity: 'hint',
    },
  ],
  valid: [
    {
      name: 'a rule that keeps packets from a deny in between',
      code: {
        terraform: acl(
          ingress(
            '100 allow tcp 443 10.0.0.0/8',
            '150 deny tcp 0-1023 0.0.0.0/0',
            '200 allow tcp 443 0.0.0.0/0',
          ),
        ),
      },
    },
    {
      name: 'a last deny that repeats *',
      code: { terraform: acl(ingress('100 allow tcp 443 0.0.0.0/0', '32766 deny -1 0 0.0.0.0/0')) },
    },
    {
      name: 'a rule that never decides, which has a rule of its own',
      code: { terraform: acl(ingress('100 allow tcp 443 0.0.0.0/0', '200 allow tcp 443 10.0.0.0/8')) },
    },
  ],
});
