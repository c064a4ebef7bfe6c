import assert from 'node:assert/strict';
import { inlayHintsOf } from '../../../src/core/explain/inlayHints.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { terraform, yaml } from './code.ts';

function hints(
  code: string,
  file = 'main.tf',
  within = { start: 0, end: code.length },
): readonly (readonly [string, string])[] {
  const workspace = new Workspace();
  workspace.update(file, code);
  const { topology, configuration } = workspace.analysisOf(file)!;
  return inlayHintsOf(topology, configuration, file, code, within)
    .map(({ span, text }) => [span.start, code.slice(span.start, span.end), text] as const)
    .sort(([a], [b]) => a - b)
    .map(([, at, text]) => [at, text] as const);
}

describe('inlay hints', () => {
  it('tell what a rule decides where earlier ones take a part, and what a variable is worth', () => {
    assert.deepEqual(hints(terraform), [
      ['var.office', '= 203.0.113.0/24'],
      ['ingress', 'decides tcp 0-79,81-1023 at most'],
    ]);
  });

  it('say nothing that is written already', () => {
    assert.deepEqual(hints(yaml, 'template.yaml'), []);
  });

  it('tell of a rule that nothing reaches', () => {
    const dead = terraform.replace(/rule_no {4}= 95/, 'rule_no    = 101');
    assert.ok(hints(dead).some(([at, text]) => at === 'ingress' && text === 'decides no tcp'));
  });

  it('tell of the first values where a block stands for several', () => {
    const many = `locals {
  blocks = { a = "10.0.0.0/24", b = "10.0.1.0/24", c = "10.0.2.0/24" }
}
resource "aws_subnet" "s" {
  for_each   = local.blocks
  vpc_id     = "vpc-1"
  cidr_block = each.value
}
resource "aws_security_group" "g" {
  vpc_id = "vpc-1"
  ingress {
    protocol    = "tcp"
    from_port   = 40 + 3
    to_port     = 443
    cidr_blocks = values(local.blocks)
  }
}
`;
    assert.deepEqual(hints(many), [
      ['each.value', '= 10.0.0.0/24, 10.0.1.0/24, …'],
      ['40 + 3', '= 43'],
      ['values(local.blocks)', '= 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24'],
    ]);
  });

  it('say nothing of what is not known', () => {
    const open = terraform.replace('  default = "203.0.113.0/24"\n', '');
    assert.deepEqual(
      hints(open).map(([at]) => at),
      ['ingress'],
    );
  });

  it('are told for the lines that are asked about', () => {
    const end = terraform.indexOf('resource "aws_network_acl"');
    assert.deepEqual(hints(terraform, 'main.tf', { start: 0, end }), []);
  });
});
