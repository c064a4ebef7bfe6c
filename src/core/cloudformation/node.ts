/**
 * The tree of a template, one shape for YAML and JSON. Spans cover a value with its tag (`!Ref Vpc`) and its quotes.
 * A node that an alias names is shared, so walking a tree costs up to `size` steps, and `size` is bounded where aliases
 * are followed. Nodes and entries are not spread: what one that was moved says is worked out when asked for (`shift.ts`).
 */
import type { Span } from '../text/span.ts';

interface NodeFacts {
  /** The value with its tag and quotes; without trailing blanks and comments. */
  readonly span: Span;
  /** A YAML short form as written: `!Ref`, `!GetAtt`. */
  readonly tag: string | undefined;
  /** Whether a syntax error lies in it: what it says may not be what its author means. */
  readonly damaged: boolean;
  /** Number of nodes in the tree below and including this one, aliases expanded. */
  readonly size: number;
  /** Levels of nodes below and including this one, aliases expanded. */
  readonly height: number;
}

export interface ScalarNode extends NodeFacts {
  readonly kind: 'scalar';
  /** The text without quotes, escapes resolved. Of a JSON number: as written. */
  readonly text: string;
  /** YAML: the text, or null when it is empty or spelled null. JSON: the value as JSON has it. */
  readonly value: string | number | boolean | null;
}

export interface SequenceNode extends NodeFacts {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}

export interface Entry {
  readonly key: string;
  /** The key with its quotes, without the colon. */
  readonly keySpan: Span;
  readonly value: Node;
}

export interface MapNode extends NodeFacts {
  readonly kind: 'map';
  /** In the order of the text; of a key that occurs twice only the later entry. */
  readonly entries: readonly Entry[];
}

/** A value that cannot be followed, such as an alias without an anchor. */
export interface UnreadableNode extends NodeFacts {
  readonly kind: 'unreadable';
  /** The end of a sentence about the value: `is an alias of itself`. */
  readonly why: string;
}

export type Node = ScalarNode | SequenceNode | MapNode | UnreadableNode;

/** What a parser knows of a node beside its content. */
export type Placed = Pick<NodeFacts, 'span' | 'tag' | 'damaged'>;

export function scalarNode(placed: Placed, text: string, value: ScalarNode['value']): ScalarNode {
  return { kind: 'scalar', ...placed, text, value, size: 1, height: 1 };
}

export function sequenceNode(placed: Placed, items: readonly Node[]): SequenceNode {
  return { kind: 'sequence', ...placed, items, ...measure(items) };
}

export function mapNode(placed: Placed, entries: readonly Entry[]): MapNode {
  return { kind: 'map', ...placed, entries, ...measure(entries.map((entry) => entry.value)) };
}

export function unreadableNode(placed: Placed, why: string): UnreadableNode {
  return { kind: 'unreadable', ...placed, why, size: 1, height: 1 };
}

/** The content of a node as it is without its tag. */
export function withoutTag(node: Node): Node {
  return changed(node, undefined, node.damaged);
}

/** The content of a node in a part with a syntax error. */
export function asDamaged(node: Node): Node {
  return changed(node, node.tag, true);
}

function changed(node: Node, tag: string | undefined, damaged: boolean): Node {
  const { span, size, height } = node;
  const facts = { span, tag, damaged, size, height };
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', ...facts, text: node.text, value: node.value };
    case 'sequence':
      return { kind: 'sequence', ...facts, items: node.items };
    case 'map':
      return { kind: 'map', ...facts, entries: node.entries };
    case 'unreadable':
      return { kind: 'unreadable', ...facts, why: node.why };
  }
}

/** An entry with another value. */
export function withValue({ key, keySpan }: Entry, value: Node): Entry {
  return { key, keySpan, value };
}

/** The value of a key; `undefined` when the node is no map or has no such key. */
export function valueOf(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key === key) return entry.value;
  return undefined;
}

/** The text of an untagged, undamaged scalar that is not null; `undefined` for everything else. */
export function literalText(node: Node | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.tag !== undefined || node.damaged || node.value === null)
    return undefined;
  return node.text;
}

function measure(children: readonly Node[]): Pick<NodeFacts, 'size' | 'height'> {
  let size = 1;
  let height = 0;
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { size, height: height + 1 };
}
