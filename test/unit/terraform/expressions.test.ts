/** What expressions are worth. The expected values without unknown parts are those Terraform 1.11 gives. */
import assert from 'node:assert/strict';
import { evaluated } from './support.ts';

const declarations = `
variable "open" {}
variable "set" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "list" {
  type    = list(number)
  default = [3, "4"]
}
variable "map" {
  type    = map(string)
  default = { a = 1, b = true }
}
locals {
  words = ["p", "q"]
  rules = [{ port = 22, open = true }, { port = 443, open = false }]
  zones = { b = "10.0.1.0/24", a = "10.0.0.0/24" }
}
`;

const open = { unknown: 'var.open has no default' };

function table(cases: readonly (readonly [expression: string, expected: unknown])[]): void {
  for (const [expression, expected] of cases) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(evaluated(expression, declarations), expected);
    });
  }
}

/** Expressions Terraform rejects: unknown, with the reason at the end of the words. */
function rejects(cases: readonly (readonly [expression: string, why: RegExp])[]): void {
  for (const [expression, why] of cases) {
    it(`${expression} is unknown: ${why.source}`, () => {
      const value = evaluated(expression, declarations);
      assert.ok(typeof value === 'object' && value !== null && 'unknown' in value, JSON.stringify(value));
      assert.match(String(value.unknown), why);
    });
  }
}

describe('terraform expressions: literals and strings', () => {
  table([
    ['443', 443],
    ['1e3', 1000],
    ['-1.5', -1.5],
    ['true', true],
    ['null', null],
    ['""', ''],
    [String.raw`"tab\t\"quoted\" $${'${'}x}"`, 'tab\t"quoted" ${x}'],
    ['"${443}"', 443],
    ['"${[1]}"', [1]],
    ['"a${443}-${true}"', 'a443-true'],
    ['"${0.1}%"', '0.1%'],
    ['"x${0.0000001}"', 'x0.0000001'],
    ['"x${var.open}y"', open],
    ['"%{if true}yes%{else}no%{endif}"', 'yes'],
    ['"%{if false}yes%{endif}"', ''],
    ['"%{if var.open}yes%{else}no%{endif}"', open],
    ['"%{for w in local.words}<${w}>%{endfor}"', '<p><q>'],
    ['"%{for k, v in local.zones}${k}=${v};%{endfor}"', 'a=10.0.0.0/24;b=10.0.1.0/24;'],
    ['"%{for w in local.words ~} ${w} %{ endfor }"', 'p q '],
    ['<<-EOT\n    one\n      ${local.words[0]}\n    EOT\n', 'one\n  p\n'],
  ]);
  rejects([
    ['"x${null}"', /is null where a string is needed$/],
    ['"x${[1]}"', /is a list where a string is needed$/],
    ['12345678901234567890', /has more digits than can be kept$/],
  ]);
});

describe('terraform expressions: operators', () => {
  table([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3.5],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['0.1 + 0.2', 0.3],
    ['"5" + 1', 6],
    ['2 > 1', true],
    ['"10" >= 9', true],
    ['1 == 1', true],
    ['1 == "1"', false],
    ['true == "true"', false],
    ['null == null', true],
    ['"" == null', false],
    ['[1, 2] == [1, 2]', true],
    ['{ a = 1 } == { a = 1 }', true],
    ['{ a = 1 } != { a = 2 }', true],
    ['var.list == [3, 4]', false],
    ['tolist([[1, 2]]) == tolist([[1, 2]])', true],
    ['[[1, 2]] == tolist([[1, 2]])', false],
    ['tolist([[1, 2]]) == tolist([tolist([1, 2])])', false],
    ['tolist([[1, 2]]) == tolist([["1", 2]])', false],
    ['tolist([[1], [2, 3]]) == tolist([tolist([1]), tolist([2, 3])])', true],
    ['setproduct([1], ["a"]) == tolist([[1, "a"]])', true],
    ['tonumber(null) == tostring(null)', true],
    ['[tonumber(null)] == [tostring(null)]', false],
    ['{ a = tonumber(null) } == { a = tostring(null) }', false],
    ['tolist([null, "a"]) == tolist([tostring(null), "a"])', true],
    ['[null] == [null]', true],
    // The type of a null that is written as one is not followed everywhere.
    [
      '[null] == [tostring(null)]',
      { unknown: '[null] == [tostring(null)] compares nulls of which one may have another type' },
    ],
    ['!false', true],
    ['!"true"', false],
    ['true && false', false],
    ['false || "1"', true],
  ]);
});

