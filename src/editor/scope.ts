/**
 * Which files count: those of the workspace's folders that no configuration leaves out, those of modules that are called,
 * wherever they are, and those beside an open file of the same module.
 */
import { workspace, type Uri } from 'vscode';
import type { OpenDocuments } from './openDocuments.ts';
import { folderOf, isExcluded, isFile, kindOf } from './selectors.ts';
import type { Store } from './store.ts';

export class Scope {
  readonly #store: Store;
  readonly #open: OpenDocuments;
  /** Folders of called modules that were looked into. */
  readonly #called = new Set<string>();

  constructor(store: Store, open: OpenDocuments) {
    this.#store = store;
    this.#open = open;
  }

  /** Whether a file that is not open is read. */
  isWanted(uri: Uri): boolean {
    if (!isFile(uri)) return false;
    if (kindOf(uri) === 'terraform' && this.#called.has(folderOf(uri))) return true;
    if (this.isLeftOut(uri)) return false;
    if (workspace.getWorkspaceFolder(uri) !== undefined) return !isExcluded(uri);
    return kindOf(uri) === 'terraform' && this.#open.hasModuleIn(folderOf(uri));
  }

  /** What a configuration leaves out is read all the same where a module that is judged calls it. */
  isLeftOut(uri: Uri): boolean {
    if (kindOf(uri) === 'configuration' || !this.#store.isLeftOut(uri)) return false;
    return kindOf(uri) !== 'terraform' || !this.#called.has(folderOf(uri));
  }

  /** Whether a file is part of a module that counts only while it is open. */
  isModuleOutside(uri: Uri): boolean {
    const isOutside = isFile(uri) && workspace.getWorkspaceFolder(uri) === undefined;
    return isOutside && kindOf(uri) === 'terraform';
  }

  /** The folders of called modules that nobody looked into yet. They count from now on. */
  takeCalled(): readonly Uri[] {
    const folders = this.#store.missingFolders().filter((folder) => !this.#called.has(folder.toString()));
    for (const folder of folders) this.#called.add(folder.toString());
    return folders;
  }

  /** Has the folders of called modules looked into again. */
  forgetCalled(): void {
    this.#called.clear();
  }
}
