variable "name" {}
variable "vpc" {
  type = object({ id = string, cidr = string })
}
variable "number" {
  type = number
}
variable "below" {
  type = string
}
variable "peers" {
  type = map(string)
}

resource "aws_subnet" "this" {
  vpc_id     = var.vpc.id
  cidr_block = cidrsubnet(var.vpc.cidr, 8, var.number * 16)
}

resource "aws_security_group" "this" {
  name   = "${var.name}${var.below == null ? "" : " to ${var.below}"}"
  vpc_id = var.vpc.id
}

resource "aws_network_acl" "this" {
  vpc_id     = var.vpc.id
  subnet_ids = [aws_subnet.this.id]
}

module "inbound" {
  source   = "../rules"
  for_each = var.peers == {} ? {} : { for peer, cidr in var.peers : peer => cidr }
  acl_id   = aws_network_acl.this.id
  first    = 100 + 100 * index(keys(var.peers), each.key)
  cidrs    = [each.value]
}

module "outbound" {
  source = "../rules"
  acl_id = aws_network_acl.this.id
  first  = 500
  cidrs  = length(var.peers) > 0 ? cidrsubnets(var.vpc.cidr, 1, 2, 2) : [var.vpc.cidr]
  egress = true
}

output "name" {
  value = var.name
}
output "cidr" {
  value = aws_subnet.this.cidr_block
}
output "group_id" {
  value = aws_security_group.this.id
}
output "numbers" {
  value = merge({ out = module.outbound.last }, { for peer, inbound in module.inbound : peer => inbound.last })
}
