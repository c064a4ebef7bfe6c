// Quick fixes and ignores, asked of the editor as its light bulb asks.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  ackscope,
  answered,
  blocked,
  example,
  findingsOf,
  inWorkspace,
  languages,
  replyBlocked,
  show,
  waitForRules,
  write,
} from './support.ts';

/** What the light bulb offers for a finding. */
async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind,
    20,
  );
}

async function quickFixesOf(
  uri: vscode.Uri,
  finding: vscode.Diagnostic | undefined,
): Promise<vscode.CodeAction[]> {
  assert.ok(finding);
  return actionsAt(uri, finding.range, vscode.CodeActionKind.QuickFix.value);
}

describe('Code actions', () => {
  before(ackscope);

  for (const language of languages) {
    it(`let the replies in (${language})`, async () => {
      const closed = example(language, 'nacl-closed');
      await show(closed);
      await waitForRules(closed, blocked);
      const actions = await quickFixesOf(closed, replyBlocked(closed));
      const fix = actions.find(({ title }) => title.startsWith('Allow the replies: inbound tcp'));
      assert.ok(fix?.edit, actions.map(({ title }) => title).join('\n'));
      assert.equal(fix.isPreferred, true);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
      await waitForRules(closed, answered);
      await vscode.commands.executeCommand('undo');
      await waitForRules(closed, blocked);
    });
  }

  it('ignore a finding by a comment, in a language that has some', async () => {
    const closed = example('terraform', 'nacl-closed');
    await show(closed);
    await waitForRules(closed, blocked);
    const finding = findingsOf(closed).find(
      ({ code }) => typeof code === 'object' && code.value === 'sg-exposed',
    );
    const ignore = (await quickFixesOf(closed, finding)).find(
      ({ title }) => title === 'Ignore sg-exposed here',
    );
    assert.ok(ignore?.edit);
    assert.ok(await vscode.workspace.applyEdit(ignore.edit));
    await waitForRules(
      closed,
      blocked.filter((rule) => rule !== 'sg-exposed'),
    );
    const json = example('cloudformation-json', 'nacl-closed');
    await show(json);
    await waitForRules(json, blocked);
    const titles = (await quickFixesOf(json, replyBlocked(json))).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith('Ignore')), titles.join('\n'));
  });

  it('fix all of a file', async () => {
    const uri = inWorkspace('fixAll', 'main.tf');
    const rule = (number: number, protocol: string, port = 443): string =>
      `\n  ingress {\n    rule_no    = ${number}\n    protocol   = "${protocol}"\n    action     = "allow"\n    cidr_block = "0.0.0.0/0"\n    from_port  = ${port}\n    to_port    = ${port}\n  }\n`;
    const text = (rules: string): string =>
      `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n\nresource "aws_network_acl" "main" {\n  vpc_id = aws_vpc.main.id\n${rules}}\n`;
    await write(uri, text(rule(100, '-1', 0) + rule(200, 'tcp') + rule(300, 'udp')));
    const { document } = await show(uri);
    await waitForRules(uri, ['nacl-rule-shadowed', 'nacl-rule-shadowed']);
    const [finding] = findingsOf(uri);
    const all = (await quickFixesOf(uri, finding)).find(({ title }) => title.startsWith('Fix all'));
    assert.ok(all?.edit);
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    assert.equal(document.getText(), text(rule(100, '-1', 0)));
    await waitForRules(uri, []);
  });

  it('offer to fix all as something to do on saving', async () => {
    const closed = example('terraform', 'nacl-closed');
    const { document } = await show(closed);
    await waitForRules(closed, blocked);
    const range = new vscode.Range(0, 0, 0, 0);
    const [all] = await actionsAt(closed, range, 'source.fixAll.ackscope');
    assert.ok(all?.edit);
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    assert.ok(document.getText().includes('from_port  = 32768'));
    await waitForRules(
      closed,
      answered.filter((rule) => rule !== 'pmtud-blocked'),
    );
  });
});
