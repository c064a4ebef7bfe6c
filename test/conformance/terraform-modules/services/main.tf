# Load balancers, instances and launch templates whose blocks nest, for services that say only what differs.
variable "services" {
  type = list(object({
    name      = string
    kind      = optional(string, "http")
    listeners = optional(list(object({ port = number, protocol = optional(string) })), [])
    replicas  = optional(number, 1)
    disks     = optional(map(object({ size = number, kind = optional(string, "gp3") })), {})
    networks  = optional(list(object({ public = optional(bool), groups = optional(list(string), []) })), [{}])
  }))
  default = [
    { name = "shop", listeners = [{ port = 443, protocol = "HTTPS" }, { port = 80 }], replicas = 2, disks = { data = { size = 20 }, log = { size = 5, kind = "st1" } } },
    { name = "feed", kind = "tcp", listeners = [{ port = 9000 }], networks = [{ public = true, groups = ["shop"] }, { groups = ["feed", "shop"] }] },
    { name = "jobs" },
  ]
}

locals {
  services  = { for service in var.services : service.name => service }
  listeners = { for pair in flatten([for name, service in local.services : [for index, listener in service.listeners : { service = name, index = index, listener = listener, protocol = coalesce(listener.protocol, upper(service.kind)) }]]) : "${pair.service}:${pair.listener.port}" => pair }
  instances = merge([for name, service in local.services : { for n in range(service.replicas) : format("%s-%02d", name, n + 1) => { service = name, number = n } }]...)
}

resource "aws_vpc" "this" {
  cidr_block = "10.90.0.0/16"
}

resource "aws_subnet" "zone" {
  for_each          = { for index, zone in ["a", "b"] : zone => cidrsubnet("10.90.0.0/16", 4, index) }
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value
  availability_zone = "eu-west-1${each.key}"
}

resource "aws_security_group" "service" {
  for_each = local.services
  name     = each.key
  vpc_id   = aws_vpc.this.id

  dynamic "ingress" {
    for_each = length(each.value.listeners) == 0 ? {} : { for listener in each.value.listeners : listener.port => listener }
    content {
      protocol         = each.value.kind == "udp" ? "udp" : "tcp"
      from_port        = ingress.value.port
      to_port          = ingress.key
      cidr_blocks      = ["0.0.0.0/0"]
      ipv6_cidr_blocks = each.value.kind == "http" ? ["::/0"] : []
    }
  }
}

resource "aws_lb" "service" {
  for_each           = { for name, service in local.services : name => service if length(service.listeners) > 0 }
  name               = each.key
  internal           = !anytrue([for network in each.value.networks : network.public == true]) && each.value.kind != "http"
  load_balancer_type = each.value.kind == "http" ? "application" : "network"
  security_groups    = each.value.kind == "http" ? [aws_security_group.service[each.key].id] : null

  dynamic "subnet_mapping" {
    for_each = aws_subnet.zone
    content {
      subnet_id            = subnet_mapping.value.id
      private_ipv4_address = each.value.kind == "tcp" && length(each.value.networks) > 2 ? cidrhost(subnet_mapping.value.cidr_block, 10) : null
    }
  }
}

resource "aws_lb_target_group" "service" {
  for_each    = aws_lb.service
  name        = each.value.name
  vpc_id      = aws_vpc.this.id
  port        = min(8080, [for key, it in local.listeners : it.listener.port if it.service == each.key]...)
  protocol    = local.services[each.key].kind == "http" ? "HTTP" : "TCP"
  target_type = local.services[each.key].replicas > 1 ? "instance" : "ip"

  health_check {
    enabled             = true
    healthy_threshold   = 3
    unhealthy_threshold = 3
    interval            = 30
    port                = "traffic-port"
    protocol            = local.services[each.key].kind == "http" ? "HTTP" : "TCP"
  }
}

resource "aws_lb_listener" "service" {
  for_each          = local.listeners
  load_balancer_arn = aws_lb.service[each.value.service].arn
  port              = each.value.listener.port
  protocol          = each.value.protocol
  certificate_arn   = each.value.protocol == "HTTPS" ? "arn:aws:acm:eu-west-1:123456789012:certificate/abc" : null

  default_action {
    type             = each.value.listener.port == 80 ? "redirect" : "forward"
    target_group_arn = each.value.listener.port == 80 ? null : aws_lb_target_group.service[each.value.service].arn

    dynamic "redirect" {
      for_each = each.value.listener.port == 80 ? [local.services[each.value.service].listeners[0]] : []
      content {
        host        = "#{host}"
        path        = "/#{path}"
        query       = "#{query}"
        status_code = "HTTP_301"
        port        = redirect.value.port
        protocol    = redirect.value.protocol
      }
    }
  }
}
