/** Reads what code reads and lists by itself, and has judged again what did so. */
import type { Uri } from 'vscode';
import type { FolderListing } from '../core/terraform/context.ts';
import { listByCode } from './files.ts';
import type { Slices } from './slices.ts';
import type { Sources } from './sources.ts';
import type { Store } from './store.ts';

/** Reads what code asked for while it was evaluated. Answers whether it asked for anything. */
export async function readWanted(store: Store, sources: Sources, slices: Slices): Promise<boolean> {
  const { files, folders } = store.reads.takeWanted();
  for (const file of files) {
    store.reads.setText(file, await sources.readByCode(file));
    await slices.rest();
  }
  for (const folder of folders) {
    store.reads.setListing(folder, await listByCode(folder));
    await slices.rest();
  }
  store.readAgain(files.map(String), folders.map(String));
  return files.length > 0 || folders.length > 0;
}

/** Reads what code read before and may have changed with some files or folders. Answers whether any of it is another one. */
export async function readChanged(
  store: Store,
  sources: Sources,
  changed: readonly Uri[],
  slices: Slices,
): Promise<boolean> {
  const { files, folders } = store.reads.with(changed);
  const others = { files: [] as Uri[], folders: [] as Uri[] };
  for (const file of files) {
    const text = await sources.readByCode(file);
    if (text !== store.reads.textOf(file.toString())) others.files.push(file);
    store.reads.setText(file, text);
    await slices.rest();
  }
  for (const folder of folders) {
    const listing = await listByCode(folder);
    if (!isSame(listing, store.reads.listingOf(folder.toString()))) others.folders.push(folder);
    store.reads.setListing(folder, listing);
    await slices.rest();
  }
  store.readAgain(others.files.map(String), others.folders.map(String));
  return others.files.length > 0 || others.folders.length > 0;
}

/** Whether two listings name the same. */
function isSame(one: FolderListing | undefined, other: FolderListing | undefined): boolean {
  const named = (listing: FolderListing | undefined): unknown =>
    listing && [[...listing.files].sort(), [...listing.unlisted].sort()];
  return JSON.stringify(named(one)) === JSON.stringify(named(other));
}
