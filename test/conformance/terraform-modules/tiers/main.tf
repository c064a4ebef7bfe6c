# count and for_each on resources and on a module, values from files, and outputs of instances.
variable "name" {
  type = string
}

variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}

variable "tiers" {
  type = map(object({
    netnum  = number
    public  = optional(bool, false)
    ports   = optional(list(number), [443])
    sources = optional(set(string), ["10.0.0.0/8"])
  }))
}

locals {
  cidr = "10.20.0.0/16"
  tags = merge({ Name = var.name }, { Zones = join(",", var.zones) })
}

resource "aws_vpc" "main" {
  cidr_block = local.cidr
  tags       = local.tags
}

resource "aws_subnet" "zone" {
  count      = length(var.zones)
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  tags       = { Name = "${var.name}-${var.zones[count.index]}" }
}

module "tier" {
  source   = "./modules/tier"
  for_each = var.tiers
  name     = each.key
  vpc_id   = aws_vpc.main.id
  cidr     = cidrsubnet(local.cidr, 4, each.value.netnum)
  ports    = each.value.ports
  sources  = each.value.sources
  public   = each.value.public
}

resource "aws_network_acl" "zones" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.zone[*].id
}

resource "aws_network_acl_rule" "from_tiers" {
  for_each       = { for name, tier in module.tier : name => tier.cidr }
  network_acl_id = aws_network_acl.zones.id
  rule_number    = each.key == keys(var.tiers)[0] ? 100 : 101
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = each.value
  from_port      = 1024
  to_port        = 65535
}

resource "aws_security_group" "shared" {
  name   = "${var.name}-shared"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "from_tiers" {
  for_each                     = toset([for tier in values(module.tier) : tier.name])
  security_group_id            = aws_security_group.shared.id
  referenced_security_group_id = module.tier[each.value].group_id
  ip_protocol                  = "-1"
}
