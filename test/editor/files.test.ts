// Files that come, change and go: on disk without being opened, renamed, deleted with their folder, and never saved.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  ackscope,
  closeAll,
  eventually,
  example,
  findingsOf,
  insertBefore,
  inWorkspace,
  answered,
  blocked,
  read,
  show,
  waitForRules,
  write,
} from './support.ts';

describe('files', () => {
  let closed = '';
  let open = '';
  const main = (): vscode.Uri => inWorkspace('scratch', 'main.tf');

  before(async () => {
    await ackscope();
    closed = await read(example('terraform', 'nacl-closed'));
    open = await read(example('terraform', 'nacl-ephemeral'));
  });

  it('are watched on disk', async () => {
    await write(main(), closed);
    await waitForRules(main(), blocked);
    await write(main(), open);
    await waitForRules(main(), answered);
    await write(main(), closed);
    await waitForRules(main(), blocked);
    await vscode.workspace.fs.delete(main());
    await waitForRules(main(), []);
  });

  it('take their findings with them when they are renamed', async () => {
    await write(main(), closed);
    await waitForRules(main(), blocked);
    const renamed = inWorkspace('scratch', 'network.tf');
    await vscode.workspace.fs.rename(main(), renamed);
    await waitForRules(renamed, blocked);
    await waitForRules(main(), []);
  });

  it('lose their findings with their folder', async () => {
    const deep = inWorkspace('scratch', 'a', 'b', 'main.tf');
    await write(deep, closed);
    await waitForRules(deep, blocked);
    await vscode.workspace.fs.delete(inWorkspace('scratch', 'a'), { recursive: true });
    await waitForRules(deep, []);
  });

  it('take their findings with them when their folder is renamed', async () => {
    const old = inWorkspace('scratch', 'old', 'main.tf');
    await write(old, closed);
    await waitForRules(old, blocked);
    await vscode.workspace.fs.rename(inWorkspace('scratch', 'old'), inWorkspace('scratch', 'new'));
    await waitForRules(inWorkspace('scratch', 'new', 'main.tf'), blocked);
    await waitForRules(old, []);
  });

  it('that are deleted while they are open lose their findings, unless something was typed in them', async () => {
    const typed = inWorkspace('scratch', 'typed', 'main.tf');
    for (const uri of [main(), typed]) {
      await write(uri, closed);
      await show(uri);
      await waitForRules(uri, blocked);
    }
    await insertBefore(typed, 'resource "aws_instance"', '# mine\n');
    for (const uri of [typed, main()]) await vscode.workspace.fs.delete(uri);
    await waitForRules(main(), []);
    await waitForRules(typed, blocked);
    await show(typed);
    await vscode.commands.executeCommand('undo');
    await waitForRules(typed, []);
  });

  it('are those of another branch once version control has put them there, save where somebody types', async () => {
    // Both are there from the start: VS Code may hear nothing of what lies in a folder that came later.
    const [changed, kept] = [example('terraform', 'nacl-closed'), example('terraform', 'nacl-ephemeral')];
    const [gone, come] = ['gone', 'come'].map((name) => inWorkspace('scratch', name, 'main.tf')) as [
      vscode.Uri,
      vscode.Uri,
    ];
    await write(gone, closed);
    for (const uri of [changed, gone]) await waitForRules(uri, blocked);
    await show(changed);
    await show(kept);
    await insertBefore(kept, 'resource "aws_instance"', '# mine\n');
    // As git does it: a new file in the place of the old one, a folder that is gone or there.
    for (const [{ fsPath }, text] of [
      [changed, open],
      [kept, closed],
    ] as const) {
      writeFileSync(`${fsPath}.lock`, text);
      renameSync(`${fsPath}.lock`, fsPath);
    }
    rmSync(path.dirname(gone.fsPath), { recursive: true });
    mkdirSync(path.dirname(come.fsPath));
    writeFileSync(come.fsPath, open);
    await waitForRules(changed, answered);
    await waitForRules(gone, []);
    await waitForRules(come, answered);
    await waitForRules(kept, answered);
    await closeAll();
    await waitForRules(kept, blocked);
    // Whoever looks at them next is to find them as they were.
    await write(changed, closed);
    await write(kept, open);
    await waitForRules(changed, blocked);
    await waitForRules(kept, answered);
  });

  it('are found in folders of folders that came at once, also a moment later', async () => {
    const uri = inWorkspace('scratch', 'one', 'in', 'another', 'main.tf');
    mkdirSync(path.dirname(uri.fsPath), { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 600));
    writeFileSync(uri.fsPath, closed);
    await waitForRules(uri, blocked);
  });

  it('of one folder are one module', async () => {
    const rule = inWorkspace('scratch', 'rule.tf');
    await write(main(), closed);
    await waitForRules(main(), blocked);
    await write(
      rule,
      `resource "aws_network_acl_rule" "replies" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}
`,
    );
    // What is left to tell of the network ACL is told where its rule is written.
    await waitForRules(main(), ['pmtud-blocked', 'sg-exposed']);
    await waitForRules(rule, ['nacl-ephemeral-exposes']);
    await vscode.workspace.fs.delete(rule);
    await waitForRules(main(), blocked);
  });

  it('are read and listed where the code does so, also while they are edited', async () => {
    const rules = inWorkspace('scratch', 'rules', 'in', 'replies.json');
    const reading = `locals {
  names = fileset(path.module, "rules/**/*.json")
  rules = [for name in local.names : jsondecode(file("\${path.module}/\${name}"))]
}
resource "aws_network_acl_rule" "replies" {
  for_each       = { for rule in local.rules : rule.number => rule }
  network_acl_id = aws_network_acl.public.id
  rule_number    = each.value.number
  protocol       = "tcp"
  rule_action    = each.value.action
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}
`;
    const text = (action: string): string => `{ "number": 100, "action": "${action}" }`;
    await write(main(), closed);
    await write(inWorkspace('scratch', 'rule.tf'), reading);
    await waitForRules(main(), blocked);
    await write(rules, text('allow'));
    await waitForRules(main(), ['pmtud-blocked', 'sg-exposed']);
    const editor = await show(rules);
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(0, 0, 1, 0), text('deny'));
    });
    // The rule that drops replies now is the other file's.
    await waitForRules(
      main(),
      blocked.filter((rule) => rule !== 'nacl-reply-blocked'),
    );
    await waitForRules(inWorkspace('scratch', 'rule.tf'), ['nacl-reply-blocked']);
    await closeAll();
    await waitForRules(main(), ['pmtud-blocked', 'sg-exposed']);
    await vscode.workspace.fs.delete(inWorkspace('scratch', 'rules'), { recursive: true });
    await waitForRules(main(), blocked);
  });

  it('that are not in UTF-8 are told of, on disk and open', async () => {
    const latin = inWorkspace('scratch', 'latin.tf');
    const bytes = [...new TextEncoder().encode('locals {\n  a = "caf?"\n}\n')].map((byte) =>
      byte === 0x3f ? 0xe9 : byte,
    );
    const isTold = (): boolean =>
      findingsOf(latin).some(({ message }) => message.startsWith('This is not UTF-8'));
    await vscode.workspace.fs.writeFile(latin, new Uint8Array(bytes));
    await eventually(isTold, () => 'nothing is told of latin.tf');
    await show(latin);
    await eventually(isTold, () => 'nothing is told of latin.tf while it is open');
    await write(latin, 'locals {\n  a = "caf\u00e9"\n}\n');
    await eventually(
      () => !isTold(),
      () => 'it is still told that latin.tf is not in UTF-8',
    );
  });

  it('under .terraform and node_modules are left alone', async () => {
    const hidden = [
      inWorkspace('scratch', '.terraform', 'main.tf'),
      inWorkspace('scratch', 'node_modules', 'a', 'main.tf'),
    ];
    for (const uri of hidden) await write(uri, closed);
    await write(main(), closed);
    await waitForRules(main(), blocked);
    for (const uri of hidden) assert.deepEqual(findingsOf(uri), []);
  });

  it('outside of the workspace count while one of their folder is open', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'ackscope-outside-'));
    const uri = vscode.Uri.file(path.join(outside, 'main.tf'));
    try {
      await write(uri, closed);
      assert.deepEqual(findingsOf(uri), []);
      // What an extension opens VS Code keeps for a while after the editor is gone; what a person opens it does not.
      await vscode.commands.executeCommand('vscode.open', uri);
      await waitForRules(uri, blocked);
      await closeAll();
      await waitForRules(uri, []);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('that were never saved are read, and forgotten when they are closed', async () => {
    const content = await read(example('cloudformation-yaml', 'nacl-closed'));
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    await waitForRules(document.uri, blocked);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await waitForRules(document.uri, []);
  });
});
