/**
 * The engine's public face: files in, networks and findings out. It owns the caches: a file is parsed when its text
 * changes, a module evaluated when one of its files does. Everything it returns is immutable. One instance serves an
 * editor window or one run of the command line.
 */
import { KeptAnalyses, type Analysis } from './analysis.ts';
import { TemplateStacks, type CloudFormationSettings } from './cloudformation/stacks.ts';
import { emptyConfig, type Config } from './config/config.ts';
import { ConfigFiles, isConfigFile } from './config/configFiles.ts';
import { DescribeFolders, describeRootOf } from './describe/folders.ts';
import type { Host } from './host.ts';
import { anyExport, judgeRoot } from './judgeRoot.ts';
import type { Code, CodeBase } from './rewrite/code.ts';
import { parsePlan } from './terraform/planFile.ts';
import { isDownloaded } from './terraform/moduleSources.ts';
import { listingOf, TerraformProjects } from './terraform/projects.ts';
import type { TerraformSettings } from './terraform/settings.ts';
import { folderOf, joinPaths } from './text/paths.ts';
import type { Problem } from './text/problem.ts';
import { atOnce, type Steps } from './text/steps.ts';

export class Workspace {
  readonly #texts = new Map<string, string>();
  readonly #readFile: Host['readFile'];
  #projects: TerraformProjects;
  #stacks: TemplateStacks;
  #describe = new DescribeFolders();
  #configs: ConfigFiles;
  #personal: (root: string) => Config = () => emptyConfig;
  /** By root: a module's folder, a template's file, or a folder of describe output. */
  readonly #analyses = new KeptAnalyses();

  constructor({ resolveFolder = joinPaths, readFile, listFiles, pathOf = (name) => name }: Host = {}) {
    this.#readFile = readFile;
    this.#projects = new TerraformProjects(resolveFolder, this.#read, listFiles);
    this.#stacks = new TemplateStacks(resolveFolder);
    this.#configs = new ConfigFiles(pathOf);
  }

