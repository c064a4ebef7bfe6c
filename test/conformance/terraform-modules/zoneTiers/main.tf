# Tiers times zones, with keys of both, in a module that is given the zones.
data "aws_availability_zones" "all" {}

module "network" {
  source = "./modules/network"
  cidr   = "10.30.0.0/16"
  zones  = sort(slice(data.aws_availability_zones.all.names, 0, 3))
  tiers = {
    public  = { offset = 0, ports = [80, 443] }
    private = { offset = 10, ports = [8080] }
    data    = { offset = 20, ports = [5432], zones = 2 }
  }
}

resource "aws_network_acl_rule" "data" {
  for_each = { for key, cidr in module.network.cidrs : key => cidr if startswith(cidr, "10.30.1") }

  network_acl_id = module.network.acls["data"]
  rule_number    = 500 + index(keys(module.network.cidrs), each.key)
  protocol       = "tcp"
  rule_action    = "deny"
  cidr_block     = each.value
  from_port      = 5432
  to_port        = 5432
}
