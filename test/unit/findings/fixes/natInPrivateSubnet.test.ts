import { testFixes } from '../../../support/fixes.ts';
import { publicSubnet } from '../../../support/publicSubnet.ts';

const terraform = (more = ''): string => `${publicSubnet}
resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.private.id
}
${more}`;

testFixes('nat-in-private-subnet', {
  fixes: [
    {
      name: 'moves the gateway',
      code: { terraform: terraform() },
      title: /^Put the NAT gateway into aws_subnet\.public$/,
      change: {
        terraform: `
-  subnet_id     = aws_subnet.private.id
+  subnet_id     = aws_subnet.public.id
`,
      },
    },
  ],
  none: [
    {
      name: 'where there are two public subnets',
      code: {
        terraform: terraform(`
resource "aws_subnet" "other" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_route_table_association" "other" {
  subnet_id      = aws_subnet.other.id
  route_table_id = aws_route_table.public.id
}
`),
      },
    },
  ],
});
