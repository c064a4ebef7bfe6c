/** Reads what code asked for while it was evaluated, and has judged again what asked. */
import { listByCode, readByCode } from './files.ts';
import type { Slices } from './slices.ts';
import type { Store } from './store.ts';

/** Answers whether the code asked for anything. */
export async function readWanted(store: Store, slices: Slices): Promise<boolean> {
  const { files, folders } = store.reads.takeWanted();
  for (const file of files) {
    store.reads.setText(file, await readByCode(file));
    await slices.rest();
  }
  for (const folder of folders) {
    store.reads.setListing(folder, await listByCode(folder));
    await slices.rest();
  }
  store.readAgain(files.map(String), folders.map(String));
  return files.length > 0 || folders.length > 0;
}
