/** Going through a collection: the same rules for `for`, `%{for}`, `dynamic` and `for_each`. */
import type { Span } from '../text/span.ts';
import { numberValue, type Unknown, type Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { nameOf } from './conversions.ts';
import { inOrder, keyValue } from './keys.ts';
import { dynamicType, isPrimitive, numberType } from './types.ts';
import {
  chosenByAws,
  collectionType,
  invalid,
  originOf,
  typeOf,
  unknownAs,
  unorderedOf,
  untyped,
} from './values.ts';

export interface Entry {
  /** The index, the key, or for a set the element itself. */
  readonly key: Value;
  readonly value: Value;
}

export interface Iteration {
  readonly entries: readonly Entry[];
  /** Set when there may be further elements. */
  readonly open: Unknown | undefined;
  /** Why it cannot be told which of the elements comes first; `undefined` where they are in their order. */
  readonly unordered: Unknown | undefined;
}

/** The elements in Terraform's order: lists as they are, objects by key. Unknown when nothing can be told about them. */
export function entriesOf(collection: Value, span: Span, context: Context): Iteration | Unknown {
  switch (collection.kind) {
    case 'unknown':
      return isPrimitive(typeOf(collection))
        ? invalid('is a single value and has no elements to go through', span, context)
        : untyped(collection);
    case 'reference':
      return chosenByAws(`${collection.resource}.${collection.attribute}`, span, context);
    case 'list': {
      const { items, open } = collection;
      const isSet = collectionType(collection) === 'set';
      const unordered = unorderedOf(collection);
      const unplaced = open ?? unordered;
      const place = unplaced && unknownAs(unplaced, isSet ? dynamicType : numberType, true);
      return {
        entries: items.map(({ value }, index) => ({
          key: isSet ? value : (place ?? numberValue(index)),
          value,
        })),
        open,
        unordered,
      };
    }
    case 'object': {
      const { properties, open } = collection;
      const { sorted, unordered } = inOrder(properties, originOf(context, span));
      return {
        entries: sorted.map(([key, { value, origin }]) => ({ key: keyValue(key, origin), value })),
        open,
        unordered,
      };
    }
    default:
      return invalid(`is ${nameOf(collection)} and has no elements to go through`, span, context);
  }
}

export function isIteration(result: Iteration | Unknown): result is Iteration {
  return 'entries' in result;
}
