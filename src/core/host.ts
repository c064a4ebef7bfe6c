/** What the engine cannot know by itself: names and files are those of the editor or the command line. */
import type { FolderListing } from './terraform/context.ts';

/** What the engine asks the host about files. */
export interface Host {
  /** The host's name of the folder or file that a relative path leads to; by default names are plain paths. */
  readonly resolveFolder?: (folder: string, path: string) => string;
  /**
   * The text of a file that code reads, as `file()` in Terraform does: one that was not given to the workspace itself.
   * `undefined` when there is none, or when it is none of the code's business.
   */
  readonly readFile?: (file: string) => string | undefined;
  /**
   * A path for a name, such that the folders above it are what is left when its last parts are taken away: where
   * configuration files are looked for. By default the name itself.
   */
  readonly pathOf?: (name: string) => string;
  /** What lies in a folder that code lists, as `fileset()` does; `undefined` when that is not known. */
  readonly listFiles?: (folder: string) => FolderListing | undefined;
}
