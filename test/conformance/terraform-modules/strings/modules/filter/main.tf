variable "vpc_id" {
  type = string
}
variable "subnet_ids" {
  type = map(string)
}
variable "entries" {
  type = map(object({
    action   = string
    protocol = string
    from     = number
    to       = number
    cidr     = string
  }))
}

locals {
  directions = { ingress = false, egress = true }
}

resource "aws_network_acl" "this" {
  vpc_id = var.vpc_id
}

resource "aws_network_acl_rule" "this" {
  for_each = {
    for pair in setproduct(keys(local.directions), keys(var.entries)) : "${pair[0]}${pair[1]}" => merge(var.entries[pair[1]], {
      egress = local.directions[pair[0]]
      number = pair[1]
    })
    if pair[0] == "ingress" || var.entries[pair[1]].action == "allow"
  }

  network_acl_id = aws_network_acl.this.id
  egress         = each.value.egress
  rule_number    = each.value.number
  rule_action    = each.value.action
  protocol       = each.value.protocol
  cidr_block     = each.value.cidr
  from_port      = each.value.from
  to_port        = each.value.to
}

resource "aws_network_acl_association" "this" {
  for_each       = var.subnet_ids
  network_acl_id = aws_network_acl.this.id
  subnet_id      = each.value
}
