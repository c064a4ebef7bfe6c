/**
 * HCL's JSON syntax: files such as `main.tf.json`, read into the tree that the native syntax gives. JSON itself does not
 * tell blocks from arguments; the reader says which properties are blocks, and every other one is an argument.
 */
import { readJson } from '../json/readJson.ts';
import type { JsonMember, JsonNode, JsonObject } from '../json/tree.ts';
import type { Span } from '../text/span.ts';
import { readJsonString, type StringReading } from './jsonString.ts';
import type {
  Attribute,
  Block,
  Body,
  Comment,
  Expression,
  Label,
  Name,
  ObjectItem,
  SyntaxError,
  SyntaxTree,
} from './nodes.ts';
import { MAX_ERRORS } from './scannerState.ts';

/** What the properties of a body are. */
export interface BodySchema {
  /** Block types, with the number of their labels. */
  readonly blocks: ReadonlyMap<string, BlockSchema>;
  /** How the strings in the value of an argument are read, where that is not as `otherwise` says. */
  readonly strings: ReadonlyMap<string, StringReading>;
  readonly otherwise: StringReading;
  /**
   * What is in blocks whose types are not known. A property that is not in `blocks` is a block of this kind where it
   * holds one of its blocks, and an argument in all other cases.
   */
  readonly nested: BodySchema | undefined;
}

export interface BlockSchema {
  readonly labels: number;
  readonly body: BodySchema;
}

/** Levels of objects and arrays; reading them recurses. */
const MAX_DEPTH = 200;

/**
 * The syntax tree of a file in HCL's JSON syntax. Never throws; where the text is broken, what can be made out is kept
 * and `errors` is not empty. Where a bracket is missing, or one too many, JSON does not show; so in a broken text no block,
 * object or array counts as read to its end: it lacks its closing brace, or ends in an `error` expression. Comments and trailing commas, which Terraform refuses, are passed over. The spans of names
 * and labels hold their quotes. A block spans its innermost label and what follows, so its type and outer labels lie
 * before it; one of an array spans its braces alone. A property `//` of a body is a comment.
 */
export function parseHclJson(text: string, schema: BodySchema): SyntaxTree {
  const { root, errors, tooDeep } = readJson(text, MAX_DEPTH);
  const reader = new JsonReader(text, errors.length > 0);
  for (const { span, message } of errors) reader.fail(`This is not JSON: ${message}`, span);
  if (tooDeep !== undefined) reader.fail(`JSON nested deeper than ${MAX_DEPTH} levels is not read`, tooDeep);
  const items = root === undefined ? [] : reader.items(reader.objectsOf(root, 'the body of a file'), schema);
  return {
    syntax: 'json',
    body: { start: 0, end: text.length, items },
    errors: [...reader.errors].sort((a, b) => a.start - b.start).slice(0, MAX_ERRORS),
    comments: reader.comments,
  };
}

/** The lifetime of reading one text. */
class JsonReader {
  readonly errors: SyntaxError[] = [];
  readonly comments: Comment[] = [];
  readonly #text: string;
  readonly #broken: boolean;

  constructor(text: string, broken: boolean) {
    this.#text = text;
    this.#broken = broken;
  }

