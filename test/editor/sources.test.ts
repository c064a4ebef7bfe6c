// Where the text of a file is from: its document where somebody looks at it or types, and the disk otherwise.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  ackscope,
  blocked,
  closeAll,
  eventually,
  example,
  findingsOf,
  inWorkspace,
  read,
  replyBlocked,
  show,
  waitForRules,
  write,
} from './support.ts';

async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<readonly string[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.map(({ title }) => title);
}

async function hoversAt(uri: vscode.Uri, position: vscode.Position): Promise<number> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers.length;
}

describe('a document that VS Code keeps in memory, older than its file', () => {
  let outside = '';

  before(ackscope);
  beforeEach(() => {
    outside = mkdtempSync(path.join(tmpdir(), 'ackscope-outside-'));
  });
  afterEach(() => {
    rmSync(outside, { recursive: true, force: true });
  });

  it('is judged as its file is, and nothing is offered for the old text', async () => {
    // VS Code watches no file outside of the workspace that it has no editor for.
    const [main, beside] = ['main.tf', 'beside.tf'].map((name) =>
      vscode.Uri.file(path.join(outside, name)),
    ) as [vscode.Uri, vscode.Uri];
    const closed = await read(example('terraform', 'nacl-closed'));
    await write(main, closed);
    await write(beside, 'locals {}\n');
    const document = await vscode.workspace.openTextDocument(main);
    await vscode.commands.executeCommand('vscode.open', beside);
    await waitForRules(main, blocked);
    const found = replyBlocked(main);
    assert.ok(found);
    assert.ok((await actionsAt(main, found.range)).some((title) => title.startsWith('Allow the replies')));
    assert.ok((await hoversAt(main, found.range.start)) > 0);
    // Another program writes more lines above it; it is read again when its module is opened again.
    writeFileSync(main.fsPath, `${'# more\n'.repeat(10)}${closed}`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await waitForRules(main, []);
    await vscode.commands.executeCommand('vscode.open', beside);
    await waitForRules(main, blocked);
    assert.equal(document.getText(), closed, 'VS Code was told of the change');
    const moved = replyBlocked(main);
    assert.ok(moved);
    assert.equal(moved.range.start.line, found.range.start.line + 10);
    for (const { range } of [found, moved]) {
      assert.deepEqual(await actionsAt(main, range), []);
      assert.equal(await hoversAt(main, range.start), 0);
    }
  });

  it('is not edited by a fix for another file', async () => {
    const [main, rules] = ['main.tf', 'rules.tf'].map((name) =>
      vscode.Uri.file(path.join(outside, name)),
    ) as [vscode.Uri, vscode.Uri];
    const rule = `resource "aws_security_group_rule" "https" {
  security_group_id = aws_security_group.web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/16"]
}
`;
    await write(
      main,
      `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
`,
    );
    await write(rules, rule);
    const offered = async (): Promise<boolean> => {
      await waitForRules(main, ['sg-no-egress']);
      const [found] = findingsOf(main);
      assert.ok(found);
      return (await actionsAt(main, found.range)).some((title) => title.startsWith('Allow all egress'));
    };
    const document = await vscode.workspace.openTextDocument(rules);
    await vscode.commands.executeCommand('vscode.open', main);
    assert.ok(await offered());
    // The fix would write a rule below that of the other file, where VS Code has fewer lines than there are.
    writeFileSync(rules.fsPath, `${'# more\n'.repeat(10)}${rule}`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await waitForRules(main, []);
    await vscode.commands.executeCommand('vscode.open', main);
    assert.equal(await offered(), false);
    assert.equal(document.getText(), rule, 'VS Code was told of the change');
  });

  it('is what counts as soon as somebody looks at it', async () => {
    const main = vscode.Uri.file(path.join(outside, 'main.tf'));
    await write(main, await read(example('terraform', 'nacl-closed')));
    await vscode.workspace.openTextDocument(main);
    assert.deepEqual(findingsOf(main), []);
    await vscode.commands.executeCommand('vscode.open', main);
    await waitForRules(main, blocked);
    await closeAll();
    await waitForRules(main, []);
  });
});

describe('a file of parameters', () => {
  const template = `Parameters:
  Clients:
    Type: String
    Default: 10.1.0.0/16
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc
${[
  ['First', '10.0.0.0/8', 100],
  ['Second', '!Ref Clients', 200],
]
  .map(
    ([name, cidr, number]) => `  ${String(name)}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      RuleNumber: ${String(number)}
      Protocol: 6
      RuleAction: allow
      CidrBlock: ${String(cidr)}
      PortRange: { From: 443, To: 443 }
`,
  )
  .join('')}`;
  const parameters = (clients: string): string =>
    `[{ "ParameterKey": "Clients", "ParameterValue": "${clients}" }]\n`;

  before(ackscope);

  for (const name of ['parameters.json', 'parameters.txt'])
    it(`counts as it is on disk, and as somebody types it (${name})`, async () => {
      const uri = inWorkspace('scratch', 'template.yaml');
      const named = inWorkspace('scratch', name);
      await write(uri, template);
      await waitForRules(uri, ['nacl-rule-shadowed']);
      await write(named, parameters('192.168.0.0/16'));
      await vscode.workspace
        .getConfiguration('ackscope')
        .update('cloudformation.parameterFiles', [`scratch/${name}`], vscode.ConfigurationTarget.Global);
      await waitForRules(uri, []);
      await write(named, parameters('10.2.0.0/16'));
      await waitForRules(uri, ['nacl-rule-shadowed']);
      const editor = await show(named);
      assert.ok(
        await editor.edit((edit) => {
          edit.replace(new vscode.Range(0, 0, 1, 0), parameters('192.168.1.0/24'));
        }),
      );
      await waitForRules(uri, []);
      await closeAll();
      await waitForRules(uri, ['nacl-rule-shadowed']);
      await vscode.workspace.fs.delete(named);
      await write(named, parameters('192.168.2.0/24'));
      await waitForRules(uri, []);
    });
});

describe('a file that code reads', () => {
  before(ackscope);

  it('is read from disk again once nobody looks at what VS Code keeps of it', async () => {
    const main = inWorkspace('scratch', 'main.tf');
    const doubled = ['nacl-rule-redundant', 'nacl-rule-shadowed'];
    const ports = inWorkspace('scratch', 'port.txt');
    const hidden = `\${trimspace(file("\${path.module}/port.txt"))}`;
    const rule = (number: number, port: string): string => `
  ingress {
    rule_no    = ${String(number)}
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = ${port}
    to_port    = ${port}
  }
`;
    await write(ports, '443\n');
    await write(
      main,
      `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_network_acl" "main" {\n  vpc_id = aws_vpc.main.id\n${rule(100, '443')}${rule(200, `"${hidden}"`)}}\n`,
    );
    await waitForRules(main, doubled);
    const editor = await show(ports);
    assert.ok(
      await editor.edit((edit) => {
        edit.replace(new vscode.Range(0, 0, 1, 0), '80\n');
      }),
    );
    await waitForRules(main, []);
    await closeAll();
    await waitForRules(main, doubled);
    await write(ports, '8080\n');
    await eventually(
      () => findingsOf(main).length === 0,
      () => 'what VS Code keeps in memory counts',
    );
  });
});
