// Hovers on rules, asked for as the editor asks.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ackscope, example, insertBefore, show } from './support.ts';

/** The text of our hovers at the first place where `word` stands. */
async function hoverOn(document: vscode.TextDocument, word: string): Promise<string> {
  const offset = document.getText().indexOf(word);
  assert.ok(offset >= 0, `${word} is not in the document`);
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset + 1),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter((value) => value.includes('Ackscope'))
    .join('\n');
}

/** Markdown without its escapes, to look for words. */
function plain(markdown: string): string {
  return markdown.replaceAll('&nbsp;', ' ').replace(/\\([^a-z\d\s])/gi, '$1');
}

/** Rules with a common number of ports, so that the last one has many that decide before it. */
const manyRules = Array.from(
  { length: 7 },
  (_, n) => `resource "aws_network_acl_rule" "r${String(n)}" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = ${String(n === 6 ? 40 : 10 + n)}
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = ${String(n === 6 ? 20 : 20 + n)}
  to_port        = ${String(n === 6 ? 90 : 20 + n)}
}
`,
).join('');

describe('hovers', () => {
  before(ackscope);

  it('explain an entry of a network ACL', async () => {
    const { document } = await show(example('terraform', 'nacl-closed'));
    const text = plain(await hoverOn(document, 'egress {\n    rule_no'));
    assert.match(text, /outbound rule 100 allows all tcp ports to 0\.0\.0\.0\/0/);
    assert.match(text, /keeps no state/);
    assert.match(text, /\(command:ackscope\.simulateAckScan\?/);
  });

  it('explain a rule of a security group', async () => {
    const { document } = await show(example('terraform', 'sg-closed'));
    const group = document.getText().indexOf('resource "aws_security_group"');
    const egress = document.getText().indexOf('egress', group);
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(egress + 1),
    );
    const [content] = hovers[0]?.contents ?? [];
    assert.ok(content instanceof vscode.MarkdownString);
    assert.match(plain(content.value), /aws_security_group\.web/);
    assert.match(plain(content.value), /keeps state/);
  });

  for (const language of ['cloudformation-yaml', 'cloudformation-json'] as const) {
    it(`explain an entry in ${language}`, async () => {
      const { document } = await show(example(language, 'nacl-closed'));
      assert.match(
        plain(await hoverOn(document, 'OutboundTcp')),
        /outbound rule 100 allows all tcp ports to 0\.0\.0\.0\/0/,
      );
    });
  }

  it('say what is typed at this moment', async () => {
    const uri = example('terraform', 'nacl-closed');
    const { document } = await show(uri);
    const offset = document.getText().indexOf('100');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 3)), '777');
    await vscode.workspace.applyEdit(edit);
    assert.match(plain(await hoverOn(document, 'egress {\n    rule_no')), /rule 777/);
  });

  it('explain values first, then the rule they are a part of', async () => {
    const { document } = await show(example('terraform', 'nacl-ephemeral'));
    const text = plain(await hoverOn(document, 'local.anywhere\n    from_port'));
    const block = text.indexOf('0.0.0.0/0: every IPv4 address');
    assert.ok(block >= 0 && block < text.indexOf('bound rule 100'), text);
  });

  it('explain an instance, with the way of a packet and links to each step', async () => {
    const { document } = await show(example('terraform', 'nacl-closed'));
    const text = plain(await hoverOn(document, 'resource "aws_instance"'));
    assert.match(text, /From the internet no port can be reached/);
    assert.match(text, /SYN and ACK from 198\.51\.100\.7 to aws_instance\.web/);
    assert.match(
      text,
      /\$\(x\) \[aws_network_acl\.public inbound rule \*\]\(file:[^)]*#L\d+%2C\d+\) . \*\*dropped\*\*/,
    );
  });

  it('show all when that is asked for, until another place is', async () => {
    const uri = example('terraform', 'nacl-ephemeral');
    const { document } = await show(uri);
    const word = 'resource "aws_network_acl"';
    await insertBefore(uri, word, manyRules);
    const short = await hoverOn(document, 'rule_number    = 40');
    const link = /\(command:ackscope\.showFullHover\?([^)]*)\)/.exec(short);
    assert.ok(link?.[1] !== undefined, short);
    const [place] = JSON.parse(decodeURIComponent(link[1])) as [Record<string, unknown>];
    await vscode.commands.executeCommand('ackscope.showFullHover', place);
    const full = await hoverOn(document, 'rule_number    = 40');
    assert.ok(full.split('Decides').length > short.split('Decides').length, full);
    assert.doesNotMatch(full, /showFullHover/);
    await hoverOn(document, 'resource "aws_instance"');
    assert.match(await hoverOn(document, 'rule_number    = 40'), /showFullHover/);
    for (const nonsense of [undefined, 7, { file: 'x', line: -1, character: 0 }, { file: 3 }])
      await vscode.commands.executeCommand('ackscope.showFullHover', nonsense);
  });

  it('are not there where no rule is', async () => {
    const { document } = await show(example('terraform', 'nacl-closed'));
    assert.equal(await hoverOn(document, 'terraform {'), '');
  });

  it('run the extension’s own commands by their links, and no other', async () => {
    const { document } = await show(example('terraform', 'nacl-closed'));
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('resource "aws_instance"') + 1),
    );
    const ours = hovers
      .flatMap(({ contents }) => contents)
      .filter((content) => content instanceof vscode.MarkdownString)
      .filter(({ value }) => value.includes('Ackscope'));
    assert.ok(ours.length > 0);
    for (const { isTrusted, supportHtml } of ours) {
      assert.ok(typeof isTrusted === 'object');
      for (const command of isTrusted.enabledCommands) assert.match(command, /^ackscope\./);
      assert.notEqual(supportHtml, true);
    }
  });

  it('show hostile names as text', async () => {
    const evil = '[run](command:workbench.action.quit) <img src=x> $(bug)';
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  '${evil}':
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: x
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: 0.0.0.0/0
`,
    });
    await vscode.window.showTextDocument(document);
    let text = '';
    // The document is read when typing has paused.
    for (let attempt = 0; attempt < 200 && text === ''; attempt++) {
      text = await hoverOn(document, 'IpProtocol');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.match(plain(text), /command:workbench\.action\.quit/);
    assert.ok(!text.includes('[run]('), text);
    assert.ok(!text.includes('$(bug)'), text);
  });
});
