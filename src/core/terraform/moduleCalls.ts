/** Where the calls of modules lead: to a folder by a path, or to what `terraform init` downloaded. */
import { joinPaths } from '../text/paths.ts';
import type { CallGraph } from './callGraph.ts';
import { collectDeclarations, textOfLiteral } from './declarations.ts';
import { isDownloaded, isLocal, shorten } from './moduleSources.ts';
import { buildModuleTree, type Caller, type ModuleSource } from './moduleTree.ts';
import type { ProjectFiles, ResolveFolder } from './projectFiles.ts';

export class ModuleCalls {
  readonly #resolve: ResolveFolder;
  readonly #files: ProjectFiles;

  constructor(resolve: ResolveFolder, files: ProjectFiles) {
    this.#resolve = resolve;
    this.#files = files;
  }

  /** @param name of the call. @returns why there is none where that is known. */
  find(root: string, source: string, name: string, caller: Caller): ModuleSource | string {
    if (isLocal(source)) {
      const folder = this.#resolve(caller.folder, source);
      return { folder, path: joinPaths(caller.path, source) || '.', files: this.#files.in(folder) };
    }
    const path = this.#files.manifestOf(root)?.get([...caller.calls, name].join('.'));
    if (path === undefined) return `comes from ${shorten(source)}, which terraform init has not downloaded`;
    const folder = this.#resolve(root, `./${path}`);
    return { folder, path, files: this.#files.in(folder) };
  }

  /** Folders that modules are called from and of which no file is there: the host may have them. */
  missing(roots: readonly string[]): readonly string[] {
    const missing = new Set<string>();
    for (const root of roots) {
      buildModuleTree(root, this.#files.in(root), (source, name, caller) => {
        const found = this.find(root, source, name, caller);
        if (typeof found !== 'string' && found.files.length === 0) missing.add(found.folder);
        return typeof found === 'string' || found.files.length > 0 ? found : 'is not read';
      });
    }
    return [...missing].sort();
  }

  /** The folders that each folder calls by a relative path. */
  graph(): CallGraph {
    const own = [...this.#files.folders()].filter((folder) => !isDownloaded(folder)).sort();
    return new Map(own.map((folder) => [folder, this.#calledFrom(folder)]));
  }

  #calledFrom(folder: string): readonly string[] {
    const { calls } = collectDeclarations(this.#files.in(folder));
    return [...calls.values()].flatMap(({ source }) => {
      const text = textOfLiteral(source?.value);
      return text !== undefined && isLocal(text) ? [this.#resolve(folder, text)] : [];
    });
  }
}
