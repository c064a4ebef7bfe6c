/**
 * A tree at another place of the text. Places are worked out and children move when they are asked for, so moving a tree
 * costs nothing: what follows an edit moves with every keystroke, and few of a large template's places are ever looked at.
 */
import type { Span } from '../text/span.ts';
import type { Entry, MapNode, Node, ScalarNode, SequenceNode } from './node.ts';

/** The same node `by` UTF-16 code units further on. */
export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  switch (node.kind) {
    case 'scalar':
      return new ShiftedScalar(node, by);
    case 'unreadable':
      return { ...node, span: shiftSpan(node.span, by) };
    case 'sequence':
      return new ShiftedSequence(node, by);
    case 'map':
      return new ShiftedMap(node, by);
  }
}

export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** A node, and how much further on it is. */
class Shifted<Original extends Node> {
  protected readonly node: Original;
  protected readonly by: number;

  constructor(node: Original, by: number) {
    this.node = node;
    this.by = by;
  }

  get span(): Span {
    return shiftSpan(this.node.span, this.by);
  }

  get tag(): string | undefined {
    return this.node.tag;
  }

  get damaged(): boolean {
    return this.node.damaged;
  }

  get size(): number {
    return this.node.size;
  }

  get height(): number {
    return this.node.height;
  }
}

class ShiftedScalar extends Shifted<ScalarNode> implements ScalarNode {
  readonly kind = 'scalar';

  get text(): string {
    return this.node.text;
  }

  get value(): ScalarNode['value'] {
    return this.node.value;
  }
}

class ShiftedSequence extends Shifted<SequenceNode> implements SequenceNode {
  readonly kind = 'sequence';
  #items: readonly Node[] | undefined;

  get items(): readonly Node[] {
    return (this.#items ??= this.node.items.map((item) => shiftNode(item, this.by)));
  }
}

class ShiftedMap extends Shifted<MapNode> implements MapNode {
  readonly kind = 'map';
  #entries: readonly Entry[] | undefined;

  get entries(): readonly Entry[] {
    return (this.#entries ??= this.node.entries.map((entry) => new ShiftedEntry(entry, this.by)));
  }
}

class ShiftedEntry implements Entry {
  readonly value: Node;
  readonly #entry: Entry;
  readonly #by: number;

  constructor(entry: Entry, by: number) {
    this.value = shiftNode(entry.value, by);
    this.#entry = entry;
    this.#by = by;
  }

  get key(): string {
    return this.#entry.key;
  }

  get keySpan(): Span {
    return shiftSpan(this.#entry.keySpan, this.#by);
  }
}
