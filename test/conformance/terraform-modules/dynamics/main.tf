# Dynamic blocks with conditions, for expressions that filter and group, and groups that name each other.
variable "rules" {
  type = list(object({
    direction = string
    ports     = list(number)
    protocol  = optional(string, "tcp")
    peers     = optional(list(string), [])
    group     = optional(string)
  }))
  default = [
    { direction = "ingress", ports = [80, 80], peers = ["0.0.0.0/0", "10.0.0.0/8"] },
    { direction = "ingress", ports = [5432, 5433], group = "app" },
    { direction = "egress", ports = [0, 0], protocol = "-1", peers = ["0.0.0.0/0"] },
    { direction = "egress", ports = [53, 53], protocol = "udp", peers = ["10.0.0.2/32"] },
  ]
}

locals {
  by_direction = { for rule in var.rules : rule.direction => rule... }
  groups = {
    web = { peers = ["app"] }
    app = { peers = ["web", "db"] }
    db  = { peers = [] }
  }
  edges = flatten([for from, group in local.groups : [for to in group.peers : { from = from, to = to }]])
}

resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_security_group" "each" {
  for_each = local.groups
  name     = each.key
  vpc_id   = aws_vpc.main.id

  dynamic "ingress" {
    for_each = [for rule in lookup(local.by_direction, "ingress", []) : rule if rule.group == null || each.key == "db"]
    content {
      protocol    = ingress.value.protocol
      from_port   = ingress.value.ports[0]
      to_port     = ingress.value.ports[1]
      cidr_blocks = length(ingress.value.peers) > 0 ? ingress.value.peers : null
      self        = ingress.value.group != null
    }
  }

  dynamic "egress" {
    for_each = each.key == "web" ? local.by_direction["egress"] : []
    content {
      protocol    = egress.value.protocol
      from_port   = egress.value.ports[0]
      to_port     = egress.value.ports[1]
      cidr_blocks = egress.value.peers
    }
  }
}

resource "aws_security_group_rule" "edge" {
  for_each                 = { for edge in local.edges : "${edge.from}>${edge.to}" => edge }
  type                     = "ingress"
  security_group_id        = aws_security_group.each[each.value.to].id
  source_security_group_id = aws_security_group.each[each.value.from].id
  protocol                 = "tcp"
  from_port                = 8000
  to_port                  = 8000 + length(local.edges)
}

resource "aws_default_network_acl" "main" {
  default_network_acl_id = aws_vpc.main.default_network_acl_id

  dynamic "ingress" {
    for_each = [0, 1, 2]
    content {
      rule_no    = (ingress.value + 1) * 100
      protocol   = ["tcp", "udp", "icmp"][ingress.key]
      action     = ingress.value % 2 == 0 ? "allow" : "deny"
      cidr_block = cidrsubnet("10.0.0.0/8", 8, ingress.value)
      from_port  = ingress.value == 2 ? 0 : 1024 * (ingress.value + 1)
      to_port    = ingress.value == 2 ? 0 : 65535
      icmp_type  = ingress.value == 2 ? 8 : 0
      icmp_code  = ingress.value == 2 ? -1 : 0
    }
  }
}
