resource "aws_security_group" "service" {
  for_each    = local.services
  name_prefix = "${each.key}-"
  description = try(each.value.description, "Managed")
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "call" {
  for_each = { for call in local.calls : call.key => call if call.from != "internet" }

  security_group_id            = aws_security_group.service[each.value.to].id
  referenced_security_group_id = aws_security_group.service[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = each.value.number
}

resource "aws_vpc_security_group_ingress_rule" "internet" {
  for_each = toset([for call in local.calls : "${call.to}/${call.port}" if call.from == "internet"])

  security_group_id = aws_security_group.service[split("/", each.value)[0]].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = split("/", each.value)[1]
  to_port           = element(split("/", each.key), length(split("/", each.key)) - 1)
}

resource "aws_security_group_rule" "partner" {
  for_each = { for row in local.partners : row.name => row... }

  type              = "ingress"
  security_group_id = aws_security_group.service[each.value[0].service].id
  protocol          = "tcp"
  from_port         = min([for row in each.value : row.port]...)
  to_port           = max([for row in each.value : tonumber(row.port)]...)
  cidr_blocks       = distinct(sort(each.value[*].cidr))
}
