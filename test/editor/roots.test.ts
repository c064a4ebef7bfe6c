// Workspaces of several folders, and modules that others call.
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  ackscope,
  closeAll,
  eventually,
  example,
  findingsOf,
  insertBefore,
  inWorkspace,
  read,
  rulesOf,
  show,
  write,
} from './support.ts';

/** The second folder of the workspace, which is empty. */
function second(...path: readonly string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[1];
  assert.ok(folder, 'the workspace has one folder only');
  return vscode.Uri.joinPath(folder.uri, ...path);
}

async function waitFor(uri: vscode.Uri, rule: string, isThere: boolean): Promise<void> {
  await eventually(
    () => rulesOf(uri).includes(rule) === isThere,
    () =>
      `${uri.path}: ${JSON.stringify(rulesOf(uri))}, ${rule} ${isThere ? 'is missing' : 'is still there'}`,
  );
}

describe('a workspace of two folders', () => {
  let closed = '';

  before(async () => {
    await ackscope();
    closed = await read(example('terraform', 'nacl-closed'));
  });

  it('has findings in both, and a configuration in one of them counts there alone', async () => {
    const [here, there] = [inWorkspace('scratch', 'main.tf'), second('net', 'main.tf')];
    const config = second('.ackscope.yaml');
    await write(here, closed);
    await write(there, closed);
    await waitFor(here, 'nacl-reply-blocked', true);
    await waitFor(there, 'nacl-reply-blocked', true);
    await write(config, 'rules:\n  nacl-reply-blocked: off\n');
    await waitFor(there, 'nacl-reply-blocked', false);
    assert.ok(rulesOf(here).includes('nacl-reply-blocked'));
  });

  it('forgets a folder that is taken out of it, and reads it when it comes back', async () => {
    const file = second('net', 'main.tf');
    const folder = vscode.Uri.joinPath(file, '..', '..');
    await write(file, closed);
    await waitFor(file, 'nacl-reply-blocked', true);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await eventually(
      () => findingsOf(file).length === 0,
      () => 'findings of a folder that is gone are still there',
    );
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: folder }));
    await waitFor(file, 'nacl-reply-blocked', true);
  });
});

describe('a module that is called', () => {
  const caller = (): vscode.Uri => inWorkspace('scratch', 'main.tf');
  const child = (): vscode.Uri => inWorkspace('scratch', 'network', 'main.tf');
  const rule = (number: number): string => `  ingress {
    rule_no    = ${String(number)}
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }
`;

  before(ackscope);

  beforeEach(async () => {
    await write(caller(), 'module "network" {\n  source = "./network"\n}\n');
    await write(
      child(),
      `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_network_acl" "main" {\n  vpc_id = aws_vpc.main.id\n${rule(100)}}\n`,
    );
  });

  it('has its findings where they are written, faded where code does nothing, with the call related', async () => {
    await show(child());
    await insertBefore(child(), '  ingress {', rule(200));
    const dead = (): vscode.Diagnostic | undefined =>
      findingsOf(child()).find(({ code }) => typeof code === 'object' && code.value === 'nacl-rule-shadowed');
    // Until the caller is read, the child is judged alone.
    await eventually(
      () =>
        dead()?.relatedInformation?.some(
          ({ location }) => location.uri.toString() === caller().toString(),
        ) === true,
      () => `the call is not related: ${JSON.stringify(dead()?.relatedInformation)}`,
    );
    assert.deepEqual(dead()?.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.deepEqual(rulesOf(caller()), []);
    await closeAll();
    await waitFor(child(), 'nacl-rule-shadowed', false);
  });

  it('is seen through its caller again when one of both changes', async () => {
    const { document } = await show(child());
    await insertBefore(child(), 'resource "aws_network_acl"', 'variable "number" {\n  default = 90\n}\n');
    await insertBefore(child(), '  ingress {', rule(100).replace('100', 'var.number'));
    await waitFor(child(), 'nacl-rule-shadowed', true);
    await document.save();
    // Behind the other one it is this rule that never decides; the place tells which.
    const first = (): number | undefined =>
      findingsOf(child()).find(({ code }) => typeof code === 'object' && code.value === 'nacl-rule-shadowed')
        ?.range.start.line;
    const before = first();
    await write(caller(), 'module "network" {\n  source = "./network"\n  number = 300\n}\n');
    await eventually(
      () => first() !== undefined && first() !== before,
      () => `the finding is still on line ${String(before)}`,
    );
  });

  it('has its callers judged again, by what it hands to them', async () => {
    const own = inWorkspace('scratch', 'rule.tf');
    await write(
      own,
      `resource "aws_network_acl_rule" "more" {
  network_acl_id = module.network.acl
  rule_number    = 200
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = module.network.clients
  from_port      = 443
  to_port        = 443
}
`,
    );
    const outputs = (clients: string): string =>
      `output "acl" {\n  value = aws_network_acl.main.id\n}\noutput "clients" {\n  value = "${clients}"\n}\n`;
    const file = inWorkspace('scratch', 'network', 'outputs.tf');
    await write(file, outputs('10.0.0.0/8'));
    await waitFor(own, 'nacl-rule-shadowed', true);
    // The rule of the module no longer covers it, as somebody types there.
    const { document } = await show(child());
    const offset = document.getText().indexOf('"0.0.0.0/0"');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      child(),
      new vscode.Range(document.positionAt(offset), document.positionAt(offset + '"0.0.0.0/0"'.length)),
      '"192.168.0.0/16"',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await waitFor(own, 'nacl-rule-shadowed', false);
    await write(file, outputs('192.168.0.0/24'));
    await waitFor(own, 'nacl-rule-shadowed', true);
  });

  it('is read anew when version control puts another file in its place', async () => {
    const text = await read(child());
    await write(child(), text.replace('  ingress {', `${rule(200)}  ingress {`));
    await waitFor(child(), 'nacl-rule-shadowed', true);
    const { document } = await show(child());
    const other = `${child().fsPath}.new`;
    writeFileSync(
      other,
      `resource "aws_network_acl" "main" {\n  vpc_id = "vpc-1"\n${rule(100).replaceAll('443', '80')}}\n`,
    );
    renameSync(other, child().fsPath);
    await eventually(
      () => !document.getText().includes('443'),
      () => 'the editor still shows the old text',
    );
    await waitFor(child(), 'nacl-rule-shadowed', false);
  });
});
