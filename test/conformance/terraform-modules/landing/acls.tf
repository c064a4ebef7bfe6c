locals {
  acls = merge([for vpc, settings in var.vpcs : { for tier, it in settings.tiers : "${vpc}/${tier}" => merge(it.acl, { vpc = vpc, tier = tier }) }]...)
}

resource "aws_network_acl" "tier" {
  for_each   = local.acls
  vpc_id     = aws_vpc.this[each.value.vpc].id
  subnet_ids = [for key, id in module.subnets[each.value.vpc].ids : id if startswith(key, "${each.value.tier}/")]
}

resource "aws_network_acl_rule" "ingress" {
  for_each = merge([
    for key, acl in local.acls : { for rule in acl.ingress : "${key}#${rule.number}" => merge(rule, { acl = key, cidr = coalesce(rule.cidr, var.vpcs[acl.vpc].cidr) }) }
  ]...)

  network_acl_id = aws_network_acl.tier[each.value.acl].id
  rule_number    = each.value.number
  egress         = false
  protocol       = each.value.protocol
  rule_action    = each.value.action
  cidr_block     = each.value.cidr
  from_port      = each.value.protocol == "-1" ? null : each.value.ports[0]
  to_port        = each.value.protocol == "-1" ? null : each.value.ports[1]
}

resource "aws_network_acl_rule" "replies" {
  for_each = { for pair in setproduct(keys({ for key, acl in local.acls : key => acl if acl.stateless_replies }), ["in", "out"]) : join(" ", pair) => pair }

  network_acl_id = aws_network_acl.tier[each.value[0]].id
  rule_number    = 30000
  egress         = each.value[1] == "out"
  protocol       = 6
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_network_acl_rule" "ipv6" {
  for_each = toset([for key, acl in local.acls : key if var.vpcs[acl.vpc].ipv6])

  network_acl_id  = aws_network_acl.tier[each.value].id
  rule_number     = 110
  protocol        = "58"
  rule_action     = "allow"
  ipv6_cidr_block = "::/0"
  icmp_type       = -1
  icmp_code       = -1
}
