variable "name" {}
variable "vpc_id" {}
variable "sources" {
  type = map(string)
}
variable "group" {
  type = object({
    description = string
    egress_open = bool
    ingress = map(object({
      port      = optional(number)
      from_port = optional(number)
      to_port   = optional(number)
      protocol  = string
      cidrs     = list(string)
      groups    = set(string)
      self      = optional(bool, false)
    }))
  })
}

resource "aws_security_group" "this" {
  name        = var.name
  description = var.group.description
  vpc_id      = var.vpc_id

  dynamic "ingress" {
    for_each = var.group.ingress
    iterator = rule
    content {
      description     = rule.key
      protocol        = rule.value.protocol
      from_port       = rule.value.protocol == "-1" ? 0 : try(coalesce(rule.value.from_port, rule.value.port), 0)
      to_port         = rule.value.protocol == "-1" ? 0 : try(coalesce(rule.value.to_port, rule.value.port), 65535)
      cidr_blocks     = rule.value.cidrs
      security_groups = [for name in rule.value.groups : var.sources[name] if name != var.name]
      self            = rule.value.self || contains(rule.value.groups, var.name)
    }
  }

  dynamic "egress" {
    for_each = var.group.egress_open ? ["0.0.0.0/0"] : []
    content {
      protocol    = "-1"
      from_port   = 0
      to_port     = 0
      cidr_blocks = [egress.value]
    }
  }
}

output "id" {
  value = aws_security_group.this.id
}
