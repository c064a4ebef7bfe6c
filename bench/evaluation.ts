/** From an edit to new resources: reading and evaluating one module, plain and full of expressions. */
import { TerraformProjects } from '../src/core/terraform/projects.ts';
import { joinPaths } from '../src/core/text/paths.ts';
import { measure, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';

/** A tier as published modules write it: everything by count, lookup, conditional and `for`. About 70 lines. */
function tierOfExpressions(n: number): string {
  return `
variable "tier${n}" {
  type = object({
    cidrs = list(string)
    rules = list(object({ port = number, cidr = optional(string, "0.0.0.0/0"), protocol = optional(string, "tcp") }))
    tags  = optional(map(string), {})
  })
  default = {
    cidrs = ["10.${n}.0.0/24", "10.${n}.1.0/24", "10.${n}.2.0/24"]
    rules = [{ port = 443 }, { port = 80, cidr = "10.0.0.0/8" }, { port = 53, protocol = "udp" }]
  }
}

locals {
  tier${n}_tags  = merge(local.tags, var.tier${n}.tags, { Tier = format("%s-%02d", var.name, ${n}) })
  tier${n}_zones = [for i, cidr in var.tier${n}.cidrs : element(local.zones, i) if length(cidr) > 0]
  tier${n}_rules = { for i, rule in var.tier${n}.rules : "\${rule.protocol}-\${rule.port}" => merge(rule, { number = 100 + i * 10 }) }
  tier${n}_ports = distinct(flatten([for rule in var.tier${n}.rules : [rule.port, max(rule.port, 1024)]]))
}

resource "aws_subnet" "tier${n}" {
  count             = length(var.tier${n}.cidrs)
  vpc_id            = aws_vpc.main.id
  cidr_block        = try(var.tier${n}.cidrs[count.index], cidrsubnet(var.cidr, 8, ${n} + count.index))
  availability_zone = element(local.tier${n}_zones, count.index)
  tags              = merge(local.tier${n}_tags, { Name = join("-", [var.name, "tier${n}", tostring(count.index)]) })
}

resource "aws_network_acl" "tier${n}" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.tier${n}[*].id
  tags       = local.tier${n}_tags
}

resource "aws_network_acl_rule" "tier${n}" {
  for_each       = local.tier${n}_rules
  network_acl_id = aws_network_acl.tier${n}.id
  rule_number    = each.value.number
  egress         = false
  protocol       = lower(each.value.protocol)
  rule_action    = contains(["tcp", "udp"], each.value.protocol) ? "allow" : "deny"
  cidr_block     = coalesce(lookup(each.value, "cidr", null), "0.0.0.0/0")
  from_port      = each.value.port
  to_port        = max(each.value.port, 443)
}

resource "aws_security_group" "tier${n}" {
  name   = replace("\${var.name}-tier${n}", "/[^a-z0-9-]/", "")
  vpc_id = aws_vpc.main.id

  dynamic "ingress" {
    for_each = { for port in local.tier${n}_ports : tostring(port) => port if port != null }
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [for rule in var.tier${n}.rules : rule.cidr]
    }
  }
}
`;
}

function moduleOfExpressions(lines: number): string {
  let text = `variable "name" {
  default = "bench"
}
variable "cidr" {
  type    = string
  default = "10.0.0.0/8"
}
locals {
  zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
  tags  = { Project = upper(var.name), Managed = "terraform" }
}
resource "aws_vpc" "main" {
  cidr_block = var.cidr
}
`;
  for (let n = 0; text.split('\n').length < lines; n++) text += tierOfExpressions(n);
  return text;
}

/** Every other edit makes the text longer, so that what follows the edit stands elsewhere. */
function edit(name: string, text: string, digits: string): Row {
  const at = text.indexOf(digits, text.length / 2);
  if (at < 0) throw new Error(`the module has no ${digits}`);
  const projects = new TerraformProjects(joinPaths);
  return measure(`${name} → new resources`, 8, 200, (run) => {
    const written = run % 2 === 0 ? 40000 + run : `0${40000 + run}`;
    projects.update('module/main.tf', `${text.slice(0, at)}${written}${text.slice(at + digits.length)}`);
    const resources = projects.evaluate('module')?.configuration.resources ?? [];
    if (resources.length < 100) throw new Error('resources are missing');
  });
}

/** What an edit costs in a module of 2,000 lines, once of literals and once of expressions. */
export function evaluationRows(): readonly Row[] {
  return [
    edit('one edit in a 2,000-line module', moduleOf(2000), '65535'),
    edit('one edit in a 2,000-line module of expressions', moduleOfExpressions(2000), '1024'),
  ];
}
