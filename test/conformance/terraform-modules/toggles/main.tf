# Everything may be there or not: one(), splats over nothing, try(), conditions within conditions, and blocks that only say what moved.
terraform {
  required_version = ">= 1.7"
}

variable "create" {
  type    = bool
  default = true
}

variable "features" {
  type    = set(string)
  default = ["nat", "endpoints"]
}

variable "existing" {
  type = object({
    vpc_id     = optional(string)
    acl_id     = optional(string)
    cidr_block = optional(string, "10.0.0.0/16")
  })
  default = {}
}

variable "allowed" {
  description = "Null for nobody, [] for the VPC."
  type        = list(string)
  default     = null
}

variable "admin" {
  type    = string
  default = ""
}

variable "ports" {
  type    = any
  default = { ssh = 22, web = [80, 443], range = { from = 8000, to = 8010 } }
}

locals {
  create_vpc = var.create && var.existing.vpc_id == null
  vpc_id     = try(aws_vpc.this[0].id, var.existing.vpc_id)
  cidr       = one(aws_vpc.this[*].cidr_block) != null ? aws_vpc.this[0].cidr_block : var.existing.cidr_block
  features   = { for feature in ["nat", "endpoints", "bastion", "flow-logs"] : replace(feature, "-", "_") => contains(var.features, feature) }
  allowed    = var.allowed == null ? [] : length(var.allowed) == 0 ? [local.cidr] : var.allowed
  ports = [
    for name, port in var.ports : {
      name = name
      from = try(port.from, port[0], port)
      to   = try(port.to, port[length(port) - 1], port)
    }
  ]
}

resource "aws_vpc" "this" {
  count      = local.create_vpc ? 1 : 0
  cidr_block = "10.70.0.0/16"

  lifecycle {
    precondition {
      condition     = !local.features.bastion || var.admin != ""
      error_message = "A bastion needs somebody who may enter."
    }
  }
}

resource "aws_subnet" "public" {
  count      = local.create_vpc ? 2 : 0
  vpc_id     = one(aws_vpc.this[*].id)
  cidr_block = cidrsubnet(local.cidr, 8, count.index)
}

resource "aws_subnet" "bastion" {
  count      = local.features.bastion ? 1 : 0
  vpc_id     = local.vpc_id
  cidr_block = cidrsubnet(local.cidr, 12, 4095)
}

resource "aws_eip" "nat" {
  count  = local.features["nat"] ? length(aws_subnet.public) : 0
  domain = "vpc"
}

resource "aws_nat_gateway" "this" {
  count         = length(aws_eip.nat[*].id)
  allocation_id = element(aws_eip.nat[*].id, count.index)
  subnet_id     = element(concat(aws_subnet.public[*].id, [""]), count.index)
}

resource "aws_network_acl" "this" {
  count      = var.existing.acl_id == null ? 1 : 0
  vpc_id     = local.vpc_id
  subnet_ids = concat(aws_subnet.public[*].id, aws_subnet.bastion[*].id)
}

resource "aws_network_acl_rule" "ports" {
  for_each = { for index, port in local.ports : port.name => merge(port, { number = 100 + index }) if length(local.allowed) == 0 || port.name != "ssh" }

  network_acl_id = coalesce(var.existing.acl_id, one(aws_network_acl.this[*].id))
  rule_number    = each.value.number
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = try(local.allowed[0], "0.0.0.0/0")
  from_port      = each.value.from
  to_port        = each.value.to
}

resource "aws_network_acl_rule" "admin" {
  count = var.admin == "" ? 0 : 1

  network_acl_id = aws_network_acl.this[0].id
  rule_number    = 10
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = var.admin
  from_port      = 22
  to_port        = 22
}
