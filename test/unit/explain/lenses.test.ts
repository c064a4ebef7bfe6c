import assert from 'node:assert/strict';
import { lensesOf } from '../../../src/core/explain/lenses.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { terraform, yaml } from './code.ts';

function lenses(code: string, file = 'main.tf'): readonly (readonly string[])[] {
  const workspace = new Workspace();
  workspace.update(file, code);
  return lensesOf(workspace.analysisOf(file)!.topology, file).map(({ span, words, target }) => [
    code.slice(span.start, span.end),
    words(),
    target ?? '',
  ]);
}

describe('lenses', () => {
  it('tell what the internet reaches, above each network ACL, group and instance', () => {
    assert.deepEqual(lenses(terraform), [
      ['resource "aws_network_acl" "public"', '1 of 1 host reachable from the internet', 'aws_instance.web'],
      ['resource "aws_security_group" "web"', '1 of 1 host reachable from the internet', 'aws_instance.web'],
      ['resource "aws_instance" "web"', 'tcp 443 reachable from the internet', 'aws_instance.web'],
    ]);
    assert.deepEqual(lenses(yaml, 'template.yaml'), [
      ['Acl', '0 of 1 host reachable from the internet', 'Web'],
      ['Group', '0 of 1 host reachable from the internet', 'Web'],
      ['Web', 'no port reachable from the internet', 'Web'],
    ]);
  });

  it('count the hosts where a block stands for several', () => {
    const many = terraform.replace('resource "aws_instance" "web" {', '$&\n  count = 3');
    assert.deepEqual(
      lenses(many).map(([, words, target]) => [words, target]),
      Array.from({ length: 3 }, () => ['3 of 3 hosts reachable from the internet', '']),
    );
  });

  it('are not above what guards nobody, nor in other files', () => {
    const alone = terraform.slice(0, terraform.indexOf('resource "aws_instance"'));
    assert.deepEqual(lenses(alone), []);
    const workspace = new Workspace();
    workspace.update('a/main.tf', terraform);
    assert.deepEqual(lensesOf(workspace.analysisOf('a/main.tf')!.topology, 'a/other.tf'), []);
  });
});
