/** Small networks in Terraform, for the tests of rules. */

export interface Parts {
  /** Blocks of the security group. */
  readonly group?: string;
  /** The default route; `''` for none. */
  readonly route?: string;
  readonly publicAddress?: boolean;
  readonly gateway?: string;
  readonly instance?: string;
  readonly more?: string;
}

const toGateway = `route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }`;

/** A VPC with one public subnet and an instance in it that everybody reaches; parts replace what is there. */
export function publicNetwork({
  group = 'ingress {\n    from_port = 0\n    to_port = 0\n    protocol = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }',
  route = toGateway,
  publicAddress = true,
  gateway = 'resource "aws_internet_gateway" "main" {\n  vpc_id = aws_vpc.main.id\n}',
  instance = 'resource "aws_instance" "web"',
  more = '',
}: Parts = {}): string {
  return `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

${gateway}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  ${route}
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ${group}
}

${instance} {
  subnet_id                   = aws_subnet.public.id
  vpc_security_group_ids      = [aws_security_group.web.id]
  associate_public_ip_address = ${publicAddress}
}
${more}
`;
}
