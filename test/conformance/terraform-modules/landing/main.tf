# Several VPCs from one variable: tiers by zones, one NAT gateway or one for each zone, IPv6 where it is asked for.
locals {
  places = {
    for place in flatten([
      for vpc_name, vpc in var.vpcs : [
        for pair in setproduct(keys(vpc.tiers), slice(var.zone_letters, 0, vpc.zones)) : {
          vpc    = vpc_name
          tier   = pair[0]
          zone   = pair[1]
          number = index(keys(vpc.tiers), pair[0]) * length(var.zone_letters) + index(var.zone_letters, pair[1])
          public = vpc.tiers[pair[0]].public
        }
      ]
    ]) : join("/", [place.vpc, place.tier, place.zone]) => place
  }

  nat_zones = merge([
    for name, vpc in var.vpcs : {
      for zone in(vpc.nat == "zone" ? slice(var.zone_letters, 0, vpc.zones) : vpc.nat == "single" ? [var.zone_letters[0]] : []) :
      "${name}/${zone}" => { vpc = name, zone = zone }
    }
  ]...)
  public_tier = { for name, vpc in var.vpcs : name => one([for tier, settings in vpc.tiers : tier if settings.public]) }
}

resource "aws_vpc" "this" {
  for_each = var.vpcs

  cidr_block                       = each.value.cidr
  assign_generated_ipv6_cidr_block = each.value.ipv6 ? true : null
  tags                             = merge(var.tags, { Name = "${var.name}-${each.key}" })
}

module "subnets" {
  source   = "./modules/subnets"
  for_each = var.vpcs

  vpc_id       = aws_vpc.this[each.key].id
  vpc_cidr     = aws_vpc.this[each.key].cidr_block
  ipv6         = each.value.ipv6
  places       = { for key, place in local.places : trimprefix(key, "${each.key}/") => place if place.vpc == each.key }
  newbits      = { for tier, settings in each.value.tiers : tier => settings.newbits }
  extra_prefix = try(length(each.value.tiers["spare"].routes), 0) > 1 ? "x" : ""
}

resource "aws_internet_gateway" "this" {
  for_each = { for name, tier in local.public_tier : name => tier if tier != null }
  vpc_id   = aws_vpc.this[each.key].id
}

resource "aws_eip" "nat" {
  for_each = local.nat_zones
  domain   = "vpc"
}

resource "aws_nat_gateway" "this" {
  for_each = local.nat_zones

  allocation_id = aws_eip.nat[each.key].allocation_id
  subnet_id     = module.subnets[each.value.vpc].ids["${local.public_tier[each.value.vpc]}/${each.value.zone}"]
  depends_on    = [aws_internet_gateway.this]
}

resource "aws_route_table" "this" {
  for_each = local.places
  vpc_id   = aws_vpc.this[each.value.vpc].id

  dynamic "route" {
    for_each = each.value.public ? [aws_internet_gateway.this[each.value.vpc].id] : []
    content {
      cidr_block = "0.0.0.0/0"
      gateway_id = route.value
    }
  }

  dynamic "route" {
    for_each = {
      for key, gateway in aws_nat_gateway.this : key => gateway.id
      if !each.value.public && contains(var.vpcs[each.value.vpc].tiers[each.value.tier].routes, "nat") &&
      startswith(key, "${each.value.vpc}/") && (var.vpcs[each.value.vpc].nat == "single" || endswith(key, "/${each.value.zone}"))
    }
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = route.value
    }
  }
}

resource "aws_route_table_association" "this" {
  for_each       = local.places
  subnet_id      = module.subnets[each.value.vpc].ids["${each.value.tier}/${each.value.zone}"]
  route_table_id = aws_route_table.this[each.key].id
}
