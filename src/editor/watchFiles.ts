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
  /** What is to be looked at after each of the pauses. */
  readonly #noted = pauses.map(() => new Map<string, Uri>());
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(events: FileEvents) {
    this.#events = events;
  }

  note(uri: Uri): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // A name with a suffix is nearly always a file, and every build writes many.
    if (name.lastIndexOf('.') > 0 || isExcluded(uri)) return;
    this.#noteFor(0, uri);
  }

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #noteFor(look: number, uri: Uri): void {
    const noted = this.#noted[look];
    if (noted === undefined) return;
    // Not put off by further events: something may be writing all the time.
    const isDue = noted.size > 0;
    noted.set(uri.toString(), uri);
    if (isDue) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const uris = [...noted.values()];
      noted.clear();
      for (const folder of uris) void this.#look(look, folder);
    }, pauses[look]);
    this.#timers.add(timer);
  }

  async #look(look: number, folder: Uri): Promise<void> {
    if (look === 0) this.#events.onGone(folder);
    const { files, hasFolders } = await walkFolder(folder);
    if (look > 0) this.#events.onPerhaps(files);
    else for (const file of files) this.#events.onFile(file);
    if (hasFolders) this.#noteFor(look + 1, folder);
  }
}
