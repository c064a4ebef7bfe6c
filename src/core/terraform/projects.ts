/**
 * All Terraform files of a workspace by folder: which folders are root modules, which modules they call, and which
 * values their variables get. Files are kept parsed (projectFiles.ts); the rest is looked up.
 */
import { folderOf } from '../text/paths.ts';
import { atOnce, type Steps } from '../text/steps.ts';
import type { Configuration } from '../value/resource.ts';
import { collectDeclarations } from './declarations.ts';
import type { FolderListing } from './context.ts';
import type { OtherRoot } from './findable.ts';
import { canLookUp } from './lookups.ts';
import { evaluateInSteps, type Finds } from './module.ts';
import { ModuleCalls } from './moduleCalls.ts';
import { OtherRoots } from './otherRoots.ts';
import { evaluatePlan } from './planJson.ts';
import { plannedVariables, readData, type PlanFile } from './planFile.ts';
import { callersIn, reachedFrom, rootsAmong, type CallGraph } from './callGraph.ts';
import { ProjectFiles, type ResolveFolder } from './projectFiles.ts';
import { backendOf } from './rootState.ts';
import { defaultTerraformSettings, type TerraformSettings } from './settings.ts';
import { syntaxProblems, terraformKindOf, type FileKind, type TerraformFile } from './terraformFile.ts';
import { isDownloaded, shorten } from './moduleSources.ts';
import { isMeantFor, untold } from './untoldVariables.ts';
import { variableValues } from './variableValues.ts';

/** A root module, evaluated. */
export interface EvaluatedModule {
  readonly configuration: Configuration;
  /** Set where its data sources are taken to find something in other root modules. */
  readonly finds?: Finds;
  /** Every folder whose files it is made of, or would be if there were any, and all it reads and lists besides. */
  readonly folders: ReadonlySet<string>;
  /**
   * Set when its data sources looked into the other root modules: up to which of their changes, as
   * {@link TerraformProjects.hasChanged} wants to know.
   */
  readonly looked?: number;
}

/** What stands for the names of all files in a folder where those of folders and files do. */
export function listingOf(folder: string): string {
  return `${folder}/**`;
}

export class TerraformProjects {
  readonly #resolve: ResolveFolder;
  readonly #readFile: (file: string) => string | undefined;
  readonly #listFiles: (folder: string) => FolderListing | undefined;
  readonly #files: ProjectFiles;
  readonly #moduleCalls: ModuleCalls;
  /** By the name of the file. */
  readonly #plans = new Map<string, PlanFile>();
  readonly #others = new OtherRoots((root) => void atOnce(this.#evaluate(root, undefined)));
  /** {@link roots}, as long as no file changes. */
  #roots: readonly string[] | undefined;
  /** Which folders call which, as long as no file changes. */
  #callGraph: CallGraph | undefined;
  #settings: TerraformSettings = defaultTerraformSettings;

  /**
   * @param readFile the text of any file the host lets modules read.
   * @param listFiles what lies in any folder the host lets modules list.
   */
  constructor(
    resolve: ResolveFolder,
    readFile: (file: string) => string | undefined = () => undefined,
    listFiles: (folder: string) => FolderListing | undefined = () => undefined,
  ) {
    this.#resolve = resolve;
    this.#files = new ProjectFiles(resolve);
    this.#moduleCalls = new ModuleCalls(resolve, this.#files);
    this.#readFile = readFile;
    this.#listFiles = listFiles;
  }

  configure(settings: TerraformSettings): void {
    this.#settings = settings;
    this.#others.forgetAll();
  }

