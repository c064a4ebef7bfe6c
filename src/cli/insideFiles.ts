/**
 * What code reads by itself, and what lies in the folders it lists: nothing outside of what was read, the folders that were
 * named and those of the modules and templates. Links count by where they lead. The disk is asked once for each, as a run
 * judges the code of one moment, and modules that are called often ask often.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../core/terraform/context.ts';
import { skipped } from './files.ts';

/** Bytes of a file that code reads by itself: what is larger is no list of rules. */
const largestRead = 1024 * 1024;

/** Files and folders of a folder that code lists by itself. */
const mostListed = 10_000;

export class InsideFiles {
  readonly #paths: readonly string[];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #cwd: string;
  readonly #read = new Map<string, string | undefined>();
  readonly #listed = new Map<string, FolderListing | undefined>();
  /** The folders that were read, by where they lead. */
  #folders: ReadonlySet<string> = new Set();
  /** How many texts there were when the rest was made. */
  #known = -1;

  /**
   * @param paths what was named.
   * @param texts what was read, by the names of the files. More may come later.
   */
  constructor(paths: readonly string[], texts: ReadonlyMap<string, string>, cwd: string) {
    this.#paths = paths;
    this.#texts = texts;
    this.#cwd = cwd;
  }

  /** The text of a file; `undefined` when there is none, it is too large, or it lies outside. */
  read(file: string): string | undefined {
    return this.#once(this.#read, file, () => {
      const full = realpathSync(resolve(this.#cwd, file));
      const stat = statSync(full);
      if (!stat.isFile() || stat.size > largestRead) return undefined;
      return this.#liesInside(dirname(full)) ? readFileSync(full, 'utf8') : undefined;
    });
  }

  /** What lies in a folder; `undefined` when there is no such folder, it lies outside, or it holds too much. */
  list(folder: string): FolderListing | undefined {
    return this.#once(this.#listed, folder, () => {
      const full = realpathSync(resolve(this.#cwd, folder));
      return this.#liesInside(full) ? listFolder(full) : undefined;
    });
  }

  #once<T>(answers: Map<string, T | undefined>, name: string, ask: () => T | undefined): T | undefined {
    try {
      this.#look();
      if (answers.has(name)) return answers.get(name);
      const answer = ask();
      answers.set(name, answer);
      return answer;
    } catch {
      answers.set(name, undefined);
      return undefined;
    }
  }

  /** Begins anew where more was read meanwhile, as more lies inside then. */
  #look(): void {
    if (this.#known === this.#texts.size) return;
    this.#read.clear();
    this.#listed.clear();
    const named = this.#paths.map((path) => {
      const full = resolve(this.#cwd, path);
      return statSync(full).isDirectory() ? full : dirname(full);
    });
    const ofTexts = [...this.#texts.keys()].map((file) => dirname(resolve(this.#cwd, file)));
    this.#folders = new Set([...new Set([...named, ...ofTexts])].map((folder) => realpathSync(folder)));
    this.#known = this.#texts.size;
  }

  #liesInside(folder: string): boolean {
    for (let at = folder; ; at = dirname(at)) {
      if (this.#folders.has(at)) return true;
      if (dirname(at) === at) return false;
    }
  }
}

/** Links to folders are not followed, and folders of other people's code are not looked into: they may hold anything. */
function listFolder(top: string): FolderListing | undefined {
  const files: string[] = [];
  const unlisted: string[] = [];
  const folders = [''];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of readdirSync(join(top, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      const isFile =
        entry.isFile() ||
        (entry.isSymbolicLink() && statSync(join(top, path), { throwIfNoEntry: false })?.isFile() === true);
      if (isFile) files.push(path);
      else if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path);
      else if (entry.isDirectory() || entry.isSymbolicLink()) unlisted.push(path);
    }
    if (files.length + folders.length > mostListed) return undefined;
  }
  return { files, unlisted };
}
