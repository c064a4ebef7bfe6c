/** Reading and editing HCL: 50 MB/s warm, and trees of at most 40 times the size of their text. */
import { setAttribute } from '../src/core/hcl/edit.ts';
import { parseHcl } from '../src/core/hcl/parser.ts';
import { parseTerraformFile } from '../src/core/terraform/terraformFile.ts';
import { measure, measureMemory, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';

/** Text of one kind of code, repeated to about a megabyte in files of 60 KB. */
function files(text: string): readonly string[] {
  const file = text.repeat(Math.ceil(60_000 / text.length));
  return Array.from({ length: Math.ceil(1_000_000 / file.length) }, (_, n) => `# ${n}\n${file}`);
}

/** Templates, functions and collections, as the files of modules hold them. */
const expressions = `
locals {
  zones = slice(data.aws_availability_zones.available.names, 0, min(var.zone_count, 3))
  by_port = {
    for name, rule in local.rules : tostring(rule.port) => merge(rule, { name = name })... if rule.enabled
  }
  cidrs = [for index, zone in local.zones : cidrsubnet(var.cidr, var.newbits, index + length(local.zones) * 2)]
  tags  = merge(var.tags, { Name = format("%s-%s", var.name, terraform.workspace) })
  names = { for zone in local.zones : zone => "\${var.name}-\${replace(zone, "-", "")}%{ if var.ipv6 }-v6%{ endif }" }
}

resource "aws_network_acl_rule" "public_inbound" {
  count = var.create && length(var.subnets) > 0 ? length(var.inbound_rules) : 0

  network_acl_id = aws_network_acl.public[0].id
  egress         = false
  rule_number    = var.inbound_rules[count.index]["rule_number"]
  from_port      = lookup(var.inbound_rules[count.index], "from_port", null)
  cidr_block     = try(var.inbound_rules[count.index].cidr_block, aws_vpc.this[*].cidr_block[0], "0.0.0.0/0")
}
`;

function reading(name: string, texts: readonly string[], budget: number, extension = 'tf'): Row {
  const size = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
  return measure(`${name}, ${size.toFixed(1)} MB`, budget * size, 50, () => {
    for (const text of texts) parseTerraformFile(`main.${extension}`, text);
  });
}

function editing(): Row {
  const text = moduleOf(2000);
  const tree = parseHcl(text);
  const owner = tree.body.items.find((item) => item.kind === 'block' && item.type.text === 'resource');
  if (owner?.kind !== 'block') throw new Error('the module has no resource');
  return measure('an argument put into a 2,000-line file, with columns', 8, 200, (run) => {
    setAttribute({ text, tree }, owner, { name: `new_argument_${run}`, value: '1' });
  });
}

/** The same resources in the JSON syntax. */
function jsonOf(count: number): string {
  const groups = Array.from({ length: count }, (_, n) => [
    `group${n}`,
    {
      name: `\${local.name}-${n}`,
      vpc_id: '${aws_vpc.main.id}',
      ingress: [{ from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
    },
  ]);
  return JSON.stringify({ resource: { aws_security_group: Object.fromEntries(groups) as unknown } }, null, 2);
}

export function hclRows(): readonly Row[] {
  const blocks = files(moduleOf(1000));
  const broken = blocks.map((text) =>
    text.replace('cidr_block = "10.0.0.0/16"\n}', 'cidr_block = "10.0.0.0/16"\n'),
  );
  const json = Array.from({ length: 16 }, () => jsonOf(190));
  return [
    reading('HCL, blocks', blocks, 20),
    reading('HCL, expressions', files(expressions), 20),
    reading('HCL with a brace missing in each file', broken, 60),
    reading('HCL in JSON', json, 100, 'tf.json'),
    editing(),
    measureMemory('trees of HCL, blocks', 40, blocks, parseHcl),
    measureMemory('trees of HCL, expressions', 40, files(expressions), parseHcl),
  ];
}
