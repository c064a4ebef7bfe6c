/** Modules that call modules: what goes in, what comes out, and what they are called. */
import assert from 'node:assert/strict';
import type { Configuration } from '../../../src/core/value/resource.ts';
import { explain } from '../../../src/core/value/value.ts';
import { project } from './project.ts';
import { propertyOf, resourceOf } from './support.ts';

function addresses({ resources }: Configuration): readonly string[] {
  return resources.map(({ address }) => address);
}

function valueOf(configuration: Configuration, address: string, name = 'it'): unknown {
  return propertyOf(resourceOf(configuration, address), name);
}

const child =
  'variable "x" {\n default = "default"\n}\nresource "t" "a" {\n it = var.x\n}\noutput "y" {\n value = t.a.id\n}\n';

describe('terraform child modules', () => {
  it('get their arguments, and give their outputs', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./m"\n x = "given"\n}\nresource "t" "b" {\n it = module.m.y\n}\n',
      'm/main.tf': child,
    });
    assert.deepEqual(addresses(configuration), ['t.b', 'module.m.t.a']);
    assert.equal(valueOf(configuration, 'module.m.t.a'), 'given');
    assert.deepEqual(valueOf(configuration, 't.b'), { reference: 'module.m.t.a.id' });
    assert.deepEqual(configuration.files, ['m/main.tf', 'main.tf']);
    assert.deepEqual(configuration.unread, []);
  });

  it('fall back to defaults, and say what a call does not set', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./m"\n}\n',
      'm/main.tf': `${child}variable "z" {}\nresource "t" "z" {\n it = var.z\n}\n`,
    });
    assert.equal(valueOf(configuration, 'module.m.t.a'), 'default');
    assert.deepEqual(valueOf(configuration, 'module.m.t.z'), {
      unknown: 'module.m.var.z has no default and is not set by the call',
    });
  });

  it('carry the reason of an unknown argument to where it is used', () => {
    const configuration = project({
      'main.tf': 'variable "cidr" {}\nmodule "m" {\n source = "./m"\n x = var.cidr\n}\n',
      'm/main.tf': child,
    });
    assert.deepEqual(valueOf(configuration, 'module.m.t.a'), { unknown: 'var.cidr has no default' });
  });

  it('are multiplied by count and for_each', () => {
    const configuration = project({
      'main.tf': `
module "n" {
  count  = 2
  source = "./m"
  x      = "n\${count.index}"
}
module "k" {
  for_each = { a = "one", "b c" = "two" }
  source   = "./m"
  x        = each.value
}
resource "t" "all" {
  first = module.n[0].y
  each  = module.n[*].y
  key   = module.k["b c"].y
  names = keys(module.k)
}`,
      'm/main.tf': child,
    });
    assert.deepEqual(addresses(configuration), [
      't.all',
      'module.n[0].t.a',
      'module.n[1].t.a',
      'module.k["a"].t.a',
      'module.k["b c"].t.a',
    ]);
    assert.equal(valueOf(configuration, 'module.n[1].t.a'), 'n1');
    assert.equal(valueOf(configuration, 'module.k["b c"].t.a'), 'two');
    assert.deepEqual(valueOf(configuration, 't.all', 'first'), { reference: 'module.n[0].t.a.id' });
    assert.deepEqual(valueOf(configuration, 't.all', 'each'), [
      { reference: 'module.n[0].t.a.id' },
      { reference: 'module.n[1].t.a.id' },
    ]);
    assert.deepEqual(valueOf(configuration, 't.all', 'key'), { reference: 'module.k["b c"].t.a.id' });
    assert.deepEqual(valueOf(configuration, 't.all', 'names'), ['a', 'b c']);
  });

  it('have resources of doubtful existence where their count is unknown', () => {
    const configuration = project({
      'main.tf': 'variable "on" {}\nmodule "m" {\n count = var.on ? 1 : 0\n source = "./m"\n}\n',
      'm/main.tf': child,
    });
    const { exists } = resourceOf(configuration, 'module.m.t.a');
    assert.equal(exists.kind === 'unknown' && explain(exists.because), 'var.on has no default');
  });

  it('nest', () => {
    const configuration = project({
      'main.tf': 'module "a" {\n source = "./modules/a"\n}\nresource "t" "top" {\n it = module.a.y\n}\n',
      'modules/a/main.tf':
        'module "b" {\n source = "../b"\n x = path.module\n}\noutput "y" {\n value = module.b.y\n}\n',
      'modules/b/main.tf': child,
    });
    assert.equal(valueOf(configuration, 'module.a.module.b.t.a'), 'modules/a');
    assert.deepEqual(valueOf(configuration, 't.top'), { reference: 'module.a.module.b.t.a.id' });
  });

  it('may each need something of the other', () => {
    const configuration = project({
      'main.tf':
        'module "a" {\n source = "./m"\n x = "start"\n z = module.b.y\n}\nmodule "b" {\n source = "./m"\n x = module.a.y\n}\n',
      'm/main.tf':
        'variable "x" {}\nvariable "z" {\n default = null\n}\noutput "y" {\n value = "${var.x}!"\n}\nresource "t" "a" {\n it = var.z\n}\n',
    });
    assert.equal(valueOf(configuration, 'module.a.t.a'), 'start!!');
  });

  it('name a circle of arguments and outputs', () => {
    const configuration = project({
      'main.tf':
        'module "m" {\n source = "./m"\n x = module.m.y\n}\nresource "t" "b" {\n it = module.m.y\n}\n',
      'm/main.tf': 'variable "x" {}\noutput "y" {\n value = var.x\n}\n',
    });
    assert.deepEqual(valueOf(configuration, 't.b'), {
      unknown: 'module.m.output.y depends on itself through module.m.var.x, module.m.x',
    });
  });

  it('that call themselves are a problem at their source, and the rest is read', () => {
    const configuration = project({
      'main.tf': 'module "a" {\n source = "./a"\n}\n',
      'a/main.tf': 'module "b" {\n source = "../b"\n}\nresource "t" "a" {}\n',
      'b/main.tf': 'module "c" {\n source = "../a"\n}\nresource "t" "b" {}\n',
    });
    assert.deepEqual(addresses(configuration), ['module.a.t.a', 'module.a.module.b.t.b']);
    assert.deepEqual(configuration.problems, [
      {
        file: 'b/main.tf',
        span: { start: 23, end: 29 },
        code: 'terraform-module-circle',
        message: 'module.c calls a module it is itself part of through module.b; it is left out',
      },
    ]);
  });

  it('end where every module calls two others', () => {
    const files: Record<string, string> = { 'main.tf': 'module "m" {\n source = "./m0"\n}\n' };
    for (let n = 0; n < 30; n++) {
      files[`m${n}/main.tf`] =
        `module "a" {\n source = "../m${n + 1}"\n}\nmodule "b" {\n source = "../m${n + 1}"\n}\nresource "t" "a" {}\n`;
    }
    const configuration = project(files);
    assert.ok(configuration.resources.length > 500);
    assert.ok(configuration.unread.some(({ why }) => why === 'is one of more than 2000 module calls'));
  });

  it('are not multiplied past all bounds', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./m"\n count = 1e9\n}\nresource "t" "b" {\n it = 1\n}\n',
      'm/main.tf': child,
    });
    assert.equal(valueOf(configuration, 't.b'), 1);
    const { exists } = resourceOf(configuration, 'module.m.t.a');
    assert.equal(
      exists.kind === 'unknown' && explain(exists.because),
      'count = 1000000000 is too many to expand',
    );
  });

  it('may have outputs in the part of a file that cannot be read', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./m"\n}\nresource "t" "b" {\n it = module.m.gone\n}\n',
      'm/main.tf': `${child}output "go`,
    });
    assert.deepEqual(valueOf(configuration, 't.b'), {
      unknown: 'module.m has a file with a syntax error',
    });
  });
});

