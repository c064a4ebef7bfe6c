// Hovers on rules, asked for as the editor asks.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ackscope, closeAll, example, show } from './support.ts';

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

describe('hovers', () => {
  before(ackscope);
  afterEach(closeAll);

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

  it('are not there where no rule is', async () => {
    const { document } = await show(example('terraform', 'nacl-closed'));
    assert.equal(await hoverOn(document, 'terraform {'), '');
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
