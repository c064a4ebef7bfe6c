/** A tree at another place of the text. Children move when they are first asked for, so moving a tree costs nothing. */
import type { Span } from '../text/span.ts';
import type { Entry, MapNode, Node, SequenceNode } from './node.ts';

/** The same node `by` UTF-16 code units further on. */
export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  switch (node.kind) {
    case 'scalar': {
      // Spelled out, as a large template has tens of thousands: spreading takes several times as long.
      const { kind, tag, damaged, size, height, text, value } = node;
      return { kind, span: shiftSpan(node.span, by), tag, damaged, size, height, text, value };
    }
    case 'unreadable':
      return { ...node, span: shiftSpan(node.span, by) };
    case 'sequence':
      return new ShiftedSequence(node, by);
    case 'map':
      return new ShiftedMap(node, by);
  }
}

export function shiftEntry({ key, keySpan, value }: Entry, by: number): Entry {
  return { key, keySpan: shiftSpan(keySpan, by), value: shiftNode(value, by) };
}

export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

class ShiftedSequence implements SequenceNode {
  readonly kind = 'sequence';
  readonly span: Span;
  readonly tag: string | undefined;
  readonly damaged: boolean;
  readonly size: number;
  readonly height: number;
  readonly #node: SequenceNode;
  readonly #by: number;
  #items: readonly Node[] | undefined;

  constructor(node: SequenceNode, by: number) {
    this.span = shiftSpan(node.span, by);
    this.tag = node.tag;
    this.damaged = node.damaged;
    this.size = node.size;
    this.height = node.height;
    this.#node = node;
    this.#by = by;
  }

  get items(): readonly Node[] {
    return (this.#items ??= this.#node.items.map((item) => shiftNode(item, this.#by)));
  }
}

class ShiftedMap implements MapNode {
  readonly kind = 'map';
  readonly span: Span;
  readonly tag: string | undefined;
  readonly damaged: boolean;
  readonly size: number;
  readonly height: number;
  readonly #node: MapNode;
  readonly #by: number;
  #entries: readonly Entry[] | undefined;

  constructor(node: MapNode, by: number) {
    this.span = shiftSpan(node.span, by);
    this.tag = node.tag;
    this.damaged = node.damaged;
    this.size = node.size;
    this.height = node.height;
    this.#node = node;
    this.#by = by;
  }

  get entries(): readonly Entry[] {
    return (this.#entries ??= this.#node.entries.map((entry) => shiftEntry(entry, this.#by)));
  }
}
