import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';

const nat = (head: string, rest = 'allocation_id = aws_eip.nat.id'): string => `
resource "aws_eip" "nat" {}

${head} {
  subnet_id     = aws_subnet.public.id
  ${rest}
}`;
const plain = 'resource "aws_nat_gateway" "main"';

testRule('nat-in-private-subnet', {
  invalid: [
    {
      name: 'a NAT gateway without a way out',
      code: { terraform: publicNetwork({ route: '', more: nat(`«${plain}»`) }) },
      message: /reaches nothing: it is in aws_subnet\.public, and aws_route_table\.public has no route/,
      severity: 'warning',
    },
  ],
  valid: [
    { name: 'one in a public subnet', code: { terraform: publicNetwork({ more: nat(plain) }) } },
    {
      name: 'one behind a firewall',
      code: {
        terraform: publicNetwork({
          route: 'route {\n cidr_block = "0.0.0.0/0"\n vpc_endpoint_id = "vpce-0abc"\n }',
          more: nat(plain),
        }),
      },
    },
    {
      name: 'a private one',
      code: { terraform: publicNetwork({ route: '', more: nat(plain, 'connectivity_type = "private"') }) },
    },
  ],
});
