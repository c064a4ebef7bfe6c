// Files that change without VS Code being told, as in folders it does not watch: they are seen when a person comes back.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../host/drive.ts';
import { ROOT } from '../host/install.ts';
import { tellOnFailure } from '../host/onFailure.ts';
import { temporaryFolder } from '../host/server.ts';

const EXPERIMENTS = path.join(ROOT, 'examples/stateless-vs-stateful/terraform');

/** Network ACLs whose second rule never decides while the clients that are read from elsewhere are of 10.0.0.0/8. */
const terraform = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id
${['"10.0.0.0/8"', `file("\${path.module}/clients.txt")`]
  .map(
    (cidr, index) => `  ingress {
    rule_no    = ${String(index + 1)}
    protocol   = "tcp"
    action     = "allow"
    cidr_block = ${cidr}
    from_port  = 443
    to_port    = 443
  }
`,
  )
  .join('')}}
`;
const template = `Parameters:
  Clients: { Type: String }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Vpc } }
${['10.0.0.0/8', '!Ref Clients']
  .map(
    (cidr, index) => `  Entry${String(index + 1)}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: ${String(index + 1)}
      Protocol: 6
      RuleAction: allow
      CidrBlock: ${cidr}
      PortRange: { From: 443, To: 443 }
`,
  )
  .join('')}`;
const parameters = (clients: string): string =>
  `[{ "ParameterKey": "Clients", "ParameterValue": "${clients}" }]`;

describe('a file that changes unnoticed', function () {
  this.timeout(180_000);
  const temporary = temporaryFolder();
  const unwatched = (...names: readonly string[]): string =>
    path.join(temporary.path, 'network/unwatched', ...names);
  const file = unwatched('main.tf');
  let workbench: Workbench | undefined;
  tellOnFailure(() => workbench);
  let rows: Locator | undefined;

  before(async () => {
    cpSync(path.join(EXPERIMENTS, 'nacl-closed'), path.dirname(file), { recursive: true });
    mkdirSync(unwatched('reading'));
    writeFileSync(unwatched('reading/main.tf'), terraform);
    writeFileSync(unwatched('reading/clients.txt'), '10.1.0.0/16');
    writeFileSync(unwatched('template.yaml'), template);
    writeFileSync(unwatched('parameters.json'), parameters('10.1.0.0/16'));
    workbench = await openWorkbench({
      folder: path.join(temporary.path, 'network'),
      extensionDevelopmentPath: ROOT,
      settings: {
        'files.watcherExclude': { '**/unwatched/**': true },
        'ackscope.cloudformation.parameterFiles': ['unwatched/parameters.json'],
      },
      // All rows are there only where there is room for them.
      size: { width: 1280, height: 2000 },
    });
    rows = await workbench.problems();
  });
  after(async () => {
    await workbench?.close();
    temporary.remove();
  });

  const running = (): Workbench => {
    assert.ok(workbench);
    return workbench;
  };

  const problems = (): Locator => {
    assert.ok(rows);
    return rows;
  };

  /** Tells the workbench that its window lost or got the focus; no page of a headless browser ever does. */
  async function focus(has: boolean): Promise<void> {
    await running().page.evaluate((focused) => {
      document.hasFocus = () => focused;
      document.dispatchEvent(new Event('visibilitychange'));
    }, has);
  }

  it('is read when the window has the focus again', async () => {
    const reply = problems().filter({ hasText: 'nacl-reply-blocked' });
    await reply.waitFor();
    writeFileSync(file, readFileSync(path.join(EXPERIMENTS, 'nacl-ephemeral/main.tf')));
    await running().page.waitForTimeout(2000);
    assert.equal(await reply.count(), 1, 'VS Code was told of the change');
    await focus(false);
    await focus(true);
    await reply.waitFor({ state: 'detached' });
    await problems().filter({ hasText: 'nacl-ephemeral-exposes' }).waitFor();
  });

  it('is read then too where the code reads it, and where it has the values of parameters', async () => {
    const shadowed = problems().filter({ hasText: 'nacl-rule-shadowed' });
    await shadowed.nth(1).waitFor();
    assert.equal(await shadowed.count(), 2);
    writeFileSync(unwatched('reading/clients.txt'), '192.168.0.0/16');
    await focus(false);
    await focus(true);
    await shadowed.nth(1).waitFor({ state: 'detached' });
    assert.equal(await shadowed.count(), 1);
    writeFileSync(unwatched('parameters.json'), parameters('192.168.0.0/16'));
    await focus(false);
    await focus(true);
    await shadowed.first().waitFor({ state: 'detached' });
  });
});
