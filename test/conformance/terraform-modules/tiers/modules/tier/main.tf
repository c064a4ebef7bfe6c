variable "name" {}
variable "vpc_id" {}
variable "cidr" {
  type = string
}
variable "ports" {
  type = list(number)
}
variable "sources" {
  type = set(string)
}
variable "public" {
  type     = bool
  nullable = false
  default  = false
}

resource "aws_subnet" "this" {
  count                   = 2
  vpc_id                  = var.vpc_id
  cidr_block              = cidrsubnet(var.cidr, 4, count.index)
  map_public_ip_on_launch = var.public
}

resource "aws_network_acl" "this" {
  vpc_id     = var.vpc_id
  subnet_ids = [for subnet in aws_subnet.this : subnet.id]

  dynamic "ingress" {
    for_each = { for index, port in var.ports : port => index }
    content {
      rule_no    = 100 + ingress.value * 10
      protocol   = "tcp"
      action     = "allow"
      cidr_block = "0.0.0.0/0"
      from_port  = ingress.key
      to_port    = ingress.key
    }
  }

  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = var.public ? "allow" : "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}

resource "aws_security_group" "this" {
  name   = var.name
  vpc_id = var.vpc_id

  dynamic "ingress" {
    for_each = var.ports
    iterator = port
    content {
      protocol    = "tcp"
      from_port   = port.value
      to_port     = port.value
      cidr_blocks = var.sources
      description = "${var.name} ${port.key}"
    }
  }
}

output "name" {
  value = var.name
}
output "cidr" {
  value = var.cidr
}
output "group_id" {
  value = aws_security_group.this.id
}
