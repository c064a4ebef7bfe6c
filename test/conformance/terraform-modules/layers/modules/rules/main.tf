variable "acl_id" {}
variable "first" {}
variable "cidrs" {}
variable "egress" { default = false }

resource "aws_network_acl_rule" "this" {
  count          = length(var.cidrs)
  network_acl_id = var.acl_id
  egress         = var.egress
  rule_number    = var.first + count.index
  protocol       = var.egress ? "-1" : "tcp"
  rule_action    = count.index == 1 ? "deny" : "allow"
  cidr_block     = var.cidrs[count.index]
  from_port      = var.egress ? 0 : 443
  to_port        = var.egress ? 0 : 443
}

output "last" {
  value = reverse(aws_network_acl_rule.this[*].rule_number)[0]
}