describe('terraform expressions: operators with unknown operands', () => {
  table([
    ['var.open + 1', open],
    ['-var.open', open],
    ['var.open == 1', open],
    ['[1, var.open] == [2, var.open]', false],
    ['[1, var.open] == [1, 2]', open],
    ['[var.open] == []', false],
    ['var.open && false', false],
    ['false && var.open', false],
    ['true && var.open', open],
    ['var.open && true', open],
    ['var.open || true', true],
    ['true || var.open', true],
    ['var.open || false', open],
    ['!var.open', open],
    ['var.open > 1', open],
    ['var.open == null', open],
  ]);
  rejects([
    ['1 + null', /is null where a number is needed$/],
    ['1 + "a"', /is a string where a number is needed$/],
    ['!5', /is a number where true or false is needed$/],
    ['5 / 0', /divides by zero$/],
    ['[] > 1', /is a list where a number is needed$/],
  ]);
});

describe('terraform expressions: conditionals', () => {
  table([
    ['true ? 1 : 2', 1],
    ['"false" ? 1 : 2', 2],
    ['true ? 1 : "a"', '1'],
    ['false ? "a" : null', null],
    ['true ? [1] : ["a"]', ['1']],
    ['true ? [] : ["a"]', []],
    ['true ? 1 : local.missing', 1],
    ['var.open ? 5 : 5', 5],
    ['var.open ? 1 : 2', open],
    ['var.open ? ["a"] : ["a", "b"]', { items: ['a'], open: open.unknown }],
    ['var.open ? [22, 80] : [22, 443]', [22, open]],
    ['var.open ? { p = 1, q = 2 } : { p = 1, q = 3 }', { p: 1, q: open }],
    ['var.open ? { p = 1 } : {}', { items: {}, open: open.unknown }],
  ]);
  rejects([
    ['null ? 1 : 2', /is null where true or false is needed$/],
    ['true ? 1 : []', /have no type in common$/],
  ]);
});

describe('terraform expressions: collections', () => {
  table([
    ['[1, "a", [true]]', [1, 'a', [true]]],
    [
      '{ a = 1, "b c" = 2, (local.words[0]) = 3, "${local.words[1]}x" : 4 }',
      { 'a': 1, 'b c': 2, 'p': 3, 'qx': 4 },
    ],
    ['local.words[1]', 'q'],
    ['local.words["1"]', 'q'],
    ['local.words.0', 'p'],
    ['local.zones["a"]', '10.0.0.0/24'],
    ['local.zones.a', '10.0.0.0/24'],
    ['local.rules[*].port', [22, 443]],
    ['local.rules.*.port', [22, 443]],
    ['local.rules[0][*].port', [22]],
    ['null[*]', []],
    ['"a"[*]', ['a']],
    ['var.open[*].port', open],
    ['local.words[var.open]', open],
    ['{ (var.open) = 1, b = 2 }', { items: { b: 2 }, open: open.unknown }],
    ['{ (var.open) = 1, b = 2 }.b', 2],
    ['{ (var.open) = 1, b = 2 }.c', open],
    ['{ "__proto__" = 1 }["__proto__"]', 1],
  ]);
  rejects([
    ['local.words[2]', /reads item 2 of a list of 2$/],
    ['local.words[-1]', /reads item -1/],
    ['local.words.a', /reads "a" from a list$/],
    ['local.zones.c', /has no attribute "c"$/],
    ['local.zones.constructor', /has no attribute "constructor"$/],
    ['null.a', /reads "a" from null$/],
    ['"abc"[0]', /reads an element of a string$/],
    ['var.set[0]', /reads an element of a set$/],
  ]);
});

