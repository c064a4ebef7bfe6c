/**
 * Keeps the store in step with what the user sees: the text of open documents, saved or not, and the files on disk under
 * the workspace's folders. Events only note which files may have changed; one queue then looks at each of them as it is
 * now, so that no order of events can leave an old text behind.
 */
import { Disposable, workspace, type LogOutputChannel, type TextDocument, type Uri } from 'vscode';
import { findFiles, isGone, moduleIn, readNamed, readText, siblingsOf } from './files.ts';
import { reasonOf } from './log.ts';
import { readWanted } from './readWanted.ts';
import { OpenDocuments, isLeftBehind } from './openDocuments.ts';
import { isExcluded, isFile, isManifest, isModuleFile, kindOf, nameOf } from './selectors.ts';
import {
  isEnabled,
  onDidChangeSettings,
  parameterFiles,
  personalConfigOf,
  terraformSettings,
} from './settings.ts';
import { Slices } from './slices.ts';
import type { Store } from './store.ts';
import { watchFiles } from './watchFiles.ts';
import { tellOfMissed, watchMissed, type Missed } from './missedChanges.ts';

/** Milliseconds without a keystroke before the code is read again. */
const pause = 100;
/** How many files are asked for at a time. */
const batch = 32;
/** How often code may name further files by what stands in those it reads. */
const mostRounds = 4;

export class Documents implements Disposable {
  readonly #store: Store;
  readonly #log: LogOutputChannel;
  readonly #open = new OpenDocuments();
  readonly #pending = new Map<string, Uri>();
  /** Folders of called modules that were looked into, wherever they are. */
  readonly #called = new Set<string>();
  /** Roots that a change is part of and that were not evaluated since. */
  readonly #stale = new Set<string>();
  readonly #parts: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** Each load has a number; a later one, or the end, makes an earlier one stop. */
  #load = 0;
  #disposed = false;
  /** Whether everything was read once since the last time all was forgotten. */
  #isLoaded = false;

  /** Resolves when every file has been read once. Never rejects. */
  readonly ready: Promise<void>;

