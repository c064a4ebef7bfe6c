# What the expressions of this folder refer to.
locals {
  text   = "net"
  number = 3
  flag   = true
  nothing = null
  zones  = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
  names  = toset(["web", "db", "app"])
  ports  = tolist([22, 80, 443])
  tags   = { Name = "main", Env = "test" }
  map    = tomap({ a = 1, b = 2 })
  rules  = [{ port = 22, cidr = "10.0.0.0/8" }, { port = 443, cidr = "0.0.0.0/0" }]
  nested = { a = { b = { c = [1, 2, { d = "deep" }] } } }
  subnets = { public = ["10.0.0.0/24", "10.0.1.0/24"], private = ["10.0.10.0/24"] }
  template = "Hello, $${name}%%{ if loud }!%%{ endif }"
}
