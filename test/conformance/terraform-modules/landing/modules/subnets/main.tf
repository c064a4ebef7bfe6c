variable "vpc_id" { type = string }
variable "vpc_cidr" { type = string }
variable "ipv6" { type = bool }
variable "newbits" { type = map(number) }
variable "extra_prefix" { default = "" }
variable "places" {
  type = map(object({
    tier   = string
    zone   = string
    number = number
    public = bool
  }))
}

locals {
  widest = max(values(var.newbits)...)
}

resource "aws_subnet" "this" {
  for_each                        = var.places
  vpc_id                          = var.vpc_id
  cidr_block                      = cidrsubnet(var.vpc_cidr, local.widest, each.value.number)
  availability_zone               = "eu-west-1${each.value.zone}"
  map_public_ip_on_launch         = each.value.public
  assign_ipv6_address_on_creation = var.ipv6 ? true : null
  tags = {
    Name = var.extra_prefix == "" ? each.key : "${var.extra_prefix}-${each.key}"
  }
}
