/**
 * What a text was joined from. A text with an id in it that AWS will choose is unknown as text, but a split at the same
 * delimiter gives the parts back: that is how lists of ids are handed to nested stacks.
 */
import type { ReferenceValue, Unknown, Value } from '../../value/value.ts';

interface Joined {
  readonly delimiter: string;
  readonly parts: readonly Value[];
}

/** Kept beside the values, which are immutable: it says nothing a join of the same parts would not say again. */
const joinedFrom = new WeakMap<Unknown, Joined>();

/** Remembers the parts of a text, unless a part that is known holds the delimiter itself. */
export function rememberParts(text: Unknown, delimiter: string, parts: readonly Value[]): Unknown {
  const isSplittable =
    delimiter !== '' &&
    parts.every(
      (part) => part.kind === 'reference' || (part.kind === 'string' && !part.text.includes(delimiter)),
    );
  if (isSplittable) joinedFrom.set(text, { delimiter, parts });
  return text;
}

/** The parts of a text that was joined with this delimiter; `undefined` when it was not. */
export function partsOf(text: Unknown, delimiter: string): readonly Value[] | undefined {
  const joined = joinedFrom.get(text);
  return joined?.delimiter === delimiter ? joined.parts : undefined;
}

/** Every reference in a value, also where it was joined into a text. */
export function referencesIn(value: Value): readonly ReferenceValue[] {
  switch (value.kind) {
    case 'reference':
      return [value];
    case 'list':
      return value.items.flatMap((item) => referencesIn(item.value));
    case 'object':
      return [...value.properties.values()].flatMap((property) => referencesIn(property.value));
    case 'unknown':
      return (joinedFrom.get(value)?.parts ?? []).flatMap(referencesIn);
    default:
      return [];
  }
}
