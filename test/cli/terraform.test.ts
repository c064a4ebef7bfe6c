/** What of a Terraform project a command reads, and what it is told beside the code. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const network = `
variable "admin" {
  type = string
}
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.v.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = [var.admin]
  }
  egress = []
}
`;
const instance =
  'resource "aws_instance" "i" {\n subnet_id = aws_subnet.s.id\n vpc_security_group_ids = [aws_security_group.g.id]\n}\n';
const call = (source: string): string => `module "m" {\n source = "${source}"\n admin = "192.0.2.0/24"\n}\n`;

/** What is not known, by name. */
function unresolved(
  argv: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): readonly string[] {
  const { stdout, stderr } = cli(['check', '--format', 'json', ...argv], cwd, false, env);
  assert.match(stdout, /^\{/, stderr);
  const { unresolved: found } = JSON.parse(stdout) as { unresolved: { what: string }[] };
  return [...new Set(found.map(({ what }) => what).filter((what) => /^(?:module\.\w+\.)?var\./.test(what)))];
}

describe('the command line on Terraform', () => {
  const at = folder({
    'live/network.tf': network,
    'live/instance.tf': instance,
    'live/prod.vars': 'admin = "192.0.2.0/24"\n',
    'auto/main.tf': network,
    'auto/terraform.tfvars': 'admin = "192.0.2.0/24"\n',
    'shared/vpc/main.tf': network,
    'env/dev/main.tf': call('../../shared/vpc'),
    'reads/main.tf': `locals {\n rules = jsondecode(file("\${path.module}/rules.json"))\n}\n${network.replace('var.admin', 'local.rules.admin')}`,
    'reads/rules.json': '{ "admin": "192.0.2.0/24" }',
    'peeks/main.tf': network.replace('var.admin', 'file("../secret.txt")'),
    'lists/main.tf': `locals {\n files = fileset("\${path.module}/rules", "**/*.json")\n rules = [for f in local.files : jsondecode(file("\${path.module}/rules/\${f}"))]\n}\n${network.replace('var.admin', 'one(local.rules).admin')}`,
    'lists/rules/in/one.json': '{ "admin": "192.0.2.0/24" }',
    'lists/rules/other.txt': '',
    'spies/main.tf': network.replace('var.admin', 'join("", fileset("..", "*.txt"))'),
    'secret.txt': '192.0.2.0/24',
    'registry/main.tf': call('example/vpc/aws'),
    'registry/.terraform/modules/modules.json': JSON.stringify({
      Modules: [{ Key: 'm', Source: 'example/vpc/aws', Dir: '.terraform/modules/m' }],
    }),
    'registry/.terraform/modules/m/main.tf': network,
  });

  it('reads the other files of a module of which one is named, and says which', () => {
    const { stdout, stderr, code } = cli(['check', 'live/instance.tf'], at.path);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, 'ackscope: live/instance.tf belongs to a module; read with it: network.tf\n');
    assert.match(stdout, /in 2 files$/m);
  });

  it('reads modules outside of the folder that is named', () => {
    assert.deepEqual(unresolved(['env/dev'], at.path), []);
    assert.deepEqual(unresolved(['.'], join(at.path, 'env/dev')), []);
  });

  it('reads downloaded modules', () => {
    assert.deepEqual(unresolved(['registry'], at.path), []);
    assert.deepEqual(unresolved(['registry/main.tf'], at.path), []);
  });

  it('reads what file() names within what is read, and nothing else', () => {
    assert.deepEqual(unresolved(['reads'], at.path), []);
    const unread = /"what": "\\"\.\.\/secret\.txt\\""/;
    assert.match(cli(['check', '--format', 'json', 'peeks'], at.path).stdout, unread);
    assert.doesNotMatch(cli(['check', '--format', 'json', '.'], at.path).stdout, unread);
  });

  it('lists what fileset() names within what is read, and nothing else', () => {
    assert.deepEqual(unresolved(['lists'], at.path), []);
    const { stdout } = cli(['check', '--format', 'json', 'lists'], at.path);
    assert.doesNotMatch(stdout, /fileset/);
    assert.match(cli(['check', '--format', 'json', 'spies'], at.path).stdout, /whose files are not known/);
  });

  it('takes values of variables from files, flags and the environment', () => {
    assert.deepEqual(unresolved(['live'], at.path), ['var.admin']);
    assert.deepEqual(unresolved(['auto'], at.path), []);
    assert.deepEqual(unresolved(['live', '--var-file', 'live/prod.vars'], at.path), []);
    assert.deepEqual(unresolved(['live', '--var', 'admin=192.0.2.0/24'], at.path), []);
    assert.deepEqual(unresolved(['live'], at.path, { TF_VAR_admin: '192.0.2.0/24' }), []);
  });

  it('refuses a variable without a value, and a file of values that is not there', () => {
    refuses(cli(['check', 'live', '--var', 'admin'], at.path), /--var admin: a variable and its value/);
    refuses(cli(['check', 'live', '--var-file', 'gone.tfvars'], at.path), /cannot read gone\.tfvars/);
  });
});
