name = "corp"

vpcs = {
  hub = {
    cidr  = "10.100.0.0/16"
    zones = 3
    nat   = "zone"
    tiers = {
      edge = { public = true, acl = { ingress = [
        { number = 100, cidr = "0.0.0.0/0", ports = [443, 443] },
        { number = 110, cidr = "0.0.0.0/0", ports = [80, 80], action = "deny" },
      ] } }
      app = { newbits = 6, routes = [], acl = { ingress = [{ number = 100 }], stateless_replies = false } }
    }
  }
  lab = { cidr = "10.101.0.0/20", ipv6 = true }
  web = {
    cidr = "10.102.0.0/18"
    nat  = "single"
    tiers = {
      dmz   = { public = true }
      spare = { routes = ["nat", "peering"], acl = { ingress = [{ number = 32766, protocol = "-1", cidr = "10.100.0.0/16" }] } }
    }
  }
}
