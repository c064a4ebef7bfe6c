/** The user's settings, read where they are needed so that a change counts at once. */
import { workspace, type Disposable } from 'vscode';

const section = 'ackscope';

/** `ackscope.enable`: whether files are read at all. */
export function isEnabled(): boolean {
  return workspace.getConfiguration(section).get<unknown>('enable') !== false;
}

export function onDidChangeSettings(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
