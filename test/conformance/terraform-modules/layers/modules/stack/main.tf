variable "name" {
  type = string
}
variable "settings" {
  type = object({
    cidr   = string
    tiers  = list(string)
    strict = optional(bool, true)
  })
}
variable "peers" {
  type    = map(string)
  default = {}
}

resource "aws_vpc" "this" {
  cidr_block = var.settings.cidr
  tags       = { Name = var.name }
}

module "tier" {
  source = "../tier"
  count  = length(var.settings.tiers)

  name   = var.settings.tiers[count.index]
  vpc    = { id = aws_vpc.this.id, cidr = aws_vpc.this.cidr_block }
  number = count.index
  below  = try(var.settings.tiers[count.index + 1], null)
  peers  = count.index == 0 || !var.settings.strict ? var.peers : {}
}

output "cidr" {
  value = aws_vpc.this.cidr_block
}
output "group_ids" {
  value = module.tier[*].group_id
}
output "tier_cidrs" {
  value = { for tier in module.tier : tier.name => tier.cidr }
}
output "rule_numbers" {
  value = merge([for tier in module.tier : { for key, number in tier.numbers : "${var.name}/${tier.name}/${key}" => number }]...)
}
