/**
 * Finds what VS Code was not told of. On Linux a folder that is made in a new folder may never be watched, as when version
 * control brings both at once, so files are compared with those on disk when the window has the focus again.
 */
import { window, type Disposable, type Uri } from 'vscode';
import { findFiles, readText } from './files.ts';
import type { Store } from './store.ts';

/** Milliseconds between two looks at everything. */
const pause = 10_000;
/** How many files are asked for at a time. */
const batch = 32;

/** Tells of files that are others on disk than the store has them, until it is disposed of. */
export function watchMissed(store: Store, onMissed: (uri: Uri) => void): Disposable {
  let next = 0;
  return window.onDidChangeWindowState(({ focused }) => {
    if (!focused || Date.now() < next) return;
    // None is begun before the one before has ended.
    next = Infinity;
    void findFiles()
      .then((found) => tellOfMissed(store, [...found, ...store.uris()], onMissed))
      .finally(() => {
        next = Date.now() + pause;
      });
  });
}

/** Tells which of some files are others on disk than the store has them. It may have good reason, as for an open document. */
export async function tellOfMissed(
  store: Store,
  files: readonly Uri[],
  onMissed: (uri: Uri) => void,
): Promise<void> {
  const uris = [...new Map(files.map((uri) => [uri.toString(), uri])).values()].filter(
    (uri) => store.has(uri) || !store.isLeftOut(uri),
  );
  for (let start = 0; start < uris.length; start += batch) {
    const some = uris.slice(start, start + batch);
    const texts = await Promise.all(some.map(readText));
    for (const [index, uri] of some.entries()) {
      const name = store.nameOf(uri);
      const known = name === undefined ? undefined : store.textOf(name);
      if (texts[index] !== known) onMissed(uri);
    }
  }
}
