/**
 * Keys of objects and maps. One that only AWS knows is kept as its stand-in (standIns.ts): what was put under it is found
 * by it, and any other key may turn out to be the same.
 */
import type { Origin } from '../text/origin.ts';
import {
  stringValue,
  unknown,
  type Property,
  type ReferenceValue,
  type StringValue,
  type Unknown,
  type Value,
} from '../value/value.ts';
import type { Budget } from './budget.ts';
import { perhapsUnder } from './keyIndex.ts';
import { perhapsRepeated, sortByText } from './standInOrder.ts';
import { isStandIn, reasonsIn, referenceOf, referenceStandIn, someStandIn } from './standIns.ts';
import { combine, isTextReference, standInOf, unknownText } from './values.ts';

/** What a string is filed under; `undefined` where it is unknown and nothing stands for it. */
export function keyTextOf(text: StringValue | Unknown): string | undefined {
  if (text.kind === 'unknown') return standInOf(text);
  return isStandIn(text.text) ? undefined : text.text;
}

/** What tells a string from others, an id among them; `undefined` for any other value and where nothing does. */
export function textKey(value: Value): string | undefined {
  if (value.kind === 'reference') return isTextReference(value) ? referenceStandIn(value) : undefined;
  return value.kind === 'string' || value.kind === 'unknown' ? keyTextOf(value) : undefined;
}

/** The string a key is, which may be the id of a resource. @param origin where the key is used. */
export function keyValue(key: string, origin: Origin): StringValue | ReferenceValue | Unknown {
  const reference = referenceOf(key);
  if (reference !== undefined) return reference;
  return isStandIn(key) ? unknownText(unknownKey(key, origin), key) : stringValue(key);
}

/**
 * Why it cannot be told whether a key is there under another text; `undefined` where it surely is not, and where it is
 * there as it stands.
 */
export function maybeUnder(
  properties: ReadonlyMap<string, Property>,
  key: string,
  origin: Origin | undefined,
  budget?: Budget,
): Unknown | undefined {
  if (properties.has(key)) return undefined;
  const found = perhapsUnder(properties, key, budget);
  if (found === undefined) return undefined;
  if (found === 'too many') {
    return unknownKey([key, ...properties.keys()].find(isStandIn) ?? key, origin);
  }
  return combine([found.key, key].filter(isStandIn).map((standIn) => unknownKey(standIn, origin)));
}

/** Why some of the keys may turn out to be one and the same; `undefined` where all of them differ. */
export function maybeSame(keys: readonly string[], origin: Origin, budget: Budget): Unknown | undefined {
  const [first] = perhapsSame(keys, budget);
  return first === undefined ? undefined : unknownKey(first, origin);
}

/** The stand-ins among different texts that may turn out to be the same as another; all of them where there are too many. */
export function perhapsSame(texts: readonly string[], budget: Budget): ReadonlySet<string> {
  if (!someStandIn(texts) || sortByText(texts, (text) => text).isSure) return new Set();
  return perhapsRepeated(texts, budget) ?? new Set(texts.filter(isStandIn));
}

/** Why a key is not known. */
export function unknownKey(key: string, origin: Origin | undefined): Unknown {
  const inside = reasonsIn(key);
  if (inside.length === 0) return unknown('a key', 'is written with a character for private use', origin);
  return combine(inside.map(({ what, why }) => unknown(what, why, origin)));
}

/** The properties in the order of their keys, or why that is not known of some of them. */
export function inOrder(
  properties: ReadonlyMap<string, Property>,
  origin: Origin,
): { readonly sorted: readonly (readonly [string, Property])[]; readonly unordered: Unknown | undefined } {
  const { sorted, isSure } = sortByText(properties, ([key]) => key);
  if (isSure) return { sorted, unordered: undefined };
  return {
    sorted,
    unordered: combine([...properties.keys()].filter(isStandIn).map((key) => unknownKey(key, origin))),
  };
}
