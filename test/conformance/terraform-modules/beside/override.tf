module "tags" {
  level = 2
}

resource "aws_subnet" "each" {
  map_public_ip_on_launch = each.key == "a"
}

resource "aws_network_acl" "main" {
  dynamic "egress" {
    for_each = slice(var.cidrs.office, 0, 1)
    content {
      rule_no    = 500
      protocol   = "tcp"
      action     = "allow"
      cidr_block = egress.value
      from_port  = 80
      to_port    = 80
    }
  }
}
