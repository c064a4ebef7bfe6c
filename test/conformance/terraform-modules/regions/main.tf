locals {
  settings = {
    default = { size = 1, cidr = "10.1.0.0/16" }
    prod    = { size = 3, cidr = "10.2.0.0/16" }
  }
  setting = merge(local.settings["default"], lookup(local.settings, terraform.workspace, {}), { name = "net-${terraform.workspace}" })
}

module "ireland" {
  source = "./modules/edge"
  cidr   = local.setting.cidr
  peers  = [module.paris.cidr]
  name   = local.setting.name
  providers = {
    aws      = aws
    aws.peer = aws.paris
  }
}

module "paris" {
  source = "./modules/edge"
  cidr   = cidrsubnet("10.128.0.0/9", 7, local.setting.size)
  peers  = ["192.0.2.0/24", local.setting.cidr]
  name   = basename("${path.module}/far")
  providers = {
    aws      = aws.paris
    aws.peer = aws
  }
}

resource "aws_ec2_managed_prefix_list" "all" {
  provider       = aws.paris
  name           = "all"
  address_family = "IPv4"
  max_entries    = 5

  dynamic "entry" {
    for_each = toset(concat(module.paris.subnets, module.ireland.subnets))
    content {
      cidr        = entry.value
      description = cidrnetmask(entry.key)
    }
  }
}
