/** The Terraform files of a workspace, parsed: those of modules by folder, those of values, and manifests of `terraform init`. */
import { folderOf, pathBetween } from '../text/paths.ts';
import { parseManifest, type ModuleManifest } from './moduleManifest.ts';
import { rootOfManifest } from './moduleSources.ts';
import { parseTerraformFile, type FileKind, type TerraformFile } from './terraformFile.ts';
import type { UnchosenFile } from './untoldVariables.ts';
import { automaticRank } from './variableValues.ts';

/** The host's name of the folder that a relative path leads to. */
export type ResolveFolder = (folder: string, path: string) => string;

export class ProjectFiles {
  readonly #resolve: ResolveFolder;
  readonly #folders = new Map<string, Map<string, TerraformFile>>();
  /** The same list as long as no file of the folder changes, so that what it declares is collected once. */
  readonly #lists = new Map<string, readonly TerraformFile[]>();
  readonly #variableFiles = new Map<string, TerraformFile>();
  /** By the folder of the root module. */
  readonly #manifests = new Map<string, ModuleManifest>();

  constructor(resolve: ResolveFolder) {
    this.#resolve = resolve;
  }

  /** Begins with all that another one has. */
  takeOver(other: ProjectFiles): void {
    for (const [folder, files] of other.#folders) this.#folders.set(folder, new Map(files));
    copyTo(this.#lists, other.#lists);
    copyTo(this.#variableFiles, other.#variableFiles);
    copyTo(this.#manifests, other.#manifests);
  }

  /** Adds a file or replaces its text. @returns the folder whose modules it changes. */
  update(file: string, text: string, kind: FileKind | undefined): string {
    const folder = folderOf(file);
    switch (kind) {
      case 'manifest': {
        const root = rootOfManifest(file);
        this.#manifests.set(root, parseManifest(text));
        return root;
      }
      case 'module': {
        const files = this.#folders.get(folder) ?? new Map<string, TerraformFile>();
        files.set(file, parseTerraformFile(file, text, files.get(file)));
        this.#folders.set(folder, files);
        this.#lists.delete(folder);
        return folder;
      }
      default:
        this.#variableFiles.set(file, parseTerraformFile(file, text));
        return folder;
    }
  }

  /** @returns the folder whose modules it changes. */
  remove(file: string, kind: FileKind | undefined): string {
    const folder = folderOf(file);
    if (kind === 'manifest') {
      const root = rootOfManifest(file);
      this.#manifests.delete(root);
      return root;
    }
    this.#variableFiles.delete(file);
    this.#lists.delete(folder);
    const files = this.#folders.get(folder);
    files?.delete(file);
    if (files?.size === 0) this.#folders.delete(folder);
    return folder;
  }

  /** Whether a folder has files of a module. */
  has(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** Every folder that has files of a module. */
  folders(): Iterable<string> {
    return this.#folders.keys();
  }

  /** The files of a folder's module by name: the same list as long as none of them changes. */
  in(folder: string): readonly TerraformFile[] {
    const known = this.#lists.get(folder);
    if (known !== undefined) return known;
    const list = [...(this.#folders.get(folder)?.values() ?? [])];
    list.sort((a, b) => (a.file < b.file ? -1 : 1));
    this.#lists.set(folder, list);
    return list;
  }

  /** Where `terraform init` put the modules of a root module. */
  manifestOf(root: string): ModuleManifest | undefined {
    return this.#manifests.get(root);
  }

  /**
   * The files of values that count for a root module, in their order.
   * @param named those of `-var-file`: the host's names of files, or paths from the folder of the root module.
   */
  variableFilesOf(root: string, named: readonly string[]): readonly TerraformFile[] {
    const automatic: (readonly [string, TerraformFile])[] = [];
    for (const [name, file] of this.#variableFiles) {
      const rank = folderOf(name) === root ? automaticRank(name) : undefined;
      if (rank !== undefined) automatic.push([rank, file]);
    }
    automatic.sort(([a], [b]) => (a < b ? -1 : 1));
    const found = named.flatMap(
      (name) =>
        this.#variableFiles.get(name) ?? this.#variableFiles.get(this.#resolve(root, `./${name}`)) ?? [],
    );
    return [...automatic.map(([, file]) => file), ...found];
  }

  /**
   * The files of values that no run reads by itself and that may be a root module's: those in its folder, and below it or
   * elsewhere in folders that are no other module's own.
   */
  unchosenFilesOf(root: string): readonly UnchosenFile[] {
    const above = root === '' ? '' : `${root}/`;
    const found = [...this.#variableFiles].flatMap(([name, file]): readonly UnchosenFile[] => {
      if (automaticRank(name) !== undefined || this.#isOfAnother(root, folderOf(name))) return [];
      if (name.startsWith(above)) return [{ path: name.slice(above.length), isBeside: true, file }];
      const folder = pathBetween(root, folderOf(name));
      return [{ path: `${folder}/${name.slice(folderOf(name).length + 1)}`, isBeside: false, file }];
    });
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Whether a folder is, or lies in, that of a module which is not around the root module as well. */
  #isOfAnother(root: string, folder: string): boolean {
    for (let at = folder; at !== root && at !== '' && !root.startsWith(`${at}/`); at = folderOf(at))
      if (this.has(at)) return true;
    return false;
  }
}

function copyTo<K, V>(target: Map<K, V>, source: ReadonlyMap<K, V>): void {
  for (const [key, value] of source) target.set(key, value);
}
