/**
 * Finds what VS Code was not told of. On Linux a folder that is made in a new folder may never be watched, as when version
 * control brings both at once, so files are compared with those on disk when the window has the focus again.
 */
import { Disposable, window, type Uri } from 'vscode';
import { findFiles, readText } from './files.ts';
import type { Store } from './store.ts';

/** Milliseconds between two looks at everything. */
const pause = 10_000;
/** How many files are asked for at a time. */
const batch = 32;

export interface Missed {
  /** Whether there is anything to compare with yet. */
  readonly isReady: () => boolean;
  /** Whether it is the file that counts, not a document somebody looks at. */
  readonly isRead: (uri: Uri) => boolean;
  readonly onMissed: (uri: Uri) => void;
}

/** Looks at all files whenever the window has the focus again, until it is disposed of. */
export function watchMissed(store: Store, missed: Missed): Disposable {
  let wasFocused = window.state.focused;
  let last = 0;
  let isWanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    isWanted = false;
    if (missed.isReady()) await tellOfMissed(store, [...(await findFiles()), ...store.uris()], missed);
  };
  // A focus that comes too early, or while a look is under way, is good for another one later.
  const plan = (): void => {
    timer = setTimeout(
      () => {
        void look().finally(() => {
          last = Date.now();
          timer = undefined;
          if (isWanted) plan();
        });
      },
      Math.max(0, last + pause - Date.now()),
    );
  };
  const subscription = window.onDidChangeWindowState(({ focused }) => {
    const isBack = focused && !wasFocused;
    wasFocused = focused;
    if (!isBack) return;
    isWanted = true;
    if (timer === undefined) plan();
  });
  return new Disposable(() => {
    subscription.dispose();
    isWanted = false;
    clearTimeout(timer);
  });
}

/** Tells which of some files are others on disk than the store has them. */
export async function tellOfMissed(
  store: Store,
  files: readonly Uri[],
  { isReady, isRead, onMissed }: Missed,
): Promise<void> {
  const uris = [...new Map(files.map((uri) => [uri.toString(), uri])).values()].filter(
    (uri) => isRead(uri) && (store.has(uri) || !store.isLeftOut(uri)),
  );
  for (let start = 0; start < uris.length && isReady(); start += batch) {
    const some = uris.slice(start, start + batch);
    const texts = await Promise.all(some.map(readText));
    for (const [index, uri] of some.entries()) {
      const name = store.nameOf(uri);
      const known = name === undefined ? undefined : store.textOf(name);
      if (texts[index] !== known) onMissed(uri);
    }
  }
}
