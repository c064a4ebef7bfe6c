/** A tree at another place of the text. Children move when they are first asked for, so moving a tree costs nothing. */
import type { Span } from '../text/span.ts';
import type { Entry, MapNode, Node, SequenceNode } from './node.ts';

/** The same node `by` UTF-16 code units further on. */
export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  const span = shiftSpan(node.span, by);
  switch (node.kind) {
    case 'scalar':
    case 'unreadable':
      return { ...node, span };
    case 'sequence':
      return shiftSequence(node, span, by);
    case 'map':
      return shiftMap(node, span, by);
  }
}

export function shiftEntry({ key, keySpan, value }: Entry, by: number): Entry {
  return { key, keySpan: shiftSpan(keySpan, by), value: shiftNode(value, by) };
}

export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function shiftSequence(node: SequenceNode, span: Span, by: number): SequenceNode {
  const { kind, tag, damaged, size, height } = node;
  let items: readonly Node[] | undefined;
  return {
    ...{ kind, span, tag, damaged, size, height },
    get items(): readonly Node[] {
      return (items ??= node.items.map((item) => shiftNode(item, by)));
    },
  };
}

function shiftMap(node: MapNode, span: Span, by: number): MapNode {
  const { kind, tag, damaged, size, height } = node;
  let entries: readonly Entry[] | undefined;
  return {
    ...{ kind, span, tag, damaged, size, height },
    get entries(): readonly Entry[] {
      return (entries ??= node.entries.map((entry) => shiftEntry(entry, by)));
    },
  };
}