  /** Another one with the same parsed files and settings, which may go its own way. */
  fork(readFile: (file: string) => string | undefined): TerraformProjects {
    const other = new TerraformProjects(this.#resolve, readFile, this.#listFiles);
    other.#files.takeOver(this.#files);
    for (const [file, plan] of this.#plans) other.#plans.set(file, plan);
    other.#others.takeOver(this.#others);
    other.#roots = this.#roots;
    other.#settings = this.#settings;
    return other;
  }

  /** The files of the module a file belongs to, by name; none for a file that belongs to none. */
  moduleOf(file: string): readonly TerraformFile[] {
    return this.kindOf(file) === 'module' ? this.#files.in(folderOf(file)) : [];
  }

  /** What a file is, by its name; a file of values may have any name when it was named. */
  kindOf(file: string): FileKind | undefined {
    return this.#settings.variableFiles.includes(file) ? 'variables' : terraformKindOf(file);
  }

  /** Adds a file or replaces its text. @returns the folder whose modules it changes. */
  update(file: string, text: string): string {
    return this.#changed(this.#files.update(file, text, this.kindOf(file)), file);
  }

  /** @returns the folder whose modules it changes. */
  remove(file: string): string {
    return this.#changed(this.#files.remove(file, this.kindOf(file)), file);
  }

  /** Something that modules read by `file()` and its kin changes: a file, or {@link listingOf} a folder. */
  changeRead(read: string): void {
    this.#others.forget(read);
  }

  #changed(folder: string, file: string): string {
    this.#roots = undefined;
    this.#callGraph = undefined;
    // A file of values may count anywhere when it was named.
    if (this.kindOf(file) === 'variables') this.#others.forgetAll();
    else this.#others.forget(folder);
    return folder;
  }

  /**
   * Adds a plan or a state. Beside its root module it tells what the variables and the data sources of that module are;
   * alone it is analysed itself. @returns the folder whose modules it changes.
   */
  addPlan(plan: PlanFile): string {
    this.#plans.set(plan.file, plan);
    return this.#changed(folderOf(plan.file), plan.file);
  }

  isPlan(file: string): boolean {
    return this.#plans.has(file);
  }

  /** The root modules a plan is beside of, or itself. */
  rootsOfPlan(file: string): readonly string[] {
    return this.has(folderOf(file)) ? this.rootsOf(folderOf(file)) : [file];
  }

  removePlan(file: string): void {
    this.#plans.delete(file);
    this.#changed(folderOf(file), file);
  }

  /** Whether a folder has files of a module. */
  has(folder: string): boolean {
    return this.#files.has(folder);
  }

  /**
   * The folders to analyse: those that no other calls. A downloaded module is none. Of folders that only call each other
   * in a circle the first by name counts as the root. Plans and states without their sources are roots too.
   */
  roots(): readonly string[] {
    this.#roots ??= this.#findRoots();
    return this.#roots;
  }

  #findRoots(): readonly string[] {
    const plans = [...this.#plans.keys()].filter((file) => !this.has(folderOf(file)));
    return [...rootsAmong(this.#graph()), ...plans].sort();
  }

  /** The root modules a folder is part of: itself when it is one. */
  rootsOf(folder: string): readonly string[] {
    const downloaded = /^(?:(.*?)\/)?\.terraform\/modules\//.exec(folder);
    if (downloaded !== null) return this.has(downloaded[1] ?? '') ? [downloaded[1] ?? ''] : [];
    if (!this.has(folder)) return [];
    const callers = callersIn(this.#graph());
    const roots = new Set(this.roots());
    const seen = new Set([folder]);
    for (const at of seen) for (const caller of callers.get(at) ?? []) seen.add(caller);
    return [...seen].filter((at) => roots.has(at)).sort();
  }

  /** Does in short steps, one module in each, what all questions about roots need of the files. */
  *declare(): Steps<void> {
    for (const folder of [...this.#files.folders()]) {
      collectDeclarations(this.#files.in(folder));
      yield;
    }
  }

  /** Folders that modules are called from and of which no file is there: the host may have them. */
  missing(): readonly string[] {
    return this.#moduleCalls.missing(this.roots());
  }

  /** Evaluates a folder as a root module, or a plan on its own; `undefined` when there is none. */
  evaluate(root: string): EvaluatedModule | undefined {
    return atOnce(this.evaluateInSteps(root));
  }

  /** The same in short steps. What comes of it counts only if nothing changed in between. */
  *evaluateInSteps(root: string): Steps<EvaluatedModule | undefined> {
    const lone = this.#plans.get(root);
    if (lone !== undefined)
      return { configuration: evaluatePlan(lone), folders: new Set([root, folderOf(root)]) };
    const others = { looked: false };
    const found = yield* this.#evaluate(root, () => {
      others.looked = true;
      return this.#others.seenFrom(root, this.#folderRoots());
    });
    if (found === undefined || !others.looked) return found;
    return { ...found, looked: this.#others.lastChange(root, this.#folderRoots()) };
  }

  /** Whether the other root modules offer something else to its data sources than when it looked. */
  hasChanged(root: string, looked: number): boolean {
    return this.#others.lastChange(root, this.#folderRoots()) !== looked;
  }

  /** Whether data sources of a root module, or of a module it calls by a path, may look into other root modules. */
  mayLook(root: string): boolean {
    return [...reachedFrom([root], this.#graph())].some((folder) => {
      const { resources } = collectDeclarations(this.#files.in(folder));
      return [...resources.values()].some(({ mode, type }) => mode === 'data' && canLookUp(type));
    });
  }

  /** Does what {@link evaluate} of another root module would do with this one. */
  *prepare(root: string): Steps<void> {
    if (this.#others.lacks(root)) yield* this.#evaluate(root, undefined);
  }

  /** The root modules with sources. */
  #folderRoots(): readonly string[] {
    return this.roots().filter((root) => this.has(root));
  }

  *#evaluate(
    root: string,
    elsewhere: (() => readonly OtherRoot[]) | undefined,
  ): Steps<EvaluatedModule | undefined> {
    const files = this.#files.in(root);
    if (files.length === 0) return undefined;
    const { variables: declared } = collectDeclarations(files);
    const given = this.#files.variableFilesOf(root, this.#settings.variableFiles);
    const folders = new Set([root, ...given.map(({ file }) => folderOf(file))]);
    const plans = [...this.#plans.values()].filter(({ file }) => folderOf(file) === root);
    const { environment, variables: flags, workspace } = this.#settings;
    const variables = new Map([
      ...plans.flatMap((plan) => [...plannedVariables(plan)]),
      ...variableValues(declared, { environment, files: given, flags }),
    ]);
    const needed = [...declared.values()].filter(
      (variable) => variable.default === undefined && !variables.has(variable.name),
    );
    if (needed.length > 0) {
      const unchosen = this.#files
        .unchosenFilesOf(root)
        .filter((one) => !given.includes(one.file) && isMeantFor(declared, one));
      for (const { file } of unchosen) folders.add(folderOf(file.file));
      for (const [name, why] of untold(needed, unchosen)) variables.set(name, why);
    }
    const { configuration, finds, findables, outputs } = yield* evaluateInSteps(root, files, {
      workspace,
      variables,
      files: {
        read: (path) => {
          const file = this.#resolve(root, path);
          folders.add(file);
          return this.#readFile(file);
        },
        list: (path) => {
          const folder = this.#resolve(root, path);
          folders.add(listingOf(folder));
          return this.#listFiles(folder);
        },
      },
      data: new Map(plans.flatMap((plan) => [...readData(plan)])),
      findModule: (source, name, caller) => {
        const found = this.#moduleCalls.find(root, source, name, caller);
        if (typeof found === 'string') return found;
        folders.add(found.folder);
        if (found.files.length > 0) return found;
        return isDownloaded(found.folder)
          ? `comes from ${shorten(source)}, which terraform init has to download again`
          : `has its source in ${shorten(source)}, where there is no Terraform file`;
      },
      ...(elsewhere === undefined ? {} : { elsewhere }),
    });
    this.#others.keep(root, { findables, state: { backend: backendOf(files), outputs }, folders });
    const withProblems = (found: Configuration): Configuration => ({
      ...found,
      problems: [...found.problems, ...given.flatMap(syntaxProblems)],
    });
    const only: Finds['only'] | undefined =
      finds &&
      function* (some) {
        return withProblems(yield* finds.only(some));
      };
    return {
      configuration: withProblems(configuration),
      ...(finds === undefined || only === undefined ? {} : { finds: { ...finds, only } }),
      folders,
    };
  }

  #graph(): CallGraph {
    return (this.#callGraph ??= this.#moduleCalls.graph());
  }
}
