/**
 * Terraform code of one instance with a public address whose security group opens port 80 to some and port 22 to others: for
 * tests in which a data source says who.
 */

/** @param peers lists of blocks as they stand in the code, without brackets. */
export function webInOwnVpc(peers: { readonly port80: string; readonly port22: string }): string {
  return `
resource "aws_vpc" "own" { cidr_block = "10.9.0.0/16" }
resource "aws_internet_gateway" "own" { vpc_id = aws_vpc.own.id }
resource "aws_subnet" "own" {
  vpc_id                  = aws_vpc.own.id
  cidr_block              = "10.9.1.0/24"
  map_public_ip_on_launch = true
}
resource "aws_default_route_table" "own" {
  default_route_table_id = aws_vpc.own.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.own.id
  }
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.own.id
  ingress {
    protocol    = "tcp"
    from_port   = 80
    to_port     = 80
    cidr_blocks = [${peers.port80}]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = [${peers.port22}]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.own.id
  private_ip             = "10.9.1.10"
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
}
