// While somebody types or changes their mind: what is read when that pauses is the last of it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  ackscope,
  answered,
  blocked,
  eventually,
  example,
  findingsOf,
  insertBefore,
  rulesOf,
  show,
  waitForRules,
} from './support.ts';

describe('what is typed', () => {
  before(ackscope);

  it('is judged when typing pauses, not key by key', async () => {
    const uri = example('terraform', 'nacl-closed');
    await show(uri);
    await waitForRules(uri, blocked);
    const seen = new Set<string>();
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((one) => one.toString() === uri.toString())) return;
      for (const { message } of findingsOf(uri))
        for (const [name] of message.matchAll(/aws_security_group\.typed\d+/g)) seen.add(name);
    });
    const keys = 20;
    try {
      for (let key = 1; key <= keys; key++) {
        const name = `typed${String(key)}`;
        if (key === 1)
          await insertBefore(
            uri,
            'resource "aws_instance"',
            `resource "aws_security_group" "${name}" {\n  ingress {\n    protocol = "tcp"\n    from_port = 22\n    to_port = 70000\n    cidr_blocks = ["10.0.0.0/8"]\n  }\n}\n\n`,
          );
        else {
          const edit = new vscode.WorkspaceEdit();
          const document = await vscode.workspace.openTextDocument(uri);
          const offset = document.getText().indexOf(`"typed${String(key - 1)}"`);
          edit.replace(
            uri,
            new vscode.Range(
              document.positionAt(offset),
              document.positionAt(offset + `"typed${String(key - 1)}"`.length),
            ),
            `"${name}"`,
          );
          assert.ok(await vscode.workspace.applyEdit(edit));
        }
      }
      await eventually(
        () => seen.has(`aws_security_group.typed${String(keys)}`),
        () => `what was typed last is not judged: ${[...seen].join()}`,
      );
    } finally {
      listener.dispose();
    }
    assert.ok(seen.size < keys, [...seen].join());
    assert.ok(!findingsOf(uri).some(({ message }) => message.includes('typed1 ')));
  });

  it('and taken back at once leaves what was found', async () => {
    const uri = example('terraform', 'nacl-closed');
    const { document } = await show(uri);
    await waitForRules(uri, blocked);
    const before = document.getText();
    for (let turn = 0; turn < 5; turn++) {
      await insertBefore(uri, 'resource "aws_instance"', 'resource "aws_eip" "half" {\n  domain = \n\n');
      await vscode.commands.executeCommand('undo');
    }
    assert.equal(document.getText(), before);
    await insertBefore(uri, 'resource "aws_instance"', '# settled\n');
    await waitForRules(uri, blocked);
  });
});

describe('settings that change again while files are read', () => {
  before(ackscope);

  it('count as they are in the end', async () => {
    const uri = example('terraform', 'nacl-ephemeral');
    await waitForRules(uri, answered);
    const settings = vscode.workspace.getConfiguration('ackscope');
    const enable = (is: boolean | undefined): Thenable<void> =>
      settings.update('enable', is, vscode.ConfigurationTarget.Global);
    for (const is of [false, undefined, false, undefined, false]) await enable(is);
    await eventually(
      () => rulesOf(uri).length === 0,
      () => JSON.stringify(rulesOf(uri)),
    );
    for (const is of [undefined, false, undefined]) await enable(is);
    await waitForRules(uri, answered);
  });
});
