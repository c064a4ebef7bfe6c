import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';
import { ingress } from './networkAcls.ts';

const acl = (...rules: readonly string[]): string => `
resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
  ${ingress(...rules)}

  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}`;
const replies = '100 allow tcp 1024-65535 0.0.0.0/0';
const port = (from: number, to = from): string =>
  `ingress {\n    from_port = ${from}\n    to_port = ${to}\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }`;

testRule('nacl-ephemeral-exposes', {
  invalid: [
    {
      name: 'what an ACK scan sees behind an open group',
      code: { terraform: publicNetwork({ more: acl(`!${replies}`) }) },
      message:
        /^Inbound rule 100 of \S+ lets replies in, and with them connections from the internet to tcp 1024-65535 of aws_instance\.web/,
      severity: 'information',
    },
    {
      name: 'one open port of a group',
      code: { terraform: publicNetwork({ group: port(8080), more: acl(`!${replies}`) }) },
      message: /to tcp 8080 of aws_instance\.web: no security group stops them/,
    },
  ],
  valid: [
    {
      name: 'a group that admits low ports only',
      code: { terraform: publicNetwork({ group: port(443), more: acl(replies) }) },
    },
    {
      name: 'a group that admits nobody',
      code: { terraform: publicNetwork({ group: '', more: acl(replies) }) },
    },
    {
      name: 'a network ACL that is open by intent',
      code: { terraform: publicNetwork({ more: acl('100 allow -1 0 0.0.0.0/0') }) },
    },
    {
      name: 'replies from the own network only',
      code: { terraform: publicNetwork({ more: acl('100 allow tcp 1024-65535 10.0.0.0/16') }) },
    },
    {
      name: 'ports an earlier rule decides',
      code: {
        terraform: publicNetwork({ group: port(8080), more: acl('90 deny tcp 8080 0.0.0.0/0', replies) }),
      },
    },
    {
      name: 'a host without a public address',
      code: { terraform: publicNetwork({ publicAddress: false, more: acl(replies) }) },
    },
  ],
});
