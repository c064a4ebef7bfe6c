variable "port" {
  default = 8443
}

locals {
  open = true
}

resource "aws_security_group" "main" {
  count = 2
  name  = "main-${count.index}"

  ingress {
    protocol    = "tcp"
    from_port   = var.port
    to_port     = var.port + count.index
    cidr_blocks = concat(local.peers, ["172.16.0.0/12"])
  }
}
