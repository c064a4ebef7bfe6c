/** How texts compare of which some only stand for strings (standIns.ts): equal, different or open, and in which order. */
import { isStandIn, partsOf, type Part } from './standIns.ts';
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

/** A Region's code and a letter, or the code with what tells a Local or a Wavelength Zone (SEMANTICS P15). */
const zoneName = '[a-z]{2,4}(?:-[a-z]+)+-\\d+(?:[a-z]|-[a-z0-9-]+)';
const beginsWithZone = new RegExp(`^${zoneName}`);
const isZone = new RegExp(`^${zoneName}$`);

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
    } else if (first.kind === 'zone' && second.kind === 'zone') {
      if (first.source !== second.source) return open;
      // No name is the beginning of another, so whatever follows changes nothing.
      if (first.index !== second.index) return { equal: false, order: first.index - second.index };
    } else if (first.kind === 'zone' && second.kind === 'text') {
      return zoneAndText(a.length > 0, second.text, b.length > 0);
    } else if (first.kind === 'text' && second.kind === 'zone') {
      const { equal, order } = zoneAndText(b.length > 0, first.text, a.length > 0);
      return { equal, order: order === undefined ? undefined : -order };
    } else if (first.kind !== 'other' || second.kind !== 'other' || first.text !== second.text) {
      return open;
    }
  }
}

/** The name of a zone, perhaps with more behind it, and a text, perhaps with a string behind it. */
function zoneAndText(zoneGoesOn: boolean, text: string, textGoesOn: boolean): Comparison {
  const [first = ''] = text;
  if (!/[a-z]/.test(first)) return { equal: false, order: first < 'a' ? 1 : -1 };
  if (textGoesOn) return open;
  const mayBe = (zoneGoesOn ? beginsWithZone : isZone).test(text);
  return mayBe ? open : { equal: false, order: undefined };
}
