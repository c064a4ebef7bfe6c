import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';

const acl = (head: string, rest = ''): string => `${head} {\n  vpc_id = aws_vpc.main.id\n  ${rest}\n}`;
const plain = 'resource "aws_network_acl" "web"';

testRule('nacl-unassociated', {
  invalid: [
    {
      name: 'a network ACL no subnet uses',
      code: { terraform: publicNetwork({ more: acl(`«${plain}»`) }) },
      message: /^aws_network_acl\.web filters nothing: no subnet uses it/,
      severity: 'information',
    },
  ],
  valid: [
    {
      name: 'one a subnet uses',
      code: { terraform: publicNetwork({ more: acl(plain, 'subnet_ids = [aws_subnet.public.id]') }) },
    },
    {
      name: 'one that a resource of its own associates',
      code: {
        terraform: publicNetwork({
          more: `${acl(plain)}\nresource "aws_network_acl_association" "web" {\n  network_acl_id = aws_network_acl.web.id\n  subnet_id = aws_subnet.public.id\n}`,
        }),
      },
    },
    {
      name: 'one that may serve subnets of code that is not read',
      code: {
        terraform: publicNetwork({
          more: `${acl(plain)}\nmodule "subnets" {\n  source = "example.com/subnets/aws"\n  acl = aws_network_acl.web.id\n}`,
        }),
      },
    },
    {
      name: 'one the root module puts out',
      code: {
        terraform: publicNetwork({
          more: `${acl(plain)}\noutput "acl" {\n  value = aws_network_acl.web.id\n}`,
        }),
      },
    },
    {
      name: 'code without subnets',
      code: { terraform: `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n${acl(plain)}` },
    },
  ],
});
