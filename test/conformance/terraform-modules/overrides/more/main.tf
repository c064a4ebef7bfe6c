variable "vpc_id" {}
variable "open" {}
