variable "name" { type = string }
variable "level" { type = number }
output "all" {
  value = { for index in range(var.level) : "Level${index}" => upper(var.name) }
}
