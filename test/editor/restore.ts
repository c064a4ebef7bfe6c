// Puts back after each test what it changed, also where it failed half-way, so that one failure stays one failure: the
// text of open documents, the editors, the settings, the folders of the workspace, the files in them and what is found there.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  type Dirent,
} from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { AckscopeApi } from '../../src/editor/activate.ts';
import { closeAll } from './support.ts';

/** A thousand files may be gone, on a busy machine. */
const settlesMs = 20_000;

export class Restorer {
  readonly #folders: readonly vscode.Uri[];
  /** What every file holds, by its path. */
  readonly #files = new Map<string, Buffer>();
  /** All of the folders themselves, which stay: VS Code may not watch what lies in one that is made anew. */
  readonly #inside: ReadonlySet<string>;

  /** Remembers the workspace as it is. */
  constructor() {
    this.#folders = (vscode.workspace.workspaceFolders ?? [])
      .map(({ uri }) => uri)
      .filter(({ scheme }) => scheme === 'file');
    for (const file of this.#filesNow()) this.#files.set(file, readFileSync(file));
    this.#inside = new Set(this.#foldersNow());
  }

  /** Never rejects: a test must not fail for what another one left behind. */
  async restore(): Promise<void> {
    await attempt('settings', resetSettings);
    await attempt('editors', closeEditors);
    await attempt('folders', () => this.#restoreFolders());
    await attempt('files', () => this.#restoreFiles());
    await attempt('findings', settle);
  }

  #restoreFolders(): void {
    const open = new Set(vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()));
    for (const [index, uri] of this.#folders.entries())
      if (!open.has(uri.toString())) vscode.workspace.updateWorkspaceFolders(index, 0, { uri });
  }

  #restoreFiles(): void {
    const gone = this.#filesNow().filter((file) => !this.#files.has(file));
    for (const folder of this.#foldersNow())
      if (!this.#inside.has(folder)) rmSync(folder, { recursive: true, force: true });
    for (const file of gone) rmSync(file, { force: true });
    for (const [file, bytes] of this.#files) {
      if (existsSync(file) && readFileSync(file).equals(bytes)) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  }

  #filesNow(): readonly string[] {
    return this.#entriesNow((entry) => entry.isFile());
  }

  #foldersNow(): readonly string[] {
    return this.#entriesNow((entry) => entry.isDirectory());
  }

  #entriesNow(isOne: (entry: Dirent) => boolean): readonly string[] {
    return this.#folders.flatMap(({ fsPath }) =>
      existsSync(fsPath)
        ? readdirSync(fsPath, { recursive: true, withFileTypes: true })
            .filter(isOne)
            .map((entry) => path.join(entry.parentPath, entry.name))
        : [],
    );
  }
}

/** Waits until the extension has taken all that in: the next test must not find what it waits for in what was before. */
async function settle(): Promise<void> {
  const extension = vscode.extensions.getExtension<AckscopeApi>('ackscope.ackscope');
  if (extension?.isActive !== true) return;
  const tooLong = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`not settled within ${String(settlesMs)} ms`)), settlesMs);
  });
  await Promise.race([extension.exports.settled(), tooLong]);
}

/** All of the extension's own that somebody set. */
async function resetSettings(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('ackscope');
  const extension = vscode.extensions.getExtension('ackscope.ackscope');
  const { contributes } = (extension?.packageJSON ?? {}) as {
    readonly contributes?: { readonly configuration?: { readonly properties?: object } };
  };
  for (const name of Object.keys(contributes?.configuration?.properties ?? {})) {
    const own = name.replace(/^ackscope\./, '');
    if (settings.inspect(own)?.globalValue !== undefined)
      await settings.update(own, undefined, vscode.ConfigurationTarget.Global);
  }
}

/** Nothing can be reverted to a file that is not there. */
async function closeEditors(): Promise<void> {
  for (const { isDirty, uri } of vscode.workspace.textDocuments) {
    if (!isDirty || uri.scheme !== 'file' || existsSync(uri.fsPath)) continue;
    mkdirSync(path.dirname(uri.fsPath), { recursive: true });
    writeFileSync(uri.fsPath, '');
  }
  await closeAll();
}

async function attempt(what: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`      the ${what} could not be put back: ${String(error)}`);
  }
}
