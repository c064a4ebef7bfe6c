// Findings as problems in the editor: of the examples, and while their code is edited.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  ackscope,
  example,
  answered,
  blocked,
  replyBlocked,
  insertBefore,
  languages,
  show,
  waitForRules,
  type ExampleLanguage,
} from './support.ts';

const ephemeral: Record<ExampleLanguage, { readonly before: string; readonly text: string }> = {
  'terraform': {
    before: '  egress {\n    rule_no',
    text: `  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = local.anywhere
    from_port  = 1024
    to_port    = 65535
  }

`,
  },
  'cloudformation-yaml': {
    before: '  PublicSubnetNetworkAclAssociation:',
    text: `  InboundEphemeral:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref PublicNetworkAcl
      RuleNumber: 100
      Protocol: 6
      RuleAction: allow
      Egress: false
      CidrBlock: 0.0.0.0/0
      PortRange:
        From: 1024
        To: 65535

`,
  },
  'cloudformation-json': {
    before: '"PublicSubnetNetworkAclAssociation"',
    text: `"InboundEphemeral": {
      "Type": "AWS::EC2::NetworkAclEntry",
      "Properties": {
        "NetworkAclId": { "Ref": "PublicNetworkAcl" },
        "RuleNumber": 100, "Protocol": 6, "RuleAction": "allow", "Egress": false,
        "CidrBlock": "0.0.0.0/0", "PortRange": { "From": 1024, "To": 65535 }
      }
    },
    `,
  },
};

const networkAcl: Record<ExampleLanguage, { readonly word: string; readonly instance: string }> = {
  'terraform': { word: 'aws_network_acl', instance: 'aws_instance.web' },
  'cloudformation-yaml': { word: 'PublicNetworkAcl', instance: 'WebInstance' },
  'cloudformation-json': { word: 'PublicNetworkAcl', instance: 'WebInstance' },
};

describe('findings', () => {
  before(ackscope);

  for (const language of languages) {
    describe(language, () => {
      const closed = example(language, 'nacl-closed');

      it('reports the closed network ACL with the packet that proves it', async () => {
        const { document } = await show(closed);
        await waitForRules(closed, blocked);
        const finding = replyBlocked(closed);
        assert.ok(finding);
        assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
        assert.ok(document.getText(finding.range).includes(networkAcl[language].word));
        assert.ok(finding.message.includes(networkAcl[language].instance));
        const related = finding.relatedInformation ?? [];
        assert.ok(related.some(({ message }) => message.includes('SYN-ACK dies')));
        assert.ok(related.some(({ message }) => message.includes(networkAcl[language].instance)));
        for (const { location } of related) {
          assert.equal(location.uri.toString(), closed.toString());
          assert.notEqual(document.getText(location.range), '');
        }
      });

      it('says nothing of replies where they pass', async () => {
        for (const experiment of ['nacl-ephemeral', 'sg-closed'] as const) {
          await show(example(language, experiment));
          // Findings of the one come no sooner than those of the other.
          await waitForRules(closed, blocked);
          await waitForRules(example(language, experiment), experiment === 'sg-closed' ? [] : answered);
        }
      });

      it('follows edits and undo without saving', async () => {
        await show(closed);
        await waitForRules(closed, blocked);
        await insertBefore(closed, ephemeral[language].before, ephemeral[language].text);
        await waitForRules(closed, answered);
        await vscode.commands.executeCommand('undo');
        await waitForRules(closed, blocked);
        await vscode.commands.executeCommand('redo');
        await waitForRules(closed, answered);
      });
    });
  }

  it('link to the page of their rule', async () => {
    const closed = example('terraform', 'nacl-closed');
    await waitForRules(closed, blocked);
    const code = replyBlocked(closed)?.code;
    assert.ok(typeof code === 'object');
    const extension = vscode.extensions.getExtension('ackscope.ackscope');
    assert.ok(extension);
    const { repository } = extension.packageJSON as { readonly repository: { readonly url: string } };
    const page = `/blob/main/docs/rules/${code.value}.md`;
    assert.equal(code.target.toString(), repository.url.replace(/\.git$/, page));
    await vscode.workspace.fs.stat(
      vscode.Uri.joinPath(extension.extensionUri, 'docs', 'rules', `${code.value}.md`),
    );
  });

  it('stay for the good blocks of a broken file', async () => {
    const closed = example('terraform', 'nacl-closed');
    await show(closed);
    await waitForRules(closed, blocked);
    await insertBefore(
      closed,
      'resource "aws_instance"',
      'resource "aws_s3_bucket" "half" {\n  bucket = \n\n',
    );
    await insertBefore(closed, 'resource "aws_vpc"', '\n\n');
    await vscode.commands.executeCommand('ackscope.simulateAckScan', {
      file: closed.toString(),
      target: 'aws_instance.web',
      from: 'internet',
    });
    await waitForRules(closed, blocked);
    const { document } = await show(closed);
    const finding = replyBlocked(closed);
    assert.ok(finding && document.getText(finding.range).includes('aws_network_acl'));
  });

  it('are those of the saved text again when changes are thrown away', async () => {
    const closed = example('terraform', 'nacl-closed');
    await show(closed);
    await insertBefore(closed, ephemeral.terraform.before, ephemeral.terraform.text);
    await waitForRules(closed, answered);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await waitForRules(closed, blocked);
  });

  it('go and come back with the setting', async () => {
    const closed = example('terraform', 'nacl-closed');
    await waitForRules(closed, blocked);
    const settings = vscode.workspace.getConfiguration('ackscope');
    await settings.update('enable', false, vscode.ConfigurationTarget.Global);
    await waitForRules(closed, []);
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Global);
    await waitForRules(closed, blocked);
  });
});
