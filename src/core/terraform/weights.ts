/**
 * How much values unfold to. They share parts, so a small one can unfold to an enormous one; what is too large is not
 * made.
 */
import type { ListValue, ObjectValue, Value } from '../value/value.ts';

/** Nodes of the tree a value may unfold to. */
const MAX_WEIGHT = 100_000;
const MAX_DEPTH = 100;

interface Size {
  readonly weight: number;
  readonly depth: number;
}

/** Sizes of large values. Small ones, by far the most, are measured again when they are needed. */
const sizes = new WeakMap<Value, Size>();
const SMALL = 32;
const single: Size = { weight: 1, depth: 0 };

/** Notes how much a value unfolds to that grew piece by piece: a resource, once all its properties are there. */
export function noteWeight(value: ListValue | ObjectValue): void {
  remember(value, measure(value));
}

/** Nodes of the tree a value unfolds to; `undefined` when there are too many or they nest too deep. */
export function weightOf(value: Value): number | undefined {
  const { weight, depth } = sizeOf(value);
  return weight > MAX_WEIGHT || depth > MAX_DEPTH ? undefined : weight;
}

/** Notes how much a new value unfolds to; `false` when that is too much, or it nests too deep. */
export function weigh(value: ListValue | ObjectValue): boolean {
  const size = measure(value);
  if (size.weight > MAX_WEIGHT || size.depth > MAX_DEPTH) return false;
  remember(value, size);
  return true;
}

function remember(value: Value, size: Size): void {
  if (size.weight > SMALL || size.depth > SMALL) sizes.set(value, size);
}

function sizeOf(value: Value): Size {
  if (value.kind !== 'list' && value.kind !== 'object') return single;
  return sizes.get(value) ?? measure(value);
}

function measure(value: ListValue | ObjectValue): Size {
  let weight = 1;
  let depth = 0;
  for (const part of value.kind === 'list' ? value.items : value.properties.values()) {
    const size = sizeOf(part.value);
    weight += size.weight;
    if (size.depth > depth) ({ depth } = size);
  }
  return { weight, depth: depth + 1 };
}