  fail(message: string, { start, end }: Span): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end, message });
  }

  /** An object, or the objects of an array: what stands for one body or one level of labels. */
  objectsOf(node: JsonNode, what: string): readonly JsonObject[] {
    if (node.kind === 'object') return [node];
    if (node.kind === 'scalar' && node.value === null) return [];
    if (node.kind === 'scalar') {
      this.fail(`An object is needed here, for ${what}`, node.span);
      return [];
    }
    return node.items.flatMap((item) => {
      if (item.kind !== 'object') this.fail(`An object is needed here, for ${what}`, item.span);
      return item.kind === 'object' ? [item] : [];
    });
  }

  /** The arguments and blocks of a body, in the order written. */
  items(objects: readonly JsonObject[], schema: BodySchema): readonly (Attribute | Block)[] {
    const names = new Set<string>();
    return objects
      .flatMap(({ members }) => members)
      .flatMap((member): readonly (Attribute | Block)[] => {
        const { key, keySpan, value } = member;
        if (key === '//') {
          this.#comment(value);
          return [];
        }
        const block = this.#blockSchema(member, schema);
        if (block !== undefined && value !== undefined) {
          return this.#blocks(value, nameOf(member), [], block);
        }
        if (names.has(key)) this.fail(`"${key}" already has a value above`, keySpan);
        names.add(key);
        const reading = schema.strings.get(key) ?? schema.otherwise;
        return [this.#attribute(member, reading)];
      });
  }

  #comment(value: JsonNode | undefined): void {
    if (value?.kind !== 'scalar' || typeof value.value !== 'string') return;
    this.comments.push({ ...value.span, text: value.value });
  }

  #blockSchema({ key, value }: JsonMember, schema: BodySchema): BlockSchema | undefined {
    const known = schema.blocks.get(key);
    if (known !== undefined || schema.nested === undefined || value === undefined) return known;
    const objects = value.kind === 'array' ? value.items : [value];
    const { nested } = schema;
    const holdsBlock = objects.some(
      (object) =>
        object.kind === 'object' &&
        object.members.some(
          (member) => nested.blocks.has(member.key) && (member.value?.kind ?? 'scalar') !== 'scalar',
        ),
    );
    return holdsBlock ? { labels: 0, body: nested } : undefined;
  }

  #attribute(member: JsonMember, reading: StringReading): Attribute {
    const name = nameOf(member);
    const value = this.#expression(member.value, name.end, reading);
    return { kind: 'attribute', start: name.start, end: Math.max(name.end, value.end), name, value };
  }

  /** Goes through the levels of labels that are left, and makes a block of every object below them. */
  #blocks(value: JsonNode, type: Name, labels: readonly Label[], schema: BlockSchema): readonly Block[] {
    if (labels.length < schema.labels) {
      const objects = this.objectsOf(value, `the labels of "${type.text}"`);
      return objects.flatMap(({ members }) =>
        members.flatMap((member) => {
          const label = { ...nameOf(member), quoted: true };
          return member.value === undefined
            ? []
            : this.#blocks(member.value, type, [...labels, label], schema);
        }),
      );
    }
    const head = labels.at(-1) ?? type;
    return this.objectsOf(value, `a "${type.text}" block`).map((object) => {
      const { start, end } = object.span;
      const header = object === value ? { start: head.start, end: head.end } : { start, end: start + 1 };
      const items = this.items([object], schema.body);
      const body: Body = { start, end, items };
      const close = this.#broken ? undefined : end - 1;
      return { kind: 'block', start: header.start, end, type, labels, header, body, close };
    });
  }

  #expression(node: JsonNode | undefined, at: number, reading: StringReading): Expression {
    if (node === undefined) return missing(at);
    const { start, end } = node.span;
    switch (node.kind) {
      case 'array': {
        const items = node.items.map((item) => this.#expression(item, start, reading));
        return { kind: 'tuple', start, end, items: this.#broken ? [...items, missing(end)] : items };
      }
      case 'object':
        return { kind: 'object', start, end, items: this.#objectItems(node, reading) };
      case 'scalar':
        switch (typeof node.value) {
          case 'string':
            return this.#string(node.span, reading);
          case 'number':
            return this.#number(node.span);
          case 'boolean':
            return { kind: 'boolean', start, end, value: node.value };
          default:
            return { kind: 'null', start, end };
        }
    }
  }

  /** Keys are read as templates too: `"${var.name}": 1`. */
  #objectItems({ members, span }: JsonObject, reading: StringReading): readonly ObjectItem[] {
    const names = new Set<string>();
    const items = members.flatMap((member) => {
      const { key, keySpan, value } = member;
      if (names.has(key)) {
        this.fail(`"${key}" is a key of this object already`, keySpan);
        return [];
      }
      names.add(key);
      return [{ key: this.#string(keySpan, reading), value: this.#expression(value, keySpan.end, reading) }];
    });
    const rest = { key: missing(span.end), value: missing(span.end) };
    return this.#broken ? [...items, rest] : items;
  }

  #string(span: Span, reading: StringReading): Expression {
    const { expression, errors } = readJsonString(this.#text, span, reading);
    for (const error of errors) this.fail(error.message, error);
    return expression;
  }

  /** As the native syntax has it, where a sign is an operator. */
  #number({ start, end }: Span): Expression {
    const text = this.#text.slice(start, end);
    if (!text.startsWith('-')) return { kind: 'number', start, end, text };
    const operand: Expression = { kind: 'number', start: start + 1, end, text: text.slice(1) };
    return { kind: 'unary', start, end, operator: '-', operand };
  }
}

function missing(at: number): Expression {
  return { kind: 'error', start: at, end: at };
}

function nameOf({ key, keySpan }: JsonMember): Name {
  return { start: keySpan.start, end: keySpan.end, text: key };
}
