/**
 * What code reads by itself, as `file()` and `fileset()` do. The engine asks for it in the middle of its work, when there
 * is no time to look on disk: what it asks for is noted, read afterwards, and there when it asks again.
 */
import { Uri } from 'vscode';
import type { FolderListing } from '../core/terraform/context.ts';

export class CodeReads {
  /** By the engine's name; `undefined` for a file that is not there or may not be read. */
  readonly #texts = new Map<string, string | undefined>();
  readonly #listings = new Map<string, FolderListing | undefined>();
  #files = new Set<string>();
  #folders = new Set<string>();

  readonly textOf = (file: string): string | undefined => {
    if (!this.#texts.has(file)) this.#files.add(file);
    return this.#texts.get(file);
  };

  readonly listingOf = (folder: string): FolderListing | undefined => {
    if (!this.#listings.has(folder)) this.#folders.add(folder);
    return this.#listings.get(folder);
  };

  /** The files and folders that were asked for and not read yet. They are noted no longer. */
  takeWanted(): { readonly files: readonly Uri[]; readonly folders: readonly Uri[] } {
    const wanted = { files: [...this.#files].map(toUri), folders: [...this.#folders].map(toUri) };
    this.#files = new Set();
    this.#folders = new Set();
    return wanted;
  }

  setText(file: Uri, text: string | undefined): void {
    this.#texts.set(file.toString(), text);
  }

  setListing(folder: Uri, listing: FolderListing | undefined): void {
    this.#listings.set(folder.toString(), listing);
  }

  /** Whether a file, or something in or around a folder, was read. */
  has(uri: Uri): boolean {
    return this.#filesAt(uri).length > 0 || this.#foldersAt(uri).length > 0;
  }

  /** The files and folders that were read and may be others when some files or folders are. */
  with(changed: readonly Uri[]): { readonly files: readonly Uri[]; readonly folders: readonly Uri[] } {
    const distinct = (names: readonly string[]): readonly Uri[] => [...new Set(names)].map(toUri);
    return {
      files: distinct(changed.flatMap((uri) => this.#filesAt(uri))),
      folders: distinct(changed.flatMap((uri) => this.#foldersAt(uri))),
    };
  }

  /** The folders that were listed. */
  folders(): readonly Uri[] {
    return [...this.#listings.keys()].map(toUri);
  }

  clear(): void {
    this.#texts.clear();
    this.#listings.clear();
    this.takeWanted();
  }

  #filesAt(uri: Uri): readonly string[] {
    const name = uri.toString();
    return [...this.#texts.keys()].filter((file) => file === name || file.startsWith(`${name}/`));
  }

  #foldersAt(uri: Uri): readonly string[] {
    const name = `${uri.toString()}/`;
    return [...this.#listings.keys()].filter(
      (folder) => name.startsWith(`${folder}/`) || `${folder}/`.startsWith(name),
    );
  }
}

function toUri(name: string): Uri {
  return Uri.parse(name);
}
