/**
 * Tells of files of ours that come, change and go on disk, whoever does it: this window, another program, version control.
 * Folders are looked at too, as one that comes or goes as a whole can be a single event.
 */
import { Disposable, workspace, type FileSystemWatcher, type Uri } from 'vscode';
import { walkFolder } from './files.ts';
import { isExcluded, kindOf, manifestGlob, templateGlob, terraformGlob } from './selectors.ts';

/** Milliseconds that paths are collected for before they are looked at. */
const pause = 100;

export interface FileEvents {
  /** A file of ours is there that may be new or other than before. */
  readonly onFile: (uri: Uri) => void;
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
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: FileEvents) {
    this.#events = events;
  }

  note(uri: Uri): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // A name with a suffix is nearly always a file, and every build writes many.
    if (name.lastIndexOf('.') > 0 || isExcluded(uri)) return;
    this.#noted.set(uri.toString(), uri);
    // Not put off by further events: something may be writing all the time.
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const uris = [...this.#noted.values()];
      this.#noted.clear();
      for (const folder of uris) void this.#look(folder);
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #look(folder: Uri): Promise<void> {
    this.#events.onGone(folder);
    for (const file of await walkFolder(folder)) this.#events.onFile(file);
  }
}
