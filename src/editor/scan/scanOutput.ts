/** The output channel with the scans of this session, and the text of the last one. */
import { commands, window, type Disposable, type OutputChannel } from 'vscode';
import type { ScanReport } from './scanReport.ts';

export class ScanOutput implements Disposable {
  readonly #channel: OutputChannel = window.createOutputChannel('Ackscope');
  #last: string | undefined;

  /** nmap's text of the last scan; `undefined` before the first. */
  get last(): string | undefined {
    return this.#last;
  }

  /** Remembers a scan for `Copy Scan Results`. */
  remember({ text }: ScanReport | { readonly text: string }): void {
    if (this.#last === undefined) void commands.executeCommand('setContext', 'ackscope.hasScan', true);
    this.#last = text;
  }

  /** Appends a scan and shows the channel; the focus stays where it is. */
  show(report: ScanReport): void {
    this.remember(report);
    this.#channel.appendLine(`# ${report.summary}`);
    this.#channel.appendLine(report.text);
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
