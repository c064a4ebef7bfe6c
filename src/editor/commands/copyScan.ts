/** "Ackscope: Copy Scan Results": nmap's text of the last scan. */
import { commands, env, window, type Disposable } from 'vscode';
import type { ScanOutput } from '../scan/scanOutput.ts';
import { commandIds } from './ids.ts';

export function registerCopyScan(output: ScanOutput): Disposable {
  return commands.registerCommand(commandIds.copyScan, async () => {
    if (output.last === undefined)
      void window.showInformationMessage(
        'Ackscope has no scan to copy yet. Run "Ackscope: Simulate ACK Scan" first.',
      );
    else await env.clipboard.writeText(output.last);
  });
}
