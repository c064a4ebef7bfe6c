/**
 * Evaluates nodes of one template. Conditions and properties are evaluated once, when something asks for them; what
 * asks for itself on the way is unknown. Depth and the size of results are bounded, so that no template can make it hang.
 */
import type { Origin } from '../text/origin.ts';
import type { Span } from '../text/span.ts';
import {
  known,
  nullValue,
  booleanValue,
  numberValue,
  unknown,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
  type Value,
} from '../value/value.ts';
import { tests } from './intrinsics/conditions.ts';
import { textValue, unknownFrom, type Scope } from './intrinsics/intrinsic.ts';
import { callOf, intrinsic, isFunctionName } from './intrinsics/registry.ts';
import { literalText, valueOf, type MapNode, type Node, type SequenceNode } from './node.ts';
import { parameterValue } from './parameters.ts';
import { shorten } from './syntax.ts';
import type { Template } from './template.ts';

/** Levels of values inside of values, through references too. */
const maxNesting = 150;

/** Characters and nodes that functions may make of one template. */
const resultBudget = 10_000_000;

export class StackScope implements Scope {
  readonly template: Template;
  readonly #given: ReadonlyMap<string, string>;
  readonly #parameters = new Map<string, Maybe<string | readonly string[]>>();
  /** `undefined` while it is evaluated. */
  readonly #conditions = new Map<string, Maybe<boolean> | undefined>();
  readonly #configured = new Map<string, Value | undefined>();
  readonly #running = new Set<string>();
  #resource: string | undefined;
  #nesting = 0;
  #budget = resultBudget;

  constructor(template: Template, given: ReadonlyMap<string, string>) {
    this.template = template;
    this.#given = given;
  }

  /** The properties of a resource; open where a macro or a syntax error may hide some. */
  properties(resource: string): ObjectValue {
    const declared = this.template.resources.get(resource);
    const node = declared?.properties;
    const before = this.#resource;
    this.#resource = resource;
    const value =
      node === undefined ? undefined : node.tag === undefined ? this.#plain(node) : this.evaluate(node);
    const span = node?.span ?? declared?.nameSpan ?? { start: 0, end: 0 };
    const damaged = declared?.damaged === true ? this.#damaged(span) : undefined;
    const object = asObject(value) ?? {
      kind: 'object',
      properties: new Map(),
      open: value?.kind === 'unknown' ? value : this.#notAMap(span),
    };
    this.#resource = before;
    const open = [object.open, damaged].flatMap((reason) => reason ?? []);
    return open.length === 0 ? object : { ...object, open: unknownFrom(open) };
  }

  evaluate(node: Node): Value | undefined {
    return this.#nested(node.span, () => {
      const call = callOf(node);
      if (call === undefined) return this.#plain(node);
      if (node.damaged || call.argument.damaged) return this.#damaged(node.span);
      return intrinsic(call.name)(call.argument, this, call.span);
    });
  }

  test(node: Node): Maybe<boolean> {
    return this.#nested(node.span, () => {
      if (node.damaged) return this.#damaged(node.span);
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
    if (this.#conditions.has(name)) {
      return this.#conditions.get(name) ?? unknown(what, 'refers to itself', this.origin(span));
    }
    const node = this.template.conditions.get(name);
    if (node === undefined) return unknown(what, 'is not defined in this template', this.origin(span));
    this.#conditions.set(name, undefined);
    const result = this.test(node);
    this.#conditions.set(name, result);
    return result;
  }

  parameter(name: string, span: Span): Maybe<string | readonly string[]> {
    const found = this.#parameters.get(name);
    if (found !== undefined) return found;
    const parameter = this.template.parameters.get(name);
    if (parameter === undefined) {
      return unknown(`Parameter ${shorten(name)}`, 'is not declared', this.origin(span));
    }
    const origin = { file: this.template.file, span: parameter.nameSpan };
    const value = parameterValue(parameter, this.#given.get(name), origin);
    this.#parameters.set(name, value);
    return value;
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
    if (this.#configured.has(key)) return this.#configured.get(key);
    if (this.#running.has(key)) return unknown(shorten(key), 'refers to itself', this.origin(node.span));
    const before = this.#resource;
    this.#resource = resource;
    this.#running.add(key);
    const value = this.evaluate(node);
    this.#running.delete(key);
    this.#resource = before;
    this.#configured.set(key, value);
    return value;
  }

  origin(span: Span): Origin {
    const file = this.template.file;
    return this.#resource === undefined ? { file, span } : { file, span, resource: this.#resource };
  }

  spend(cost: number): boolean {
    if (cost > this.#budget) return false;
    this.#budget -= cost;
    return true;
  }

  /** Runs one level of evaluation. */
  #nested<T>(span: Span, run: () => T): T | Unknown {
    if (this.#nesting >= maxNesting) {
      return unknown(this.#subject(), `is nested more than ${maxNesting} levels deep`, this.origin(span));
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

  /** A node's value as if it had no tag. */
  #plain(node: Node): Value {
    switch (node.kind) {
      case 'unreadable':
        return unknown(this.#subject(), node.why, this.origin(node.span));
      case 'sequence':
        return this.#list(node);
      case 'map':
        return this.#object(node);
      case 'scalar':
        if (node.damaged) return this.#damaged(node.span);
        if (node.value === null) return nullValue;
        if (typeof node.value === 'number') return numberValue(node.value);
        if (typeof node.value === 'boolean') return booleanValue(node.value);
        return textValue(node.text, this, node.span);
    }
  }

  #list(node: SequenceNode): Value {
    const items: Property[] = [];
    const open: Unknown[] = node.damaged ? [this.#damaged(node.span)] : [];
    for (const item of node.items) {
      const value = this.evaluate(item);
      if (value === undefined) continue;
      // An item that a condition decides may be `AWS::NoValue`, which takes it out of the list.
      if (value.kind === 'unknown' && callOf(item)?.name === 'Fn::If') open.push(value);
      else items.push({ value, origin: this.origin(item.span) });
    }
    return open.length === 0 ? { kind: 'list', items } : { kind: 'list', items, open: unknownFrom(open) };
  }

  #object(node: MapNode): Value {
    const properties = new Map<string, Property>();
    const open: Unknown[] = node.damaged ? [this.#damaged(node.span)] : [];
    for (const entry of node.entries) {
      if (isFunctionName(entry.key)) {
        const value = intrinsic(entry.key)(entry.value, this, entry.keySpan);
        open.push(
          value?.kind === 'unknown'
            ? value
            : unknown(shorten(entry.key), 'stands beside other keys', this.origin(entry.keySpan)),
        );
        continue;
      }
      const value = this.evaluate(entry.value);
      if (value !== undefined) {
        properties.set(entry.key, { value, origin: this.origin(entry.value.span) });
      }
    }
    return open.length === 0
      ? { kind: 'object', properties }
      : { kind: 'object', properties, open: unknownFrom(open) };
  }

  #damaged(span: Span): Unknown {
    return unknown(this.#subject(), 'has a syntax error', this.origin(span));
  }

  #notAMap(span: Span): Unknown {
    return unknown(this.#subject(), 'has Properties that are no map', this.origin(span));
  }

  #subject(): string {
    return this.#resource ?? 'The template';
  }
}

/** Properties that are left out are an empty map. */
function asObject(value: Value | undefined): ObjectValue | undefined {
  if (value === undefined || value.kind === 'null') return { kind: 'object', properties: new Map() };
  return value.kind === 'object' ? value : undefined;
}
