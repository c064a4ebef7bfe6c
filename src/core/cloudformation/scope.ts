/**
 * Evaluates nodes of one template. Conditions and properties are evaluated once, when something asks for them; what
 * asks for itself on the way is unknown. Depth and the size of results are bounded, so that no template can make it hang.
 */
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';
import {
  known,
  stringValue,
  unknown,
  type Because,
  type Maybe,
  type ObjectValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Assumptions, Question } from './assumptions.ts';
import { tests } from './intrinsics/conditions.ts';
import { unknownFrom, type Scope } from './intrinsics/intrinsic.ts';
import { callOf, intrinsic } from './intrinsics/registry.ts';
import { Memory } from './memory.ts';
import { damagedPart, lazyObject, plainValue } from './plain.ts';
import { literalText, valueOf, type Node } from './node.ts';
import { allowedTexts, parameterValue, type Texts } from './parameters.ts';
import { shorten } from './syntax.ts';
import type { Template, TemplateResource } from './template.ts';

/** Levels of values inside of values, through references too. */
const maxNesting = 150;

/** Characters and nodes that functions may make of one template. */
const resultBudget = 10_000_000;

/** What a stack sees of the world round it. */
export interface Surroundings {
  /** Values of parameters by name, as they are passed when the stack is created; they win over defaults. */
  readonly given: (name: string) => Value | undefined;
  readonly assumptions: Assumptions;
  /** Before the address of each resource: `Network/` in a nested stack, empty in the root. */
  readonly prefix: string;
  /** The stack a resource nests; `undefined` when the resource is no nested stack. */
  readonly nested: (resource: TemplateResource, scope: StackScope) => Nested | undefined;
  /** Hears what was taken for granted without being known. */
  readonly assume: (assumption: Because) => void;
  /** What another stack exports under a name, where the workspace has the template. */
  readonly exported: (name: string) => Value | undefined;
}

/** A nested stack that was read, or why it was not. */
export type Nested = { readonly kind: 'stack'; readonly scope: StackScope } | Unknown;

export class StackScope implements Scope {
  readonly template: Template;
  readonly #around: Surroundings;
  readonly #parameters = new Map<string, Value | Texts>();
  readonly #pseudo = new Map<string, Value>();
  readonly #conditions: Memory<Maybe<boolean>>;
  readonly #configured: Memory<Value | undefined>;
  readonly #outputs: Memory<Value>;
  readonly #nestedStacks = new Map<string, Nested | undefined>();
  readonly #once = new Map<string, Value>();
  #resource: string | undefined;
  #nesting = 0;
  #budget = resultBudget;

  constructor(template: Template, around: Surroundings) {
    this.template = template;
    this.#around = around;
    this.#conditions = new Memory(around.assumptions);
    this.#configured = new Memory(around.assumptions);
    this.#outputs = new Memory(around.assumptions);
  }

