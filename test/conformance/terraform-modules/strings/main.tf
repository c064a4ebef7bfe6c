# Rules written as short texts, which expressions take apart, and blocks made for sets of ids that only AWS knows.
variable "rules" {
  type = map(list(string))
  default = {
    web = ["tcp/80 from any", "tcp/443 from any", "tcp/8000-8010 from 10.0.0.0/8, 172.16.0.0/12"]
    dns = ["udp/53 from vpc", "tcp/53 from vpc", "icmp/8 from any", "all from group:web"]
    off = []
  }
}

variable "acl" {
  type    = string
  default = <<-TEXT
    # number action protocol ports cidr
    100 allow tcp 80,443 0.0.0.0/0
    200 deny  tcp 3389   0.0.0.0/0

    300 allow udp 53,123 10.0.0.0/16
    400 allow tcp 1024-65535 0.0.0.0/0
  TEXT
}

locals {
  parsed = flatten([
    for name, texts in var.rules : [
      for index, text in texts : [
        for peer in split(",", regex(" from (.*)$", text)[0]) : {
          key      = "${name}.${index}.${trimspace(peer)}"
          group    = name
          protocol = element(split("/", split(" ", text)[0]), 0) == "all" ? "-1" : regex("^[a-z]+", text)
          ports = try([
            for port in split("-", regex("^[a-z]+/([0-9]+(?:-[0-9]+)?)", text)[0]) : tonumber(port)
          ], [])
          peer = trimspace(peer)
        }
      ]
    ]
  ])
  named = { any = "0.0.0.0/0", vpc = aws_vpc.this.cidr_block }

  acl_lines = [
    for line in split("\n", trimspace(var.acl)) : compact(split(" ", trimspace(line)))
    if can(regex("^[0-9]", line))
  ]
  acl_entries = merge([
    for line in local.acl_lines : {
      for index, ports in split(",", line[3]) : tonumber(line[0]) + index => {
        action   = line[1]
        protocol = line[2]
        from     = split("-", ports)[0]
        to       = reverse(split("-", ports))[0]
        cidr     = line[4]
      }
    }
  ]...)
}

resource "aws_vpc" "this" {
  cidr_block                       = "10.110.0.0/16"
  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "this" {
  for_each = { for index, name in sort(keys(var.rules)) : name => cidrsubnet(aws_vpc.this.cidr_block, length(var.rules) + 1, index) }

  vpc_id          = aws_vpc.this.id
  cidr_block      = each.value
  ipv6_cidr_block = each.key == "off" ? null : cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, index(sort(keys(var.rules)), each.key))
}

resource "aws_security_group" "this" {
  for_each = var.rules
  name     = substr("${each.key}-${md5(join("|", each.value))}", 0, 12)
  vpc_id   = aws_vpc.this.id
}

resource "aws_security_group_rule" "parsed" {
  for_each = { for rule in local.parsed : replace(rule.key, "/[^a-z0-9.]+/", "_") => rule }

  type                     = "ingress"
  security_group_id        = aws_security_group.this[each.value.group].id
  protocol                 = each.value.protocol
  from_port                = each.value.protocol == "icmp" ? each.value.ports[0] : try(each.value.ports[0], 0)
  to_port                  = each.value.protocol == "icmp" ? -1 : try(element(each.value.ports, length(each.value.ports) - 1), 0)
  cidr_blocks              = startswith(each.value.peer, "group:") ? null : [lookup(local.named, each.value.peer, each.value.peer)]
  source_security_group_id = try(aws_security_group.this[regex("^group:(.+)$", each.value.peer)[0]].id, null)
}

module "filter" {
  source     = "./modules/filter"
  for_each   = toset(["open", "closed"])
  vpc_id     = aws_vpc.this.id
  subnet_ids = each.key == "open" ? { for name, subnet in aws_subnet.this : name => subnet.id } : {}
  entries    = each.key == "open" ? local.acl_entries : {}
}

# One block for each group, none of whose ids is known before it is made.
resource "aws_security_group" "all" {
  name   = "all"
  vpc_id = aws_vpc.this.id

  dynamic "ingress" {
    for_each = [for name, group in aws_security_group.this : group.id]
    content {
      description     = format("group %d of %d", ingress.key + 1, length(aws_security_group.this))
      protocol        = "tcp"
      from_port       = 9000 + ingress.key
      to_port         = 9000 + ingress.key
      security_groups = [ingress.value]
    }
  }

  dynamic "egress" {
    for_each = { for name, group in aws_security_group.this : name => group if length(var.rules[name]) % 2 == 1 }
    content {
      protocol         = "-1"
      from_port        = 0
      to_port          = 0
      security_groups  = [egress.value.id]
      ipv6_cidr_blocks = [for half in cidrsubnets("fd00:${format("%x", parseint(substr(md5(egress.key), 0, 3), 16))}::/32", 1, 1) : half]
    }
  }
}

resource "aws_egress_only_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id

  dynamic "route" {
    for_each = ["::/0", "64:ff9b::/96"]
    content {
      ipv6_cidr_block        = route.value
      egress_only_gateway_id = aws_egress_only_internet_gateway.this.id
    }
  }
}
