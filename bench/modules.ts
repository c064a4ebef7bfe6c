/** Terraform text of a size, as a practitioner would write it. */

/** A public subnet with a network ACL, a group and an instance: about 70 lines. */
function tier(n: number): string {
  return `
resource "aws_subnet" "tier${n}" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.${n}.0/24"
}

resource "aws_route_table_association" "tier${n}" {
  subnet_id      = aws_subnet.tier${n}.id
  route_table_id = aws_route_table.public.id
}

resource "aws_network_acl" "tier${n}" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.tier${n}.id]

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }
  ingress {
    rule_no    = 110
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}

resource "aws_security_group" "tier${n}" {
  name   = "\${local.name}-tier${n}"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "tier${n}" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.tier${n}.id
  vpc_security_group_ids      = [aws_security_group.tier${n}.id]
  associate_public_ip_address = true
}
`;
}

/** A module of at least `lines` lines. */
export function moduleOf(lines: number): string {
  let text = `variable "name" {
  default = "bench"
}

locals {
  name = "\${var.name}-net"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
`;
  for (let n = 0; text.split('\n').length < lines; n++) text += tier(n);
  return text;
}
