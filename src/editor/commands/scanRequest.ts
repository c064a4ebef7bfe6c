/**
 * What "Simulate ACK Scan" was called with: nothing from the palette, a file from a context menu, names from a hover's
 * link, a keybinding or another extension. Anything else counts as nothing.
 */
import { Uri } from 'vscode';

export interface ScanRequest {
  /** A file whose module or template is meant. */
  readonly file?: Uri;
  /** A resource's address or an IP address. */
  readonly target?: string;
  /** `internet`, an IP address, or a resource's address. */
  readonly from?: string;
}

export function decodeRequest(argument: unknown): ScanRequest {
  if (argument instanceof Uri) return { file: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  const { file, target, from } = argument as Readonly<Record<string, unknown>>;
  const uri = uriOf(file);
  return {
    ...(uri === undefined ? {} : { file: uri }),
    ...(typeof target === 'string' ? { target } : {}),
    ...(typeof from === 'string' ? { from } : {}),
  };
}

function uriOf(file: unknown): Uri | undefined {
  if (file instanceof Uri) return file;
  if (typeof file !== 'string') return undefined;
  try {
    return Uri.parse(file, true);
  } catch {
    return undefined;
  }
}
