variable "cidr" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "tiers" {
  type = map(object({
    offset = number
    ports  = list(number)
    zones  = optional(number, 3)
  }))
}

locals {
  placed = flatten([
    for tier, settings in var.tiers : [
      for number, zone in slice(var.zones, 0, settings.zones) : {
        key   = "${tier}/${zone}"
        tier  = tier
        zone  = zone
        cidr  = cidrsubnet(var.cidr, 8, settings.offset + number)
        first = number == 0
      }
    ]
  ])
  subnets = { for one in local.placed : one.key => one }
  by_zone = { for one in local.placed : one.zone => one.cidr... }
  pairs   = toset([for pair in setproduct(keys(var.tiers), var.zones) : join("/", pair)])
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_subnet" "this" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.cidr
  availability_zone = each.value.zone
  tags = {
    Name = "${each.value.tier}-${each.value.zone}"
    Tier = split("/", each.key)[0]
    Zone = split("/", each.key)[1]
  }
}

resource "aws_network_acl" "this" {
  for_each   = var.tiers
  vpc_id     = aws_vpc.this.id
  subnet_ids = [for key, subnet in aws_subnet.this : subnet.id if split("/", key)[0] == each.key]

  dynamic "ingress" {
    for_each = { for number, port in each.value.ports : tostring(port) => number }
    content {
      rule_no    = 100 + ingress.value
      protocol   = "tcp"
      action     = "allow"
      cidr_block = var.cidr
      from_port  = tonumber(ingress.key)
      to_port    = tonumber(ingress.key)
    }
  }
}

resource "aws_security_group" "zone" {
  for_each    = local.by_zone
  name        = "in-${each.key}"
  description = "What lies in a zone"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "zone" {
  for_each = merge([
    for zone, cidrs in local.by_zone : {
      for number, cidr in cidrs : "${zone}:${number}" => { zone = zone, cidr = cidr }
    }
  ]...)

  security_group_id = aws_security_group.zone[each.value.zone].id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = each.key
}

resource "aws_route_table" "this" {
  for_each = local.pairs
  vpc_id   = aws_vpc.this.id
  tags     = { Name = each.value }
}

resource "aws_route_table_association" "this" {
  for_each       = setintersection(local.pairs, keys(local.subnets))
  subnet_id      = aws_subnet.this[each.value].id
  route_table_id = aws_route_table.this[each.value].id
}

output "cidrs" {
  value = { for key, subnet in aws_subnet.this : key => subnet.cidr_block }
}

output "acls" {
  value = { for tier, acl in aws_network_acl.this : tier => acl.id }
}
