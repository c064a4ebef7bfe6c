import { testRule } from '../../support/rules.ts';
import { acl, entry, ingress, ruleResource, stack, unmarked } from './networkAcls.ts';

const https = ['protocol = "tcp"', 'from_port = 443', 'to_port = 443'];
const rule = (name: string, number: number, ...lines: readonly string[]): string =>
  unmarked(ruleResource(name, number, ...https, ...lines));
const adopted = (rules: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

«resource "aws_default_network_acl" "web"» {
  default_network_acl_id = aws_vpc.main.default_network_acl_id
${rules}
}
`;
const ofDefault = 'network_acl_id = aws_default_network_acl.web.id';

testRule('nacl-inline-and-separate', {
  invalid: [
    {
      name: 'a rule of its own beside blocks',
      code: { terraform: acl(ingress('!100 allow tcp 80 10.0.0.0/8')) + rule('a', 110) },
      severity: 'warning',
      message:
        /^aws_network_acl\.web removes every inbound rule that its ingress blocks do not list, and aws_network_acl_rule\.a adds to them: each is taken away whenever the network ACL is applied\. Write all inbound rules in one of the two ways\.$/,
    },
    {
      name: 'many rules, even where a number is taken twice, told once',
      code: {
        terraform:
          acl(ingress('!100 allow tcp 80 10.0.0.0/8', '90 deny tcp 80 10.1.0.0/16')) +
          rule('a', 100) +
          rule('b', 110, 'count = 1') +
          rule('c', 120),
      },
      message: /and aws_network_acl_rule\.\S+ and 2 more add to them/,
    },
    {
      name: 'an empty list, which is all there is',
      code: {
        terraform:
          acl('ingress = []').replace(
            'resource "aws_network_acl" "web"',
            '«resource "aws_network_acl" "web"»',
          ) + rule('a', 110),
      },
    },
    {
      name: 'a rule of a default network ACL, whose blocks are all there is even where there are none',
      code: { terraform: adopted('') + rule('a', 110, ofDefault, 'egress = true') },
      message: /^aws_default_network_acl\.web removes every outbound rule that its egress blocks do not list/,
    },
  ],
  valid: [
    {
      name: 'blocks alone, and rules of their own alone',
      code: {
        terraform: acl(ingress('100 allow tcp 80 10.0.0.0/8')),
        yaml: stack(entry('Web', 100, 'Protocol: -1') + entry('Out', 100, 'Protocol: -1', 'Egress: true')),
      },
    },
    { name: 'rules without blocks', code: { terraform: acl('') + rule('a', 100) + rule('b', 110) } },
    {
      name: 'blocks in one direction and rules in the other, which Terraform leaves alone',
      code: { terraform: acl(ingress('100 allow tcp 80 10.0.0.0/8')) + rule('a', 110, 'egress = true') },
    },
    {
      name: 'a default network ACL with blocks alone',
      code: { terraform: unmarked(adopted(ingress('100 allow tcp 80 10.0.0.0/8'))) },
    },
    {
      name: 'blocks that are left alone once they are made, and a dynamic block that makes none',
      code: {
        terraform:
          acl(`${ingress('100 allow tcp 80 10.0.0.0/8')}\nlifecycle {\nignore_changes = [ingress]\n}`) +
          rule('a', 110) +
          acl('dynamic "ingress" {\nfor_each = []\ncontent {\nrule_no = 1\n}\n}')
            .replaceAll('web', 'empty')
            .replace(/^resource "aws_vpc"[^}]*}/m, '') +
          rule('b', 110, 'network_acl_id = aws_network_acl.empty.id'),
      },
    },
    {
      name: 'a rule that may not exist',
      code: {
        terraform: `variable "open" {}\n${acl(ingress('100 allow tcp 80 10.0.0.0/8'))}${rule('a', 110, 'count = var.open ? 1 : 0')}`,
      },
    },
  ],
});
