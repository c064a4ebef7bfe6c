/** Which modules are analysed on their own, what a file is part of, and what an edit makes new. */
import assert from 'node:assert/strict';
import { Workspace } from '../../src/core/workspace.ts';

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files)) workspace.update(file, text);
  return workspace;
}

const acl = 'variable "cidr" {}\nresource "aws_vpc" "v" {\n cidr_block = var.cidr\n}\n';
const call = (name: string, source: string): string =>
  `module "${name}" {\n source = "${source}"\n cidr = "10.0.0.0/16"\n}\n`;

const manifest = JSON.stringify({
  Modules: [
    { Key: '', Source: '', Dir: '.' },
    { Key: 'vpc', Source: 'registry.terraform.io/a/vpc/aws', Dir: '.terraform/modules/vpc' },
    { Key: 'vpc.inner', Source: './modules/inner', Dir: '.terraform/modules/vpc/modules/inner' },
    { Key: 'out', Source: 'x', Dir: '.terraform/../../../etc' },
    { Key: 'abs', Source: 'x', Dir: '/etc' },
  ],
});

describe('a workspace', () => {
  it('analyses modules that others call with their callers', () => {
    const workspace = workspaceOf({
      'dev/main.tf': call('vpc', '../modules/vpc'),
      'prod/main.tf': call('net', '../modules/vpc'),
      'modules/vpc/main.tf': acl,
      'other/main.tf': acl,
    });
    assert.deepEqual(workspace.roots(), ['dev', 'other', 'prod']);
    assert.deepEqual(
      workspace.analyses().flatMap(({ network }) => network.vpcs.map(({ address }) => address)),
      ['module.vpc.aws_vpc.v', 'aws_vpc.v', 'module.net.aws_vpc.v'],
    );
    assert.deepEqual(
      workspace
        .analysesOf('modules/vpc/main.tf')
        .map(({ network }) => [network.root, network.vpcs[0]?.cidrs[0]?.kind]),
      [
        ['dev', 'known'],
        ['prod', 'known'],
        ['modules/vpc', 'unknown'],
      ],
    );
    assert.deepEqual(
      workspace.analysesOf('dev/main.tf').map(({ network }) => network.root),
      ['dev'],
    );
  });

  it('does not know what code reads of a file that is not text, whoever has it', () => {
    const reading = (file: string): string => `resource "aws_vpc" "v" {\n cidr_block = file("${file}")\n}\n`;
    const broken = '10.0.0.0/1\udcff';
    for (const [own, file] of [
      [broken, 'own.json'],
      [broken, 'host.txt'],
      ['10.0.0.0/16', 'own.json'],
    ] as const) {
      const workspace = new Workspace({ readFile: (name) => (name === 'host.txt' ? broken : undefined) });
      workspace.update('main.tf', reading(file));
      workspace.update('own.json', own);
      const cidr = workspace.analyses()[0]?.network.vpcs[0]?.cidrs[0];
      assert.equal(cidr?.kind, own === broken ? 'unknown' : 'known', file);
    }
  });

  it('takes the example of a published module as its caller', () => {
    const workspace = workspaceOf({ 'main.tf': acl, 'examples/simple/main.tf': call('vpc', '../../') });
    assert.deepEqual(workspace.roots(), ['examples/simple']);
    assert.deepEqual(
      workspace.analysesOf('main.tf').map(({ network }) => network.root),
      ['examples/simple', ''],
    );
  });

  it('begins somewhere in a circle of modules', () => {
    const workspace = workspaceOf({ 'a/main.tf': call('b', '../b'), 'b/main.tf': call('a', '../a') });
    assert.deepEqual(workspace.roots(), ['a']);
    assert.deepEqual(
      workspace.problems().map(({ file, code }) => [file, code]),
      [['b/main.tf', 'terraform-module-circle']],
    );
  });

  it('finds downloaded modules by the list terraform init wrote', () => {
    const workspace = workspaceOf({
      'net/main.tf': `${call('vpc', 'a/vpc/aws')}${call('out', 'x/out/aws')}${call('abs', 'x/abs/aws')}`,
      'net/.terraform/modules/modules.json': manifest,
    });
    assert.deepEqual(workspace.missingFolders(), ['net/.terraform/modules/vpc']);
    workspace.update('net/.terraform/modules/vpc/main.tf', `${acl}${call('inner', './modules/inner')}`);
    assert.deepEqual(workspace.missingFolders(), ['net/.terraform/modules/vpc/modules/inner']);
    workspace.update('net/.terraform/modules/vpc/modules/inner/main.tf', acl);
    assert.deepEqual(workspace.missingFolders(), []);
    assert.deepEqual(workspace.roots(), ['net']);
    const [analysis] = workspace.analyses();
    assert.deepEqual(
      analysis?.network.vpcs.map(({ address }) => address),
      ['module.vpc.aws_vpc.v', 'module.vpc.module.inner.aws_vpc.v'],
    );
    assert.deepEqual(
      analysis.configuration.unread.map(({ what }) => what),
      ['module.out', 'module.abs'],
    );
    assert.deepEqual(
      workspace.analysesOf('net/.terraform/modules/vpc/main.tf').map(({ network }) => network.root),
      ['net', 'net/.terraform/modules/vpc'],
    );
  });

  it('asks for the folders of modules outside', () => {
    const workspace = workspaceOf({ 'env/main.tf': call('vpc', '../../shared/vpc') });
    assert.deepEqual(workspace.missingFolders(), ['../shared/vpc']);
  });

  it('makes new only what an edit changes', () => {
    const workspace = workspaceOf({
      'dev/main.tf': call('vpc', '../vpc'),
      'other/main.tf': acl,
      'vpc/main.tf': acl,
    });
    const [dev, other] = workspace.analyses();
    workspace.update('vpc/main.tf', `${acl}# edited\n`);
    const [devAfter, otherAfter] = workspace.analyses();
    assert.notEqual(devAfter, dev);
    assert.equal(otherAfter, other);
  });

  it('notices a called module that comes later, one that goes, and new values', () => {
    const workspace = workspaceOf({ 'dev/main.tf': call('vpc', '../vpc') });
    const vpcs = (): number => workspace.analyses()[0]?.network.vpcs.length ?? -1;
    assert.equal(vpcs(), 0);
    workspace.update('vpc/main.tf', acl);
    assert.equal(vpcs(), 1);
    workspace.remove('vpc/main.tf');
    assert.equal(vpcs(), 0);
    workspace.update('dev/more.tf', acl);
    assert.equal(workspace.analyses()[0]?.network.vpcs[0]?.cidrs[0]?.kind, 'unknown');
    workspace.update('dev/terraform.tfvars', 'cidr = "10.0.0.0/8"\n');
    assert.equal(workspace.analyses()[0]?.network.vpcs[0]?.cidrs[0]?.kind, 'known');
  });
});
