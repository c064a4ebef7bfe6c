variable "acl_ids" {
  type = list(string)
}
variable "rules" {
  type = map(object({ port = number, cidr = string }))
}

locals {
  pairs = merge([
    for number, acl in var.acl_ids : {
      for name, rule in var.rules : "${number}-${name}" => merge(rule, { acl = acl, number = number })
    }
  ]...)
}

resource "aws_network_acl_rule" "this" {
  for_each       = local.pairs
  network_acl_id = each.value.acl
  rule_number    = 100 + each.value.number
  egress         = each.value.port == 443
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = each.value.cidr
  from_port      = each.value.port
  to_port        = each.value.port
}

output "admin" {
  value = "198.51.100.0/24"
}
