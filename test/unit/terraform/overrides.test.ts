/** Override files: what takes the place of what. */
import assert from 'node:assert/strict';
import { project } from './project.ts';
import { propertyOf, resourceOf } from './support.ts';

const base = `
variable "x" {
  type    = string
  default = "base"
}
locals {
  l = "base"
}
resource "t" "a" {
  count = 1
  x     = var.x
  l     = local.l
  kept  = "base"
  ingress {
    port = 1
  }
  ingress {
    port = 2
  }
  egress {
    port = 3
  }
}
`;

describe('terraform override files', () => {
  it('replace arguments and kinds of blocks, and leave the rest', () => {
    const configuration = project({
      'main.tf': base,
      'a_override.tf':
        'variable "x" {\n default = "override"\n}\nlocals {\n l = "override"\n}\nresource "t" "a" {\n count = 2\n ingress {\n  port = 9\n }\n}\n',
    });
    assert.deepEqual(configuration.problems, []);
    const resource = resourceOf(configuration, 't.a[1]');
    assert.deepEqual(
      ['x', 'l', 'kept', 'ingress', 'egress'].map((name) => propertyOf(resource, name)),
      ['override', 'override', 'base', [{ port: 9 }], [{ port: 3 }]],
    );
    assert.equal(resource.properties.properties.get('ingress')?.origin.file, 'a_override.tf');
    assert.equal(resource.header.file, 'main.tf');
  });

  it('count in the order of their names', () => {
    const configuration = project({
      'main.tf': base,
      'override.tf': 'locals {\n l = "second"\n}\n',
      'b_override.tf': 'locals {\n l = "first"\n}\n',
    });
    assert.equal(propertyOf(resourceOf(configuration, 't.a[0]'), 'l'), 'second');
  });

  it('replace arguments of calls and values of outputs', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./one"\n x = 1\n}\nresource "t" "b" {\n it = module.m.y\n}\n',
      'override.tf': 'module "m" {\n source = "./two"\n}\n',
      'one/main.tf': 'variable "x" {}\n',
      'two/main.tf': 'variable "x" {}\noutput "y" {\n value = 0\n}\n',
      'two/override.tf': 'output "y" {\n value = var.x\n}\n',
    });
    assert.equal(propertyOf(resourceOf(configuration, 't.b'), 'it'), 1);
  });

  it('say when there is nothing to override', () => {
    const { problems } = project({ 'main.tf': base, 'override.tf': 'resource "t" "b" {}\n' });
    assert.deepEqual(
      problems.map(({ file, code, message }) => [file, code, message]),
      [
        [
          'override.tf',
          'terraform-override',
          't.b is declared in no other file, so there is nothing to override',
        ],
      ],
    );
  });

  it('a .tofu file takes the place of the .tf file of its name', () => {
    const configuration = project({ 'main.tf': base, 'main.tofu': 'resource "t" "b" {}\n' });
    assert.deepEqual(
      configuration.resources.map(({ address }) => address),
      ['t.b'],
    );
  });
});
