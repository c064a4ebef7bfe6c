# A network read from YAML, JSON, CSV and a template, and spread over subnets and rules.
locals {
  network  = yamldecode(file("${path.module}/config/network.yaml"))
  services = jsondecode(file("${path.module}/config/services.json")).services
  partners = csvdecode(file("${path.module}/config/partners.csv"))

  subnets = merge([
    for tier, settings in local.network.tiers : {
      for index, zone in settings.zones : "${tier}-${zone}" => {
        tier   = tier
        zone   = zone
        cidr   = cidrsubnet(local.network.cidr, settings.newbits, settings.first + index)
        public = try(settings.public, false)
      }
    }
  ]...)

  # One rule for each service and each tier that may call it.
  calls = flatten([
    for name, service in local.services : [
      for caller in service.callers : [
        for port in service.ports : {
          key    = "${caller}->${name}:${port}"
          from   = caller
          to     = name
          port   = port
          number = try(service.numbers[tostring(port)], 200 + port % 100)
        }
      ]
    ]
  ])

  extra = jsondecode(templatefile("${path.module}/config/rules.json.tftpl", {
    cidr  = local.network.cidr
    ports = [for name, service in local.services : service.ports[0]]
    deny  = { telnet = 23, smb = 445 }
  }))
}

resource "aws_vpc" "this" {
  cidr_block           = local.network.cidr
  enable_dns_hostnames = tobool(local.network.dns)
  tags                 = { for key, value in local.network.tags : title(key) => value if value != null }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  cidr_block              = each.value.cidr
  availability_zone       = format("%s%s", local.network.region, each.value.zone)
  map_public_ip_on_launch = each.value.public
  tags                    = { Name = replace(each.key, "-", "/"), Tier = each.value.tier }
}

resource "aws_network_acl" "this" {
  for_each = local.network.tiers

  vpc_id     = aws_vpc.this.id
  subnet_ids = [for key, subnet in aws_subnet.this : subnet.id if local.subnets[key].tier == each.key]

  dynamic "ingress" {
    for_each = concat(
      [for rule in local.extra : rule if contains(rule.tiers, each.key)],
      [for index, partner in local.partners : {
        number = 300 + index, action = "allow", cidr = partner.cidr, from = tonumber(partner.port), to = tonumber(partner.port)
      } if partner.tier == each.key],
    )
    content {
      rule_no    = ingress.value.number
      protocol   = "tcp"
      action     = ingress.value.action
      cidr_block = ingress.value.cidr
      from_port  = ingress.value.from
      to_port    = ingress.value.to
    }
  }

  egress {
    rule_no    = 100
    protocol   = "all"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
