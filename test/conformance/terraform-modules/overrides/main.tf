# Override files in both syntaxes, and a module written in JSON.
variable "port" {
  type    = number
  default = 80
}

locals {
  peers = ["10.0.0.0/8"]
  open  = false
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "main" {
  count  = 1
  name   = "main"
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = var.port
    to_port     = var.port
    cidr_blocks = local.peers
  }
  ingress {
    protocol    = "udp"
    from_port   = 53
    to_port     = 53
    cidr_blocks = local.peers
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

module "more" {
  source = "./more"
  vpc_id = aws_vpc.main.id
  open   = local.open
}
