/**
 * The engine's workspace as the editor sees it: documents by URI, places as ranges, and one event when there is something
 * new to know. An exception in the engine is a bug of ours; it is logged and costs one module, not the session.
 */
import {
  EventEmitter,
  Location,
  Range,
  Uri,
  type Disposable,
  type Event,
  type LogOutputChannel,
} from 'vscode';
import type { CloudFormationSettings } from '../core/cloudformation/stacks.ts';
import type { Config } from '../core/config/config.ts';
import type { CodeBase } from '../core/rewrite/code.ts';
import { LineIndex } from '../core/text/lineIndex.ts';
import type { Origin } from '../core/text/origin.ts';
import type { Problem } from '../core/text/problem.ts';
import type { Span } from '../core/text/span.ts';
import type { TerraformSettings } from '../core/terraform/settings.ts';
import type { Analysis } from '../core/analysis.ts';
import { Workspace } from '../core/workspace.ts';
import { CodeReads } from './codeReads.ts';
import { reasonOf } from './log.ts';

export class Store implements Disposable {
  /** What code reads by itself. Whoever fills it tells {@link readAgain}. */
  readonly reads = new CodeReads();
  readonly #workspace = new Workspace({
    resolveFolder,
    readFile: this.reads.textOf,
    listFiles: this.reads.listingOf,
  });
  readonly #log: LogOutputChannel;
  /** By the engine's name of a file. */
  readonly #uris = new Map<string, Uri>();
  /** By URI, as text. */
  readonly #names = new Map<string, string>();
  readonly #lines = new Map<string, { readonly text: string; readonly index: LineIndex }>();
  readonly #failures = new Map<string, string>();
  /** What stacks are created with, as JSON. */
  #parameters: string | undefined;
  #version = 0;
  readonly #changed = new EventEmitter<void>();

  /** Fires when findings, networks or both may be others than before. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** What went wrong in the engine with a file, or with a module it is part of; `undefined` when nothing did. */
  failureOf(uri: Uri): string | undefined {
    const name = this.nameOf(uri);
    if (name === undefined) return undefined;
    const failed = [name, ...this.#workspace.rootsOf(name)].find((one) => this.#failures.has(one));
    return failed === undefined ? undefined : this.#failures.get(failed);
  }

  /** What a run of Terraform is told beside the code; nobody is told yet. */
  configureTerraform(settings: TerraformSettings): void {
    this.#workspace.configureTerraform(settings);
  }

  /** What stacks are created with beside their templates; nobody is told yet. Answers whether it is something new. */
  configureCloudFormation(settings: CloudFormationSettings): boolean {
    const parameters = JSON.stringify(settings);
    if (parameters === this.#parameters) return false;
    this.#parameters = parameters;
    this.#workspace.configureCloudFormation(settings);
    return true;
  }

  /** What the person set for the code of each root, where no configuration file says otherwise; nobody is told yet. */
  configurePersonal(personal: (root: string) => Config): void {
    this.#workspace.configurePersonal(personal);
  }

  /** Whether a configuration file says that a file need not be read. */
  isLeftOut(uri: Uri): boolean {
    return this.#workspace.isLeftOut(uri.toString());
  }

  /** What is wrong with the configuration files. */
  configProblems(): readonly Problem[] {
    return this.#workspace.configProblems();
  }

  /** How many files it holds. */
  get size(): number {
    return this.#uris.size;
  }

  /** Does the long part of {@link update} in short steps. */
  readAhead(name: string, text: string): Iterable<void> {
    return this.#workspace.readAhead(name, text);
  }

  /** Adds a file or replaces its text, without telling anybody yet. */
  update(uri: Uri, name: string, text: string): void {
    const key = uri.toString();
    const former = this.#names.get(key);
    if (former !== undefined && former !== name) this.remove(uri);
    this.#names.set(key, name);
    this.#uris.set(name, uri);
    if (this.#workspace.textOf(name) !== text) this.#version++;
    this.guard(name, () => {
      this.#workspace.update(name, text);
    });
  }

  remove(uri: Uri): void {
    const name = this.#names.get(uri.toString());
    if (name === undefined) return;
    this.#names.delete(uri.toString());
    this.#uris.delete(name);
    this.#lines.delete(name);
    this.#failures.delete(name);
    this.#version++;
    this.#workspace.remove(name);
  }

  clear(): void {
    for (const uri of this.uris()) this.remove(uri);
    this.reads.clear();
  }

  /** Judges what reads some files or lists some folders again. */
  readAgain(files: readonly string[], folders: readonly string[]): void {
    for (const file of files) this.#workspace.forgetFile(file);
    for (const folder of folders) this.#workspace.forgetListing(folder);
  }

  /** Tells everybody that there is something new. */
  announce(): void {
    this.#changed.fire();
  }

  uris(): readonly Uri[] {
    return [...this.#uris.values()];
  }

  has(uri: Uri): boolean {
    return this.#names.has(uri.toString());
  }

  /** The engine's name of a file; `undefined` when it does not know it. */
  nameOf(uri: Uri): string | undefined {
    return this.#names.get(uri.toString());
  }

  /** The module or template a file belongs to; of a module that others call, the first of them. */
  analysisOf(uri: Uri): Analysis | undefined {
    const [root] = this.rootsOf(uri);
    return root === undefined ? undefined : this.analysisAt(root);
  }

  /** Every module or template a file is part of, its own folder without any caller last. */
  analysesOf(uri: Uri): readonly Analysis[] {
    const name = this.nameOf(uri);
    return name === undefined ? [] : (this.guard(name, () => this.#workspace.analysesOf(name)) ?? []);
  }

  /** The root modules and templates a file is part of, by name. */
  rootsOf(uri: Uri): readonly string[] {
    const name = this.nameOf(uri);
    return name === undefined ? [] : this.#workspace.rootsOf(name);
  }

  /** All root modules and templates, by name. */
  roots(): readonly string[] {
    return this.#workspace.roots();
  }

  analysisAt(root: string): Analysis | undefined {
    return this.guard(root, () => this.#workspace.analysisAt(root));
  }

  /** Does in short steps what {@link roots}, {@link rootsOf} and {@link missingFolders} need. */
  declareAhead(): Iterable<void> {
    return this.#workspace.declareAhead();
  }

  /** Does in short steps what analyses of other roots need of this one. */
  prepareAhead(root: string): Iterable<void> {
    return this.#guardSteps(root, this.#workspace.prepareAhead(root));
  }

  /** Does the long part of {@link analysisAt} in short steps. */
  analyseAhead(root: string): Iterable<void> {
    return this.#guardSteps(root, this.#workspace.analyseAhead(root));
  }

  /** The engine's workspace as it is now, for long work between whose steps others may change the code. */
  snapshot(): Workspace {
    return this.#workspace.withTexts(new Map());
  }

  /** Grows with every text that becomes another one: what was found out about places counts while it stays. */
  get version(): number {
    return this.#version;
  }

  /** The files as their authors wrote them. */
  code(): CodeBase {
    return this.#workspace.code();
  }

  /** Folders of modules that are called and of which no file is known. */
  missingFolders(): readonly Uri[] {
    return this.#workspace.missingFolders().map((folder) => Uri.parse(folder, true));
  }

  analyses(): readonly Analysis[] {
    return this.roots().flatMap((root) => this.analysisAt(root) ?? []);
  }

  /** The text the engine was last given of a file. */
  textOf(name: string): string | undefined {
    return this.#workspace.textOf(name);
  }

  /** The place of an origin; `undefined` when its file is gone. */
  locationOf(origin: Origin): Location | undefined {
    const uri = this.#uris.get(origin.file);
    const range = this.rangeOf(origin.file, origin.span);
    return uri === undefined || range === undefined ? undefined : new Location(uri, range);
  }

  /** A span of a file as a range of the text the engine was last given. */
  rangeOf(name: string, span: Span): Range | undefined {
    const text = this.#workspace.textOf(name);
    if (text === undefined) return undefined;
    let lines = this.#lines.get(name);
    if (lines?.text !== text) {
      lines = { text, index: new LineIndex(text) };
      this.#lines.set(name, lines);
    }
    const start = lines.index.positionAt(span.start);
    const end = lines.index.positionAt(span.end);
    return new Range(start.line, start.character, end.line, end.character);
  }

  /** The answer of some work in the engine; `undefined` when it fails, which is noted of a file or a root by its name. */
  guard<T>(name: string, work: () => T): T | undefined {
    try {
      const result = work();
      this.#failures.delete(name);
      return result;
    } catch (error) {
      this.#fail(name, error);
      return undefined;
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  *#guardSteps(name: string, steps: Iterable<void>): Iterable<void> {
    try {
      yield* steps;
    } catch (error) {
      this.#fail(name, error);
    }
  }

  #fail(name: string, error: unknown): void {
    this.#failures.set(name, error instanceof Error ? error.message : String(error));
    this.#log.error(`The engine failed on ${name}: ${reasonOf(error)}`);
  }
}

/** Names of files are URIs, so those of folders are too. A document that was never saved has no folder to start from. */
function resolveFolder(folder: string, path: string): string {
  const uri = Uri.parse(folder);
  return uri.path.startsWith('/') ? Uri.joinPath(uri, path).toString() : `${folder}/${path}`;
}
