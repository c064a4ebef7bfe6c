import { testFixes } from '../../../support/fixes.ts';

const terraform = (more = ''): string => `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
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
