/** Keeps `ackscope.analysed` true while the active editor shows a file of ours, for the manifest's menus. */
import { commands, Disposable, window } from 'vscode';
import type { Store } from './store.ts';

export function keepContext(store: Store): Disposable {
  let known: boolean | undefined;
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const analysed = document !== undefined && store.rootsOf(document.uri).length > 0;
    if (analysed === known) return;
    known = analysed;
    void commands.executeCommand('setContext', 'ackscope.analysed', analysed);
  };
  return Disposable.from(store.onDidChange(update), window.onDidChangeActiveTextEditor(update));
}
