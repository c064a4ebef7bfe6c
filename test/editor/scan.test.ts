// "Ackscope: Simulate ACK Scan" with everything named, as a keybinding or another extension calls it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ackscope, example, languages, show, type ExampleLanguage, type Experiment } from './support.ts';

function scan(request: Readonly<Record<string, unknown>>): Thenable<string | undefined> {
  return vscode.commands.executeCommand<string | undefined>('ackscope.simulateAckScan', request);
}

const instance: Record<ExampleLanguage, string> = {
  'terraform': 'aws_instance.web',
  'cloudformation-yaml': 'WebInstance',
  'cloudformation-json': 'WebInstance',
};

const expected: Record<Experiment, readonly RegExp[]> = {
  'nacl-closed': [
    /All 1000 scanned ports .* are in ignored states\./,
    /1000 filtered tcp ports \(no-response\)/,
  ],
  'nacl-ephemeral': [/Not shown: 846 unfiltered tcp ports \(reset\), 154 filtered tcp ports \(no-response\)/],
  'sg-closed': [
    /All 1000 scanned ports .* are in ignored states\./,
    /1000 filtered tcp ports \(no-response\)/,
  ],
};

describe('the simulated ACK scan', () => {
  before(ackscope);

  for (const language of languages) {
    for (const [experiment, lines] of Object.entries(expected) as [Experiment, readonly RegExp[]][]) {
      it(`of ${experiment} in ${language}`, async () => {
        const target = instance[language];
        const text = await scan({ file: example(language, experiment).toString(), target, from: 'internet' });
        assert.ok(text?.includes(`Nmap scan report for ${target} (54.221.77.100)`), text);
        for (const line of lines) assert.match(text ?? '', line);
      });
    }
  }

  it('takes the active file, an address of the target, and an address to come from', async () => {
    await show(example('terraform', 'nacl-ephemeral'));
    const text = await scan({ target: '10.0.12.197', from: '203.0.113.9' });
    assert.match(text ?? '', /846 unfiltered/);
  });

  it('sees what was typed before it was called', async () => {
    const uri = example('terraform', 'nacl-ephemeral');
    const { document } = await show(uri);
    const offset = document.getText().indexOf('= 1024') + 2;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 4)), '1');
    await vscode.workspace.applyEdit(edit);
    const text = await scan({ file: uri.toString(), target: 'aws_instance.web', from: 'internet' });
    assert.match(text ?? '', /1000 unfiltered/);
  });

  it('gives nothing for a target or a source that is not there', async () => {
    const file = example('terraform', 'nacl-closed').toString();
    assert.equal(await scan({ file, target: 'aws_instance.nobody', from: 'internet' }), undefined);
    assert.equal(await scan({ file, target: 'aws_instance.web', from: 'nowhere' }), undefined);
  });
});
