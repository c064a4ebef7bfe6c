/** "Ackscope: Open Diagram": brings the side panel into view; VS Code makes the focus command of every view. */
import { commands, type Disposable } from 'vscode';
import { viewId } from '../panel/panel.ts';
import { commandIds } from './ids.ts';

export function registerOpenDiagram(): Disposable {
  return commands.registerCommand(commandIds.openDiagram, async () => {
    await commands.executeCommand(`${viewId}.focus`);
  });
}
