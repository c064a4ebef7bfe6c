/**
 * The configuration files of a workspace: which one counts for a file or a root. That of the nearest folder upward does,
 * alone: what is said further up is not added to it.
 */
import { folderOf } from '../text/paths.ts';
import type { Problem } from '../text/problem.ts';
import type { Config } from './config.ts';
import { matches, matchesFolder } from './glob.ts';
import { readConfig, type ConfigReading } from './readConfig.ts';

/** Of two in one folder the first counts. */
export const configNames = ['.ackscope.yaml', '.ackscope.yml'] as const;

/** Folders looked into above a file; a path has no more. */
const mostFolders = 100;

/** Whether a file is one by its name. */
export function isConfigFile(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return configNames.some((known) => known === name);
}

export class ConfigFiles {
  readonly #pathOf: (name: string) => string;
  /** By the path of the file. */
  readonly #readings = new Map<string, ConfigReading>();
  #only: Found | undefined;

  /**
   * @param pathOf a path for the host's name of a file or folder, such that what lies above it is what is left when its
   * last parts are taken away.
   */
  constructor(pathOf: (name: string) => string) {
    this.#pathOf = pathOf;
  }

  update(file: string, text: string): void {
    this.#readings.set(this.#pathOf(file), readConfig(file, text));
  }

  /** Whether the file was there. */
  remove(file: string): boolean {
    return this.#readings.delete(this.#pathOf(file));
  }

  /** Makes one file count for everything, with its patterns from a folder. */
  useOnly(file: string, text: string, folder: string): void {
    this.#only = { folder: this.#pathOf(folder), reading: readConfig(file, text) };
  }

  /** The configuration that counts for a file or folder; `undefined` when there is none. */
  of(name: string): Config | undefined {
    return this.#nearest(this.#pathOf(name))?.reading.config;
  }

  /** Whether a file is not to be judged. */
  ignores(file: string): boolean {
    return this.#isNamed(file, matches);
  }

  /** Whether nothing in a folder is to be judged. */
  ignoresFolder(folder: string): boolean {
    return this.#isNamed(folder, matchesFolder);
  }

  #isNamed(name: string, isNamedBy: typeof matches): boolean {
    const path = this.#pathOf(name);
    const found = this.#nearest(path);
    if (found === undefined) return false;
    const { folder, reading } = found;
    const inside = folder === '' || path.startsWith(`${folder}/`);
    const from = folder === '' ? 0 : folder.length + 1;
    return inside && reading.config.ignore.some((glob) => isNamedBy(glob, path.slice(from)));
  }

  problems(): readonly Problem[] {
    const all = this.#only === undefined ? [...this.#readings.values()] : [this.#only.reading];
    return all.flatMap(({ problems }) => problems);
  }

  #nearest(path: string): Found | undefined {
    if (this.#only !== undefined || this.#readings.size === 0) return this.#only;
    for (let folder = path, count = 0; count < mostFolders; count++) {
      for (const name of configNames) {
        const reading = this.#readings.get(folder === '' ? name : `${folder}/${name}`);
        if (reading !== undefined) return { folder, reading };
      }
      if (folder === '') return undefined;
      folder = folderOf(folder);
    }
    return undefined;
  }
}

interface Found {
  readonly folder: string;
  readonly reading: ConfigReading;
}
