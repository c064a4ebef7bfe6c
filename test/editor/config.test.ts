// What users set: in a file beside the code, saved or not, and in the editor's settings.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  ackscope,
  blocked,
  closeAll,
  eventually,
  example,
  findingsOf,
  insertBefore,
  inWorkspace,
  read,
  show,
  waitForRules,
  write,
} from './support.ts';

describe('.ackscope.yaml', () => {
  let closed = '';
  const main = (): vscode.Uri => inWorkspace('scratch', 'code', 'main.tf');
  const config = (): vscode.Uri => inWorkspace('scratch', '.ackscope.yaml');

  before(async () => {
    await ackscope();
    closed = await read(example('terraform', 'nacl-closed'));
  });

  beforeEach(async () => {
    await write(main(), closed);
    await waitForRules(main(), blocked);
  });

  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(inWorkspace('scratch'), { recursive: true });
  });

  it('counts from the moment it is there to the moment it goes', async () => {
    await write(config(), 'rules:\n  sg-exposed: off\n');
    await waitForRules(main(), ['nacl-reply-blocked']);
    await write(config(), 'rules:\n  nacl-reply-blocked: off\n  sg-exposed: error\n');
    await waitForRules(main(), ['sg-exposed']);
    assert.equal(findingsOf(main())[0]?.severity, vscode.DiagnosticSeverity.Error);
    await vscode.workspace.fs.delete(config());
    await waitForRules(main(), blocked);
  });

  it('counts as it is typed, and tells what is wrong where it stands', async () => {
    await write(config(), '# nothing yet\n');
    const { document } = await show(config());
    await insertBefore(config(), '# nothing yet', 'rules:\n  sg-exposed: loud\n  nacl-reply-blocked: off\n');
    await waitForRules(main(), ['sg-exposed']);
    await eventually(
      () => findingsOf(config()).length === 1,
      () => 'the configuration has no problem',
    );
    const [problem] = findingsOf(config());
    assert.ok(problem);
    assert.equal(document.getText(problem.range), 'loud');
    assert.match(problem.message, /"loud" is no severity/);
    await closeAll();
    await waitForRules(main(), blocked);
    await eventually(
      () => findingsOf(config()).length === 0,
      () => 'the problem of a text that is gone is still there',
    );
  });

  it('leaves out what it ignores, open or not, until it does no more', async () => {
    await show(main());
    await write(config(), 'ignore:\n  - code/\n');
    await waitForRules(main(), []);
    await closeAll();
    await waitForRules(main(), []);
    await write(config(), 'ignore:\n  - other/\n');
    await waitForRules(main(), blocked);
  });

  it('wins over the settings, which count where it says nothing', async () => {
    const settings = vscode.workspace.getConfiguration('ackscope');
    const mine = { 'sg-exposed': 'error', 'nacl-reply-blocked': 'off' };
    await settings.update('rules', mine, vscode.ConfigurationTarget.Global);
    try {
      await waitForRules(main(), ['sg-exposed']);
      assert.equal(findingsOf(main())[0]?.severity, vscode.DiagnosticSeverity.Error);
      await write(config(), 'rules:\n  nacl-reply-blocked: hint\n');
      await waitForRules(main(), blocked);
      const severities = findingsOf(main()).map(({ severity }) => severity);
      assert.deepEqual(
        [...severities].sort(),
        [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Hint].sort(),
      );
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
