/**
 * Knows of each file where its text is from: the document somebody looks at or types in, or else the disk, and then how new
 * it was. Code, what code reads by itself, and files of parameters are all read here.
 */
import { Uri, workspace, type TextDocument } from 'vscode';
import { readText, stampOf } from './disk.ts';
import { isWorthParsing, most, mostBytes } from './limits.ts';
import { isLeftBehind, type OpenDocuments } from './openDocuments.ts';
import { isFile, kindOf } from './selectors.ts';
import { Stamps } from './stamps.ts';

/** How many files are asked for at a time. */
const batch = 32;

export class Sources {
  readonly #open: OpenDocuments;
  /** Files whose text was a document's when it was read last. */
  readonly #documents = new Set<string>();
  /** Files whose text was the disk's, and those that were looked for there. */
  readonly #stamps = new Stamps();

  constructor(open: OpenDocuments) {
    this.#open = open;
  }

  /** The document that a file's text is from; `undefined` where what counts is on disk. */
  documentOf(uri: Uri): TextDocument | undefined {
    const document = this.#open.at(uri);
    return document === undefined || isLeftBehind(document) ? undefined : document;
  }

  /** Like {@link documentOf}, ready to be read; `undefined` also where its file is gone and nothing was typed in it. */
  async takeDocument(uri: Uri): Promise<TextDocument | undefined> {
    const document = this.documentOf(uri);
    if (document === undefined) return undefined;
    await this.#open.noteEncoding(document);
    if (isFile(uri) && !document.isDirty && (await stampOf(uri)) === undefined) return undefined;
    this.#noteDocument(uri);
    return document;
  }

  /** The text of a file of ours on disk; `undefined` where it is not from there, too large, or not like code. */
  async readCode(uri: Uri): Promise<string | undefined> {
    const kind = kindOf(uri);
    if (kind === undefined || this.documentOf(uri) !== undefined) return undefined;
    const text = await this.#readDisk(uri, mostBytes(kind, uri));
    return text !== undefined && isWorthParsing(kind, text) ? text : undefined;
  }

  /** The text of a file that was named in a setting; `undefined` when there is none, or it is too large. */
  async readNamed(uri: Uri): Promise<string | undefined> {
    return await this.#read(uri, most.templateBytes);
  }

  /** The text of a file in the workspace that code reads by itself; `undefined` when there is none, or it is too large. */
  async readByCode(uri: Uri): Promise<string | undefined> {
    return workspace.getWorkspaceFolder(uri) === undefined
      ? undefined
      : await this.#read(uri, most.readBytes);
  }

  /** Whether somebody asked for the text of a file, also where there was none. */
  has(uri: Uri): boolean {
    const name = uri.toString();
    return this.#documents.has(name) || this.#stamps.has(name);
  }

  /** All of which {@link has} is true, or those that lie somewhere in a folder. */
  uris(folder?: Uri): readonly Uri[] {
    const names = [...this.#documents, ...this.#stamps.names()];
    const start = folder === undefined ? '' : `${folder.toString()}/`;
    return names.filter((name) => name.startsWith(start)).map((name) => Uri.parse(name));
  }

  /** Whether the text of a file is no longer from where it was read: its document came into sight, or is seen no more. */
  hasMoved(uri: Uri): boolean {
    return (this.documentOf(uri) !== undefined) !== this.#documents.has(uri.toString());
  }

  /**
   * Tells which of some files may be others than when they were read, by their times alone.
   * @param isCurrent whether this is still to be done.
   */
  async findChanged(
    uris: readonly Uri[],
    isCurrent: () => boolean,
    onChanged: (uri: Uri) => void,
  ): Promise<void> {
    const distinct = [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
    for (let start = 0; start < distinct.length && isCurrent(); start += batch) {
      const some = distinct.slice(start, start + batch);
      const stamps = await Promise.all(some.map(stampOf));
      for (const [index, uri] of some.entries()) {
        const isOther = (): boolean => this.#stamps.mayBeOther(uri.toString(), stamps[index]);
        if (this.hasMoved(uri) || (this.documentOf(uri) === undefined && isOther())) onChanged(uri);
      }
    }
  }

  /** Makes what is read of a file next be what counts. */
  forget(uri: Uri): void {
    this.#documents.delete(uri.toString());
    this.#stamps.forget(uri.toString());
  }

  clear(): void {
    this.#documents.clear();
    this.#stamps.clear();
  }

  async #read(uri: Uri, bytes: number): Promise<string | undefined> {
    const document = this.documentOf(uri);
    if (document === undefined) return await this.#readDisk(uri, bytes);
    this.#noteDocument(uri);
    return document.getText();
  }

  async #readDisk(uri: Uri, bytes: number): Promise<string | undefined> {
    const now = Date.now();
    const stamp = await stampOf(uri);
    this.#documents.delete(uri.toString());
    this.#stamps.note(uri.toString(), stamp, now);
    return stamp === undefined || stamp.size > bytes ? undefined : await readText(uri);
  }

  #noteDocument(uri: Uri): void {
    this.#documents.add(uri.toString());
    this.#stamps.forget(uri.toString());
  }
}
