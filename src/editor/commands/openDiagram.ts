/**
 * "Ackscope: Open Diagram" brings the side panel into view, with the focus command VS Code makes of every view; "Open
 * Diagram in Editor" opens it beside the code.
 */
import { commands, Disposable } from 'vscode';
import { viewId, type Panel } from '../panel/panel.ts';
import { commandIds } from './ids.ts';

export function registerOpenDiagram(panel: Panel): Disposable {
  return Disposable.from(
    commands.registerCommand(commandIds.openDiagram, async () => {
      await commands.executeCommand(`${viewId}.focus`);
    }),
    commands.registerCommand(commandIds.openDiagramInEditor, () => {
      panel.openInEditor();
    }),
  );
}
