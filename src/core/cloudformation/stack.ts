/**
 * A template → the resources of its stack, as far as the text alone tells. Nested stacks whose templates can be had
 * belong to it, with `Stack/` before the addresses of what they declare.
 */
import type { Annotation } from '../text/annotation.ts';
import type { Problem } from '../text/problem.ts';
import type { Configuration, Resource, Unread } from '../value/resource.ts';
import {
  explain,
  known,
  stringValue,
  unknown,
  unknownOf,
  type Because,
  type Maybe,
  type ObjectValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { anyWorld, Assumptions, type Question, type World } from './assumptions.ts';
import { exportsOf, handedOutBy } from './exports.ts';
import { referencesIn } from './intrinsics/parts.ts';
import { expandLoops } from './loops.ts';
import { givenTo, isNestedStack, pathOf } from './nestedStack.ts';
import { literalText, valueOf } from './node.ts';
import { StackScope, type Nested, type Surroundings } from './scope.ts';
import { globalsKeyOf, typeAfterTransform, withGlobals } from './serverless.ts';
import { StackResource } from './stackResource.ts';
import { shorten } from './syntax.ts';
import type { Template, TemplateResource } from './template.ts';

/** Nested stacks of one root, all levels together. */
const maxStacks = 500;

export interface StackOptions {
  /** Values of parameters by name, as they are passed when the stack is created; they win over defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** The template at a path that a nested stack gives, which counts from the folder of the file that gives it. */
  readonly templateAt?: (file: string, path: string) => Template | undefined;
  /** What another stack exports under a name. */
  readonly exported?: (name: string) => Value | undefined;
  /** What is taken for granted about values that are told only when the stack is created. */
  readonly world?: World;
}

/** A stack, and what could not be told about it. */
export interface Stack {
  readonly configuration: Configuration;
  /** What its outputs export, by name; only names and conditions that are known. */
  readonly exports: () => ReadonlyMap<string, Value>;
  /**
   * What the resources whose properties were read so far hang on: conditions that compare an unknown value with a text.
   * Properties are evaluated when they are first read.
   */
  readonly questions: () => readonly Question[];
}

/** The resources of a template's stack; see `evaluateStack`. */
export function evaluateTemplate(template: Template, options: StackOptions = {}): Configuration {
  return evaluateStack(template, options).configuration;
}

/**
 * Evaluates every resource whose condition is not false. Whatever is not known before the stack is created stays
 * unknown with its reason; never throws. `root` is the template's file, addresses are logical ids.
 */
export function evaluateStack(template: Template, options: StackOptions = {}): Stack {
  const evaluation = new Evaluation(options);
  const given = options.parameters;
  const scope = evaluation.open(template, {
    prefix: '',
    given: (name) => {
      const text = given?.get(name);
      return text === undefined ? undefined : stringValue(text);
    },
  });
  evaluation.read(scope, known(true));
  return {
    configuration: {
      root: template.file,
      language: 'cloudformation',
      files: [...evaluation.files],
      resources: evaluation.resources,
      problems: evaluation.problems,
      unread: evaluation.unread,
      annotations: evaluation.annotations,
      assumptions: evaluation.assumptions,
      handedOut: handedOutBy(scope),
    },
    exports: () => exportsOf(scope),
    questions: () => [...evaluation.questions.values()],
  };
}

class Evaluation {
  readonly files = new Set<string>();
  readonly annotations = new Map<string, readonly Annotation[]>();
  readonly resources: Resource[] = [];
  readonly problems: Problem[] = [];
  readonly unread: Unread[] = [];
  /** Grows as properties are asked for. */
  readonly assumptions: Because[] = [];
  readonly questions = new Map<string, Question>();
  readonly #options: StackOptions;
  readonly #assumptions: Assumptions;
  #stacks = 0;

  constructor(options: StackOptions) {
    this.#options = options;
    this.#assumptions = new Assumptions(options.world ?? anyWorld);
  }

  /** The scope of a template, its loops expanded. */
  open(
    template: Template,
    around: Pick<Surroundings, 'prefix' | 'given'>,
    chain: readonly string[] = [],
  ): StackScope {
    const files = [...chain, template.file];
    const surroundings: Surroundings = {
      ...around,
      assumptions: this.#assumptions,
      nested: (resource, scope) => this.#nest(resource, scope, files),
      assume: (assumption) => {
        const isNew = this.assumptions.every(
          ({ what, why }) => what !== assumption.what || why !== assumption.why,
        );
        if (isNew) this.assumptions.push(assumption);
      },
      exported: (name) => this.#options.exported?.(name),
    };
    const scope = new StackScope(template, surroundings);
    const { conditions, resources, outputs } = template.loops;
    if (conditions.length + resources.length + outputs.length === 0) return scope;
    const expanded = expandLoops(template, scope);
    for (const { because } of expanded.open) {
      this.unread.push({
        what: 'Fn::ForEach',
        why: `may make further resources (${explain(because)})`,
        origin: because[0]?.origin,
        given: 'everything',
      });
    }
    return new StackScope(expanded.template, surroundings);
  }

  /** Adds everything a stack declares. */
  read(scope: StackScope, stackExists: Maybe<true>): void {
    const { template } = scope;
    if (!this.files.has(template.file)) this.problems.push(...template.problems);
    this.files.add(template.file);
    if (template.annotations.length > 0) this.annotations.set(template.file, template.annotations);
    for (const { name, span } of template.unexpanded) {
      this.unread.push({
        what: name,
        why: 'is expanded by CloudFormation and may add or change resources',
        origin: { file: template.file, span },
        given: 'everything',
      });
    }
    for (const declared of template.resources.values()) {
      const resource = this.#resourceOf(declared, scope, stackExists);
      if (resource === undefined) continue;
      this.resources.push(resource);
      const why = codeElsewhere(declared.type);
      if (why !== undefined) this.#leaveOut(resource, why);
      const nested = scope.nested(declared);
      if (nested?.kind === 'stack') this.read(nested.scope, resource.exists);
      else if (nested !== undefined) {
        this.#leaveOut(resource, `is a nested stack whose template is not read: ${explain(nested.because)}`);
      }
    }
  }

  #leaveOut({ address, header, properties }: Resource, why: string): void {
    // What runs the code of a custom resource is not what the code is given.
    const given = [...properties.properties].flatMap(([name, { value }]) =>
      name === 'ServiceToken' ? [] : referencesIn(value),
    );
    this.unread.push({ what: address, why, origin: header, given });
  }

  #resourceOf(declared: TemplateResource, scope: StackScope, stackExists: Maybe<true>): Resource | undefined {
    const { name, nameSpan, span } = declared;
    const { file } = scope.template;
    const address = scope.address(name);
    const { result: exists, asked } = scope.asking(() => scope.exists(name, nameSpan));
    if (exists.kind === 'known' && !exists.value) return undefined;
    const construct = literalText(valueOf(declared.metadata, 'aws:cdk:path'));
    const facts = {
      address,
      type: typeAfterTransform(declared.type),
      origin: { file, span, resource: address },
      header: { file, span: nameSpan, extent: span, resource: address },
      exists: both(stackExists, exists),
      construct: construct === undefined ? undefined : shorten(construct),
    };
    return new StackResource(facts, () => this.#propertiesOf(declared, scope, asked));
  }

  /** The questions of a resource's condition count once one of its properties is asked for. */
  #propertiesOf(declared: TemplateResource, scope: StackScope, asked: readonly Question[]): ObjectValue {
    const note = (questions: readonly Question[]): void => {
      for (const question of questions) this.questions.set(`${question.subject}\n${question.text}`, question);
    };
    const during = <T>(run: () => T): T => {
      const done = scope.asking(run);
      note(asked);
      note(done.asked);
      return done.result;
    };
    const properties = scope.properties(declared.name, during);
    const key = globalsKeyOf(declared.type);
    const globals = key === undefined ? undefined : valueOf(scope.template.globals, key);
    return globals === undefined
      ? properties
      : during(() => withGlobals(properties, scope.evaluate(globals)));
  }

  #nest(resource: TemplateResource, scope: StackScope, chain: readonly string[]): Nested | undefined {
    if (!isNestedStack(resource)) return undefined;
    const path = pathOf(resource, scope);
    if (path.kind === 'unknown') return path;
    const address = scope.address(resource.name);
    const origin = scope.origin(resource.nameSpan);
    const template = this.#options.templateAt?.(scope.template.file, path.value);
    if (template === undefined) {
      return unknown(shorten(path.value), 'is no template of this workspace', origin);
    }
    if (chain.includes(template.file)) {
      return unknown(address, `nests itself by way of ${[...chain, template.file].join(' → ')}`, origin);
    }
    if (++this.#stacks > maxStacks)
      return unknown(address, `is one of more than ${maxStacks} stacks`, origin);
    const around = {
      prefix: `${address}/`,
      given: (name: string) => givenTo(resource, scope, name),
    };
    return { kind: 'stack', scope: this.open(template, around, chain) };
  }
}

/** What else runs code that is not read, as the end of a sentence; `undefined` for AWS' own resource types. */
function codeElsewhere(type: string): string | undefined {
  if (type.endsWith('::MODULE')) return 'is a module whose template is not read';
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')
    return 'is a custom resource whose code is not read';
  return undefined;
}

/** Whether both a stack and a resource of it exist. */
function both(stack: Maybe<true>, resource: Maybe<boolean>): Maybe<true> {
  const open = [stack, resource].filter((part): part is Unknown => part.kind === 'unknown');
  return open.length === 0 ? known(true) : unknownOf(open);
}
