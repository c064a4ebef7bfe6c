/**
 * The templates of a workspace as root stacks with the stacks they nest, the values they are created with, and what they
 * export to each other. A template is read when its text changes, and of its text only the part that changed.
 */
import type { Problem } from '../text/problem.ts';
import { folderOf } from '../text/paths.ts';
import type { Value } from '../value/value.ts';
import { anyWorld, type World } from './assumptions.ts';
import { writtenPathOf } from './nestedStack.ts';
import { parseParameterFile } from './parameterFile.ts';
import { SliceCache } from './slices.ts';
import { evaluateStack, type Stack } from './stack.ts';
import { parseTemplate, readTemplateAhead, type Template } from './template.ts';

/** A file with values of parameters. */
export interface NamedText {
  /** The host's name of the file, which problems carry. */
  readonly file: string;
  readonly text: string;
}

/** What the stacks are told beside their templates. */
export interface CloudFormationSettings {
  /** They count for every template that declares such parameters; later ones win. */
  readonly parameterFiles: readonly NamedText[];
}

/** A root stack, evaluated. */
export interface EvaluatedStack extends Stack {
  readonly template: Template;
  /** Every file it is made of, or would be if it were there. */
  readonly files: ReadonlySet<string>;
  /** Whether it asked what other stacks export. */
  readonly imports: boolean;
}

const templateFile = /\.(ya?ml|json|template|cfn)$/i;

interface Parameters {
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

export class TemplateStacks {
  readonly #resolve: (folder: string, path: string) => string;
  readonly #templates = new Map<string, Template>();
  readonly #slices = new Map<string, SliceCache>();
  #parameters: Parameters = { values: new Map(), problems: [] };
  // What follows from all of them together, until one changes.
  #exports: ReadonlyMap<string, Value> | undefined;
  #nesting: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** @param resolve the host's name of the file that a relative path leads to from a folder. */
  constructor(resolve: (folder: string, path: string) => string) {
    this.#resolve = resolve;
  }

  /** Another one with the same parsed templates and parameters, which may go its own way. */
  fork(): TemplateStacks {
    const other = new TemplateStacks(this.#resolve);
    for (const [file, template] of this.#templates) other.#templates.set(file, template);
    for (const [file, slices] of this.#slices) other.#slices.set(file, slices.fork());
    other.#parameters = this.#parameters;
    return other;
  }

  /** A template as it is written. */
  templateOf(file: string): Template | undefined {
    return this.#templates.get(file);
  }

  configure({ parameterFiles }: CloudFormationSettings): void {
    const read = parameterFiles.map(({ file, text }) => parseParameterFile(file, text));
    this.#parameters = {
      values: new Map(read.flatMap(({ values }) => [...values])),
      problems: read.flatMap(({ problems }) => problems),
    };
    this.#forget();
  }

  /** Does the long part of {@link update} in short steps; what is not asked for to the end is done there. */
  *readAhead(file: string, text: string): Generator<void, void, void> {
    if (!templateFile.test(file)) return;
    const slices = this.#slices.get(file) ?? new SliceCache();
    this.#slices.set(file, slices);
    yield* readTemplateAhead(text, slices);
  }

  /** Adds a file or replaces its text; one that is no template is passed over. */
  update(file: string, text: string): void {
    this.#forget();
    const slices = this.#slices.get(file) ?? new SliceCache();
    const template = templateFile.test(file) ? parseTemplate(file, text, slices) : undefined;
    if (template === undefined) this.remove(file);
    else {
      this.#templates.set(file, template);
      this.#slices.set(file, slices);
    }
  }

  remove(file: string): void {
    this.#forget();
    this.#templates.delete(file);
    this.#slices.delete(file);
  }

  has(file: string): boolean {
    return this.#templates.has(file);
  }

  /**
   * The templates to analyse: those that no other nests. Of templates that only nest each other in a circle the first
   * by name counts as the root.
   */
  roots(): readonly string[] {
    const nested = new Set([...this.#nestingOf().values()].flatMap((inner) => [...inner]));
    const files = [...this.#templates.keys()].sort();
    const roots = files.filter((file) => !nested.has(file));
    const reached = this.#reachedFrom(roots);
    for (const file of files) {
      if (reached.has(file)) continue;
      roots.push(file);
      for (const inner of this.#reachedFrom([file])) reached.add(inner);
    }
    return roots.sort();
  }

  /** The root templates a template is part of: itself when it is one. */
  rootsOf(file: string): readonly string[] {
    if (!this.has(file)) return [];
    return this.roots().filter((root) => root === file || this.#reachedFrom([root]).has(file));
  }

  /** Paths of nested templates that are not there: the host may have them, or may not. */
  missing(): readonly string[] {
    const named = [...this.#nestingOf().values()].flatMap((inner) => [...inner]);
    return [...new Set(named.filter((file) => !this.has(file)))].sort();
  }

  /** Evaluates a template as a root stack; `undefined` when there is none of that name. */
  evaluate(root: string, world: World = anyWorld): EvaluatedStack | undefined {
    const template = this.#templates.get(root);
    if (template === undefined) return undefined;
    const files = new Set([root]);
    const asked = { exports: false };
    const { values, problems } = this.#parameters;
    const stack = evaluateStack(template, {
      parameters: values,
      world,
      templateAt: (file, path) => {
        const name = this.#resolve(folderOf(file), path);
        files.add(name);
        return this.#templates.get(name);
      },
      exported: (name) => {
        asked.exports = true;
        return this.#exportsOf().get(name);
      },
    });
    const configuration = {
      ...stack.configuration,
      problems: [...stack.configuration.problems, ...problems],
    };
    return {
      ...stack,
      template,
      configuration,
      files,
      get imports() {
        return asked.exports;
      },
    };
  }

  #forget(): void {
    this.#exports = undefined;
    this.#nesting = undefined;
  }

  /** What exactly one template exports under a name. An export that is itself imported is not followed. */
  #exportsOf(): ReadonlyMap<string, Value> {
    if (this.#exports !== undefined) return this.#exports;
    const exports = new Map<string, Value>();
    const twice = new Set<string>();
    for (const template of this.#templates.values()) {
      if (![...template.outputs.values()].some(({ exportName }) => exportName !== undefined)) continue;
      const { values: parameters } = this.#parameters;
      for (const [name, value] of evaluateStack(template, { parameters }).exports()) {
        if (exports.has(name)) twice.add(name);
        exports.set(name, value);
      }
    }
    for (const name of twice) exports.delete(name);
    return (this.#exports = exports);
  }

  /** The templates each template nests, as far as it writes their paths out. */
  #nestingOf(): ReadonlyMap<string, ReadonlySet<string>> {
    this.#nesting ??= new Map(
      [...this.#templates].map(([file, template]) => {
        const paths = [...template.resources.values()].flatMap((resource) => writtenPathOf(resource) ?? []);
        return [file, new Set(paths.map((path) => this.#resolve(folderOf(file), path)))];
      }),
    );
    return this.#nesting;
  }

  /** These templates and all that they nest. */
  #reachedFrom(files: readonly string[]): Set<string> {
    const reached = new Set(files);
    for (const file of reached) for (const inner of this.#nestingOf().get(file) ?? []) reached.add(inner);
    return reached;
  }
}
