import assert from 'node:assert/strict';
import { mainTf, moduleOf, propertyOf, resourceOf } from './support.ts';

describe('terraform modules', () => {
  it('are all files of the directory', () => {
    const configuration = moduleOf({
      'variables.tf': 'variable "cidr" {\n  default = "10.0.0.0/16"\n}\n',
      'main.tf': 'resource "aws_vpc" "main" {\n  cidr_block = local.cidr\n}\n',
      'locals.tf': 'locals {\n  cidr = var.cidr\n}\n',
    });
    assert.equal(propertyOf(resourceOf(configuration, 'aws_vpc.main'), 'cidr_block'), '10.0.0.0/16');
    assert.equal(configuration.root, 'network');
    assert.equal(configuration.language, 'terraform');
    assert.deepEqual(configuration.files, ['locals.tf', 'main.tf', 'variables.tf']);
    assert.deepEqual(configuration.problems, []);
  });

  it('take resource.type.name for type.name', () => {
    const configuration = mainTf(
      'resource "t" "a" {\n a = resource.t.b[0].x\n b = resource.aws_vpc.v.id\n}\nresource "t" "b" {\n count = 1\n x = 1 + 1\n}\nresource "aws_vpc" "v" {}\n',
    );
    const resource = resourceOf(configuration, 't.a');
    assert.equal(propertyOf(resource, 'a'), 2);
    assert.deepEqual(propertyOf(resource, 'b'), { reference: 'aws_vpc.v.id' });
  });

  it('say which child modules were not read', () => {
    const { unread, resources } = mainTf('module "vpc" {\n  source = "./vpc"\n}\ndata "aws_vpc" "x" {}\n');
    assert.deepEqual(unread, [
      {
        what: 'module.vpc',
        why: 'is not read',
        origin: { file: 'main.tf', span: { start: 0, end: 12 } },
        given: [],
      },
    ]);
    assert.deepEqual(resources, []);
  });

  it('keep the first of two declarations of one resource', () => {
    const configuration = moduleOf({
      'b.tf': 'resource "aws_vpc" "main" {\n  cidr_block = "10.1.0.0/16"\n}\n',
      'a.tf': 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n',
    });
    assert.equal(configuration.resources.length, 1);
    assert.equal(propertyOf(resourceOf(configuration, 'aws_vpc.main'), 'cidr_block'), '10.0.0.0/16');
    assert.deepEqual(configuration.problems, [
      {
        file: 'b.tf',
        span: { start: 0, end: 25 },
        code: 'terraform-duplicate',
        message: 'aws_vpc.main is already declared in a.tf; this second declaration is left out',
      },
    ]);
  });

  it('report a resource without a name and read the rest', () => {
    const configuration = mainTf('resource "aws_vpc" {\n}\nresource "aws_vpc" "main" {\n}\n');
    assert.deepEqual(
      configuration.problems.map(({ code, span }) => [code, span]),
      [['terraform-labels', { start: 0, end: 18 }]],
    );
    assert.deepEqual(
      configuration.resources.map(({ address }) => address),
      ['aws_vpc.main'],
    );
  });
});

describe('terraform files with syntax errors', () => {
  const broken = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id
  ingress {
    rule_no =
    action  = "allow"
  }
}
`;
  const configuration = mainTf(broken);

  it('are reported', () => {
    assert.deepEqual(
      configuration.problems.map(({ file, code }) => [file, code]),
      [['main.tf', 'hcl-syntax']],
    );
    const { span } = configuration.problems[0]!;
    assert.equal(broken.slice(span.start, span.end), 'rule_no =');
  });

  it('keep the resources that are whole', () => {
    const vpc = resourceOf(configuration, 'aws_vpc.main');
    assert.equal(propertyOf(vpc, 'cidr_block'), '10.0.0.0/16');
    assert.equal(vpc.properties.open, undefined);
  });

  it('leave what a broken block lacks unknown, in that block alone', () => {
    const acl = resourceOf(configuration, 'aws_network_acl.main');
    assert.equal(acl.properties.open, undefined);
    const why = 'aws_network_acl.main.ingress has a syntax error';
    assert.deepEqual(propertyOf(acl, 'ingress'), [
      {
        items: {
          rule_no: { unknown: 'aws_network_acl.main.ingress.rule_no has a syntax error' },
          action: 'allow',
        },
        open: why,
      },
    ]);
  });

  it('leave what a resource without its closing brace lacks unknown', () => {
    const { resources } = mainTf('resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n');
    assert.equal(resources[0]?.properties.open?.kind, 'unknown');
    assert.equal(propertyOf(resources[0], 'cidr_block'), '10.0.0.0/16');
  });
});
