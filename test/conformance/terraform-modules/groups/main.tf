# Security groups from maps of objects with defaults, in every spelling of a rule, and the groups of a VPC that is adopted.
variable "groups" {
  type = map(object({
    description = optional(string, "Managed by Terraform")
    # Rules by what they are for.
    ingress = optional(map(object({
      port      = optional(number)
      from_port = optional(number)
      to_port   = optional(number)
      protocol  = optional(string, "tcp")
      cidrs     = optional(list(string), [])
      ipv6      = optional(list(string))
      groups    = optional(set(string), [])
      self      = optional(bool)
    })), {})
    egress_open = optional(bool, true)
    style       = optional(string, "rules")
  }))
  default = {
    web = {
      description = "From the internet"
      ingress = {
        http  = { port = 80, cidrs = ["0.0.0.0/0"], ipv6 = ["::/0"] }
        https = { port = 443, cidrs = ["0.0.0.0/0"] }
        ping  = { from_port = 8, to_port = 0, protocol = "icmp", cidrs = ["10.0.0.0/8", "172.16.0.0/12"] }
      }
    }
    app = {
      ingress = {
        api     = { from_port = 8080, to_port = 8089, groups = ["web", "app"] }
        gossip  = { port = 7946, protocol = "udp", self = true }
        "all/*" = { protocol = "-1", groups = ["bastion"] }
      }
      style = "inline"
    }
    bastion = { egress_open = false, ingress = { ssh = { port = 22, cidrs = ["198.51.100.0/24"] } }, style = "legacy" }
    empty   = { style = "inline", egress_open = false }
  }
}

locals {
  by_style = { for name, group in var.groups : group.style => name... }
  rules = flatten([
    for name, group in var.groups : [
      for what, rule in group.ingress : [
        for peer in concat(
          [for cidr in rule.cidrs : { kind = "cidr", value = cidr }],
          [for cidr in coalesce(rule.ipv6, []) : { kind = "ipv6", value = cidr }],
          [for other in rule.groups : { kind = "group", value = other }],
          rule.self == true ? [{ kind = "self", value = name }] : [],
          ) : merge(peer, {
            group    = name
            what     = what
            protocol = rule.protocol
            from     = rule.protocol == "-1" ? null : coalesce(rule.from_port, rule.port)
            to       = rule.protocol == "-1" ? null : coalesce(rule.to_port, rule.port)
        })
      ]
    ] if group.style == "rules"
  ])
}

resource "aws_vpc" "this" {
  cidr_block = "10.60.0.0/16"
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.this.id
}

resource "aws_default_network_acl" "open" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id

  dynamic "ingress" {
    for_each = { for index, block in ["0.0.0.0/0", "::/0"] : block => 100 + index }
    content {
      rule_no         = ingress.value
      protocol        = -1
      action          = "allow"
      from_port       = 0
      to_port         = 0
      cidr_block      = strcontains(ingress.key, ":") ? null : ingress.key
      ipv6_cidr_block = strcontains(ingress.key, ":") ? ingress.key : null
    }
  }

  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

module "group" {
  source   = "./modules/group"
  for_each = { for name in lookup(local.by_style, "inline", []) : name => var.groups[name] }

  name    = each.key
  vpc_id  = aws_vpc.this.id
  group   = each.value
  sources = { for other in keys(var.groups) : other => aws_security_group.rules[other].id if contains(keys(aws_security_group.rules), other) }
}

resource "aws_security_group" "rules" {
  for_each    = { for name, group in var.groups : name => group if group.style != "inline" }
  name        = each.key
  description = each.value.description
  vpc_id      = aws_vpc.this.id
  tags        = { Style = each.value.style, Rules = length(each.value.ingress) }
}
