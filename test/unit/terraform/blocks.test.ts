import assert from 'node:assert/strict';
import type { Origin } from '../../../src/core/text/origin.ts';
import { listOf } from '../../../src/core/value/read.ts';
import { evaluated, mainTf, propertyOf, resourceOf } from './support.ts';

function ingressOf(body: string): unknown {
  const text = `
variable "open" {}
variable "ports" {
  default = [22, 443]
}
resource "aws_security_group" "web" {
  ${body}
}
`;
  return propertyOf(resourceOf(mainTf(text), 'aws_security_group.web'), 'ingress');
}

const open = 'var.open has no default';

describe('terraform arguments of blocks that are read back', () => {
  const block = 'resource "aws_x" "a" {\n b {\n set = 1\n left_out = null\n }\n}\n';

  it('are what is written, and otherwise chosen by AWS', () => {
    assert.equal(evaluated('aws_x.a.b[0].set', block), 1);
    for (const name of ['left_out', 'never_mentioned']) {
      assert.deepEqual(evaluated(`aws_x.a.b[0].${name}`, block), {
        unknown: `aws_x.a.b.${name} is chosen by AWS when it is created`,
      });
    }
  });
});

describe('terraform nested blocks', () => {
  const cases: readonly (readonly [name: string, body: string, expected: unknown])[] = [
    ['one block', 'ingress {\n from_port = 22\n }', [{ from_port: 22 }]],
    ['two blocks', 'ingress {\n p = 1\n }\n ingress {\n p = 2\n }', [{ p: 1 }, { p: 2 }]],
    ['an empty block', 'ingress {}', [{}]],
    ['an attribute in place of blocks', 'ingress = [{ p = 1 }]', [{ p: 1 }]],
    ['both at once', 'ingress = [{ p = 1 }]\n ingress {\n p = 2\n }', [{ p: 1 }, { p: 2 }]],
    ['an attribute that is unknown', 'ingress = var.open', { unknown: open }],
    [
      'an unknown attribute and a block',
      'ingress = var.open\n ingress {\n p = 2\n }',
      { items: [{ p: 2 }], open },
    ],
    ['blocks in blocks', 'ingress {\n a {\n b {\n c = 1\n }\n }\n }', [{ a: [{ b: [{ c: 1 }] }] }]],
    ['none', 'name = "web"', undefined],
    [
      'dynamic over a list',
      'dynamic "ingress" {\n for_each = var.ports\n content {\n p = ingress.value\n k = ingress.key\n }\n }',
      [
        { p: 22, k: 0 },
        { p: 443, k: 1 },
      ],
    ],
    [
      'dynamic over a map',
      'dynamic "ingress" {\n for_each = { b = 2, a = 1 }\n content {\n p = ingress.value\n k = ingress.key\n }\n }',
      [
        { p: 1, k: 'a' },
        { p: 2, k: 'b' },
      ],
    ],
    [
      'dynamic with an iterator of its own',
      'dynamic "ingress" {\n for_each = var.ports\n iterator = port\n content {\n p = port.value\n }\n }',
      [{ p: 22 }, { p: 443 }],
    ],
    [
      'dynamic within dynamic',
      'dynamic "ingress" {\n for_each = [1, 2]\n content {\n dynamic "inner" {\n for_each = ["x"]\n content {\n v = "${ingress.value}${inner.value}"\n }\n }\n }\n }',
      [{ inner: [{ v: '1x' }] }, { inner: [{ v: '2x' }] }],
    ],
    ['dynamic over nothing', 'dynamic "ingress" {\n for_each = []\n content {}\n }', []],
    [
      'dynamic over what is unknown, beside a block',
      'ingress {\n p = 1\n }\n dynamic "ingress" {\n for_each = var.open\n content {\n p = ingress.value\n }\n }',
      { items: [{ p: 1 }], open },
    ],
    [
      'dynamic without content',
      'dynamic "ingress" {\n for_each = [1]\n }',
      { items: [], open: 'aws_security_group.web.ingress has a dynamic block without content' },
    ],
  ];
  for (const [name, body, expected] of cases) {
    it(name, () => {
      assert.deepEqual(ingressOf(body), expected);
    });
  }

  it('leaves meta-arguments out of the properties', () => {
    const configuration = mainTf(`
resource "aws_instance" "web" {
  provider   = aws.west
  depends_on = [aws_vpc.main]
  count      = 1
  ami        = "ami-1"
  lifecycle {
    ignore_changes = [ami]
  }
  provisioner "local-exec" {
    command = "true"
  }
  connection {
    host = self.public_ip
  }
}
`);
    assert.deepEqual(
      [...resourceOf(configuration, 'aws_instance.web[0]').properties.properties.keys()],
      ['ami'],
    );
  });
});

describe('terraform places of properties', () => {
  const text = `resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id
  ingress {
    rule_no = 100
  }
  dynamic "egress" {
    for_each = [1]
    content {
      rule_no = egress.value
    }
  }
}
`;
  const resource = resourceOf(mainTf(text), 'aws_network_acl.main');
  const written = (origin: Origin): string => text.slice(origin.span.start, origin.span.end);
  const itemOf = (name: string) => listOf(resource.properties.properties.get(name)).items[0];

  it('of an attribute: its value, in the resource', () => {
    const origin = resource.properties.properties.get('vpc_id')?.origin;
    assert.ok(origin);
    assert.equal(written(origin), 'aws_vpc.main.id');
    assert.equal(origin.resource, 'aws_network_acl.main');
  });

  it('of a nested block: its header, with the block as extent', () => {
    const item = itemOf('ingress');
    assert.ok(item?.origin.extent);
    assert.equal(written(item.origin), 'ingress');
    const { start, end } = item.origin.extent;
    assert.match(text.slice(start, end), /^ingress \{[^}]*\}$/);
    assert.equal(item.origin.resource, 'aws_network_acl.main');
  });

  it('of an attribute in a nested block: its value', () => {
    const item = itemOf('ingress');
    assert.ok(item?.value.kind === 'object');
    const origin = item.value.properties.get('rule_no')?.origin;
    assert.ok(origin);
    assert.equal(written(origin), '100');
  });

  it('of a block made by dynamic: the header of the dynamic block', () => {
    const item = itemOf('egress');
    assert.ok(item);
    assert.equal(written(item.origin), 'dynamic "egress"');
  });
});
