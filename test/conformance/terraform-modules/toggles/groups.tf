resource "aws_security_group" "endpoints" {
  count  = local.features.endpoints ? 1 : 0
  name   = join("-", compact(["endpoints", local.features.nat ? "nat" : "", var.admin]))
  vpc_id = local.vpc_id

  dynamic "ingress" {
    for_each = length(local.allowed) > 0 ? [1] : []
    content {
      protocol    = "tcp"
      from_port   = 443
      to_port     = 443
      cidr_blocks = local.allowed
    }
  }

  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    cidr_blocks     = concat(aws_subnet.public[*].cidr_block, aws_subnet.bastion[*].cidr_block)
    security_groups = flatten([aws_security_group.bastion[*].id, []])
    self            = !local.features.flow_logs
  }
}

resource "aws_security_group" "bastion" {
  count  = local.features.bastion ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_security_group_rule" "egress" {
  count = local.features.endpoints && (local.features.nat || local.features.bastion) ? 1 : 0

  type              = "egress"
  security_group_id = one(aws_security_group.endpoints).id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = [for cidr in coalescelist(local.allowed, [null, ""]) : cidr == "" ? "0.0.0.0/0" : cidr if cidr != null]
}

resource "aws_vpc_endpoint" "gateway" {
  for_each     = local.features.endpoints ? toset(["s3", "dynamodb"]) : []
  vpc_id       = local.vpc_id
  service_name = "com.amazonaws.eu-west-1.${each.value}"
}

moved {
  from = aws_security_group.endpoint
  to   = aws_security_group.endpoints[0]
}

removed {
  from = aws_instance.old
  lifecycle {
    destroy = false
  }
}

import {
  for_each = toset([])
  to       = aws_vpc_endpoint.gateway[each.key]
  id       = each.value
}

check "addresses" {
  assert {
    condition     = length(aws_nat_gateway.this) <= length(aws_subnet.public)
    error_message = "More NAT gateways than subnets."
  }
}

output "nothing" {
  value = one(aws_security_group.bastion[*].id)
}
