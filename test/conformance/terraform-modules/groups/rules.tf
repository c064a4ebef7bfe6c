resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for rule in local.rules : "${rule.group}/${rule.what}/${rule.kind == "group" ? "sg:" : ""}${rule.value}" => rule }

  security_group_id            = aws_security_group.rules[each.value.group].id
  cidr_ipv4                    = each.value.kind == "cidr" ? each.value.value : null
  cidr_ipv6                    = each.value.kind == "ipv6" ? each.value.value : null
  referenced_security_group_id = each.value.kind == "group" ? aws_security_group.rules[each.value.value].id : null
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.from
  to_port                      = each.value.to
}

resource "aws_vpc_security_group_egress_rule" "open" {
  for_each = toset([for name, group in var.groups : name if group.egress_open && group.style == "rules"])

  security_group_id = aws_security_group.rules[each.key].id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

locals {
  legacy = [for pair in flatten([for name in try(local.by_style.legacy, []) : [for what, rule in var.groups[name].ingress : { name = name, rule = rule }]]) : pair]
}

resource "aws_security_group_rule" "legacy" {
  count = length(local.legacy)

  type              = "ingress"
  security_group_id = aws_security_group.rules[local.legacy[count.index].name].id
  protocol          = local.legacy[count.index].rule.protocol
  from_port         = local.legacy[count.index].rule.port
  to_port           = local.legacy[count.index].rule.port
  cidr_blocks       = local.legacy[count.index].rule.cidrs
}

resource "aws_security_group_rule" "self" {
  count = length(keys(aws_security_group.rules)) > 1 ? 2 : 0

  type              = count.index == 0 ? "ingress" : "egress"
  security_group_id = values(aws_security_group.rules)[count.index].id
  protocol          = ["tcp", "udp"][count.index]
  from_port         = 0
  to_port           = 65535
  self              = true
}