describe('terraform modules that are not there', () => {
  const reasons: readonly (readonly [string, string])[] = [
    ['"./gone"', 'module.m has its source in ./gone, where there is no Terraform file'],
    [
      '"terraform-aws-modules/vpc/aws"',
      'module.m comes from terraform-aws-modules/vpc/aws, which terraform init has not downloaded',
    ],
    ['var.source', 'module.m has a source that is not a plain string'],
  ];
  for (const [source, reason] of reasons) {
    it(`are named: ${source}`, () => {
      const configuration = project({
        'main.tf': `module "m" {\n source = ${source}\n}\nresource "t" "b" {\n it = module.m.y\n}\n`,
      });
      assert.deepEqual(
        configuration.unread.map((part) => explain([part])),
        [reason],
      );
      assert.deepEqual(valueOf(configuration, 't.b'), { unknown: reason });
    });
  }

  const given: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing', '1', []],
    ['an id', 'aws_vpc.main.id', ['aws_vpc.main.id']],
    ['ids in a list', '[{ ids = [aws_subnet.a.id] }]', ['aws_subnet.a.id']],
    ['what a local holds', 'local.ids', ['aws_subnet.a.id']],
    [
      'a whole VPC with what AWS makes in it',
      'aws_vpc.main',
      [
        'aws_vpc.main.id',
        'aws_vpc.main.default_network_acl_id',
        'aws_vpc.main.default_security_group_id',
        'aws_vpc.main.default_route_table_id',
      ],
    ],
    ['whatever an unknown value may be', 'lookup(local.by_name, var.name)', ['aws_subnet.a.id']],
    ['an output of another module', 'module.other.id', ['module.other.aws_vpc.v.id']],
    ['an output that is unknown', 'module.other.some', ['module.other.aws_vpc.v.id']],
  ];
  for (const [what, expression, expected] of given) {
    it(`are given ${what}`, () => {
      const { unread } = project({
        'main.tf': `
variable "name" {}
resource "aws_vpc" "main" {}
resource "aws_subnet" "a" {}
locals {
  ids     = [aws_subnet.a.id]
  by_name = { a = aws_subnet.a.id }
}
module "other" {
  source = "./other"
  name   = var.name
}
module "m" {
  source = "registry/module/aws"
  x      = ${expression}
}`,
        'other/main.tf':
          'variable "name" {}\nresource "aws_vpc" "v" {}\noutput "id" {\n value = aws_vpc.v.id\n}\noutput "some" {\n value = { v = aws_vpc.v.id }[var.name]\n}\n',
      });
      assert.deepEqual(
        unread.flatMap((part) =>
          part.given === 'everything'
            ? []
            : part.given.map(({ resource, attribute }) => `${resource}.${attribute}`),
        ),
        expected,
      );
    });
  }
});
