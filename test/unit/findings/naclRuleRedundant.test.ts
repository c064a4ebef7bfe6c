import { acl, ingress } from './networkAcls.ts';
import { testRule } from '../../support/rules.ts';

const blocks = `
variable "blocked" {
  type = string
}

variable "office" {
  type = string
}
`;

/** A rule for a block nobody gave. */
const open = (number: number, action: string, name: string): string =>
  ingress(`${number} ${action} -1 0 ?`).replace('"?"', `var.${name}`);

const https = '100 allow tcp 443 0.0.0.0/0';

testRule('nacl-rule-redundant', {
  invalid: [
    {
      name: 'a rule a later one repeats for more addresses',
      code: { terraform: acl(ingress('!100 allow tcp 443 10.0.0.0/8', '200 allow tcp 443 0.0.0.0/0')) },
      message: /changes nothing: without it, later inbound rules of aws_network_acl\.web allow every packet/,
      severity: 'hint',
    },
    {
      name: 'a rule a later one repeats, whatever open rules before both of them decide',
      code: {
        terraform:
          acl(
            open(90, 'deny', 'blocked') +
              open(95, 'allow', 'office') +
              ingress('!100 allow tcp 443 10.0.0.0/8', '200 allow tcp 443 0.0.0.0/0'),
          ) + blocks,
      },
      message: /changes nothing/,
      severity: 'hint',
    },
  ],
  valid: [
    {
      name: 'a rule for all, after a deny and an allow for blocks nobody gave',
      code: {
        terraform: acl(open(90, 'deny', 'blocked') + open(95, 'allow', 'office') + ingress(https)) + blocks,
      },
    },
    {
      name: 'a rule for all, before an allow and after a deny for blocks nobody gave',
      code: {
        terraform: acl(open(90, 'deny', 'blocked') + ingress(https) + open(110, 'allow', 'office')) + blocks,
      },
    },
    {
      name: 'a rule that keeps packets from a deny for a block nobody gave',
      code: {
        terraform:
          acl(
            open(90, 'deny', 'office') +
              ingress(https) +
              open(150, 'deny', 'blocked') +
              ingress('200 allow tcp 443 0.0.0.0/0'),
          ) + blocks,
      },
    },
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
