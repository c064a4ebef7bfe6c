/**
 * Tells of files of ours that come, change and go on disk, whoever does it: this window, another program, version control.
 * Folders are looked at too, as one that comes or goes as a whole can be a single event.
 */
import { Disposable, workspace, type FileSystemWatcher, type Uri } from 'vscode';
import { walkFolder } from './files.ts';
import { isExcluded, kindOf, manifestGlob, templateGlob, terraformGlob } from './selectors.ts';

/**
 * Milliseconds after which paths that came are looked at. More than once, as files may still be on their way into folders
 * that came within them, which VS Code may never watch.
 */
const pauses = [100, 1000, 5000] as const;

export interface FileEvents {
  /** A file of ours is there that may be new or other than before. */
  readonly onFile: (uri: Uri) => void;
  /** Files of ours that may be others than before without anybody having told. */
  readonly onPerhaps: (uris: readonly Uri[]) => void;
  /** A file, or a folder with all that was in it, may be gone. */
  readonly onGone: (uri: Uri) => void;
  /** Anything at all came, changed or went. */
  readonly onAny: (uri: Uri) => void;
}

/** Watches until it is disposed of. */
export function watchFiles(events: FileEvents): Disposable {
  const folders = new FolderLook(events);
  const onFile = (uri: Uri): void => {
    if (kindOf(uri) !== undefined && !isExcluded(uri)) events.onFile(uri);
  };
  const onCreated = (uri: Uri): void => {
    if (kindOf(uri) === undefined) folders.note(uri);
    else onFile(uri);
  };
  const onAnything = (uri: Uri): void => {
    folders.note(uri);
    events.onAny(uri);
  };
  return Disposable.from(
    folders,
    workspace.onDidCreateFiles(({ files }) => files.forEach(onCreated)),
    workspace.onDidDeleteFiles(({ files }) => files.forEach(events.onGone)),
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        events.onGone(oldUri);
        onCreated(newUri);
      }
    }),
    ...[terraformGlob, templateGlob, manifestGlob].map((glob) => listen(glob, onFile, events.onGone)),
    listen('**', onAnything, (uri) => {
      events.onGone(uri);
      events.onAny(uri);
    }),
  );
}

/** Deleted and made again within a moment counts as a change, so changes and creations are treated alike. */
function listen(glob: string, onThere: (uri: Uri) => void, onGone: (uri: Uri) => void): FileSystemWatcher {
  const watcher = workspace.createFileSystemWatcher(glob);
  watcher.onDidCreate(onThere);
  watcher.onDidChange(onThere);
  watcher.onDidDelete(onGone);
  return watcher;
}

/** Looks into paths that may be folders: a file written into one before it is watched has no event of its own. */
class FolderLook implements Disposable {
  readonly #events: FileEvents;
  readonly #noted = new Map<string, Uri>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #disposed = false;

  constructor(events: FileEvents) {
    this.#events = events;
  }

  note(uri: Uri): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // A name with a suffix is nearly always a file, and every build writes many.
    if (name.lastIndexOf('.') > 0 || isExcluded(uri)) return;
    // Not put off by further events: something may be writing all the time.
    if (this.#noted.size === 0) this.#later(0, () => this.#takeNoted());
    this.#noted.set(uri.toString(), uri);
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #takeNoted(): readonly Uri[] {
    const uris = [...this.#noted.values()];
    this.#noted.clear();
    return outermost(uris);
  }

  #later(look: number, take: () => readonly Uri[]): void {
    const pause = pauses[look];
    if (pause === undefined || this.#disposed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#look(look, take());
    }, pause);
    this.#timers.add(timer);
  }

  /** One folder after the other: there may be as many as a branch has. */
  async #look(look: number, folders: readonly Uri[]): Promise<void> {
    const found: Uri[] = [];
    const nested: Uri[] = [];
    for (const folder of folders) {
      if (look === 0) this.#events.onGone(folder);
      const { files, hasFolders } = await walkFolder(folder);
      if (this.#disposed) return;
      found.push(...files);
      if (hasFolders) nested.push(folder);
    }
    if (look === 0) for (const file of found) this.#events.onFile(file);
    else this.#events.onPerhaps(found);
    if (nested.length > 0) this.#later(look + 1, () => nested);
  }
}

/** Without those that lie in others of them. */
function outermost(uris: readonly Uri[]): readonly Uri[] {
  const names = new Set(uris.map(String));
  return uris.filter((uri) => {
    const name = uri.toString();
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1))
      if (names.has(name.slice(0, end))) return false;
    return true;
  });
}
