import { testRule } from '../../support/rules.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const tcp = 'PortRange: { From: 443, To: 443 }';
const https = ['protocol = "tcp"', 'from_port = 443', 'to_port = 443'];

testRule('nacl-number-range', {
  invalid: [
    {
      name: 'a number AWS keeps for itself',
      code: {
        terraform: acl(ingress('«32767» allow tcp 443 10.0.0.0/8')),
        yaml: stack(entry('Web', '«32767»', 'Protocol: 6', tcp)),
      },
      severity: 'error',
      message:
        /^This rule of (aws_network_acl\.web|Acl) is refused, and counts as absent: (rule_no|RuleNumber) 32767 is not between 1 and 32766\. Give it a free number/,
    },
    {
      name: 'zero, and what a rule resource says',
      code: {
        terraform: `${acl(ingress('«0» allow tcp 443 10.0.0.0/8'))}${unmarked(ruleResource('a', 40000, ...https)).replace('40000', '«40000»')}`,
        yaml: stack(entry('Web', '«0»', 'Protocol: 6', tcp) + entry('Ssh', '«-5»', 'Protocol: -1')),
      },
      severity: 'error',
    },
    {
      name: 'rules of a network ACL outside the code, whose number grows out of the range',
      code: {
        terraform: `
resource "aws_network_acl_rule" "many" {
  count          = 3
  network_acl_id = "acl-0123456789abcdef0"
  rule_number    = «32765 + count.index»
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/8"
  from_port      = 443
  to_port        = 443
}
`,
      },
      message: /^This rule is refused, and counts as absent: rule_number 32767/,
    },
  ],
  valid: [
    {
      name: 'the first and the last number there is',
      code: {
        terraform: acl(ingress('1 allow tcp 443 10.0.0.0/8', '32766 deny tcp 0-65535 10.0.0.0/8')),
        yaml: stack(entry('First', 1, 'Protocol: 6', tcp) + entry('Last', 32766, 'Protocol: -1')),
      },
    },
    {
      name: 'a number nobody knows yet',
      code: {
        terraform: `variable "number" {}\n${acl(ingress('var.number allow tcp 443 10.0.0.0/8'))}`,
        yaml: `Parameters:\n  Number: { Type: Number }\n${stack(entry('Web', '!Ref Number', 'Protocol: 6', tcp)).replace(/^\nAWS.*$/m, '')}`,
      },
    },
  ],
});
