resource "aws_launch_template" "service" {
  for_each      = local.services
  name          = each.key
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  user_data     = base64encode("#!/bin/sh\n%{for disk, it in each.value.disks}mount ${disk} ${it.size}\n%{endfor}exit\n")

  dynamic "network_interfaces" {
    for_each = each.value.networks
    content {
      device_index                = network_interfaces.key
      associate_public_ip_address = network_interfaces.value.public
      subnet_id                   = values(aws_subnet.zone)[network_interfaces.key % length(aws_subnet.zone)].id
      security_groups             = [for name in coalescelist(network_interfaces.value.groups, [each.key]) : aws_security_group.service[name].id]
    }
  }

  dynamic "block_device_mappings" {
    for_each = each.value.disks
    iterator = disk
    content {
      device_name = "/dev/sd${substr("bcdef", index(keys(each.value.disks), disk.key), 1)}"

      dynamic "ebs" {
        for_each = disk.value.size > 10 ? [disk.value] : []
        content {
          volume_size = ebs.value.size
          volume_type = disk.value.kind
        }
      }
    }
  }
}

resource "aws_instance" "service" {
  for_each = { for key, it in local.instances : key => it if it.service != "jobs" }

  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  subnet_id              = element(values(aws_subnet.zone)[*].id, each.value.number)
  private_ip             = cidrhost(aws_subnet.zone[element(sort(keys(aws_subnet.zone)), each.value.number)].cidr_block, 10 + index(keys(local.services), each.value.service))
  vpc_security_group_ids = toset([aws_security_group.service[each.value.service].id])

  dynamic "ebs_block_device" {
    for_each = { for name, disk in local.services[each.value.service].disks : name => disk if disk.kind != "gp3" || each.value.number == 0 }
    content {
      device_name           = ebs_block_device.key
      delete_on_termination = true
      volume_size           = ebs_block_device.value.size * (each.value.number + 1)
    }
  }
}

resource "aws_lb_target_group_attachment" "service" {
  for_each         = { for key, instance in aws_instance.service : key => instance.id if local.services[local.instances[key].service].replicas > 1 }
  target_group_arn = aws_lb_target_group.service[local.instances[each.key].service].arn
  target_id        = each.value
}

resource "aws_network_interface" "jobs" {
  count           = length([for service in var.services : service if length(service.listeners) == 0])
  subnet_id       = aws_subnet.zone["b"].id
  private_ips     = [for n in range(2) : cidrhost(aws_subnet.zone["b"].cidr_block, 100 + n)]
  security_groups = values(aws_security_group.service)[*].id
}

resource "aws_autoscaling_group" "jobs" {
  name                = "jobs"
  min_size            = 0
  max_size            = sum([for service in var.services : service.replicas])
  vpc_zone_identifier = [for zone in ["b", "a"] : aws_subnet.zone[zone].id]

  launch_template {
    id      = aws_launch_template.service["jobs"].id
    version = "$Latest"
  }

  dynamic "tag" {
    for_each = merge({ Name = "jobs" }, { for index, service in var.services : "Service${index}" => service.name })
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = tag.key == "Name"
    }
  }
}

resource "aws_db_instance" "shop" {
  count                  = contains(keys(local.services), "shop") ? 1 : 0
  identifier             = "shop"
  engine                 = "postgres"
  instance_class         = "db.t3.micro"
  allocated_storage      = local.services["shop"].disks["data"].size
  username               = "shop"
  password               = "not-a-secret"
  skip_final_snapshot    = true
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [for name, group in aws_security_group.service : group.id if name != "feed"]
}

resource "aws_db_subnet_group" "this" {
  name       = "shop"
  subnet_ids = values({ for zone, subnet in aws_subnet.zone : zone => subnet.id })
}
