/**
 * YAML text as a tree of what is written: scalars keep their text, and whoever reads the tree decides what `yes` and
 * `012` mean. Hostile text ends in words: the parser runs first without composing, which recurses, and aliases may
 * stand for so many nodes and no more.
 */
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';

export type YamlNode =
  | {
      readonly kind: 'scalar';
      readonly text: string;
      /** Written without quotes and not as a block. */
      readonly plain: boolean;
      /** `!!str`, `!foo`; `undefined` when none is written. */
      readonly tag: string | undefined;
    }
  | { readonly kind: 'sequence'; readonly items: readonly YamlNode[]; readonly tag: string | undefined }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [key: YamlNode, value: YamlNode])[];
      readonly tag: string | undefined;
    };

export interface YamlDocuments {
  readonly documents: readonly YamlNode[];
}

const MAX_DEPTH = 100;
/** Nodes of a tree, those counted that aliases stand for. */
const MAX_NODES = 100_000;

class Unreadable extends Error {}

/** The documents of a text, or in words that follow its name why it cannot be read. Never throws. */
export function parseYaml(
  text: string,
): YamlDocuments | { readonly error: string; readonly isLimit: boolean } {
  try {
    if (depthOf(text) > MAX_DEPTH) throw new RangeError('is nested too deeply to be read');
    const composer = new Composer({
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      version: '1.1',
    });
    const documents: YamlNode[] = [];
    for (const document of composer.compose(new Parser().parse(text))) {
      if (document.errors.length > 0) throw new Unreadable('is not YAML');
      documents.push(new TreeBuilder().build(document.contents));
    }
    return { documents };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message, isLimit: false };
    if (error instanceof RangeError) return { error: error.message, isLimit: true };
    throw error;
  }
}

/** How deep collections nest, told by the tokens alone: composing deeper ones could exhaust the stack. */
function depthOf(text: string): number {
  let deepest = 0;
  for (const token of new Parser().parse(text)) {
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
  }
  return deepest;
}

class TreeBuilder {
  readonly #anchors = new Map<string, YamlNode>();
  readonly #sizes = new WeakMap<YamlNode, number>();
  #left = MAX_NODES;

  build(source: unknown): YamlNode {
    if (isAlias(source)) {
      const target = this.#anchors.get(source.source);
      if (target === undefined) throw new Unreadable('has an alias without an anchor before it');
      this.#spend((this.#sizes.get(target) ?? 1) - 1);
      return target;
    }
    const before = this.#left;
    this.#spend(1);
    const node = this.#node(source);
    this.#sizes.set(node, before - this.#left);
    if (isScalar(source) || isSeq(source) || isMap(source)) {
      if (source.anchor !== undefined) this.#anchors.set(source.anchor, node);
    }
    return node;
  }

  #node(source: unknown): YamlNode {
    if (isSeq(source)) {
      return { kind: 'sequence', tag: source.tag, items: source.items.map((item) => this.#item(item)) };
    }
    if (isMap(source)) {
      const entries = source.items.map(({ key, value }) => [this.build(key), this.build(value)] as const);
      return { kind: 'map', tag: source.tag, entries };
    }
    if (!isScalar(source)) return { kind: 'scalar', text: '', plain: true, tag: undefined };
    const text = typeof source.value === 'string' ? source.value : (source.source ?? '');
    return { kind: 'scalar', text, plain: source.type === 'PLAIN', tag: source.tag };
  }

  /** `[a: 1]` is a list of a map of one entry. */
  #item(source: unknown): YamlNode {
    if (
      typeof source === 'object' &&
      source !== null &&
      'key' in source &&
      'value' in source &&
      !isScalar(source)
    ) {
      return { kind: 'map', tag: undefined, entries: [[this.build(source.key), this.build(source.value)]] };
    }
    return this.build(source);
  }

  #spend(nodes: number): void {
    this.#left -= nodes;
    if (this.#left < 0) throw new RangeError('is too large to be read');
  }
}
