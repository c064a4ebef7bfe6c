terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.peer]
    }
  }
}

variable "name" {}
variable "cidr" {}
variable "peers" {
  type = list(string)
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name, Owner = "edge" }
}

resource "aws_subnet" "this" {
  count      = 2
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnets(var.cidr, 4, 8, 8)[count.index + 1]
}

resource "aws_network_acl" "this" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = aws_subnet.this.*.id

  dynamic "ingress" {
    for_each = var.peers
    content {
      rule_no    = 10 * (1 + ingress.key)
      protocol   = "tcp"
      action     = "allow"
      cidr_block = ingress.value
      from_port  = 443
      to_port    = 443
    }
  }
}

resource "aws_eip" "peer" {
  provider = aws.peer
  domain   = "vpc"
}

resource "aws_security_group" "peer" {
  name   = "${var.name}-${cidrhost(var.cidr, -2)}"
  vpc_id = aws_vpc.this.id
  ingress = [for index, peer in var.peers : {
    description      = "peer ${index}"
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = [peer]
    ipv6_cidr_blocks = null
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
  egress = []
}

output "cidr" {
  value = aws_vpc.this.cidr_block
}
output "subnets" {
  value = aws_subnet.this[*].cidr_block
}