describe('terraform expressions: for', () => {
  table([
    ['[for w in local.words : "${w}!"]', ['p!', 'q!']],
    ['[for i, w in local.words : "${i}${w}"]', ['0p', '1q']],
    ['[for k, v in local.zones : k]', ['a', 'b']],
    [
      '[for k, v in var.set : [k, v]]',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    ['[for r in local.rules : r.port if r.open]', [22]],
    ['{ for k, v in local.zones : v => k }', { '10.0.0.0/24': 'a', '10.0.1.0/24': 'b' }],
    [
      '{ for w in ["a", "b", "ab"] : length_is_unknown => w }',
      { items: {}, open: 'length_is_unknown is not a value by this name alone' },
    ],
    [
      '{ for i, w in ["x", "y", "z"] : i % 2 == 0 ? "even" : "odd" => w... }',
      { even: ['x', 'z'], odd: ['y'] },
    ],
    [
      '[for w in local.words : [for v in local.words : "${w}${v}"]]',
      [
        ['pp', 'pq'],
        ['qp', 'qq'],
      ],
    ],
    ['[for var in local.words : var]', ['p', 'q']],
    ['[for x in var.open : x]', open],
    ['[for x in [1, var.open, 3] : x]', [1, open, 3]],
    ['[for x in [1, var.open, 3] : x if x > 2]', { items: [3], open: open.unknown }],
    ['{ for x in ["a", var.open] : x => 1 }', { items: { a: 1 }, open: open.unknown }],
  ]);
  rejects([
    ['[for x in 5 : x]', /is a number and has no elements to go through$/],
    ['[for x in null : x]', /is null and has no elements to go through$/],
    ['{ for w in ["a", "a"] : w => 1 }', /gives the key "a" twice$/],
  ]);
});

describe('terraform expressions: references', () => {
  const given = `${declarations}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = local.words[0] }
}
resource "aws_instance" "web" {
  root_block_device {
    volume_size = 8
  }
}
resource "aws_subnet" "counted" {
  count      = 2
  cidr_block = "10.0.\${count.index}.0/24"
}
resource "aws_subnet" "keyed" {
  for_each   = local.zones
  cidr_block = each.value
}
resource "aws_subnet" "maybe" {
  count = var.open
}
`;
  const cases: readonly (readonly [string, unknown])[] = [
    ['aws_vpc.main.id', { reference: 'aws_vpc.main.id' }],
    ['aws_vpc.main.cidr_block', '10.0.0.0/16'],
    ['aws_vpc.main.tags.Name', 'p'],
    ['aws_vpc.main["cidr_block"]', '10.0.0.0/16'],
    ['[aws_vpc.main.id]', [{ reference: 'aws_vpc.main.id' }]],
    ['"${aws_vpc.main.id}"', { reference: 'aws_vpc.main.id' }],
    ['"vpc: ${aws_vpc.main.id}"', { unknown: 'aws_vpc.main.id is chosen by AWS when it is created' }],
    ['aws_vpc.main.id == aws_vpc.main.id', true],
    ['aws_vpc.main.id == null', false],
    ['aws_vpc.main.id == "vpc-0123abcd"', { unknown: 'aws_vpc.main.id is chosen by AWS when it is created' }],
    ['aws_vpc.main.tags_all["x"]', { unknown: 'aws_vpc.main.tags_all is chosen by AWS when it is created' }],
    ['aws_instance.web.root_block_device[0].volume_size', 8],
    [
      'aws_instance.web.root_block_device[0].volume_id',
      { unknown: 'aws_instance.web.root_block_device.volume_id is chosen by AWS when it is created' },
    ],
    ['aws_subnet.counted[1].id', { reference: 'aws_subnet.counted[1].id' }],
    [
      'aws_subnet.counted[*].id',
      [{ reference: 'aws_subnet.counted[0].id' }, { reference: 'aws_subnet.counted[1].id' }],
    ],
    ['aws_subnet.counted.*.cidr_block', ['10.0.0.0/24', '10.0.1.0/24']],
    ['aws_subnet.keyed["a"].id', { reference: 'aws_subnet.keyed["a"].id' }],
    ['aws_subnet.keyed["b"].cidr_block', '10.0.1.0/24'],
    ['[for k, s in aws_subnet.keyed : s.cidr_block]', ['10.0.0.0/24', '10.0.1.0/24']],
    ['{ for k, s in aws_subnet.keyed : k => s.id }["b"]', { reference: 'aws_subnet.keyed["b"].id' }],
    ['aws_subnet.maybe[0].id', open],
    ['aws_vpc.gone.id', { reference: 'aws_vpc.gone.id' }],
    ['aws_vpc.gone.cidr_block', { unknown: 'aws_vpc.gone is not declared in this module' }],
    ['data.aws_vpc.shared.id', { unknown: 'data.aws_vpc.shared is not declared in this module' }],
    ['data.aws_subnets.all.ids[0]', { unknown: 'data.aws_subnets.all is not declared in this module' }],
    ['data.aws_vpc.each["a"].id', { unknown: 'data.aws_vpc.each is not declared in this module' }],
    ['module.vpc.vpc_id', { unknown: 'module.vpc is not declared in this module' }],
    ['var.missing', { unknown: 'var.missing is not declared in this module' }],
    ['local.missing', { unknown: 'local.missing is not declared in this module' }],
    ['path.module', '.'],
    ['path.root', '.'],
    ['path.cwd', { unknown: 'path.cwd depends on where Terraform is run' }],
    ['terraform.workspace', 'default'],
    ['each.key', { unknown: 'each.key can be used only in a block with for_each' }],
    ['count.index', { unknown: 'count.index can be used only in a block with count' }],
    ['frobnicate("a")', { unknown: 'function frobnicate() is not evaluated yet' }],
    [
      'provider::aws::arn_parse("a")',
      { unknown: 'function provider::aws::arn_parse() is computed by a provider' },
    ],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(evaluated(expression, given), expected);
    });
  }
  rejects([['aws_vpc', /is not a value by this name alone$/]]);

  it('names the zone that nobody knows, whatever the data source is called', () => {
    const expression = '{ (upper(data.aws_availability_zones.my-zones.names[0])) = 1 }["A"]';
    assert.deepEqual(evaluated(expression, 'data "aws_availability_zones" "my-zones" {}'), {
      unknown: 'data.aws_availability_zones.my-zones.names[0] is read from AWS',
    });
  });

  it('names the workspace it is told', () => {
    assert.equal(evaluated('terraform.workspace', '', { workspace: 'staging' }), 'staging');
  });

  const environments = `
    locals {
      few     = { dev = 1, prod = 2 }
      many    = { a = 1, b = 2, c = 3, d = 4, e = 5 }
      none    = {}
      alias   = terraform.workspace
      network = trimprefix(terraform.workspace, "app-")
      zones   = { (data.aws_availability_zones.all.names[0]) = 1 }
    }
    data "aws_availability_zones" "all" {}
  `;
  const missing = (workspace: string, code: string, only: string) => ({
    unknown: `terraform.workspace is "${workspace}", for which ${code} has nothing${only}: choose another with --workspace or the setting ackscope.terraform.workspace`,
  });
  const few = ', only for "dev" and "prod"';
  const chosen: readonly (readonly [code: string, workspace: string | undefined, expected: unknown])[] = [
    ['local.few[terraform.workspace]', 'prod', 2],
    ['local.few[terraform.workspace]', undefined, missing('default', 'local.few[terraform.workspace]', few)],
    ['local.few[terraform.workspace]', 'test', missing('test', 'local.few[terraform.workspace]', few)],
    ['local.few[local.alias]', undefined, missing('default', 'local.few[local.alias]', few)],
    [
      'local.few["${terraform.workspace}"].cidr',
      undefined,
      missing('default', 'local.few["${terraform.workspace}"]', few),
    ],
    [
      'local.many[local.alias]',
      undefined,
      missing('default', 'local.many[local.alias]', ', only for "a", "b", "c" and others'),
    ],
    ['local.none[local.alias]', undefined, missing('default', 'local.none[local.alias]', '')],
    ['local.few[local.network]', 'app-dev', 1],
    ['local.few[local.network]', 'app-test', missing('app-test', 'local.few[local.network]', few)],
    [
      'local.few[split("-", terraform.workspace)[1]]',
      'app-test',
      missing('app-test', 'local.few[split("-", terraform.workspace)[1]]', few),
    ],
    [
      'lookup(local.few, terraform.workspace)',
      undefined,
      missing('default', 'lookup(local.few, terraform.workspace)', few),
    ],
    ['lookup(local.few, terraform.workspace, 3)', undefined, 3],
    ['try(local.few[terraform.workspace], 3)', undefined, 3],
    [
      'local.zones[terraform.workspace]',
      'eu-west-1a',
      { unknown: 'data.aws_availability_zones.all.names[0] is read from AWS' },
    ],
    ['local.few["default"]', undefined, { unknown: 'local.few["default"] has no attribute "default"' }],
  ];
  for (const [expression, workspace, expected] of chosen) {
    it(`${expression} in ${workspace ?? 'no workspace'} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(
        evaluated(expression, environments, workspace === undefined ? {} : { workspace }),
        expected,
      );
    });
  }
});
