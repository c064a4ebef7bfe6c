/**
 * Keeps the store in step with what the user sees: the text of open documents, saved or not, and the files on disk under
 * the workspace's folders. Events only note which files may have changed; one queue then looks at each of them as it is
 * now, so that no order of events can leave an old text behind.
 */
import { Disposable, workspace, type LogOutputChannel, type TextDocument, type Uri } from 'vscode';
import { reasonOf } from './log.ts';
import { tellOfMissed, watchMissed, type Missed } from './missedChanges.ts';
import { OpenDocuments, isLeftBehind } from './openDocuments.ts';
import { Reader } from './reader.ts';
import { folderOf, kindOf, nameOf } from './selectors.ts';
import { isEnabled, onDidChangeSettings } from './settings.ts';
import { Slices } from './slices.ts';
import type { Store } from './store.ts';
import { watchFiles } from './watchFiles.ts';

/** Milliseconds without a keystroke before the code is read again. */
const pause = 100;

export class Documents implements Disposable {
  readonly #store: Store;
  readonly #log: LogOutputChannel;
  readonly #reader: Reader;
  readonly #open = new OpenDocuments();
  readonly #pending = new Map<string, Uri>();
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
    this.#reader = new Reader(store, this.#open);
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
    if (this.#store.has(document.uri) && !isLeftBehind(document)) this.#reader.updateFrom(document);
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
    this.#reader.dispose();
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
    this.#isLoaded = false;
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
    this.#isLoaded = true;
    this.#store.announce();
    this.#log.info(`Read ${this.#store.size} files in ${Math.round(performance.now() - started)} ms.`);
  }
}
