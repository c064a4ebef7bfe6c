/** Functions. The expected values without unknown parts are those Terraform 1.11 gives. */
import assert from 'node:assert/strict';
import { project } from './project.ts';
import { evaluated, propertyOf, resourceOf } from './support.ts';

const declarations = `
variable "open" {}
variable "text" {
  type = string
}
variable "set" {
  type    = set(string)
  default = ["b", "a"]
}
variable "map" {
  type    = map(number)
  default = { a = 1 }
}
variable "nothing" {
  type    = list(string)
  default = null
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  count = 2
}
`;

const why = 'var.open has no default';
const open = { unknown: why };
const id = { reference: 'aws_vpc.main.id' };

const families: Readonly<Record<string, readonly (readonly [expression: string, expected: unknown])[]>> = {
  network: [
    ['cidrsubnet("10.0.0.0/16", 8, 2)', '10.0.2.0/24'],
    ['cidrsubnet(aws_vpc.main.cidr_block, 4, 15)', '10.0.240.0/20'],
    ['cidrsubnet("10.0.5.9/16", "8", "1")', '10.0.1.0/24'],
    ['cidrsubnet("2600:1f18:abcd:ef00::/56", 8, 255)', '2600:1f18:abcd:efff::/64'],
    ['cidrsubnet("010.0.0.0/8", 8, 1)', '10.1.0.0/16'],
    ['cidrsubnet(var.open, 8, 1)', open],
    ['cidrsubnet("10.0.0.0/16", 8, var.open)', open],
    ['cidrhost("10.0.0.0/24", 5)', '10.0.0.5'],
    ['cidrhost("10.0.0.0/24", -2)', '10.0.0.254'],
    ['cidrhost("2001:db8::/32", 16)', '2001:db8::10'],
    ['cidrnetmask("172.16.0.0/12")', '255.240.0.0'],
  ],
  number: [
    ['pow(1.1, -7790) == 0', false],
    ['pow(1.1, -7790) / pow(1.1, -7791)', 1],
    ['pow(1.1, -7825) == 0', true],
  ],
  string: [
    ['lower("ABC")', 'abc'],
    ['upper("é")', 'É'],
    ['trimspace(" a\\n")', 'a'],
    ['replace("a.b.c", ".", "$&")', 'a$&b$&c'],
    ['split(",", "a,,b")', ['a', '', 'b']],
    ['split(",", "")', ['']],
    ['join("-", ["a", 1], [true])', 'a-1-true'],
    ['join(",", [])', ''],
    ['join(",", ["a", var.open])', open],
    ['format("%s-%d", "a", 5)', 'a-5'],
    ['format("%02d|%3s|%-3s|%%", 7, "a", "b")', '07|  a|b  |%'],
    ['format("web-%s", var.open)', open],
    ['upper(var.open)', open],
  ],
  collection: [
    ['length([1, 2])', 2],
    ['coalescelist(var.nothing, ["a"])', ['a']],
    ['length({ a = 1 })', 1],
    ['length("añ👍🏽")', 3],
    ['length([var.open, var.open])', 2],
    ['length(toset(["a", var.open]))', open],
    ['length(var.open)', open],
    ['max(length(toset(var.open)), 1)', open],
    ['length(aws_subnet.a)', 2],
    ['concat([1], ["a"], [])', [1, 'a']],
    ['concat([1], var.open)', { items: [1], open: why }],
    ['concat([aws_vpc.main.id], ["x"])', [id, 'x']],
    ['flatten([[1], [2, [3]], []])', [1, 2, 3]],
    ['flatten([[1], var.open])', { items: [1], open: why }],
    ['element(["a", "b"], 3)', 'b'],
    ['element(aws_subnet.a[*].id, 1)', { reference: 'aws_subnet.a[1].id' }],
    ['contains(["a"], "a")', true],
    ['contains([1], "1")', false],
    ['contains(["a", var.open], "a")', true],
    ['contains(["a", var.open], "b")', open],
    ['one([5])', 5],
    ['one([])', null],
    ['merge({ a = 1, b = 2 }, null, { b = 3 })', { a: 1, b: 3 }],
    ['merge([{ a = 1 }, { b = 2 }]...)', { a: 1, b: 2 }],
    ['merge({ a = 1 }, var.open, { b = 2 })', { items: { a: open, b: 2 }, open: why }],
    ['lookup({ a = 1 }, "a", 0)', 1],
    ['lookup({ a = 1 }, "b", 0)', 0],
    ['lookup(var.map, "b", "5")', 5],
    ['lookup(var.open, "b", 0)', open],
    ['keys({ b = 1, a = 2 })', ['a', 'b']],
    ['values({ b = 1, a = 2 })', [2, 1]],
  ],
  conversion: [
    ['tostring(443)', '443'],
    ['tostring(aws_vpc.main.id)', id],
    ['tonumber("443")', 443],
    ['tobool("true")', true],
    ['tolist([1, "a"])', ['1', 'a']],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['toset([10, 9, 9])', [9, 10]],
    ['[for k, v in toset(["b", "a"]) : k]', ['a', 'b']],
    ['tomap({ a = 1, b = "x" })', { a: '1', b: 'x' }],
    ['tostring(null)', null],
    ['toset(var.open)', open],
    ['tolist(["a"]) == ["a"]', false],
  ],
  control: [
    ['try(tolist(try([lower(var.text)], [])), ["none"])', { unknown: 'var.text has no default' }],
    ['try(false ? upper(var.open[0]) : "a", "b")', 'a'],
    ['try(false ? var.open[0] : "a", "b")', open],
    ['try(true ? var.open[0] : "a", "b")', open],
    ['can(true ? 1 : var.open.x + 1)', true],
    ['can(true ? 1 : var.open.x)', open],
    ['try({}.a, "none")', 'none'],
    ['try([{}.a], "none")', 'none'],
    ['try(var.open, "none")', open],
    ['try(frobnicate(), "none")', { unknown: 'function frobnicate() is not evaluated yet' }],
    ['can({}.a)', false],
    ['can(1 + 1)', true],
    ['can(var.open)', open],
    ['coalesce(null, "", "a", "b")', 'a'],
    ['coalesce(1, "a")', '1'],
    ['coalesce(var.open, "a")', open],
    ['coalesce(aws_vpc.main.id, "a")', id],
  ],
};

