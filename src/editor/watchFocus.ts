/**
 * Finds what VS Code was not told of. On Linux a folder that is made in a new folder may never be watched, as when version
 * control brings both at once, so files are compared with those on disk when the window has the focus again.
 */
import { Disposable, window } from 'vscode';
import { Paced } from './paced.ts';

/** Milliseconds between two looks at everything. */
const pause = 10_000;

/** Looks at all files whenever the window has the focus again, until it is disposed of. */
export function watchFocus(look: () => Promise<void>): Disposable {
  let wasFocused = window.state.focused;
  const looks = new Paced(look, pause);
  return Disposable.from(
    looks,
    window.onDidChangeWindowState(({ focused }) => {
      if (focused && !wasFocused) looks.want();
      wasFocused = focused;
    }),
  );
}
