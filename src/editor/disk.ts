/** Single files on disk, in any file system VS Code knows: how new they are, and their text. */
import { FileType, workspace, type Uri } from 'vscode';
import { decodeBrokenUtf8 } from '../core/text/utf8.ts';
import type { Stamp } from './stamps.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** How new a file is; `undefined` when there is none, or it is a folder. */
export async function stampOf(uri: Uri): Promise<Stamp | undefined> {
  try {
    const { type, mtime, ctime, size } = await workspace.fs.stat(uri);
    return (type & FileType.File) === 0 ? undefined : { mtime, ctime, size };
  } catch {
    // It went away, or nobody may ask: there is no file either way.
    return undefined;
  }
}

/** A file's text without its byte order mark; `undefined` when it cannot be read. Bytes that are no UTF-8 keep their places. */
export async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeBrokenUtf8(bytes).replace(/^\uFEFF/, '');
  }
}
