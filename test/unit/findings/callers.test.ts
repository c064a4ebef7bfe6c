import assert from 'node:assert/strict';
import { Workspace } from '../../../src/core/workspace.ts';
import { vpc } from './securityGroups.ts';

const module = `
variable "vpc" {}
variable "subnet" {}
resource "aws_security_group" "app" {
  vpc_id = var.vpc
}
resource "aws_instance" "app" {
  subnet_id              = var.subnet
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;
const call = (source: string, keys: string, vpcId: string, subnet: string): string =>
  `module "app" {\n  source = "${source}"\n  ${keys}\n  vpc    = ${vpcId}\n  subnet = ${subnet}\n}\n`;

/** The message and the code of the calls that are related to the first finding of a rule. */
function callersIn(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files)) workspace.update(file, text);
  const found = workspace.analysisAt('live')?.findings.find(({ rule }) => rule === 'sg-no-egress');
  assert.ok(found !== undefined);
  return found.related.flatMap(({ message, origin }) =>
    message.startsWith('Called')
      ? [
          [
            message,
            `${origin.file}: ${files[origin.file]!.slice(origin.span.start, origin.span.end)}`,
          ] as const,
        ]
      : [],
  );
}

describe('findings in modules', () => {
  it('name the call', () => {
    assert.deepEqual(
      callersIn({
        'live/main.tf': vpc(call('../app', '', 'aws_vpc.main.id', 'aws_subnet.app.id')),
        'app/main.tf': module,
      }),
      [['Called as module.app', 'live/main.tf: module "app"']],
    );
  });

  it('name each call on the way, with the keys of its instance', () => {
    const between = `variable "vpc" {}\nvariable "subnet" {}\n${call('../app', '', 'var.vpc', 'var.subnet')}`;
    assert.deepEqual(
      callersIn({
        'live/main.tf': vpc(
          call('../between', 'for_each = toset(["a.module.b"])', 'aws_vpc.main.id', 'aws_subnet.app.id'),
        ),
        'between/main.tf': between,
        'app/main.tf': module,
      }),
      [
        ['Called as module.app["a.module.b"].module.app', 'between/main.tf: module "app"'],
        ['Called as module.app["a.module.b"]', 'live/main.tf: module "app"'],
      ],
    );
  });

  it('of the root module name none', () => {
    assert.deepEqual(callersIn({ 'live/main.tf': vpc(module.replace(/var\.\w+/g, 'aws_vpc.main.id')) }), []);
  });
});
