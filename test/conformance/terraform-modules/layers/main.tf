# Modules four deep, with for_each, count and conditions on the way down, and outputs gathered on the way up.
locals {
  stacks = {
    live    = { cidr = "10.200.0.0/16", tiers = ["web", "app", "db"], strict = true }
    staging = { cidr = "10.201.0.0/16", tiers = ["web", "db"], strict = false }
  }
}

module "stack" {
  source   = "./modules/stack"
  for_each = local.stacks
  name     = each.key
  settings = each.value
  peers    = { for name, stack in local.stacks : name => stack.cidr if name != each.key }
}

module "audit" {
  source = "./modules/stack"
  count  = anytrue(values(local.stacks)[*].strict) ? 1 : 0
  name   = "audit"
  settings = {
    cidr  = "10.202.0.0/16"
    tiers = []
  }
}

resource "aws_security_group" "gathered" {
  count = length(module.audit)
  name  = "gathered"

  ingress {
    protocol        = "tcp"
    from_port       = 6514
    to_port         = 6514
    security_groups = flatten(values(module.stack)[*].group_ids)
    cidr_blocks     = concat(module.audit[*].cidr, flatten([for stack in module.stack : values(stack.tier_cidrs)]))
  }
}

resource "aws_vpc_security_group_ingress_rule" "number" {
  for_each          = merge(values(module.stack)[*].rule_numbers...)
  security_group_id = aws_security_group.gathered[0].id
  ip_protocol       = "udp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = module.stack["live"].tier_cidrs["web"]
}

output "names" {
  value = keys(module.stack)
}
