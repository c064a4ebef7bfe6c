// Inside VS Code, with the .vsix installed: what runs is the package, and it finds what it should.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const LIMIT_MS = 20_000;

async function diagnosticsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  const found = vscode.languages.getDiagnostics(uri);
  if (found.length > 0) return found;
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no finding in ${uri.path}`)), LIMIT_MS);
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      const now = vscode.languages.getDiagnostics(uri);
      if (now.length === 0) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(now);
    });
  });
}

describe('installed package', () => {
  it('is the extension that runs', async () => {
    const extension = vscode.extensions.getExtension('ackscope.ackscope');
    assert.ok(extension, 'ackscope.ackscope is not among the extensions');
    assert.match(extension.extensionUri.path, /\/extensions\/ackscope\.ackscope-\d+\.\d+\.\d+/);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('finds the dropped reply in the first example', async () => {
    const [uri] = await vscode.workspace.findFiles('main.tf');
    assert.ok(uri, 'main.tf is not in the workspace');
    await vscode.window.showTextDocument(uri);
    const diagnostics = await diagnosticsOf(uri);
    const codes = diagnostics.map(({ code }) => (typeof code === 'object' ? code.value : code));
    assert.ok(codes.includes('nacl-reply-blocked'), codes.join(', '));
  });
});
