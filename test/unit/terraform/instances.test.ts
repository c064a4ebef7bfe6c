import assert from 'node:assert/strict';
import { explain } from '../../../src/core/value/value.ts';
import { mainTf, propertyOf, resourceOf } from './support.ts';

/** The addresses of `resource "aws_subnet" "a"` with these arguments; a `?` and the reasons where existence is unknown. */
function addresses(argument: string): readonly string[] {
  const { resources } = mainTf(`
variable "open" {}
locals {
  zones = { b = 2, a = 1 }
}
resource "aws_subnet" "a" {
  ${argument}
}
`);
  return resources.map(({ address, exists }) =>
    exists.kind === 'known' ? address : `${address}? ${explain(exists.because)}`,
  );
}

describe('terraform count and for_each', () => {
  const cases: readonly (readonly [argument: string, addresses: readonly string[]])[] = [
    ['', ['aws_subnet.a']],
    ['count = 0', []],
    ['count = 2', ['aws_subnet.a[0]', 'aws_subnet.a[1]']],
    ['count = "1"', ['aws_subnet.a[0]']],
    ['count = true ? 1 : 0', ['aws_subnet.a[0]']],
    ['count = var.open', ['aws_subnet.a? var.open has no default']],
    ['count = var.open ? 1 : 1', ['aws_subnet.a[0]']],
    ['count = -1', ['aws_subnet.a? -1 is not a whole number of instances']],
    ['count = 1.5', ['aws_subnet.a? 1.5 is not a whole number of instances']],
    ['count = null', ['aws_subnet.a? null is null where a number is needed']],
    ['count = 1000000', ['aws_subnet.a? count = 1000000 is too many to expand']],
    ['for_each = {}', []],
    ['for_each = local.zones', ['aws_subnet.a["a"]', 'aws_subnet.a["b"]']],
    ['for_each = ["x", "y"]', ['aws_subnet.a["x"]', 'aws_subnet.a["y"]']],
    [
      String.raw`for_each = { "quote\"d \\ ${'$'}${'$'}{x}" = 1 }`,
      [String.raw`aws_subnet.a["quote\"d \\ ${'$'}${'$'}{x}"]`],
    ],
    ['for_each = { "__proto__" = 1 }', ['aws_subnet.a["__proto__"]']],
    ['for_each = var.open', ['aws_subnet.a? var.open has no default']],
    ['for_each = ["x", var.open]', ['aws_subnet.a["x"]', 'aws_subnet.a? var.open has no default']],
    ['for_each = { x = 1, (var.open) = 2 }', ['aws_subnet.a["x"]', 'aws_subnet.a? var.open has no default']],
    ['for_each = { x = var.open }', ['aws_subnet.a["x"]']],
    ['for_each = [1, 2]', ['aws_subnet.a? [1, 2] is not a map or a set of strings']],
    ['for_each = null', ['aws_subnet.a? null is null and has no elements to go through']],
    ['for_each = 5', ['aws_subnet.a? 5 is a number and has no elements to go through']],
  ];
  for (const [argument, expected] of cases) {
    it(`${argument === '' ? 'neither' : argument} gives ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(addresses(argument), expected);
    });
  }

  it('bind count.index, each.key and each.value', () => {
    const configuration = mainTf(`
resource "aws_subnet" "a" {
  count      = 2
  cidr_block = "10.0.\${count.index + 10}.0/24"
}
resource "aws_subnet" "b" {
  for_each   = { x = { cidr = "10.1.0.0/24" } }
  cidr_block = each.value.cidr
  name       = "subnet-\${each.key}"
}
resource "aws_subnet" "c" {
  for_each = ["x"]
  name     = each.value
}
`);
    assert.equal(propertyOf(resourceOf(configuration, 'aws_subnet.a[1]'), 'cidr_block'), '10.0.11.0/24');
    assert.equal(propertyOf(resourceOf(configuration, 'aws_subnet.b["x"]'), 'cidr_block'), '10.1.0.0/24');
    assert.equal(propertyOf(resourceOf(configuration, 'aws_subnet.b["x"]'), 'name'), 'subnet-x');
    assert.equal(propertyOf(resourceOf(configuration, 'aws_subnet.c["x"]'), 'name'), 'x');
  });

  it('leave each.key and each.value unknown for the same reason as the resource', () => {
    const configuration = mainTf(`
variable "open" {}
resource "aws_subnet" "a" {
  for_each   = var.open
  cidr_block = each.value.cidr
  vpc_id     = aws_vpc.main.id
}
resource "aws_vpc" "main" {}
`);
    const subnet = resourceOf(configuration, 'aws_subnet.a');
    assert.deepEqual(propertyOf(subnet, 'cidr_block'), { unknown: 'var.open has no default' });
    assert.deepEqual(propertyOf(subnet, 'vpc_id'), { reference: 'aws_vpc.main.id' });
  });

  it('chain: one resource for each instance of another', () => {
    const configuration = mainTf(`
resource "aws_subnet" "a" {
  for_each = { x = 1, y = 2 }
}
resource "aws_route_table_association" "a" {
  for_each  = aws_subnet.a
  subnet_id = each.value.id
}
`);
    const association = resourceOf(configuration, 'aws_route_table_association.a["y"]');
    assert.deepEqual(propertyOf(association, 'subnet_id'), { reference: 'aws_subnet.a["y"].id' });
  });

  it('give every instance the place of the block and an address of its own', () => {
    const text = 'resource "aws_vpc" "a" {\n  count = 2\n}\n';
    for (const [index, resource] of mainTf(text).resources.entries()) {
      const address = `aws_vpc.a[${index}]`;
      const whole = { start: 0, end: text.length - 1 };
      assert.deepEqual(resource.origin, { file: 'main.tf', span: whole, resource: address });
      assert.deepEqual(resource.header, {
        file: 'main.tf',
        span: { start: 0, end: 'resource "aws_vpc" "a"'.length },
        resource: address,
        extent: whole,
      });
    }
  });
});
