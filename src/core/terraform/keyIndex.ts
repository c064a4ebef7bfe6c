/**
 * The keys of an object or a map by what may be known of them, so that a key it lacks need not be compared with each: keys of one
 * family never are the same, and a text may be any of the keys of one shape or none.
 */
import type { Budget } from './budget.ts';
import { compareTexts, familyOf, shapeOf } from './standInOrder.ts';
import { isStandIn } from './standIns.ts';

interface Found {
  readonly key: string;
}

interface KeyIndex {
  /** How many keys there were, as resources grow while they are evaluated. */
  readonly size: number;
  readonly texts: readonly string[];
  readonly byFamily: ReadonlyMap<string, readonly string[]>;
  /** The first key of each shape that has something nobody knows in it. */
  readonly byShape: ReadonlyMap<string, string>;
  /** For each shape of a key that was looked for, the first text that it may be. */
  readonly perhaps: Map<string, Found | undefined>;
}

const indexes = new WeakMap<ReadonlyMap<string, unknown>, KeyIndex>();

/**
 * A key that may turn out to be `key`, which is not among them as it stands; `undefined` where there is none.
 * @returns `'too many'` where the budget does not reach to tell.
 */
export function perhapsUnder(
  keys: ReadonlyMap<string, unknown>,
  key: string,
  budget: Budget | undefined,
): Found | 'too many' | undefined {
  const index = indexOf(keys);
  if (!isStandIn(key)) {
    if (budget?.spend(index.byShape.size) === false) return 'too many';
    return firstSame([...index.byShape.values()], key);
  }
  const text = perhapsText(index, key, budget);
  if (text !== undefined) return text;
  const family = familyOf(key);
  for (const [name, others] of index.byFamily) {
    if (name === family) continue;
    if (budget?.spend(others.length) === false) return 'too many';
    const found = firstSame(others, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function perhapsText(
  { texts, perhaps }: KeyIndex,
  key: string,
  budget: Budget | undefined,
): Found | 'too many' | undefined {
  const shape = shapeOf(key);
  if (!perhaps.has(shape)) {
    if (budget?.spend(texts.length) === false) return 'too many';
    perhaps.set(shape, firstSame(texts, key));
  }
  return perhaps.get(shape);
}

function firstSame(others: readonly string[], key: string): Found | undefined {
  const found = others.find((other) => compareTexts(other, key).equal !== false);
  return found === undefined ? undefined : { key: found };
}

function indexOf(keys: ReadonlyMap<string, unknown>): KeyIndex {
  const known = indexes.get(keys);
  if (known?.size === keys.size) return known;
  const texts: string[] = [];
  const byFamily = new Map<string, string[]>();
  const byShape = new Map<string, string>();
  for (const key of keys.keys()) {
    if (!isStandIn(key)) {
      texts.push(key);
      continue;
    }
    const [family, shape] = [familyOf(key), shapeOf(key)];
    const found = byFamily.get(family);
    if (found === undefined) byFamily.set(family, [key]);
    else found.push(key);
    if (!byShape.has(shape)) byShape.set(shape, key);
  }
  const index: KeyIndex = { size: keys.size, texts, byFamily, byShape, perhaps: new Map() };
  indexes.set(keys, index);
  return index;
}
