import assert from 'node:assert/strict';
import { evaluated, mainTf, propertyOf, resourceOf } from './support.ts';

describe('terraform locals', () => {
  it('are evaluated whatever order they are written in', () => {
    assert.equal(evaluated('local.a', 'locals {\n a = "${local.b}!"\n}\nlocals {\n b = "x"\n}\n'), 'x!');
  });

  it('that need each other are unknown, and so is what needs them', () => {
    const locals = 'locals {\n a = local.b\n b = local.c\n c = local.a\n d = [local.a, 1]\n}\n';
    const circle = { unknown: 'local.b depends on itself through local.a, local.c' };
    assert.deepEqual(evaluated('local.b', locals), circle);
    assert.deepEqual(evaluated('local.d', locals), [
      { unknown: 'local.a depends on itself through local.b, local.c' },
      1,
    ]);
  });

  it('that need themselves are unknown', () => {
    assert.deepEqual(evaluated('local.a', 'locals {\n a = "${local.a}x"\n}\n'), {
      unknown: 'local.a depends on itself',
    });
  });

  it('are not circular through a name bound by for', () => {
    assert.deepEqual(evaluated('local.a', 'locals {\n a = [for local in [{ a = 1 }] : local.a]\n}\n'), [1]);
  });

  it('may be a chain of any length', () => {
    const links = Array.from({ length: 20_000 }, (_, index) => `a${index} = local.a${index + 1}`);
    assert.equal(evaluated('local.a0', `locals {\n${links.join('\n')}\na20000 = "end"\n}\n`), 'end');
  });
});

describe('terraform resources that refer to each other', () => {
  it('by id are no circle', () => {
    const configuration = mainTf(`
resource "aws_security_group" "a" {
  ingress {
    security_groups = [aws_security_group.b.id]
  }
}
resource "aws_security_group" "b" {
  ingress {
    security_groups = [aws_security_group.a.id]
  }
}
`);
    assert.deepEqual(propertyOf(resourceOf(configuration, 'aws_security_group.a'), 'ingress'), [
      { security_groups: [{ reference: 'aws_security_group.b.id' }] },
    ]);
    assert.deepEqual(propertyOf(resourceOf(configuration, 'aws_security_group.b'), 'ingress'), [
      { security_groups: [{ reference: 'aws_security_group.a.id' }] },
    ]);
  });

  it('by what they configure are unknown, each with the way round', () => {
    const configuration = mainTf(`
resource "aws_vpc" "a" {
  cidr_block = aws_vpc.b.cidr_block
}
resource "aws_vpc" "b" {
  cidr_block = aws_vpc.a.cidr_block
}
`);
    assert.deepEqual(propertyOf(resourceOf(configuration, 'aws_vpc.a'), 'cidr_block'), {
      unknown: 'aws_vpc.a.cidr_block depends on itself through aws_vpc.b.cidr_block',
    });
  });

  it('through count do not tell whether they exist', () => {
    const configuration = mainTf(`
resource "aws_vpc" "a" {
  count = length(aws_vpc.b)
}
resource "aws_vpc" "b" {
  for_each = aws_vpc.a
}
`);
    assert.deepEqual(
      configuration.resources.map(({ address, exists }) => [address, exists.kind]),
      [
        ['aws_vpc.a', 'unknown'],
        ['aws_vpc.b', 'unknown'],
      ],
    );
  });
});
