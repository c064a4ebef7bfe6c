/**
 * Makes the store know files as they are now, and has judged again what they are part of: those that may have changed, or
 * all of them, what is open first. One piece of this work is done at a time; its caller sees to that.
 */
import type { Disposable, TextDocument, Uri } from 'vscode';
import { findFiles, moduleIn, siblingsOf } from './files.ts';
import type { OpenDocuments } from './openDocuments.ts';
import { readChanged, readWanted } from './readForCode.ts';
import type { Scope } from './scope.ts';
import { folderOf, isFile, isManifest, isModuleFile, kindOf, nameOf } from './selectors.ts';
import { parameterFiles, personalConfigOf, terraformSettings } from './settings.ts';
import { Slices } from './slices.ts';
import type { Sources } from './sources.ts';
import type { Store } from './store.ts';

/** How many files are asked for at a time. */
const batch = 32;
/** How often code may name further files by what stands in those it reads. */
const mostRounds = 4;

export class Reader implements Disposable {
  readonly #store: Store;
  readonly #open: OpenDocuments;
  readonly #sources: Sources;
  readonly #scope: Scope;
  #disposed = false;

  constructor(store: Store, open: OpenDocuments, sources: Sources, scope: Scope) {
    this.#store = store;
    this.#open = open;
    this.#sources = sources;
    this.#scope = scope;
  }

  dispose(): void {
    this.#disposed = true;
  }

