/**
 * Looks into paths that may be folders: a file written into one before it is watched has no event of its own, and what
 * VS Code says of a folder that comes or goes as a whole can be a single event.
 */
import type { Disposable, Uri } from 'vscode';
import { walkFolder } from './files.ts';
import { isExcluded } from './selectors.ts';

/**
 * Milliseconds after which paths that came are looked at. More than once, as files may still be on their way into folders
 * that came within them, which VS Code may never watch.
 */
const pauses = [100, 1000, 5000] as const;

export interface FolderEvents {
  /** A file of ours is there that may be new or other than before. */
  readonly onFile: (uri: Uri) => void;
  /** Files of ours that may be others than before without anybody having told. */
  readonly onPerhaps: (uris: readonly Uri[]) => void;
  /** A file, or a folder with all that was in it, may be gone. */
  readonly onGone: (uri: Uri) => void;
}

export class FolderLook implements Disposable {
  readonly #events: FolderEvents;
  readonly #noted = new Map<string, Uri>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #disposed = false;

  constructor(events: FolderEvents) {
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