  /**
   * This workspace as it would be if some files had other texts. It takes over what was parsed and analysed here, so that
   * it does again only what these files are part of; whatever it does changes nothing here. Not for configuration files.
   */
  withTexts(texts: ReadonlyMap<string, string>): Workspace {
    const other = new Workspace(this.#readFile === undefined ? {} : { readFile: this.#readFile });
    for (const [file, text] of this.#texts) other.#texts.set(file, text);
    other.#analyses.takeOver(this.#analyses);
    other.#projects = this.#projects.fork(other.#read);
    other.#stacks = this.#stacks.fork();
    other.#describe = this.#describe.fork();
    other.#configs = this.#configs;
    other.#personal = this.#personal;
    for (const [file, text] of texts) other.update(file, text);
    return other;
  }

  /** The files of the workspace as their authors wrote them, for those who change them. */
  code(): CodeBase {
    return {
      at: (file) => this.#codeAt(file),
      moduleOf: (file) => this.#projects.moduleOf(file),
    };
  }

  /** What a run of Terraform is told beside the code. Files of values are known to the workspace like all others. */
  configureTerraform(settings: TerraformSettings): void {
    this.#projects.configure(settings);
    this.#analyses.forgetAll();
  }

  /** What stacks are created with beside their templates. */
  configureCloudFormation(settings: CloudFormationSettings): void {
    this.#stacks.configure(settings);
    this.#analyses.forgetAll();
  }

  /**
   * What the person at the keyboard set, for the code of each root. Configuration files are known to the workspace like
   * all others, and where one of them says something it counts instead.
   */
  configurePersonal(personal: (root: string) => Config): void {
    this.#personal = personal;
    this.#analyses.forgetAll();
  }

  /** Makes one configuration file count for all code, whatever lies beside that; its patterns start at a folder. */
  useConfig(file: string, text: string, folder: string): void {
    this.#configs.useOnly(file, text, folder);
    this.#analyses.forgetAll();
  }

  /**
   * Whether a configuration file says that a file need not be read. A part of a module needs to, unless all of its folder
   * is ignored; and where code that is judged calls that, the host is asked for it as {@link missingFolders}.
   */
  isLeftOut(file: string): boolean {
    const isTerraform = this.#projects.kindOf(file) !== undefined;
    return isTerraform ? this.#configs.ignoresFolder(folderOf(file)) : this.#configs.ignores(file);
  }

  /** What is wrong with the configuration files. */
  configProblems(): readonly Problem[] {
    return this.#configs.problems();
  }

  /**
   * Adds a file or replaces its text. Files that are neither Terraform, a CloudFormation template, describe output nor a
   * configuration are ignored, told by content for YAML and JSON.
   * @param file the host's name for it, with `/` between folders; the same name always means the same file.
   */
  update(file: string, text: string): void {
    if (this.#texts.get(file) === text) return;
    this.#texts.set(file, text);
    if (isConfigFile(file)) {
      this.#configs.update(file, text);
      this.#analyses.forgetAll();
      return;
    }
    const kind = this.#projects.kindOf(file);
    if (kind !== undefined) {
      this.#analyses.forget(this.#projects.update(file, text));
      // A file of values may count anywhere when it was named.
      if (kind === 'variables') this.#analyses.forgetAll();
      return;
    }
    this.#projects.changeRead(file);
    const plan = parsePlan(file, text);
    if (plan === undefined) this.#removePlan(file);
    else {
      this.#analyses.forget(this.#projects.addPlan(plan));
      this.#analyses.forget(file);
    }
    this.#stacks.update(file, text);
    this.#forgetStacks(file);
    this.#forgetOutput(file);
    if (!this.#stacks.has(file) && this.#describe.update(file, text))
      this.#analyses.forget(describeRootOf(file));
  }

  /**
   * Does the long part of {@link update} in short steps, for a host that must answer others in between. A step never
   * takes longer than one resource of a template.
   */
  readAhead(file: string, text: string): Iterable<void> {
    const isNew = this.#texts.get(file) !== text && this.#projects.kindOf(file) === undefined;
    return isNew ? this.#stacks.readAhead(file, text) : [];
  }

  /** Does in short steps, a module in each, what {@link roots}, {@link rootsOf} and {@link missingFolders} need. */
  declareAhead(): Iterable<void> {
    return this.#projects.declare();
  }

  /**
   * Does in short steps what modules whose data sources look into other root modules need of this root, and where nothing
   * looks, all of {@link analyseAhead}. All roots are prepared before the first of them is analysed.
   */
  prepareAhead(root: string): Iterable<void> {
    const isLooking = this.#projects.has(root) && this.#projects.mayLook(root);
    return isLooking
      ? this.#analyses.undisturbed(() => this.#projects.prepare(root))
      : this.analyseAhead(root);
  }

  /** Does the long part of {@link analysisAt} in short steps, once more from the first if files change in between. */
  analyseAhead(root: string): Iterable<void> {
    return this.#analyses.undisturbed(() => this.#analyseInSteps(root));
  }

  remove(file: string): void {
    this.#texts.delete(file);
    if (this.#configs.remove(file)) {
      this.#analyses.forgetAll();
      return;
    }
    if (this.#projects.kindOf(file) !== undefined) this.#analyses.forget(this.#projects.remove(file));
    else {
      this.#projects.changeRead(file);
      this.#removePlan(file);
      this.#stacks.remove(file);
      this.#forgetStacks(file);
      this.#forgetOutput(file);
    }
  }

  /** A file that the host alone knows changes, comes or goes: what reads it is judged again. */
  forgetFile(file: string): void {
    this.#forgetRead(file);
  }

  /** A file comes or goes somewhere in a folder: what lists the folder is judged again. */
  forgetListing(folder: string): void {
    this.#forgetRead(listingOf(folder));
  }

  /** Every root by name: a module's folder, a template's file, or a folder of describe output with a slash at its end. */
  roots(): readonly string[] {
    return [...this.#projects.roots(), ...this.#stacks.roots(), ...this.#describe.roots()].sort();
  }

  /** The roots a file is part of: for a child module those that call it, for a nested template those that nest it. */
  rootsOf(file: string): readonly string[] {
    if (this.#stacks.has(file)) return this.#stacks.rootsOf(file);
    if (this.#describe.has(file)) return [describeRootOf(file)];
    if (this.#projects.isPlan(file)) return this.#projects.rootsOfPlan(file);
    const isModule = this.#projects.kindOf(file) === 'module' && this.#texts.has(file);
    return isModule ? this.#projects.rootsOf(folderOf(file)) : [];
  }

  /** The analysis of every root, in the order of their names. */
  analyses(): readonly Analysis[] {
    return this.roots().flatMap((root) => this.analysisAt(root) ?? []);
  }

  /** The analysis of a root, or of a template or module that others call as if it were one. */
  analysisAt(root: string): Analysis | undefined {
    return this.#analyse(root);
  }

  /**
   * Every analysis a file is part of: those of the root modules that call its module, then, where there are such, that
   * of its own folder with nothing but the defaults of its variables; likewise of templates. Empty when it is no file
   * of ours.
   */
  analysesOf(file: string): readonly Analysis[] {
    const roots = this.rootsOf(file);
    const own = this.#stacks.has(file) ? file : folderOf(file);
    const isRoot = roots.includes(own) || this.#describe.has(file);
    const alone = roots.length === 0 || isRoot ? [] : [own];
    return [...roots, ...alone].flatMap((root) => this.#analyse(root) ?? []);
  }

  /** The first of {@link analysesOf}. */
  analysisOf(file: string): Analysis | undefined {
    const [root] = this.rootsOf(file);
    return root === undefined ? undefined : this.#analyse(root);
  }

  /** Folders of modules that are called and of which no file is there. The host may have them, or may not. */
  missingFolders(): readonly string[] {
    return this.#projects.missing();
  }

  /** Templates that others nest and that are not there. The host may have them, or may not. */
  missingTemplates(): readonly string[] {
    return this.#stacks.missing();
  }

  /** The text a file was last given, for turning spans into lines. */
  textOf(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** What is wrong with the files themselves. */
  problems(): readonly Problem[] {
    const inCode = this.analyses().flatMap((analysis) => analysis.configuration.problems);
    return [...this.configProblems(), ...new Set(inCode)];
  }

  /** What code reads. It is told of bytes that are no UTF-8 as of what may have been anything. */
  readonly #read = (file: string): string | undefined =>
    (this.#texts.get(file) ?? this.#readFile?.(file))?.toWellFormed();

  #codeAt(file: string): Code | undefined {
    const text = this.#texts.get(file);
    if (text === undefined || isDownloaded(folderOf(file))) return undefined;
    const template = this.#stacks.templateOf(file);
    if (template !== undefined) return { kind: 'template', file, text, template };
    const found = this.#projects.moduleOf(file).find((one) => one.file === file);
    return found && { kind: 'terraform', ...found };
  }

  #forgetOutput(file: string): void {
    if (this.#describe.has(file)) this.#analyses.forget(describeRootOf(file));
    this.#describe.remove(file);
  }

  #removePlan(file: string): void {
    if (!this.#projects.isPlan(file)) return;
    this.#projects.removePlan(file);
    this.#analyses.forget(folderOf(file));
  }

  #forgetRead(read: string): void {
    this.#projects.changeRead(read);
    this.#analyses.forget(read);
  }

  #forgetStacks(file: string): void {
    this.#analyses.forget(file);
    this.#analyses.forget(anyExport);
  }

  #analyse(root: string): Analysis | undefined {
    return atOnce(this.#analyseInSteps(root));
  }

  *#analyseInSteps(root: string): Steps<Analysis | undefined> {
    const cached = this.#currentOf(root);
    if (cached !== undefined) return cached;
    const analysed = yield* judgeRoot(root, {
      projects: this.#projects,
      stacks: this.#stacks,
      describe: this.#describe,
      configs: this.#configs,
      personal: this.#personal,
    });
    // Somebody may have asked for it in between, and has it.
    const asked = this.#currentOf(root);
    if (asked !== undefined) return asked;
    if (analysed !== undefined) this.#analyses.keep(root, analysed);
    return analysed?.analysis;
  }

  #currentOf(root: string): Analysis | undefined {
    const cached = this.#analyses.of(root);
    if (cached === undefined) return undefined;
    const { analysis, looked } = cached;
    return looked !== undefined && this.#projects.hasChanged(root, looked) ? undefined : analysis;
  }
}
