# JSON beside the native syntax in one folder, overridden in both, with values from files of every name Terraform reads by itself.
variable "cidrs" {
  type = object({
    vpc    = string
    office = list(string)
  })
}

variable "rules" {
  type = list(map(any))
}

locals {
  numbers = range(100, 100 + 10 * length(var.rules), 10)
}

resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.each : subnet.id]

  dynamic "ingress" {
    for_each = zipmap(local.numbers, var.rules)
    content {
      rule_no    = ingress.key
      protocol   = ingress.value["protocol"]
      action     = lookup(ingress.value, "action", "allow")
      cidr_block = ingress.value.cidr
      from_port  = ingress.value.port
      to_port    = lookup(ingress.value, "to", ingress.value.port)
      icmp_type  = lookup(ingress.value, "type", null)
      icmp_code  = lookup(ingress.value, "code", null)
    }
  }

  dynamic "egress" {
    for_each = [for index, office in var.cidrs.office : { number = index + 1, office = office }]
    iterator = it
    content {
      rule_no    = it.value.number
      protocol   = "tcp"
      action     = it.key % 2 == 0 ? "allow" : "deny"
      cidr_block = it.value.office
      from_port  = 1024
      to_port    = 65535
    }
  }

  tags = module.tags.all
}

module "tags" {
  source = "./tags"
  name   = "written in HCL"
  level  = 1
}
