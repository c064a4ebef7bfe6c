name = "from-terraform-tfvars"
tiers = {
  web = { netnum = 1, public = true, ports = [80, 443], sources = ["0.0.0.0/0"] }
  app = { netnum = 2 }
}
