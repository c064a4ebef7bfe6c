/**
 * Builds our tree from what the `yaml` library composes. It follows aliases itself, through one map of anchors: the
 * library searches the whole document for each. An alias costs as many nodes as it stands for, and a file may spend
 * `aliasBudget` of them, so a small file cannot stand for a huge one.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, type Scalar } from 'yaml';
import type { Span } from '../text/span.ts';
import {
  asDamaged,
  mapNode,
  scalarNode,
  sequenceNode,
  unreadableNode,
  type Entry,
  type MapNode,
  type Node,
  type Placed,
} from './node.ts';
import { maxDepth, shorten, withoutDuplicates, type Damage, type TextProblem } from './syntax.ts';

/** Nodes that the aliases of one file may stand for. */
const aliasBudget = 100_000;

const standardTag = 'tag:yaml.org,2002:';

export class YamlTree {
  readonly #text: string;
  readonly #anchors = new Map<string, Node>();
  /** Anchors of the nodes that are being built: an alias of one of them names a part of itself. */
  readonly #unfinished = new Set<string>();
  #budget = aliasBudget;
  #problems: TextProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The tree of a composed document.
   * @param contents a node of the library.
   * @param base where the text that was composed starts in the file.
   * @param damage the errors of that text, as offsets in the file.
   */
  build(contents: unknown, base: number, damage: Damage): Node {
    return this.#node(contents, { base, damage }, base);
  }

  /** The problems found since it was last asked: aliases that lead nowhere, keys written twice. */
  takeProblems(): readonly TextProblem[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  /** @param from the end of what precedes the node: its tag lies behind it. */
  #node(source: unknown, at: Frame, from: number): Node {
    if (isAlias(source)) return this.#alias(source.source, spanOf(source.range, at, from), at);
    if (!isScalar(source) && !isMap(source) && !isSeq(source)) {
      return scalarNode({ span: { start: from, end: from }, tag: undefined, damaged: false }, '', null);
    }
    const anchor = source.anchor;
    if (anchor === undefined) return this.#content(source, at, from);
    this.#unfinished.add(anchor);
    const node = this.#content(source, at, from);
    this.#unfinished.delete(anchor);
    this.#anchors.set(anchor, node);
    return node;
  }

  #content(source: unknown, at: Frame, from: number): Node {
    if (isScalar(source)) return this.#scalar(source, at, from);
    if (isSeq(source)) {
      const items: Node[] = [];
      let last = at.base + (source.range?.[0] ?? 0);
      for (const item of source.items) {
        // `[a: 1]`, a map of one pair without braces.
        const node = isPair(item) ? this.#pairs([item], source, at, last) : this.#node(item, at, last);
        last = node.span.end;
        items.push(node);
      }
      return sequenceNode(this.#place(source, at, from, source.flow === true ? undefined : last), items);
    }
    if (isMap(source)) return this.#pairs(source.items, source, at, from);
    return unreadableNode(
      { span: { start: from, end: from }, tag: undefined, damaged: true },
      'cannot be read',
    );
  }

