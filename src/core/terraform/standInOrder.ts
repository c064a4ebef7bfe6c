/** How texts compare of which some only stand for strings (standIns.ts): equal, different or open, and in which order. */
import type { Budget } from './budget.ts';
import { isStandIn, partsOf, type Id, type Part, type Text } from './standIns.ts';
import { compareText } from './textOrder.ts';

/** How two texts compare, whatever the strings in them turn out to be; `undefined` where that decides. */
export interface Comparison {
  readonly equal: boolean | undefined;
  /** Negative where the first comes first in Terraform's order of strings. */
  readonly order: number | undefined;
}

/** Compares two texts, of which either may be a stand-in. */
export function compareTexts(a: string, b: string): Comparison {
  if (a === b) return { equal: true, order: 0 };
  if (!isStandIn(a) && !isStandIn(b)) return { equal: false, order: compareText(a, b) };
  return compareParts(partsOf(a), partsOf(b));
}

/** Sorts by a text of each item; `isSure` says that the order is Terraform's, so that different texts are different strings. */
export function sortByText<T>(
  items: Iterable<T>,
  textOf: (item: T) => string,
): { readonly sorted: readonly T[]; readonly isSure: boolean } {
  const all = [...items];
  if (!all.some((item) => isStandIn(textOf(item)))) {
    return { sorted: all.sort((a, b) => compareText(textOf(a), textOf(b))), isSure: true };
  }
  const order = (a: T, b: T): number | undefined => compareTexts(textOf(a), textOf(b)).order;
  const sorted = all.sort((a, b) => order(a, b) ?? compareText(textOf(a), textOf(b)));
  const isSure = sorted.every((item, index) => {
    const next = sorted[index + 1];
    return next === undefined || (order(item, next) ?? 1) <= 0;
  });
  return { sorted, isSure };
}

/**
 * The stand-ins among different texts that may turn out to be the same as another of them; `undefined` where comparing
 * them takes more than `budget` has.
 */
export function perhapsRepeated(texts: readonly string[], budget: Budget): ReadonlySet<string> | undefined {
  const byFamily = new Map<string, string[]>();
  for (const text of texts) {
    const family = familyOf(text);
    const found = byFamily.get(family);
    if (found === undefined) byFamily.set(family, [text]);
    else found.push(text);
  }
  const families = [...byFamily.values()];
  const pairs = families.reduce((sum, { length }) => sum + length * (texts.length - length), 0) / 2;
  if (!budget.spend(pairs)) return undefined;
  const repeated = new Set<string>();
  for (const [index, family] of families.entries()) {
    const others = families.slice(index + 1).flat();
    for (const text of family) {
      for (const other of others) {
        if (compareTexts(text, other).equal === undefined) repeated.add(text).add(other);
      }
    }
  }
  return new Set([...repeated].filter(isStandIn));
}

/** Different texts of one family are never the same: known ones, or the same text in front of zones or of ids. */
export function familyOf(text: string): string {
  if (!isStandIn(text)) return '';
  const parts = partsOf(text);
  const [first] = parts;
  const front = first?.kind === 'text' ? first.text : '';
  const [part, next, further] = front === '' ? parts : parts.slice(1);
  if (part === undefined || further !== undefined || (next !== undefined && next.kind !== 'text'))
    return text;
  if (part.kind === 'zone') return `${front} zone ${part.source}`;
  if (part.kind !== 'id' || !endsThere(next === undefined ? [] : [next], part.isMadeUp)) return text;
  return part.isMadeUp ? `${front} id` : `${front} ${part.block} ${part.attribute}`;
}

/** What decides how a text compares with those of the code: texts of one shape may be the same ones of them. */
export function shapeOf(text: string): string {
  const parts = partsOf(text).map((part) => {
    if (part.kind === 'text') return JSON.stringify(part.text);
    return part.kind === 'id' && part.isMadeUp ? 'made up' : part.kind;
  });
  return parts.join(' ');
}

/** A Region's code and a letter, or the code with what tells a Local or a Wavelength Zone (SEMANTICS P15). */
const zoneName = '[a-z]{2,4}(?:-[a-z]+)+-\\d+(?:[a-z]|-[a-z0-9-]+)';
/** What kind of resource it is, and eight or seventeen digits (SEMANTICS P16). */
const madeUpId = '[a-z]+(?:-[a-z]+)*-(?:[0-9a-f]{17}|[0-9a-f]{8})';