for (const [family, cases] of Object.entries(families)) {
  describe(`terraform ${family} functions`, () => {
    for (const [expression, expected] of cases) {
      it(`${expression} is ${JSON.stringify(expected)}`, () => {
        assert.deepEqual(evaluated(expression, declarations), expected);
      });
    }
  });
}

describe('terraform functions called wrongly', () => {
  const cases: readonly (readonly [expression: string, why: RegExp])[] = [
    ['lower()', /passes 0 arguments to lower\(\)$/],
    ['lower("a", "b")', /passes 2 arguments/],
    ['lower([])', /is a list where a string is needed$/],
    ['length(5)', /which has no length$/],
    ['length(null)', /is null where length\(\) needs a value$/],
    ['concat([], null)', /is null where concat\(\) needs a value$/],
    ['merge({}, [])', /is a list where a map is needed$/],
    ['merge(5...)', /is a number where ... needs a list$/],
    ['element([], 0)', /is an empty list$/],
    ['one([1, 2])', /has 2 items, not one$/],
    ['lookup({}, "a")', /finds no key "a"$/],
    ['cidrsubnet("10.0.0.0", 8, 1)', /is not a CIDR block$/],
    ['cidrsubnet("10.0.0.0/16", 17, 1)', /asks for a prefix of 33 bits$/],
    ['cidrsubnet("10.0.0.0/16", 1, 2)', /asks for subnet 2 of 2$/],
    ['cidrhost("10.0.0.0/30", 4)', /asks for host 4 of 4$/],
    ['cidrnetmask("::/0")', /may hold IPv4 addresses|as it is IPv6$/],
    ['tonumber("many")', /is a string where a number is needed$/],
    ['tolist({})', /is an object where a list is needed$/],
    ['tolist([1, []])', /mixes types that no list can hold$/],
    ['format("%s")', /has fewer arguments than verbs$/],
    ['format("x", 1)', /has more arguments than verbs$/],
    ['try({}.a)', /has no argument without an error: \{\}\.a has no attribute "a"$/],
    ['coalesce(null, "")', /has no argument that is not null or empty$/],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is unknown: ${expected.source}`, () => {
      const value = evaluated(expression);
      assert.ok(typeof value === 'object' && value !== null && 'unknown' in value, JSON.stringify(value));
      assert.match(String(value.unknown), expected);
    });
  }
});

describe('terraform errors made elsewhere', () => {
  const elsewhere = `
locals {
  bad   = {}.gone
  parts = { good = 1, bad = {}.gone }
  all   = [1, {}.gone]
}
resource "aws_vpc" "bad" {
  cidr_block = {}.gone
}
resource "aws_vpc" "counted" {
  count      = {}.gone
  cidr_block = "10.0.0.0/16"
}
resource "aws_security_group" "bad" {
  ingress {
    protocol = {}.gone
  }
}
`;
  const stopped = { unknown: '{}.gone has no attribute "gone"' };
  /** Terraform stops where the error is, so there is no value that `try` could give. */
  const cases: readonly (readonly [expression: string, expected: unknown])[] = [
    ['try(local.bad, "none")', stopped],
    ['try([local.bad], "none")', stopped],
    ['try(upper(local.bad), "none")', stopped],
    ['try(local.parts.bad, "none")', stopped],
    ['try(local.parts.gone, "none")', 'none'],
    ['try(lookup(local.parts, "bad", "x"), "none")', stopped],
    ['try([for item in local.all : item][1], "none")', stopped],
    ['try(local.all[2], "none")', 'none'],
    ['try(aws_vpc.bad.cidr_block, "none")', stopped],
    ['try(aws_vpc.counted[0].cidr_block, "none")', stopped],
    ['try(aws_security_group.bad.ingress[0].protocol, "none")', stopped],
    ['can(local.bad)', stopped],
    ['can(local.bad.more)', stopped],
    ['try(try(local.bad, 1), 2)', stopped],
  ];
  for (const [expression, expected] of cases) {
    it(`are seen by ${expression} as ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(evaluated(expression, elsewhere), expected);
    });
  }

  it('are not caught where a module hands them on', () => {
    const configuration = project({
      'main.tf':
        'module "m" {\n source = "./m"\n cidr = {}.gone\n}\nresource "t" "a" {\n it = try(module.m.cidr, "none")\n}\n',
      'm/main.tf': 'variable "cidr" {}\noutput "cidr" {\n value = try(var.cidr, null)\n}\n',
    });
    assert.deepEqual(propertyOf(resourceOf(configuration, 't.a'), 'it'), stopped);
  });
});
