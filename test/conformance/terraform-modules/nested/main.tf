# Modules within modules, and two modules that each need something of the other.
module "network" {
  source = "./modules/network"
  count  = 2
  cidr   = "10.${count.index}.0.0/16"
  admin  = module.rules.admin
  rules  = [{ port = 22, cidr = "192.0.2.0/24" }, { port = 443 }]
}

module "rules" {
  source  = "./modules/rules"
  acl_ids = module.network[*].acl_id
  rules   = { first = { port = 8080, cidr = module.network[0].cidr } }
}

resource "aws_network_acl_rule" "admin" {
  count          = length(module.network)
  network_acl_id = module.network[count.index].acl_id
  rule_number    = 500
  protocol       = "tcp"
  rule_action    = "deny"
  cidr_block     = module.rules.admin
  from_port      = 22
  to_port        = 22
}
