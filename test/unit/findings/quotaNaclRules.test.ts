import { testRule } from '../../support/rules.ts';
import { acl, ingress } from './networkAcls.ts';

const rules = (count: number): string =>
  ingress(...Array.from({ length: count }, (_, i) => `${i + 1} allow tcp 443 10.${i}.0.0/16`));
const marked = (count: number): string =>
  acl(rules(count)).replace('resource "aws_network_acl" "web"', '«resource "aws_network_acl" "web"»');

testRule('quota-nacl-rules', {
  invalid: [
    {
      name: '21 rules',
      code: { terraform: marked(21) },
      message: /has 21 inbound rules/,
      severity: 'information',
    },
    { name: '40 rules', code: { terraform: marked(40) }, severity: 'information' },
    { name: '41 rules', code: { terraform: marked(41) }, message: /more than the 40/, severity: 'error' },
  ],
  valid: [{ name: '20 rules', code: { terraform: acl(rules(20)) } }],
});
