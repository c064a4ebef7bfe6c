// The extension under test is there, starts, and keeps the manifest's promises.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ackscope, example, show } from './support.ts';

interface Manifest {
  readonly repository: { readonly url: string };
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  before(ackscope);

  it('makes the extension active', () => {
    assert.equal(vscode.extensions.getExtension('ackscope.ackscope')?.isActive, true);
  });

  it('registers every command of the manifest and no other', async () => {
    const manifest = vscode.extensions.getExtension('ackscope.ackscope')?.packageJSON as Manifest;
    const registered = await vscode.commands.getCommands(true);
    const ours = registered.filter(
      (command) => command.startsWith('ackscope.') && !command.startsWith('ackscope.diagram.'),
    );
    assert.deepEqual(ours.sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  });

  it('leaves languages and symbols to others', async () => {
    const manifest = vscode.extensions.getExtension('ackscope.ackscope')?.packageJSON as Manifest;
    const contributed = Object.keys(manifest.contributes);
    for (const point of ['languages', 'grammars', 'snippets']) assert.ok(!contributed.includes(point), point);
    const uri = example('terraform', 'nacl-closed');
    await show(uri);
    const symbols = await vscode.commands.executeCommand<unknown[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.deepEqual(symbols ?? [], []);
  });

  it('has a view for the diagram that can be brought into view', async () => {
    const registered = await vscode.commands.getCommands(true);
    assert.ok(registered.includes('ackscope.diagram.focus'));
    await vscode.commands.executeCommand('ackscope.openDiagram');
  });
});
