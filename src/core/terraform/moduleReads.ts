/**
 * What a module reads of its folder and the workspace while it is evaluated, noted for each step: a step that would read
 * the same again need not be done again. Asking anew is what tells, so whoever hands out files hears of every question.
 */
import type { FolderListing, ModuleFiles } from './context.ts';

/** More answers than this are not noted for one step. */
const mostAnswers = 10_000;

const nothingRead = (): boolean => true;

export class ModuleReads {
  /** To be read from; without it all is unknown. */
  readonly files: ModuleFiles | undefined;
  readonly #given: ModuleFiles | undefined;
  #texts = new Map<string, string | undefined>();
  #listings = new Map<string, FolderListing | undefined>();

  constructor(given: ModuleFiles | undefined) {
    this.#given = given;
    this.files = given && this.#noting(given);
  }

  /** Forgets what was read until now. */
  begin(): void {
    if (this.#texts.size > 0) this.#texts = new Map();
    if (this.#listings.size > 0) this.#listings = new Map();
  }

  /** Asks another time, in the same or in a later evaluation, whether all that was read since {@link begin} is the same. */
  noted(): ((now: ModuleReads) => boolean) | undefined {
    const [texts, listings] = [this.#texts, this.#listings];
    const count = texts.size + listings.size;
    if (count === 0) return nothingRead;
    return count > mostAnswers ? undefined : (now) => now.#answersAs(texts, listings);
  }

  #answersAs(
    texts: ReadonlyMap<string, string | undefined>,
    listings: ReadonlyMap<string, FolderListing | undefined>,
  ): boolean {
    const given = this.#given;
    // All are asked for, so that whoever listens knows what the step hangs on.
    const same = [
      ...[...texts].map(([path, text]) => given?.read(path) === text),
      ...[...listings].map(([folder, listing]) => isSameListing(given?.list?.(folder), listing)),
    ];
    return !same.includes(false);
  }

  #noting({ read, list }: ModuleFiles): ModuleFiles {
    return {
      read: (path) => {
        const text = read(path);
        this.#texts.set(path, text);
        return text;
      },
      ...(list === undefined
        ? {}
        : {
            list: (folder) => {
              const listing = list(folder);
              this.#listings.set(folder, listing);
              return listing;
            },
          }),
    };
  }
}

function isSameListing(a: FolderListing | undefined, b: FolderListing | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && isSame(a.files, b.files) && isSame(a.unlisted, b.unlisted);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
