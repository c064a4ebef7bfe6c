// What users set: in a file beside the code, saved or not, and in the editor's settings.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  ackscope,
  closeAll,
  eventually,
  example,
  findingsOf,
  insertBefore,
  inWorkspace,
  read,
  show,
  write,
} from './support.ts';

/** Waits until of these two rules exactly the given ones are found; others are nothing to these tests. */
async function waitForOwn(uri: vscode.Uri, rules: readonly string[]): Promise<void> {
  await eventually(
    () => JSON.stringify(own(uri).map(ruleOf).sort()) === JSON.stringify([...rules].sort()),
    () => `${uri.path}: ${JSON.stringify(own(uri).map(ruleOf))} instead of ${JSON.stringify(rules)}`,
  );
}

function own(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return findingsOf(uri).filter((finding) => both.some((rule) => rule === ruleOf(finding)));
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : '';
}

const both = ['nacl-reply-blocked', 'sg-exposed'] as const;

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
    await waitForOwn(main(), both);
  });

  it('counts from the moment it is there to the moment it goes', async () => {
    await write(config(), 'rules:\n  sg-exposed: off\n');
    await waitForOwn(main(), ['nacl-reply-blocked']);
    await write(config(), 'rules:\n  nacl-reply-blocked: off\n  sg-exposed: error\n');
    await waitForOwn(main(), ['sg-exposed']);
    assert.equal(own(main())[0]?.severity, vscode.DiagnosticSeverity.Error);
    await vscode.workspace.fs.delete(config());
    await waitForOwn(main(), both);
  });

  it('counts as it is typed, and tells what is wrong where it stands', async () => {
    await write(config(), '# nothing yet\n');
    const { document } = await show(config());
    await insertBefore(config(), '# nothing yet', 'rules:\n  sg-exposed: loud\n  nacl-reply-blocked: off\n');
    await waitForOwn(main(), ['sg-exposed']);
    await eventually(
      () => findingsOf(config()).length === 1,
      () => 'the configuration has no problem',
    );
    const [problem] = findingsOf(config());
    assert.ok(problem);
    assert.equal(document.getText(problem.range), 'loud');
    assert.match(problem.message, /"loud" is no severity/);
    await closeAll();
    await waitForOwn(main(), both);
    await eventually(
      () => findingsOf(config()).length === 0,
      () => 'the problem of a text that is gone is still there',
    );
  });

  it('leaves out what it ignores, open or not, until it does no more', async () => {
    await show(main());
    await write(config(), 'ignore:\n  - code/\n');
    await waitForOwn(main(), []);
    await closeAll();
    await waitForOwn(main(), []);
    await write(config(), 'ignore:\n  - other/\n');
    await waitForOwn(main(), both);
  });

  it('wins over the settings, which count where it says nothing', async () => {
    const settings = vscode.workspace.getConfiguration('ackscope');
    const mine = { 'sg-exposed': 'error', 'nacl-reply-blocked': 'off' };
    await settings.update('rules', mine, vscode.ConfigurationTarget.Global);
    await waitForOwn(main(), ['sg-exposed']);
    assert.equal(own(main())[0]?.severity, vscode.DiagnosticSeverity.Error);
    await write(config(), 'rules:\n  nacl-reply-blocked: hint\n');
    await waitForOwn(main(), both);
    const severities = own(main()).map(({ severity }) => severity);
    assert.deepEqual(
      [...severities].sort(),
      [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Hint].sort(),
    );
  });
});
