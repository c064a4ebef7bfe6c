/** The channel for people who look into what Ackscope does; its level is set in VS Code's Output view. */
import { window, type LogOutputChannel } from 'vscode';

export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Ackscope Log', { log: true });
}

/** An error's text, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
