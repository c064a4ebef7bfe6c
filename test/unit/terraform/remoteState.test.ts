/** `terraform_remote_state`: what the outputs of another root module of the workspace are worth where its state is read. */
import assert from 'node:assert/strict';
import { defaultTerraformSettings } from '../../../src/core/terraform/settings.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { propertyOf, resourceOf } from './support.ts';

const s3 = (key: string): string =>
  `terraform {\n backend "s3" {\n  bucket = "states"\n  key = "${key}"\n }\n}\n`;

const network = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
variable "open" {}
output "vpc" {
  value = aws_vpc.main.id
}
output "cidrs" {
  value = [aws_vpc.main.cidr_block, var.open]
}
`;

const read = (config: string, more = '', backend = 's3'): string =>
  `data "terraform_remote_state" "net" {\n backend = "${backend}"\n config = ${config}\n ${more}\n}\n`;

const readsS3 = read('{ bucket = "states", key = "net", region = "eu-west-1" }');

function itIn(files: Readonly<Record<string, string>>, workspace = 'default', root = 'app'): unknown {
  const all = new Workspace();
  all.configureTerraform({ ...defaultTerraformSettings, workspace });
  for (const [file, text] of Object.entries(files)) all.update(file, text);
  const { configuration } = all.analysisAt(root)!;
  return propertyOf(resourceOf(configuration, 't.it'), 'it');
}

const uses = (output: string): string =>
  `resource "t" "it" {\n it = data.terraform_remote_state.net.outputs${output}\n}\n`;

const vpc = { reference: '../net/aws_vpc.main.id' };
const unread = { unknown: 'data.terraform_remote_state.net is read when Terraform runs' };

describe('terraform remote state', () => {
  /** The files beside `app`, what `app` reads, what of it, and what that is. */
  const cases: readonly (readonly [
    name: string,
    others: Readonly<Record<string, string>>,
    code: string,
    output: string,
    expected: unknown,
  ])[] = [
    ['an id', { 'net/main.tf': s3('net') + network }, readsS3, '.vpc', vpc],
    [
      'what is known in part',
      { 'net/main.tf': s3('net') + network },
      readsS3,
      '.cidrs',
      ['10.0.0.0/16', { unknown: '../net/var.open has no default' }],
    ],
    ['what no output is called', { 'net/main.tf': s3('net') + network }, readsS3, '.gone', unread],
    ['another key', { 'net/main.tf': s3('other') + network }, readsS3, '.vpc', unread],
    [
      'a key that is given when Terraform is initialised',
      { 'net/main.tf': `terraform {\n backend "s3" {}\n}\n${network}` },
      readsS3,
      '.vpc',
      unread,
    ],
    [
      'a key that is not known',
      { 'net/main.tf': s3('net') + network },
      `variable "key" {}\n${read('{ bucket = "states", key = var.key }')}`,
      '.vpc',
      unread,
    ],
    [
      'a key made of what is known',
      { 'net/main.tf': s3('net') + network },
      `variable "key" {\n default = "ne"\n}\n${read('{ bucket = "states", key = "${var.key}t" }')}`,
      '.vpc',
      vpc,
    ],
    [
      'two with the same place',
      { 'net/main.tf': s3('net') + network, 'copy/main.tf': s3('net') + network },
      readsS3,
      '.vpc',
      {
        unknown:
          'data.terraform_remote_state.net is read when Terraform runs and may be the state of ../copy or ../net',
      },
    ],
    [
      'JSON',
      {
        'net/main.tf': network,
        'net/state.tf.json': '{"terraform": {"backend": {"s3": {"bucket": "states", "key": "net"}}}}',
      },
      readsS3,
      '.vpc',
      vpc,
    ],
    [
      'a key of an override file, which counts instead of the other',
      { 'net/backend_override.tf': s3('net'), 'net/main.tf': s3('other') + network },
      readsS3,
      '.vpc',
      vpc,
    ],
    [
      'a key that an override file puts another in place of',
      { 'net/main.tf': s3('net') + network, 'net/override.tf': s3('other') },
      readsS3,
      '.vpc',
      unread,
    ],
    [
      'a key in place of which an override file names a local file',
      { 'net/main.tf': s3('net') + network, 'net/override.tf': 'terraform {\n backend "local" {}\n}\n' },
      readsS3,
      '.vpc',
      unread,
    ],
    [
      'a file beside the code',
      { 'net/main.tf': network },
      read('{ path = "${path.module}/../net/terraform.tfstate" }', '', 'local'),
      '.vpc',
      vpc,
    ],
    [
      'a file the backend names',
      { 'net/main.tf': `terraform {\n backend "local" {\n  path = "../states/net"\n }\n}\n${network}` },
      read('{ path = "../states/net" }', '', 'local'),
      '.vpc',
      vpc,
    ],
    [
      'another file',
      { 'net/main.tf': network },
      read('{ path = "../net/old.tfstate" }', '', 'local'),
      '.vpc',
      unread,
    ],
    [
      'a module that is no root',
      {
        'net/main.tf': s3('net') + network,
        'all/main.tf': 'module "net" {\n source = "../net"\n open = 1\n}\n',
      },
      readsS3,
      '.vpc',
      unread,
    ],
    [
      'another workspace',
      { 'net/main.tf': s3('net') + network },
      read('{ bucket = "states", key = "net" }', 'workspace = "prod"'),
      '.vpc',
      unread,
    ],
    [
      'its own workspace by name',
      { 'net/main.tf': s3('net') + network },
      read('{ bucket = "states", key = "net" }', 'workspace = terraform.workspace'),
      '.vpc',
      vpc,
    ],
  ];
  for (const [name, others, code, output, expected] of cases) {
    it(`finds ${name}`, () => {
      assert.deepEqual(itIn({ ...others, 'app/main.tf': code + uses(output) }), expected);
    });
  }

  const prefixed = s3('net.tfstate').replace('key =', 'workspace_key_prefix = "teams/net"\n  key =');
  /** In the workspace `prod` (SEMANTICS P17): the backend of `net`, what `app` reads, and what that is. */
  const inProd: readonly (readonly [name: string, backend: string, reads: string, expected: unknown])[] = [
    ['none but that of `default` where no workspace is named', s3('net'), readsS3, unread],
    [
      'that of its own workspace by name',
      s3('net'),
      read('{ bucket = "states", key = "net" }', 'workspace = terraform.workspace'),
      vpc,
    ],
    ['an object under its workspace', s3('net'), read('{ bucket = "states", key = "env:/prod/net" }'), vpc],
    [
      'an object under a prefix and its workspace',
      prefixed,
      read('{ bucket = "states", key = "teams/net/${terraform.workspace}/net.tfstate" }'),
      vpc,
    ],
    [
      'an object by its workspace, prefix and key',
      prefixed,
      read(
        '{ bucket = "states", key = "net.tfstate", workspace_key_prefix = "teams/net" }',
        'workspace = "prod"',
      ),
      vpc,
    ],
    [
      'not what has another prefix',
      prefixed,
      read('{ bucket = "states", key = "net.tfstate" }', 'workspace = "prod"'),
      unread,
    ],
    [
      'not an object of another workspace',
      prefixed,
      read('{ bucket = "states", key = "teams/net/dev/net.tfstate" }'),
      unread,
    ],
    [
      'a file under its workspace',
      'terraform {\n backend "local" {\n  path = "net.tfstate"\n }\n}\n',
      read('{ path = "../net/terraform.tfstate.d/prod/terraform.tfstate" }', '', 'local'),
      vpc,
    ],
    [
      'a file in the folder of workspaces that the backend names',
      'terraform {\n backend "local" {\n  workspace_dir = "../states"\n }\n}\n',
      read('{ workspace_dir = "../states" }', 'workspace = "prod"', 'local'),
      vpc,
    ],
    [
      'not the file of the default workspace',
      '',
      read('{ path = "../net/terraform.tfstate" }', 'workspace = "prod"', 'local'),
      unread,
    ],
  ];
  for (const [name, backend, reads, expected] of inProd) {
    it(`finds in a workspace ${name}`, () => {
      const files = { 'net/main.tf': backend + network, 'app/main.tf': reads + uses('.vpc') };
      assert.deepEqual(itIn(files, 'prod'), expected);
    });
  }

  it('is taken for granted, and forgotten when the other one changes', () => {
    const workspace = new Workspace();
    workspace.update('net/main.tf', s3('net') + network);
    workspace.update('app/main.tf', readsS3 + uses('.vpc'));
    const value = (): unknown =>
      propertyOf(resourceOf(workspace.analysisAt('app')!.configuration, 't.it'), 'it');
    assert.deepEqual(value(), vpc);
    assert.deepEqual(
      workspace.analysisAt('app')!.configuration.assumptions?.map(({ what, why }) => `${what} ${why}`),
      [
        'data.terraform_remote_state.net is read when Terraform runs and taken to be the state of ../net, whose backend has the same place',
      ],
    );
    workspace.update('net/main.tf', s3('net') + network.replace('aws_vpc.main.id', '"vpc-1"'));
    assert.deepEqual(value(), 'vpc-1');
    workspace.update('net/main.tf', s3('moved') + network);
    assert.deepEqual(value(), unread);
  });
});
