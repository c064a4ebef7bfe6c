import { testRule } from '../../support/rules.ts';

const group = (blocks: number, head = 'resource "aws_security_group" "web"'): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

${head} {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ${list(blocks)}
    ipv6_cidr_blocks = ["2001:db8::/32"]
  }
}
`;
/** Blocks that differ. */
function list(blocks: number): string {
  const block = (_: unknown, i: number): string => `10.${Math.floor(i / 256)}.${i % 256}.0/24`;
  return JSON.stringify(Array.from({ length: blocks }, block));
}

const marked = '«resource "aws_security_group" "web"»';

testRule('quota-sg-rules', {
  invalid: [
    {
      name: '61 rules',
      code: { terraform: group(61, marked) },
      message: /has 61 inbound rules/,
      severity: 'information',
    },
    { name: '1001 rules', code: { terraform: group(1001, marked) }, severity: 'error' },
  ],
  valid: [{ name: '60 rules of one family', code: { terraform: group(60) } }],
});
