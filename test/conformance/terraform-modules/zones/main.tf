# One subnet of each kind in every zone the Region has, named and numbered by the zone.
variable "cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "nat" {
  type    = string
  default = "one"
}

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  zones   = slice(data.aws_availability_zones.available.names, 0, 2)
  nat_in  = var.nat == "one" ? [local.zones[0]] : local.zones
  numbers = { for number, zone in local.zones : zone => number }
  cidrs   = zipmap(local.zones, cidrsubnets(var.cidr, 8, 8))
  extra = {
    (local.zones[1]) = { port = 8443 }
  }
  ports = merge({ for zone in local.zones : zone => { port = 443 } }, local.extra)
}

resource "aws_vpc" "main" {
  cidr_block = var.cidr
}

resource "aws_subnet" "public" {
  for_each = toset(local.zones)

  vpc_id            = aws_vpc.main.id
  availability_zone = each.value
  cidr_block        = local.cidrs[each.key]
  tags              = { Name = "public-${each.key}" }
}

resource "aws_subnet" "private" {
  for_each = local.numbers

  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 8, each.value + 100)
  tags              = { Name = format("private-%s", each.key) }
}

resource "aws_eip" "nat" {
  for_each = toset(local.nat_in)
  domain   = "vpc"
}

resource "aws_nat_gateway" "nat" {
  for_each = toset(local.nat_in)

  subnet_id     = aws_subnet.public[each.key].id
  allocation_id = aws_eip.nat[each.key].id
}

resource "aws_route_table" "private" {
  for_each = aws_subnet.private
  vpc_id   = each.value.vpc_id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = try(aws_nat_gateway.nat[each.key].id, aws_nat_gateway.nat[local.zones[0]].id)
  }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.private : subnet.id]

  dynamic "ingress" {
    for_each = local.ports
    content {
      rule_no    = 100 + index(local.zones, ingress.key)
      protocol   = "tcp"
      action     = "allow"
      cidr_block = local.cidrs[ingress.key]
      from_port  = ingress.value.port
      to_port    = ingress.value.port
    }
  }
}

resource "aws_network_acl_rule" "replies" {
  for_each = contains(keys(local.ports), local.zones[0]) ? local.ports : {}

  network_acl_id = aws_network_acl.private.id
  egress         = true
  rule_number    = 200 + lookup(local.numbers, each.key, 50)
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = aws_subnet.public[each.key].cidr_block
  from_port      = 1024
  to_port        = 65535
}

resource "aws_security_group" "zone" {
  for_each    = { for zone in local.zones : substr(zone, -1, 1) => zone }
  name        = "zone-${each.key}"
  description = "Hosts in one zone"
  vpc_id      = aws_vpc.main.id

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [aws_subnet.private[each.value].cidr_block]
  }
}
