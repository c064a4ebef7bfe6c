/**
 * Keeps the store in step with what the user sees: the text of open documents, saved or not, and the files on disk under
 * the workspace's folders. Events only note which files may have changed; one queue then looks at each of them as it is
 * now, so that no order of events can leave an old text behind.
 */
import type { Uri } from 'vscode';
import { Disposable, window, workspace, type LogOutputChannel, type TextDocument } from 'vscode';
import { findFiles } from './files.ts';
import { reasonOf } from './log.ts';
import { OpenDocuments, urisOf } from './openDocuments.ts';
import { Reader } from './reader.ts';
import { Scope } from './scope.ts';
import { folderOf, kindOf, nameOf } from './selectors.ts';
import { isEnabled, onDidChangeSettings } from './settings.ts';
import { Slices } from './slices.ts';
import { Sources } from './sources.ts';
import type { Store } from './store.ts';
import { watchFiles } from './watchFiles.ts';
import { watchFocus } from './watchFocus.ts';

/** Milliseconds without a keystroke before the code is read again. */
const pause = 100;

export class Documents implements Disposable {
  readonly #store: Store;
  readonly #log: LogOutputChannel;
  readonly #open = new OpenDocuments();
  readonly #sources = new Sources(this.#open);
  readonly #scope: Scope;
  readonly #reader: Reader;
  readonly #pending = new Map<string, Uri>();
  /** Roots that a change is part of and that were not evaluated since. */
  readonly #stale = new Set<string>();
  readonly #parts: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** Each load has a number; a later one, or the end, makes an earlier one stop. */
  #load = 0;
  #disposed = false;
  #loaded: Promise<void>;

  /** Resolves when every file has been read once. Never rejects. */
  readonly ready: Promise<void>;