  /**
   * The properties of a resource, evaluated when they are asked for; open where a macro or a syntax error may hide some.
   * @param during what each evaluation runs in.
   */
  properties(resource: string, during: <T>(run: () => T) => T): ObjectValue {
    const declared = this.template.resources.get(resource);
    const node = declared?.properties;
    const within = <T>(run: () => T): T => during(() => this.#within(resource, run));
    return within(() => {
      const isPlain = node?.kind === 'map' && node.tag === undefined && callOf(node) === undefined;
      const value = isPlain ? lazyObject(node, this, within) : node && this.evaluate(node);
      const span = node?.span ?? declared?.nameSpan ?? { start: 0, end: 0 };
      const damaged = declared?.damaged === true ? damagedPart(span, this) : undefined;
      const object = asObject(value) ?? {
        kind: 'object',
        properties: new Map(),
        open:
          value?.kind === 'unknown'
            ? value
            : unknown(this.subject(), 'has Properties that are no map', this.origin(span)),
      };
      const open = [object.open, damaged].flatMap((reason) => reason ?? []);
      return open.length === 0 ? object : { ...object, open: unknownFrom(open) };
    });
  }

  evaluate(node: Node): Value | undefined {
    return this.#nested(node.span, () => {
      const call = callOf(node);
      if (call === undefined) return plainValue(node, this);
      if (node.damaged || call.argument.damaged) return damagedPart(node.span, this);
      return intrinsic(call.name)(call.argument, this, call.span);
    });
  }

  test(node: Node): Maybe<boolean> {
    return this.#nested(node.span, () => {
      if (node.damaged) return damagedPart(node.span, this);
      const [entry] = node.kind === 'map' ? node.entries : [];
      const isReference = node.tag === undefined && node.kind === 'map' && node.entries.length === 1;
      if (isReference && entry?.key === 'Condition') {
        return this.#test('Condition', entry.value, node.span);
      }
      const call = callOf(node);
      if (call !== undefined) return this.#test(call.name, call.argument, node.span);
      const text = literalText(node);
      if (text === 'true' || text === 'false') return known(text === 'true');
      return unknown('The condition', 'is no function of conditions', this.origin(node.span));
    });
  }

  condition(name: string, span: Span): Maybe<boolean> {
    const what = `Condition ${shorten(name)}`;
    const node = this.template.conditions.get(name);
    if (node === undefined) return unknown(what, 'is not defined in this template', this.origin(span));
    return this.#conditions.of(
      name,
      () => unknown(what, 'refers to itself', this.origin(span)),
      () => this.test(node),
    );
  }

  parameter(name: string, span: Span): Value | Texts {
    const found = this.#parameters.get(name);
    if (found !== undefined) return found;
    const parameter = this.template.parameters.get(name);
    const { given, assumptions, prefix } = this.#around;
    const what = `Parameter ${prefix}${shorten(name)}`;
    if (parameter === undefined) return unknown(what, 'is not declared', this.origin(span));
    const origin = { file: this.template.file, span: parameter.nameSpan };
    const taken = assumptions.textOf(what);
    const passed = taken === undefined ? given(name) : stringValue(taken);
    const value = parameterValue(parameter, passed, origin);
    if (value.kind === 'unknown' && passed === undefined) {
      assumptions.name(value, what, allowedTexts(parameter));
    }
    this.#parameters.set(name, value);
    return value;
  }

  pseudoParameter(name: string, span: Span): Value {
    const found = this.#pseudo.get(name);
    if (found !== undefined) return found;
    const { assumptions } = this.#around;
    const taken = assumptions.textOf(name);
    const value =
      taken === undefined
        ? unknown(name, 'is known only when the stack is created', this.origin(span))
        : stringValue(taken);
    if (value.kind === 'unknown') assumptions.name(value, name, undefined);
    this.#pseudo.set(name, value);
    return value;
  }

  equals(value: Unknown, text: string): boolean | undefined {
    return this.#around.assumptions.equals(value, text);
  }

  exists(resource: string, span: Span): Maybe<boolean> {
    const declared = this.template.resources.get(resource);
    if (declared?.condition === undefined) return known(declared !== undefined);
    const name = literalText(declared.condition);
    if (name !== undefined) return this.condition(name, span);
    return unknown(resource, 'has a condition that is no name', this.origin(declared.condition.span));
  }

  configured(resource: string, property: string): Value | undefined {
    const node = valueOf(this.template.resources.get(resource)?.properties, property);
    if (node === undefined) return undefined;
    const key = `${resource}.${property}`;
    return this.#configured.of(
      key,
      () => unknown(shorten(key), 'refers to itself', this.origin(node.span)),
      () => this.#within(resource, () => this.evaluate(node)),
    );
  }

  /** The stack a resource nests, read once. */
  nested(resource: TemplateResource): Nested | undefined {
    if (!this.#nestedStacks.has(resource.name)) {
      this.#nestedStacks.set(resource.name, this.#around.nested(resource, this));
    }
    return this.#nestedStacks.get(resource.name);
  }

  output(resource: string, name: string, span: Span): Value | undefined {
    const declared = this.template.resources.get(resource);
    const nested = declared === undefined ? undefined : this.nested(declared);
    return nested?.kind === 'stack' ? nested.scope.putOut(name, this.origin(span)) : nested;
  }

  /** The value of an output of this stack. */
  putOut(name: string, asked: Origin): Value {
    const what = `Output ${this.#around.prefix}${shorten(name)}`;
    const output = this.template.outputs.get(name);
    if (output?.value === undefined) return unknown(what, 'is not defined in the template', asked);
    const { value: node, condition } = output;
    return this.#outputs.of(
      name,
      () => unknown(what, 'refers to itself', this.origin(node.span)),
      () => {
        const conditionName = literalText(condition);
        const made = conditionName === undefined ? known(true) : this.condition(conditionName, node.span);
        if (made.kind === 'known' && !made.value) {
          return unknown(what, 'is not made, as its condition is false', this.origin(node.span));
        }
        return this.evaluate(node) ?? unknown(what, 'has no value', this.origin(node.span));
      },
    );
  }

  exported(name: string, span: Span): Value {
    return (
      this.#around.exported(name) ??
      unknown(
        `Export ${shorten(name)}`,
        'is made by a stack whose template is not in the workspace',
        this.origin(span),
      )
    );
  }

  /** Runs something and tells which questions about unknown values it asked. */
  asking<T>(run: () => T): { readonly result: T; readonly asked: readonly Question[] } {
    return this.#around.assumptions.asking(run);
  }

  assume(assumption: Because): void {
    this.#around.assume(assumption);
  }

  address(resource: string): string {
    return `${this.#around.prefix}${resource}`;
  }

  once(key: string, make: () => Value): Value {
    const made = this.#once.get(key) ?? make();
    this.#once.set(key, made);
    return made;
  }

  origin(span: Span): Origin {
    const file = this.template.file;
    return this.#resource === undefined
      ? { file, span }
      : { file, span, resource: this.address(this.#resource) };
  }

  spend(cost: number): boolean {
    if (cost > this.#budget) return false;
    this.#budget -= cost;
    return true;
  }

  #within<T>(resource: string, run: () => T): T {
    const before = this.#resource;
    this.#resource = resource;
    const result = run();
    this.#resource = before;
    return result;
  }

  subject(): string {
    return this.#resource === undefined ? 'The template' : this.address(this.#resource);
  }

  /** Runs one level of evaluation. */
  #nested<T>(span: Span, run: () => T): T | Unknown {
    if (this.#nesting >= maxNesting) {
      return unknown(this.subject(), `is nested more than ${maxNesting} levels deep`, this.origin(span));
    }
    this.#nesting++;
    const result = run();
    this.#nesting--;
    return result;
  }

  #test(name: string, argument: Node, span: Span): Maybe<boolean> {
    const run = tests.get(name);
    if (run !== undefined) return run(argument, this, span);
    return unknown(shorten(name), 'is no function of conditions', this.origin(span));
  }
}

/** Properties that are left out are an empty map. */
function asObject(value: Value | undefined): ObjectValue | undefined {
  if (value === undefined || value.kind === 'null') return { kind: 'object', properties: new Map() };
  return value.kind === 'object' ? value : undefined;
}
