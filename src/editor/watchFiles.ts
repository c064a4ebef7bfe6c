/**
 * Tells of files of ours that come, change and go on disk, whoever does it: this window, another program, version control.
 * Folders are looked at too, as one that comes or goes as a whole can be a single event.
 */
import { Disposable, workspace, type FileSystemWatcher, type Uri } from 'vscode';
import { FolderLook, type FolderEvents } from './folderLook.ts';
import { isExcluded, kindOf, manifestGlob, templateGlob, terraformGlob } from './selectors.ts';

export interface FileEvents extends FolderEvents {
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