  constructor(store: Store, log: LogOutputChannel) {
    this.#store = store;
    this.#scope = new Scope(store, this.#open);
    this.#reader = new Reader(store, this.#open, this.#sources, this.#scope);
    this.#log = log;
    this.#parts = Disposable.from(
      workspace.onDidOpenTextDocument((document) => {
        this.#open.add(document);
        if (nameOf(document) !== undefined) this.#touch(document.uri);
      }),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        if (nameOf(document) !== undefined || this.#sources.has(document.uri)) this.#touch(document.uri);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#open.delete(uri);
        this.#touchLost(uri);
      }),
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of opened.flatMap(urisOf)) this.#touchMoved(uri);
        for (const uri of closed.flatMap(urisOf)) this.#touchLost(uri);
      }),
      watchFiles({
        onFile: (uri) => this.#touch(uri),
        onPerhaps: (uris) => void this.#lookForChanges(uris),
        onGone: (uri) => this.#touchAll(uri),
        onAny: (uri) => {
          if (this.#isRead(uri)) this.#touch(uri);
        },
      }),
      watchFocus(() => this.#lookForChanges()),
      workspace.onDidChangeWorkspaceFolders(() => this.#begin()),
      onDidChangeSettings(() => {
        if (isEnabled() === (this.#store.size === 0)) this.#begin();
        else void this.#enqueue(() => this.#configure());
      }),
    );
    this.ready = this.#loaded = this.#reload();
  }

  /**
   * Gives the engine a document's text as it is at this moment, for a question that cannot wait for the pause. Answers
   * whether the engine has that text, as {@link isInStep}.
   */
  freshen(document: TextDocument): boolean {
    const { uri } = document;
    if (this.#store.has(uri) && this.#sources.documentOf(uri) === document) this.#reader.updateFrom(document);
    return this.isInStep(uri);
  }

  /**
   * Whether VS Code has the same text of a file as the engine, so that places in one are places in the other. Of a document
   * nobody looks at VS Code may keep an older one than is on disk. What is not open it reads when it needs it.
   */
  isInStep(uri: Uri): boolean {
    const document = this.#open.at(uri);
    const name = this.#store.nameOf(uri);
    if (document === undefined || name === undefined) return name !== undefined;
    return this.#open.textOf(document)?.text === this.#store.textOf(name);
  }

  /** Resolves when the engine has everything that is known to have changed. */
  async settle(): Promise<void> {
    await this.#loaded;
    if (this.#pending.size > 0) {
      clearTimeout(this.#timer);
      void this.#enqueue(() => this.#look());
    }
    await this.#queue;
  }

  /** Like {@link settle}, and looks before for what nobody told of. */
  async lookAgain(): Promise<void> {
    await this.#lookForChanges();
    await this.settle();
  }

  dispose(): void {
    this.#disposed = true;
    this.#load++;
    clearTimeout(this.#timer);
    this.#reader.dispose();
    this.#parts.dispose();
  }

  /** Begins to read everything again. */
  #begin(): void {
    this.#loaded = this.#reload();
  }

  /** Whether anything is made of a file or a folder. */
  #isRead(uri: Uri): boolean {
    return this.#sources.has(uri) || this.#store.reads.has(uri);
  }

  /** A file, or a folder with all that was in it. */
  #touchAll(uri: Uri): void {
    if (this.#sources.has(uri)) this.#touch(uri);
    if (kindOf(uri) === undefined) for (const within of this.#sources.uris(uri)) this.#touch(within);
  }

  /** A file that somebody looks at, or does no longer, so that its text is from somewhere else. */
  #touchMoved(uri: Uri): void {
    const mayCount = kindOf(uri) !== undefined || this.#sources.has(uri);
    if (mayCount && this.#sources.hasMoved(uri)) this.#touch(uri);
  }

  /** A file nobody looks at any longer. A module outside the workspace is kept while one of its files is open. */
  #touchLost(uri: Uri): void {
    this.#touchMoved(uri);
    if (kindOf(uri) !== 'terraform' || workspace.getWorkspaceFolder(uri) !== undefined) return;
    const folder = folderOf(uri);
    for (const known of this.#store.uris()) if (folderOf(known) === folder) this.#touch(known);
  }

  /** Notes which files, of some or of all, are others than when they were read, without anybody having told. Never rejects. */
  async #lookForChanges(some?: readonly Uri[]): Promise<void> {
    const load = this.#load;
    const isCurrent = (): boolean => load === this.#load && isEnabled();
    try {
      await this.#loaded;
      if (!isCurrent()) return;
      const all = some ?? [...(await findFiles()), ...this.#sources.uris()];
      const files = all.filter((uri) => this.#sources.has(uri) || this.#scope.isWanted(uri));
      await this.#sources.findChanged(files, isCurrent, (uri) => this.#touch(uri));
      // Of what lies in a folder no time tells.
      if (isCurrent()) for (const folder of this.#store.reads.folders()) this.#touch(folder);
    } catch (error) {
      this.#log.error(reasonOf(error));
    }
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
    for (const root of await this.#reader.readAgain(uris, slices)) this.#stale.add(root);
    for (const root of [...this.#stale]) {
      // What is typed by now makes the rest of this another question; it is answered when typing pauses.
      if (this.#pending.size > 0) return;
      await this.#reader.evaluate([root], slices);
      this.#stale.delete(root);
    }
    if (!this.#disposed) this.#store.announce();
  }

  async #configure(): Promise<void> {
    await this.#reader.configure();
    await this.#reader.evaluate(this.#store.roots(), new Slices());
    if (!this.#disposed) this.#store.announce();
  }

  /** Forgets everything and reads it again, what is open first. Edits have their turn between the groups. */
  async #reload(): Promise<void> {
    const load = ++this.#load;
    const isCurrent = (): boolean => load === this.#load;
    const started = performance.now();
    let groups: readonly (readonly Uri[])[] = [];
    await this.#enqueue(async () => {
      this.#reader.clear();
      await this.#reader.configure();
      if (isEnabled()) groups = await this.#reader.readOpen(isCurrent);
    });
    for (const group of groups) {
      if (!isCurrent()) return;
      await this.#enqueue(() => this.#reader.readFiles(group, isCurrent));
    }
    if (!isCurrent()) return;
    await this.#enqueue(() => this.#reader.finish());
    if (!isCurrent()) return;
    this.#store.announce();
    this.#log.info(`Read ${this.#store.size} files in ${Math.round(performance.now() - started)} ms.`);
  }
}