  #scalar(source: Scalar, at: Frame, from: number): Node {
    const placed = this.#place(source, at, from, undefined);
    const text = typeof source.value === 'string' ? source.value : '';
    const isNull = source.type === 'PLAIN' && placed.tag === undefined && /^(~|null|Null|NULL)?$/.test(text);
    return scalarNode(placed, text, isNull ? null : text);
  }

  #pairs(pairs: readonly Pair[], source: Ranged, at: Frame, from: number): Node {
    const entries: Entry[] = [];
    const merged: Entry[] = [];
    let last = at.base + (source.range?.[0] ?? 0);
    let unreadable = false;
    for (const pair of pairs) {
      const key = this.#node(pair.key, at, last);
      const value = this.#value(pair.value, key.span, at);
      last = Math.max(last, value.span.end, key.span.end);
      if (isMergeKey(pair.key)) merged.push(...mergedEntries(value));
      else if (key.kind === 'scalar') entries.push({ key: key.text, keySpan: key.span, value });
      else unreadable = true;
    }
    const placed = this.#place(source, at, from, source.flow === true ? undefined : last);
    if (unreadable) return unreadableNode(placed, 'has a key that is not text');
    const own = withoutDuplicates(entries, this.#problems);
    return mapNode(placed, merged.length === 0 ? own : merge(own, merged));
  }

  /** The value of a pair. Where an error touches a key without a value, the value is what is still being typed. */
  #value(source: unknown, key: Span, at: Frame): Node {
    const value = this.#node(source, at, key.end);
    const span = { start: key.start, end: Math.max(key.end, value.span.end) };
    const isUntyped = value.kind === 'scalar' && value.value === null && value.tag === undefined;
    return isUntyped && at.damage.touches(span) ? asDamaged(value) : value;
  }

  #alias(name: string, span: Span, at: Frame): Node {
    const placed = { span, tag: undefined, damaged: at.damage.touches(span) };
    const target = this.#anchors.get(name);
    const fail = (what: string): Node => {
      this.#problems.push({ span, code: 'template-alias', message: `The alias *${shorten(name)} ${what}` });
      return unreadableNode(placed, `is an alias that ${what}`);
    };
    if (this.#unfinished.has(name)) return fail('names a value that contains it');
    if (target === undefined) return fail('has no anchor before it');
    this.#budget -= target.size;
    if (this.#budget < 0) return fail(`makes the template larger than ${aliasBudget} values`);
    if (target.height > maxDepth) return fail(`nests the template more than ${maxDepth} levels deep`);
    return { ...target, span, damaged: target.damaged || placed.damaged };
  }

  /** @param end where the content ends, for block collections: the library counts trailing lines as theirs. */
  #place(source: Ranged, at: Frame, from: number, end: number | undefined): Placed {
    const [start, valueEnd, nodeEnd] = source.range ?? [0, 0, 0];
    const bare = { start: at.base + start, end: end ?? at.base + valueEnd };
    const tag = source.tag?.startsWith(standardTag) === true ? undefined : source.tag;
    const placed = tag === undefined ? bare.start : this.#tagStart(tag, from, bare.start);
    return {
      span: { start: placed, end: this.#trim(Math.min(placed, bare.start), Math.max(bare.start, bare.end)) },
      tag,
      damaged: at.damage.touches({ start: placed, end: at.base + nodeEnd }),
    };
  }

  /** A node's range leaves its tag out: it is looked for in the gap before it. */
  #tagStart(tag: string, from: number, start: number): number {
    const first = Math.max(from, start - 1000);
    const found = this.#text.slice(first, start).lastIndexOf(tag);
    return found < 0 ? start : first + found;
  }

  #trim(start: number, end: number): number {
    let last = end;
    while (last > start && /\s/.test(this.#text.charAt(last - 1))) last--;
    return last;
  }
}

interface Frame {
  readonly base: number;
  readonly damage: Damage;
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null | undefined;
  readonly tag?: string | undefined;
  readonly flow?: boolean | undefined;
}

function spanOf(range: Ranged['range'], at: Frame, fallback: number): Span {
  return range ? { start: at.base + range[0], end: at.base + range[1] } : { start: fallback, end: fallback };
}

/** `<<` is an ordinary key when it is quoted. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function mergedEntries(value: Node): readonly Entry[] {
  const maps = value.kind === 'sequence' ? value.items : [value];
  return maps.flatMap((map) => (map.kind === 'map' && map.tag === undefined ? map.entries : []));
}

/** A map's own keys win over merged ones, and of two merged maps the first. */
function merge(own: MapNode['entries'], merged: readonly Entry[]): readonly Entry[] {
  const keys = new Set(own.map((entry) => entry.key));
  const entries = [...own];
  for (const entry of merged) {
    if (keys.has(entry.key)) continue;
    keys.add(entry.key);
    entries.push(entry);
  }
  return entries;
}
