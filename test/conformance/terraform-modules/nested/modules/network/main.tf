variable "cidr" {}
variable "admin" {}
variable "rules" {
  type = list(object({
    port = number
    cidr = optional(string, "0.0.0.0/0")
  }))
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_network_acl" "this" {
  vpc_id = aws_vpc.this.id
}

module "rules" {
  source  = "../rules"
  acl_ids = [aws_network_acl.this.id]
  rules   = { for index, rule in concat(var.rules, [{ port = 3389, cidr = var.admin }]) : "rule-${index}" => rule }
}

output "acl_id" {
  value = aws_network_acl.this.id
}
output "cidr" {
  value = aws_vpc.this.cidr_block
}
