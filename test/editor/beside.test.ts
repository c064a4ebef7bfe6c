// What stands above and beside the code where the settings want it: lenses and inlay hints.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ackscope, example, insertBefore, inWorkspace, read, show, write } from './support.ts';

async function turnOn(name: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('ackscope');
  await settings.update(name, true, vscode.ConfigurationTarget.Global);
}

async function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  const all = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    100,
  );
  return all.filter(({ command }) => command?.command.startsWith('ackscope.'));
}

async function hintsOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const end = document.positionAt(document.getText().length);
  const all = await vscode.commands.executeCommand<readonly vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(new vscode.Position(0, 0), end),
  );
  return all.map(
    ({ label, position }) => `${String(position.line)} ${typeof label === 'string' ? label : ''}`,
  );
}

/** Asks again until the answer is there: the code is read when typing has paused. */
async function until<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (let attempt = 0; attempt < 300 && !isThere(answer); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer = await ask();
  }
  return answer;
}

describe('beside the code', () => {
  before(ackscope);

  it('nothing stands unless the settings want it', async () => {
    const uri = example('terraform', 'nacl-ephemeral');
    const { document } = await show(uri);
    assert.deepEqual(await lensesOf(uri), []);
    assert.deepEqual(await hintsOf(document), []);
  });

  for (const [language, instance] of [
    ['terraform', 'aws_instance.web'],
    ['cloudformation-yaml', 'WebInstance'],
    ['cloudformation-json', 'WebInstance'],
  ] as const) {
    it(`lenses say what the internet reaches, and scan it (${language})`, async () => {
      await turnOn('codeLens.enabled');
      const uri = example(language, 'nacl-ephemeral');
      await show(uri);
      const lenses = await until(
        () => lensesOf(uri),
        ({ length }) => length === 3,
      );
      const titles = lenses.map(({ command }) => command?.title ?? '');
      assert.equal(titles.length, 3, titles.join('\n'));
      for (const title of titles)
        assert.match(title, /^\$\(play\) Simulate ACK scan · .* reachable from the internet$/);
      const last = lenses.find(({ command }) => (command?.title ?? '').includes('tcp'))?.command;
      assert.ok(last, titles.join('\n'));
      const [argument] = last.arguments as [Record<string, unknown>];
      assert.deepEqual(argument, { file: uri.toString(), target: instance });
      const report = await vscode.commands.executeCommand<string>(last.command, {
        ...argument,
        from: 'internet',
      });
      assert.match(report, /Nmap scan report for/);
    });
  }

  it('lenses follow edits', async () => {
    await turnOn('codeLens.enabled');
    const uri = example('terraform', 'nacl-ephemeral');
    await show(uri);
    const titles = async (): Promise<string> =>
      (await lensesOf(uri)).map(({ command }) => command?.title ?? '').join('\n');
    await until(titles, (text) => text.includes('reachable'));
    const before = await titles();
    await insertBefore(
      uri,
      'resource "aws_instance"',
      'resource "aws_instance" "second" {\n  ami = "a"\n}\n\n',
    );
    assert.notEqual(await until(titles, (text) => text !== before), before);
  });

  it('hints say what a rule decides and an expression is worth', async () => {
    const uri = inWorkspace('scratch', 'main.tf');
    const code = await read(example('terraform', 'nacl-ephemeral'));
    await write(uri, code);
    await turnOn('inlayHints.enabled');
    const { document } = await show(uri);
    const first = document.positionAt(code.indexOf('cidr_block = local.anywhere')).line;
    const hints = await until(
      () => hintsOf(document),
      ({ length }) => length > 0,
    );
    assert.ok(hints.includes(`${String(first)} = 0.0.0.0/0`), hints.join('\n'));
    await insertBefore(
      uri,
      'resource "aws_instance"',
      `resource "aws_network_acl_rule" "early" {
network_acl_id = aws_network_acl.public.id
rule_number    = 50
protocol       = "tcp"
rule_action    = "deny"
cidr_block     = "0.0.0.0/0"
from_port      = 2000
to_port        = 2000
}

`,
    );
    const after = await until(
      () => hintsOf(document),
      (all) => all.some((hint) => hint.includes('decides')),
    );
    assert.ok(
      after.some((hint) => hint.endsWith('decides tcp 1024-1999,2001-65535')),
      after.join('\n'),
    );
  });
});
