resource "aws_ec2_managed_prefix_list" "neighbours" {
  for_each       = { for name, others in local.neighbours : name => others if length(others) > 0 }
  name           = "neighbours of ${each.key}"
  address_family = "IPv4"
  max_entries    = max(2, length(each.value))

  dynamic "entry" {
    for_each = { for other in each.value : var.vpcs[other] => other }
    content {
      cidr        = entry.key
      description = title(entry.value)
    }
  }
}

resource "aws_ec2_managed_prefix_list_entry" "office" {
  for_each       = aws_ec2_managed_prefix_list.neighbours
  prefix_list_id = each.value.id
  cidr           = "192.0.2.0/24"
}

resource "aws_security_group" "each" {
  for_each = aws_ec2_managed_prefix_list.neighbours
  name     = each.value.name
  vpc_id   = aws_vpc.each[each.key].id

  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [each.value.id]
  }

  # One for each group that exists before this one.
  dynamic "ingress" {
    for_each = [for name in slice(local.names, 0, index(local.names, each.key)) : aws_vpc.each[name].cidr_block]
    content {
      protocol    = "icmp"
      from_port   = -1
      to_port     = -1
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_vpc_security_group_egress_rule" "list" {
  for_each          = aws_security_group.each
  security_group_id = each.value.id
  prefix_list_id    = aws_ec2_managed_prefix_list.neighbours[each.key].id
  ip_protocol       = -1
}

resource "aws_network_acl" "each" {
  for_each = aws_vpc.each
  vpc_id   = each.value.id

  dynamic "ingress" {
    for_each = [for other in local.names : var.vpcs[other] if other != each.key]
    content {
      rule_no    = 100 + ingress.key
      protocol   = "-1"
      action     = contains(local.neighbours[each.key], lookup(transpose({ for name, cidr in var.vpcs : name => [cidr] }), ingress.value, [""])[0]) ? "allow" : "deny"
      cidr_block = ingress.value
      from_port  = 0
      to_port    = 0
    }
  }
}

resource "aws_network_acl_association" "half" {
  for_each       = { for key, subnet in aws_subnet.half : key => subnet.id }
  subnet_id      = each.value
  network_acl_id = aws_network_acl.each[regex("^[a-z]+", each.key)].id
}
