// What the suites share: the extension, the example files of the opened folder, and waiting for what is bound to come.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AckscopeApi } from '../../src/editor/activate.ts';

/** The extension, activated, with every file of the workspace read. */
export async function ackscope(): Promise<AckscopeApi> {
  const extension = vscode.extensions.getExtension<AckscopeApi>('ackscope.ackscope');
  assert.ok(extension, 'ackscope.ackscope is not among the extensions');
  const api = await extension.activate();
  await api.ready;
  return api;
}

/** A path under the opened folder, which is a copy of examples/. */
export function inWorkspace(...path: readonly string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...path);
}

const files = {
  'terraform': 'main.tf',
  'cloudformation-yaml': 'template.yaml',
  'cloudformation-json': 'template.json',
} as const;

export type ExampleLanguage = keyof typeof files;
export type Experiment = 'nacl-closed' | 'nacl-ephemeral' | 'sg-closed';

export const languages = Object.keys(files) as readonly ExampleLanguage[];

export function example(language: ExampleLanguage, experiment: Experiment): vscode.Uri {
  return inWorkspace('stateless-vs-stateful', language, experiment, files[language]);
}

export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/**
 * Throws away what was typed and closes every editor. What VS Code reverts as it closes an editor it only calls unchanged
 * when it is busy, and the document keeps its text; so it is made what its file holds before.
 */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    try {
      if (document.uri.scheme === 'file') await makeWhatIsSaved(document);
      if (!document.isDirty) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } catch (error) {
      // One that cannot be put back must not keep the others.
      console.error(`      ${document.uri.toString()} could not be put back: ${String(error)}`);
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function makeWhatIsSaved(document: vscode.TextDocument): Promise<void> {
  const { uri } = document;
  // Its file may be gone.
  const saved = await read(uri).catch(() => document.getText());
  if (document.getText() !== saved) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), saved);
    await vscode.workspace.applyEdit(edit);
  }
  if (document.isDirty) await document.save();
}

export function findingsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Ackscope');
}

/** The ids of the findings of a file. */
export function rulesOf(uri: vscode.Uri): readonly unknown[] {
  return findingsOf(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
}

/** What is found in the experiment whose network ACL drops replies, and what is left once it lets them in. */
export const blocked = ['nacl-reply-blocked', 'sg-exposed', 'sg-rule-no-effect'] as const;
export const answered = ['nacl-ephemeral-exposes', 'pmtud-blocked', 'sg-exposed'] as const;

/** The finding about dropped replies. */
export function replyBlocked(uri: vscode.Uri): vscode.Diagnostic | undefined {
  return findingsOf(uri).find(({ code }) => typeof code === 'object' && code.value === 'nacl-reply-blocked');
}

/** Waits until a file has exactly these findings, in any order. */
export async function waitForRules(uri: vscode.Uri, rules: readonly string[]): Promise<void> {
  await eventually(
    () => JSON.stringify([...rulesOf(uri)].sort()) === JSON.stringify([...rules].sort()),
    () => `${uri.path}: ${JSON.stringify(rulesOf(uri))} instead of ${JSON.stringify(rules)}`,
  );
}

/** Waits for something that is bound to happen; fails with `problem` when it does not. */
export async function eventually(isTrue: () => boolean, problem: () => string): Promise<void> {
  const giveUp = Date.now() + 15_000;
  while (!isTrue()) {
    if (Date.now() > giveUp) assert.fail(problem());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Inserts text before the only place where `before` stands. */
export async function insertBefore(uri: vscode.Uri, before: string, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const offset = document.getText().indexOf(before);
  assert.ok(offset >= 0, `${before} is not in ${uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(offset), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

export async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