  /** Reads files that may be others than before; answers with the roots that are to be judged again. */
  async readAgain(uris: readonly Uri[], slices: Slices): Promise<readonly string[]> {
    for (const uri of uris) this.#sources.forget(uri);
    const named = new Set(parameterFiles().map(String));
    const isNamed = uris.some((uri) => named.has(uri.toString())) && (await this.#readParameters());
    for (const uri of uris) {
      await this.#readDocumentAhead(uri, slices);
      await this.#refresh(uri);
      await this.#readModuleOutside(uri);
      await slices.rest();
    }
    if (uris.some(isManifest)) this.#scope.forgetCalled();
    const isConfigured = uris.some((uri) => kindOf(uri) === 'configuration');
    if (isConfigured) await this.#applyLeftOut(slices);
    await this.#readCalled(slices);
    const isRead = await readChanged(this.#store, this.#sources, uris, slices);
    return isNamed || isConfigured || isRead
      ? this.#store.roots()
      : uris.flatMap((uri) => this.#store.rootsOf(uri));
  }

  /** Takes over the settings; nothing is judged yet. */
  async configure(): Promise<void> {
    this.#store.configureTerraform(terraformSettings());
    this.#store.configurePersonal(personalConfigOf);
    await this.#readParameters();
  }

  /** Forgets all that was read. */
  clear(): void {
    this.#store.clear();
    this.#sources.clear();
    this.#scope.forgetCalled();
  }

  /**
   * Reads and judges the modules and templates that are open; answers with all other files, each folder in one group.
   * @param isCurrent whether this is still to be done.
   */
  async readOpen(isCurrent: () => boolean): Promise<readonly (readonly Uri[])[]> {
    const documents = this.#open.all();
    const slices = new Slices();
    const found = await findFiles();
    await this.readFiles(
      found.filter((uri) => kindOf(uri) === 'configuration'),
      isCurrent,
    );
    for (const { uri } of documents) {
      await this.#readDocumentAhead(uri, slices);
      await this.#refresh(uri);
      await this.#readModuleOutside(uri);
    }
    const folders = new Map<string, Uri[]>();
    for (const uri of found) {
      if (kindOf(uri) === 'configuration' || this.#scope.isLeftOut(uri)) continue;
      const folder = folderOf(uri);
      if (folders.get(folder)?.push(uri) === undefined) folders.set(folder, [uri]);
    }
    const open = new Set(documents.map(({ uri }) => folderOf(uri)));
    await this.readFiles(
      [...open].flatMap((folder) => folders.get(folder) ?? []),
      isCurrent,
    );
    await this.#readCalled(slices);
    await this.evaluate(new Set(documents.flatMap(({ uri }) => this.#store.rootsOf(uri))), slices);
    if (isCurrent() && documents.length > 0) this.#store.announce();
    return inGroups([...folders].flatMap(([folder, files]) => (open.has(folder) ? [] : [files])));
  }

  /** Reads files of which none is known yet. */
  async readFiles(files: readonly Uri[], isCurrent: () => boolean): Promise<void> {
    const slices = new Slices();
    for (let start = 0; start < files.length; start += batch) {
      const uris = files.slice(start, start + batch);
      const texts = await Promise.all(uris.map((uri) => this.#sources.readCode(uri)));
      for (const [index, uri] of uris.entries()) {
        if (!isCurrent()) return;
        const text = texts[index];
        if (text === undefined) continue;
        await slices.through(this.#store.readAhead(uri.toString(), text));
        if (!isCurrent()) return;
        if (this.#sources.documentOf(uri) === undefined) this.#store.update(uri, uri.toString(), text);
        await slices.rest();
      }
    }
  }

  /** Reads the modules that are called, and judges everything. */
  async finish(): Promise<void> {
    const slices = new Slices();
    await this.#readCalled(slices);
    for (const root of this.#store.roots()) {
      if (this.#disposed) return;
      await slices.through(this.#store.prepareAhead(root));
    }
    await this.evaluate(this.#store.roots(), slices);
  }

  /**
   * Evaluated here, slice by slice, nobody has to wait for it later. Files that the code reads by itself are read in
   * between; what stands in them may name others.
   */
  async evaluate(roots: Iterable<string>, slices: Slices): Promise<void> {
    let next = roots;
    for (let round = 0; round < mostRounds; round++) {
      for (const root of next) {
        if (this.#disposed) return;
        await slices.through(this.#store.analyseAhead(root));
      }
      if (!(await readWanted(this.#store, this.#sources, slices))) return;
      next = this.#store.roots();
    }
  }

  /** Gives the engine a document's text as it is at this moment. */
  updateFrom(document: TextDocument): void {
    const found = this.#open.textOf(document);
    if (found === undefined) this.#store.remove(document.uri);
    else this.#store.update(document.uri, found.name, found.text);
  }

  /** Makes the store know a file as it is now: its document's text, its text on disk, or not at all. */
  async #refresh(uri: Uri): Promise<void> {
    const text = this.#scope.isWanted(uri) ? await this.#sources.readCode(uri) : undefined;
    // It may have been opened, or changed, while it was read.
    const document = await this.#sources.takeDocument(uri);
    if (document !== undefined && !this.#scope.isLeftOut(uri)) this.updateFrom(document);
    else if (text === undefined) this.#store.remove(uri);
    else this.#store.update(uri, uri.toString(), text);
  }

  async #readDocumentAhead(uri: Uri, slices: Slices): Promise<void> {
    const document = this.#sources.documentOf(uri);
    const name = document === undefined ? undefined : nameOf(document);
    if (document === undefined || name === undefined) return;
    await slices.through(this.#store.readAhead(name, document.getText()));
  }

  async #readModuleOutside(uri: Uri): Promise<void> {
    if (!this.#scope.isModuleOutside(uri) || this.#sources.documentOf(uri) === undefined) return;
    for (const sibling of await siblingsOf(uri)) if (!this.#store.has(sibling)) await this.#refresh(sibling);
  }

  /** Reads the modules that are called, in `.terraform` and outside of the workspace too, and those these call. */
  async #readCalled(slices: Slices): Promise<void> {
    for (;;) {
      await slices.through(this.#store.declareAhead());
      const folders = this.#scope.takeCalled();
      if (folders.length === 0 || this.#disposed) return;
      for (const folder of folders) {
        if (!isFile(folder)) continue;
        for (const file of (await moduleIn(folder)).filter(isModuleFile)) await this.#refresh(file);
        await slices.rest();
      }
    }
  }

  /** Reads what a configuration no longer leaves out, and forgets what it does. */
  async #applyLeftOut(slices: Slices): Promise<void> {
    for (const uri of [...(await findFiles()), ...this.#store.uris()]) {
      if (this.#scope.isLeftOut(uri) === this.#store.has(uri)) await this.#refresh(uri);
      await slices.rest();
    }
  }

  /** Reads the files with values of parameters; answers whether any is another one than before. */
  async #readParameters(): Promise<boolean> {
    const files = await Promise.all(
      parameterFiles().map(async (uri) => {
        const text = await this.#sources.readNamed(uri);
        return text === undefined ? [] : { file: uri.toString(), text };
      }),
    );
    return this.#store.configureCloudFormation({ parameterFiles: files.flat() });
  }
}

/** Some folders at a time, none of them cut in two. */
function inGroups(folders: readonly (readonly Uri[])[]): readonly (readonly Uri[])[] {
  const groups: Uri[][] = [];
  for (const files of folders) {
    const last = groups.at(-1);
    if (last === undefined || last.length >= batch) groups.push([...files]);
    else last.push(...files);
  }
  return groups;
}
