# Providers under other names, handed to modules, with tags of their own, and settings by workspace.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  alias                       = "paris"
  region                      = var.regions["paris"]
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  default_tags {
    tags = { Region = var.regions["paris"], Owner = "default" }
  }
}

variable "regions" {
  type    = map(string)
  default = { ireland = "eu-west-1", paris = "eu-west-3" }
}
