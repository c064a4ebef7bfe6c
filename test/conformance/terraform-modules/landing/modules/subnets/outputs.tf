output "ids" {
  value = { for key, subnet in aws_subnet.this : key => subnet.id }
}

output "cidrs" {
  value = { for tier in distinct([for place in var.places : place.tier]) : tier => sort([for key, subnet in aws_subnet.this : subnet.cidr_block if var.places[key].tier == tier]) }
}
