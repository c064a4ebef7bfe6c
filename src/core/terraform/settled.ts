/**
 * Values that are made anew in each evaluation and mostly come out alike. Where they do, the earlier one stands for the new
 * one, so that what hangs on it need not be done again.
 */
import { PlaceMemory } from './placeMemory.ts';

const earlier = new PlaceMemory<unknown>();

/** Parts that are compared; what has more counts as another value. */
const mostParts = 2000;

/**
 * The value that was made before, where the new one is the same in all its parts, places in the code included.
 * @param node the code it is made by.
 * @param place the id of the place of its module.
 */
export function settled<T>(node: object, place: string, made: T): T {
  const before = earlier.of(node, place);
  const isSame = before !== undefined && new Comparison().isAlike(before, made);
  const kept = isSame ? (before as T) : made;
  earlier.keep(node, place, kept);
  return kept;
}

class Comparison {
  #left = mostParts;

  isAlike(a: unknown, b: unknown): boolean {
    if (Object.is(a, b)) return true;
    if (this.#left-- <= 0) return false;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Array.isArray(a)) return Array.isArray(b) && this.#areAlike(a, b);
    if (a instanceof Map) return b instanceof Map && this.#areAlikeInOrder(a, b);
    if (a instanceof Set) return b instanceof Set && this.#areAlike([...a], [...b]);
    return this.#haveAlikeParts(a, b);
  }

  #areAlike(a: readonly unknown[], b: readonly unknown[]): boolean {
    return a.length === b.length && a.every((part, index) => this.isAlike(part, b[index]));
  }

  #areAlikeInOrder(a: ReadonlyMap<unknown, unknown>, b: ReadonlyMap<unknown, unknown>): boolean {
    if (a.size !== b.size) return false;
    const others = b.entries();
    for (const [name, part] of a) {
      const other = others.next().value;
      if (other === undefined || other[0] !== name || !this.isAlike(part, other[1])) return false;
    }
    return true;
  }

  #haveAlikeParts(a: object, b: object): boolean {
    const names = Object.keys(a);
    const others = b as Readonly<Record<string, unknown>>;
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => name in b && this.isAlike((a as typeof others)[name], others[name]))
    );
  }
}
