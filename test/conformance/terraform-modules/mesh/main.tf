# VPCs that are peered each with each, routes to all others, and prefix lists for what they have in common.
variable "vpcs" {
  type = map(string)
  default = {
    alpha = "10.10.0.0/16"
    beta  = "10.11.0.0/16"
    gamma = "10.12.0.0/16"
    delta = "10.13.0.0/16"
  }
}

variable "closed" {
  type    = set(tuple([string, string]))
  default = [["beta", "delta"], ["gamma", "alpha"]]
}

locals {
  names = sort(keys(var.vpcs))
  pairs = {
    for pair in setproduct(local.names, local.names) : "${pair[0]}-${pair[1]}" => { from = pair[0], to = pair[1] }
    if index(local.names, pair[0]) < index(local.names, pair[1])
    && !contains(tolist(var.closed), [pair[0], pair[1]]) && !contains([for it in var.closed : reverse(it)], [pair[0], pair[1]])
  }
  # Both ways.
  routes = merge(
    { for key, pair in local.pairs : "${pair.from}>${pair.to}" => merge(pair, { peering = key }) },
    { for key, pair in local.pairs : "${pair.to}>${pair.from}" => { from = pair.to, to = pair.from, peering = key } },
  )
  neighbours = { for name in local.names : name => [for route in values(local.routes) : route.to if route.from == name] }
  halves     = { for name, cidr in var.vpcs : name => cidrsubnets(cidr, 1, 1) }
}

resource "aws_vpc" "each" {
  for_each   = var.vpcs
  cidr_block = each.value
}

resource "aws_vpc_peering_connection" "pair" {
  for_each    = local.pairs
  vpc_id      = aws_vpc.each[each.value.from].id
  peer_vpc_id = aws_vpc.each[each.value.to].id
  auto_accept = true
  tags        = { Name = each.key }
}

resource "aws_route_table" "each" {
  for_each = aws_vpc.each
  vpc_id   = each.value.id
  tags     = { Cidr = each.value.cidr_block }
}

resource "aws_route" "far" {
  for_each                  = local.routes
  route_table_id            = aws_route_table.each[each.value.from].id
  destination_cidr_block    = aws_vpc.each[each.value.to].cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.pair[each.value.peering].id
}

resource "aws_subnet" "half" {
  for_each   = { for half in flatten([for name, cidrs in local.halves : [for index, cidr in cidrs : { key = "${name}${index}", vpc = name, cidr = cidr }]]) : half.key => half }
  vpc_id     = aws_vpc.each[each.value.vpc].id
  cidr_block = each.value.cidr
}

resource "aws_route_table_association" "half" {
  for_each       = aws_subnet.half
  subnet_id      = each.value.id
  route_table_id = aws_route_table.each[trimsuffix(trimsuffix(each.key, "0"), "1")].id
}