  constructor(store: Store, log: LogOutputChannel) {
    this.#store = store;
    this.#log = log;
    const missed: Missed = {
      isReady: () => this.#isLoaded && isEnabled(),
      isRead: (uri) => {
        const document = this.#open.of(uri);
        return document === undefined || isLeftBehind(document);
      },
      onMissed: (uri) => this.#touch(uri),
    };
    this.#parts = Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.#open.add(document);
        if (nameOf(document) !== undefined) this.#touch(document.uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        if (nameOf(document) !== undefined || this.#store.reads.has(document.uri)) this.#touch(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#open.delete(uri);
        if (this.#store.has(uri) || this.#store.reads.has(uri)) this.#touch(uri);
        this.#touchSiblings(uri);
      }),
      watchFiles({
        onFile: (uri) => this.#touch(uri),
        onPerhaps: (uris) => void tellOfMissed(store, uris, missed),
        onGone: (uri) => this.#touchAll(uri),
        onAny: (uri) => {
          if (this.#store.reads.has(uri)) this.#touch(uri);
        },
      }),
      watchMissed(store, missed),
      workspace.onDidChangeWorkspaceFolders(() => void this.#reload()),
      onDidChangeSettings(() => {
        if (isEnabled() === (this.#store.size === 0)) void this.#reload();
        else void this.#enqueue(() => this.#configure());
      }),
    );
    this.ready = this.#reload();
  }

  /** Gives the engine a document's text as it is at this moment, for a question that cannot wait for the pause. */
  freshen(document: TextDocument): void {
    if (this.#store.has(document.uri) && !isLeftBehind(document)) this.#updateFrom(document);
  }

  /** Resolves when the engine has everything that is known to have changed. */
  async settle(): Promise<void> {
    await this.ready;
    if (this.#pending.size > 0) {
      clearTimeout(this.#timer);
      void this.#enqueue(() => this.#look());
    }
    await this.#queue;
  }

  dispose(): void {
    this.#disposed = true;
    this.#load++;
    clearTimeout(this.#timer);
    this.#parts.dispose();
  }

  /** A file, or a folder with all that was in it. */
  #touchAll(uri: Uri): void {
    if (this.#store.has(uri)) this.#touch(uri);
    if (kindOf(uri) !== undefined) return;
    const folder = `${uri.toString()}/`;
    for (const known of this.#store.uris()) if (known.toString().startsWith(folder)) this.#touch(known);
  }

  /** A module outside the workspace is kept while one of its files is open. */
  #touchSiblings(closed: Uri): void {
    if (workspace.getWorkspaceFolder(closed) !== undefined) return;
    const folder = folderOf(closed);
    for (const known of this.#store.uris()) if (folderOf(known) === folder) this.#touch(known);
  }

  #touch(uri: Uri): void {
    const key = uri.toString();
    this.#pending.set(key, uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#enqueue(() => this.#look()), pause);
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      try {
        if (!this.#disposed) await work();
      } catch (error) {
        this.#log.error(reasonOf(error));
      }
    });
    return this.#queue;
  }

  async #look(): Promise<void> {
    const uris = [...this.#pending.values()];
    this.#pending.clear();
    if (!isEnabled()) return;
    const slices = new Slices();
    const named = new Set(parameterFiles().map((uri) => uri.toString()));
    if (uris.some((uri) => named.has(uri.toString()))) await this.#readParameters();
    for (const uri of uris) {
      await this.#readDocumentAhead(uri, slices);
      await this.#refresh(uri);
      await this.#readModuleOutside(uri);
      await slices.rest();
    }
    if (uris.some(isManifest)) this.#called.clear();
    const isConfigured = uris.some((uri) => kindOf(uri) === 'configuration');
    if (isConfigured) await this.#applyLeftOut(slices);
    await this.#readCalled(slices);
    const isRead = uris.filter((uri) => this.#readAgain(uri)).length > 0;
    const roots =
      isConfigured || isRead ? this.#store.roots() : uris.flatMap((uri) => this.#store.rootsOf(uri));
    for (const root of roots) this.#stale.add(root);
    for (const root of [...this.#stale]) {
      // What is typed by now makes the rest of this another question; it is answered when typing pauses.
      if (this.#pending.size > 0) return;
      await this.#evaluate([root], slices);
      this.#stale.delete(root);
    }
    if (!this.#disposed) this.#store.announce();
  }

  /** Reads what a configuration no longer leaves out, and forgets what it does. */
  async #applyLeftOut(slices: Slices): Promise<void> {
    for (const uri of [...(await findFiles()), ...this.#store.uris()]) {
      if (this.#isLeftOut(uri) === this.#store.has(uri)) await this.#refresh(uri);
      await slices.rest();
    }
  }

  /** What a configuration leaves out is read all the same where a module that is judged calls it. */
  #isLeftOut(uri: Uri): boolean {
    if (kindOf(uri) === 'configuration' || !this.#store.isLeftOut(uri)) return false;
    return kindOf(uri) !== 'terraform' || !this.#called.has(folderOf(uri));
  }

  /** Makes the store know a file as it is now: its document's text, its text on disk, or not at all. */
  async #refresh(uri: Uri): Promise<void> {
    const before = this.#open.of(uri);
    const isRead = (before === undefined || isLeftBehind(before)) && this.#isWanted(uri);
    const text = isRead ? await readText(uri) : undefined;
    // It may have been opened, or changed, while it was read.
    const open = this.#open.of(uri);
    if (open !== undefined) await this.#open.noteEncoding(open);
    const isStale = open?.isDirty === false && ((isRead && isLeftBehind(open)) || (await isGone(uri)));
    const document = isStale ? undefined : open;
    if (document !== undefined && !this.#isLeftOut(uri)) this.#updateFrom(document);
    else if (text === undefined) this.#store.remove(uri);
    else this.#store.update(uri, uri.toString(), text);
  }

  async #readDocumentAhead(uri: Uri, slices: Slices): Promise<void> {
    const document = this.#open.of(uri);
    const name = document === undefined ? undefined : nameOf(document);
    if (document === undefined || name === undefined) return;
    await slices.through(this.#store.readAhead(name, document.getText()));
  }

  #updateFrom(document: TextDocument): void {
    const found = this.#open.textOf(document);
    if (found === undefined) this.#store.remove(document.uri);
    else this.#store.update(document.uri, found.name, found.text);
  }

  /** Files on disk count in the workspace's folders, in modules that are called, and beside an open file of the same module. */
  #isWanted(uri: Uri): boolean {
    if (!isFile(uri)) return false;
    if (kindOf(uri) === 'terraform' && this.#called.has(folderOf(uri))) return true;
    if (this.#isLeftOut(uri)) return false;
    if (workspace.getWorkspaceFolder(uri) !== undefined) return !isExcluded(uri);
    return kindOf(uri) === 'terraform' && this.#open.hasModuleIn(folderOf(uri));
  }

  async #readModuleOutside(uri: Uri): Promise<void> {
    const isOutside = isFile(uri) && workspace.getWorkspaceFolder(uri) === undefined;
    if (!isOutside || kindOf(uri) !== 'terraform' || this.#open.of(uri) === undefined) return;
    for (const sibling of await siblingsOf(uri)) if (!this.#store.has(sibling)) await this.#refresh(sibling);
  }

  /** Reads the modules that are called, in `.terraform` and outside of the workspace too, and those these call. */
  async #readCalled(slices: Slices): Promise<void> {
    for (;;) {
      await slices.through(this.#store.declareAhead());
      const folders = this.#store.missingFolders().filter((folder) => !this.#called.has(folder.toString()));
      if (folders.length === 0 || this.#disposed) return;
      for (const folder of folders) {
        this.#called.add(folder.toString());
        if (!isFile(folder)) continue;
        for (const file of (await moduleIn(folder)).filter(isModuleFile)) await this.#refresh(file);
        await slices.rest();
      }
    }
  }

  /** Reads the files with values of parameters as they are on disk. */
  async #readParameters(): Promise<void> {
    const files = await Promise.all(
      parameterFiles().map(async (uri) => {
        const text = await readNamed(uri);
        return text === undefined ? [] : { file: uri.toString(), text };
      }),
    );
    this.#store.configureCloudFormation({ parameterFiles: files.flat() });
  }

  async #configure(): Promise<void> {
    this.#store.configureTerraform(terraformSettings());
    this.#store.configurePersonal(personalConfigOf);
    await this.#readParameters();
    await this.#evaluate(this.#store.roots(), new Slices());
    if (!this.#disposed) this.#store.announce();
  }

  /** Forgets everything and reads it again, what is open first. Edits have their turn between the groups. */
  async #reload(): Promise<void> {
    const load = ++this.#load;
    this.#isLoaded = false;
    const started = performance.now();
    let groups: readonly (readonly Uri[])[] = [];
    await this.#enqueue(async () => {
      this.#store.clear();
      this.#called.clear();
      this.#store.configureTerraform(terraformSettings());
      this.#store.configurePersonal(personalConfigOf);
      await this.#readParameters();
      if (isEnabled()) groups = await this.#readOpen(load);
    });
    for (const group of groups) {
      if (load !== this.#load) return;
      await this.#enqueue(() => this.#readFiles(group, load));
    }
    if (load !== this.#load) return;
    await this.#enqueue(async () => {
      const slices = new Slices();
      await this.#readCalled(slices);
      for (const root of this.#store.roots()) {
        if (this.#disposed) return;
        await slices.through(this.#store.prepareAhead(root));
      }
      await this.#evaluate(this.#store.roots(), slices);
    });
    if (load !== this.#load) return;
    this.#isLoaded = true;
    this.#store.announce();
    this.#log.info(`Read ${this.#store.size} files in ${Math.round(performance.now() - started)} ms.`);
  }

  /** Reads the modules and templates that are open; answers with all other files, each folder in one group. */
  async #readOpen(load: number): Promise<readonly (readonly Uri[])[]> {
    const documents = this.#open.all();
    const slices = new Slices();
    const found = await findFiles();
    await this.#readFiles(
      found.filter((uri) => kindOf(uri) === 'configuration'),
      load,
    );
    for (const { uri } of documents) {
      await this.#readDocumentAhead(uri, slices);
      await this.#refresh(uri);
      await this.#readModuleOutside(uri);
    }
    const folders = new Map<string, Uri[]>();
    for (const uri of found) {
      if (kindOf(uri) === 'configuration' || this.#isLeftOut(uri)) continue;
      const folder = folderOf(uri);
      if (folders.get(folder)?.push(uri) === undefined) folders.set(folder, [uri]);
    }
    const open = new Set(documents.map(({ uri }) => folderOf(uri)));
    await this.#readFiles(
      [...open].flatMap((folder) => folders.get(folder) ?? []),
      load,
    );
    await this.#readCalled(slices);
    await this.#evaluate(new Set(documents.flatMap(({ uri }) => this.#store.rootsOf(uri))), slices);
    if (load === this.#load && documents.length > 0) this.#store.announce();
    const groups: Uri[][] = [];
    for (const [folder, files] of folders) {
      if (open.has(folder)) continue;
      const last = groups.at(-1);
      if (last === undefined || last.length >= batch) groups.push([...files]);
      else last.push(...files);
    }
    return groups;
  }

  async #readFiles(files: readonly Uri[], load: number): Promise<void> {
    const slices = new Slices();
    for (let start = 0; start < files.length; start += batch) {
      const uris = files.slice(start, start + batch);
      const texts = await Promise.all(uris.map(readText));
      for (const [index, uri] of uris.entries()) {
        if (load !== this.#load) return;
        const text = texts[index];
        if (text === undefined) continue;
        await slices.through(this.#store.readAhead(uri.toString(), text));
        if (load !== this.#load) return;
        if (this.#open.of(uri) === undefined) this.#store.update(uri, uri.toString(), text);
        await slices.rest();
      }
    }
  }

  /**
   * Evaluated here, slice by slice, nobody has to wait for it later. Files that the code reads by itself are read in
   * between; what stands in them may name others.
   */
  async #evaluate(roots: Iterable<string>, slices: Slices): Promise<void> {
    let next = roots;
    for (let round = 0; round < mostRounds; round++) {
      for (const root of next) {
        if (this.#disposed) return;
        await slices.through(this.#store.analyseAhead(root));
      }
      if (!(await readWanted(this.#store, slices))) return;
      next = this.#store.roots();
    }
  }

  /** Forgets what code read of a file or a folder; answers whether that was anything. */
  #readAgain(uri: Uri): boolean {
    const { files, folders } = this.#store.reads.forget(uri);
    this.#store.readAgain(files, folders);
    return files.length > 0 || folders.length > 0;
  }
}

function folderOf(uri: Uri): string {
  const text = uri.toString();
  return text.slice(0, text.lastIndexOf('/'));
}
