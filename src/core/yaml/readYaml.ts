/**
 * YAML text as a tree of what is written and where: scalars keep their text, and whoever reads the tree decides what `yes`
 * and `012` mean. Hostile text ends in words: the parser runs first without composing, which recurses, and aliases may
 * stand for so many nodes and no more.
 */
import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Lexer, Parser, type CST } from 'yaml';
import type { Span } from '../text/span.ts';

interface Written {
  /** Of an alias it is that of its anchor's node; of a value that is not written, an empty one where it would be. */
  readonly span: Span;
  /** `!!str`, `!foo`; `undefined` when none is written. */
  readonly tag: string | undefined;
}

export interface YamlScalar extends Written {
  readonly kind: 'scalar';
  readonly text: string;
  /** Written without quotes and not as a block. */
  readonly plain: boolean;
}

export interface YamlSequence extends Written {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Written {
  readonly kind: 'map';
  readonly entries: readonly (readonly [key: YamlNode, value: YamlNode])[];
}

export type YamlNode = YamlScalar | YamlSequence | YamlMap;

export interface YamlDocuments {
  readonly documents: readonly YamlNode[];
}

export interface YamlError {
  /** Why the text cannot be read, in words that follow its name: `is not YAML`. */
  readonly error: string;
  /** What the parser says of it, where it says anything. */
  readonly detail: string | undefined;
  /** Where that begins to be so. */
  readonly span: Span;
  readonly isLimit: boolean;
}

const MAX_DEPTH = 100;
/** Nodes of a tree, those counted that aliases stand for. */
const MAX_NODES = 100_000;

class Unreadable extends Error {
  readonly detail: string | undefined;
  readonly span: Span;

  constructor(message: string, span: Span, detail?: string) {
    super(message);
    this.span = span;
    this.detail = detail;
  }
}

/** The documents of a text, or why it cannot be read. Never throws. */
export function parseYaml(text: string): YamlDocuments | YamlError {
  try {
    const tokens = tokensOf(text);
    if (tokens === undefined) throw new RangeError('is nested too deeply to be read');
    const composer = new Composer({
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      version: '1.1',
    });
    const documents: YamlNode[] = [];
    for (const document of composer.compose(tokens)) {
      const [error] = document.errors;
      if (error !== undefined) {
        const [start, end] = error.pos;
        throw new Unreadable(
          'is not YAML',
          { start, end: Math.min(Math.max(start, end), text.length) },
          error.message,
        );
      }
      documents.push(new TreeBuilder().build(document.contents));
    }
    return { documents };
  } catch (error) {
    if (error instanceof Unreadable)
      return { error: error.message, detail: error.detail, span: error.span, isLimit: false };
    if (error instanceof RangeError)
      return { error: error.message, detail: undefined, span: { start: 0, end: 0 }, isLimit: true };
    throw error;
  }
}

/**
 * `undefined` where collections nest too deeply, told by the tokens alone: composing them could exhaust the stack. The
 * parser stops where they do, as it is slow in the depth.
 */
function tokensOf(text: string): readonly CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // A level takes one place on the stack; the document and a scalar take two more.
    if (parser.stack.length > MAX_DEPTH + 2) return undefined;
  }
  tokens.push(...parser.end());
  return tokens.some((token) => depthOf(token) > MAX_DEPTH) ? undefined : tokens;
}

function depthOf(token: unknown): number {
  let deepest = 0;
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: token, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    deepest = Math.max(deepest, depth);
    if (depth > 3 * MAX_DEPTH || typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      if (name === 'value' || name === 'key') open.push({ value: part, depth });
      if (name === 'items' && Array.isArray(part)) {
        for (const item of part) open.push({ value: item, depth: depth + 1 });
      }
    }
  }
  return deepest;
}

class TreeBuilder {
  readonly #anchors = new Map<string, YamlNode>();
  readonly #sizes = new WeakMap<YamlNode, number>();
  #left = MAX_NODES;

  /** @param at where the node would stand if it were written. */
  build(source: unknown, at = 0): YamlNode {
    if (isAlias(source)) {
      const target = this.#anchors.get(source.source);
      if (target === undefined)
        throw new Unreadable('has an alias without an anchor before it', spanOf(source, 0));
      this.#spend((this.#sizes.get(target) ?? 1) - 1);
      return target;
    }
    const before = this.#left;
    this.#spend(1);
    const node = this.#node(source, at);
    this.#sizes.set(node, before - this.#left);
    if (isScalar(source) || isSeq(source) || isMap(source)) {
      if (source.anchor !== undefined) this.#anchors.set(source.anchor, node);
    }
    return node;
  }

  #node(source: unknown, at: number): YamlNode {
    const span = spanOf(source, at);
    if (isSeq(source)) {
      return {
        kind: 'sequence',
        span,
        tag: source.tag,
        items: source.items.map((item) => this.#item(item, span.start)),
      };
    }
    if (isMap(source)) {
      const entries = source.items.map((pair) => this.#entry(pair, span.start));
      return { kind: 'map', span, tag: source.tag, entries };
    }
    if (!isScalar(source)) return { kind: 'scalar', span, text: '', plain: true, tag: undefined };
    const text = typeof source.value === 'string' ? source.value : (source.source ?? '');
    return { kind: 'scalar', span, text, plain: source.type === 'PLAIN', tag: source.tag };
  }

  #entry(
    pair: { readonly key: unknown; readonly value: unknown },
    at: number,
  ): readonly [YamlNode, YamlNode] {
    const key = this.build(pair.key, at);
    return [key, this.build(pair.value, key.span.end)];
  }

  /** `[a: 1]` is a list of a map of one entry. */
  #item(source: unknown, at: number): YamlNode {
    if (
      typeof source === 'object' &&
      source !== null &&
      'key' in source &&
      'value' in source &&
      !isScalar(source)
    ) {
      const entry = this.#entry(source, at);
      const span = { start: entry[0].span.start, end: Math.max(entry[0].span.end, entry[1].span.end) };
      return { kind: 'map', span, tag: undefined, entries: [entry] };
    }
    return this.build(source, at);
  }

  #spend(nodes: number): void {
    this.#left -= nodes;
    if (this.#left < 0) throw new RangeError('is too large to be read');
  }
}

/** Without what follows the value on its line. */
function spanOf(source: unknown, at: number): Span {
  const range = isNode(source) ? source.range : undefined;
  if (range === null || range === undefined) return { start: at, end: at };
  return { start: range[0], end: Math.max(range[0], range[1]) };
}