const shapes = {
  zone: { begins: new RegExp(`^${zoneName}`), is: new RegExp(`^${zoneName}$`) },
  id: { begins: new RegExp(`^${madeUpId}`), is: new RegExp(`^${madeUpId}$`) },
};

const open: Comparison = { equal: undefined, order: undefined };

function compareParts(left: readonly Part[], right: readonly Part[]): Comparison {
  const [a, b] = [[...left], [...right]];
  for (;;) {
    const [first, second] = [a.shift(), b.shift()];
    if (first === undefined && second === undefined) return { equal: true, order: 0 };
    if (first === undefined || second === undefined) {
      // Only what is known by its expression alone may be empty.
      if ((first ?? second)?.kind === 'other') return open;
      return { equal: false, order: first === undefined ? -1 : 1 };
    }
    if (first.kind === 'text' && second.kind === 'text') {
      const length = Math.min(first.text.length, second.text.length);
      if (first.text.slice(0, length) !== second.text.slice(0, length)) {
        return { equal: false, order: compareText(first.text, second.text) };
      }
      if (first.text.length > length) a.unshift({ kind: 'text', text: first.text.slice(length) });
      if (second.text.length > length) b.unshift({ kind: 'text', text: second.text.slice(length) });
      continue;
    }
    if (second.kind === 'text') return shapeAndText(first, a.length > 0, second, b.length > 0);
    if (first.kind === 'text') {
      const { equal, order } = shapeAndText(second, b.length > 0, first, a.length > 0);
      return { equal, order: order === undefined ? undefined : -order };
    }
    const told = compareStrings(first, second, a, b);
    if (told !== 'same') return told;
  }
}

/** Two strings nobody knows, and what follows them. */
function compareStrings(
  a: Part,
  b: Part,
  restOfA: readonly Part[],
  restOfB: readonly Part[],
): Comparison | 'same' {
  if (a.kind === 'zone' && b.kind === 'zone') {
    if (a.source !== b.source) return open;
    // No name is the beginning of another, so whatever follows changes nothing.
    return a.index === b.index ? 'same' : { equal: false, order: a.index - b.index };
  }
  if (a.kind === 'id' && b.kind === 'id') {
    if (a.attribute !== b.attribute) return open;
    if (a.resource === b.resource) return 'same';
    if (!(a.isMadeUp && b.isMadeUp) && !isOfItsOwn(a, b)) return open;
    const end = (rest: readonly Part[]): boolean => endsThere(rest, a.isMadeUp && b.isMadeUp);
    return end(restOfA) && end(restOfB) ? { equal: false, order: undefined } : open;
  }
  return a.kind === 'other' && b.kind === 'other' && a.text === b.text ? 'same' : open;
}

/**
 * Whether two ids that AWS does not make up surely differ. Many are names, which resources of other types share, as a
 * bucket and its policy do, and resources of one type in other Regions (SEMANTICS P16).
 */
function isOfItsOwn(a: Id, b: Id): boolean {
  // What AWS made itself is adopted: two of one block may adopt the same.
  if (a.type.startsWith('aws_default_')) return false;
  return a.attribute === 'arn' ? a.type === b.type : a.block === b.block;
}

/** Whether what follows an id cannot be more of it. */
function endsThere([next]: readonly Part[], isMadeUp: boolean): boolean {
  return next === undefined || (isMadeUp && next.kind === 'text' && !/^[0-9a-f]/.test(next.text));
}

/** A string nobody knows, perhaps with more behind it, and a text, perhaps with such a string behind it. */
function shapeAndText(part: Part, goesOn: boolean, { text }: Text, textGoesOn: boolean): Comparison {
  if (part.kind !== 'zone' && !(part.kind === 'id' && part.isMadeUp)) return open;
  const [first = ''] = text;
  if (!/[a-z]/.test(first)) return { equal: false, order: first < 'a' ? 1 : -1 };
  if (textGoesOn) return open;
  const shape = shapes[part.kind];
  return (goesOn ? shape.begins : shape.is).test(text) ? open : { equal: false, order: undefined };
}
